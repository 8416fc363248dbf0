import { describe, expect, test } from 'vitest';
import { PERSONALITIES, personalityOf } from '../../scripts/sim/personalities/table.ts';
import type { SimulationOptions } from '../../scripts/sim/simulation.ts';
import { type Bench, bench } from './bench.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';
const SENDER = '+6281234567890';
const HALO = 'Halo dari simulator';
/** A text that asks for a report. */
const TES = '0031000D91261832547698F00000A707D4F21C1493CD00';

const info = (...lines: string[]): string => `\r\n${lines.join('\r\n')}\r\n${OK}`;

/** A modem of a make that has come to rest: settled, and heard out. */
function settled(personality: string, options: SimulationOptions = {}): Bench {
  const modem = bench({ personality, ...options });
  modem.clock.pass(60_000);
  modem.at('AT+CFUN=1');
  modem.clock.pass(60_000);
  modem.heard();
  return modem;
}

/** Lines that the modem says by itself, and when. */
function timed(modem: Bench, forMs: number, stepMs = 100): [number, string][] {
  const said: [number, string][] = [];
  for (let ms = stepMs; ms <= forMs; ms += stepMs) {
    modem.clock.pass(stepMs);
    for (const line of modem.heard().split('\r\n')) if (line !== '') said.push([ms, line]);
  }
  return said;
}

type Dialogue = readonly (readonly [command: string, answer: string])[];

const DIALOGUES: Record<string, Dialogue> = {
  'huawei-e173': [
    ['AT+CGMI', info('huawei')],
    ['AT+CGMM', info('E173')],
    [
      'ATI',
      info(
        'Manufacturer: huawei',
        'Model: E173',
        'Revision: 11.126.16.04.437',
        'IMEI: 353412040123457',
        '+GCAP: +CGSM,+DS,+ES',
      ),
    ],
    ['AT+WIND?', '\r\nCOMMAND NOT SUPPORT\r\n'],
    ['AT+CEREG?', '\r\nCOMMAND NOT SUPPORT\r\n'],
    ['AT+CPMS=?', info('+CPMS: ("ME","MT","SM","SR"),("ME","MT","SM","SR"),("ME","MT","SM","SR")')],
    ['AT+CPMS="ME","ME"', info('+CPMS: 0,23,0,23,0,25')],
    ['AT+CPMS="ME","ME","ME"', info('+CPMS: 0,23,0,23,0,23')],
    ['AT+CNMI=?', info('+CNMI: (0-2),(0-3),(0,2),(0-2),(0,1)')],
    ['AT+CNMI=3,1', '\r\n+CMS ERROR: 302\r\n'],
    ['AT+CNMI=2,1,0,1,0', OK],
    ['AT+CMGR=0', OK],
    ['AT+CMGD=0', OK],
    ['AT+CMGD=?', info('+CMGD: (1-4095),(0-4)')],
    ['AT^CPIN?', info('^CPIN: READY,,10,3,10,3')],
    ['AT^ICCID?', info('^ICCID: 8962100123456789012')],
    ['AT+CREG=2', OK],
    ['AT+CREG?', info('+CREG: 2,1,00C8,1F01')],
    ['AT+CFUN=1,1', ERROR],
    ['AT^CURC=0', OK],
  ],
  'huawei-e1752': [
    ['AT+CGMR', info('11.126.13.00.00')],
    ['AT+FOO', '\r\nCOMMAND NOT SUPPORT\r\n'],
  ],
  'huawei-k3715': [
    ['AT+CGMI', info('Vodafone (Huawei)')],
    ['AT+FOO', ERROR],
    ['AT+CNMI=2,1,0,1,0', ERROR],
    ['AT+CNMI=1,1,0,1,0', OK],
  ],
  'huawei-e3372': [
    ['AT+CPMS="MT","MT","MT"', '\r\n+CMS ERROR: 302\r\n'],
    ['AT+CPMS="SM","SM","SM"', info('+CPMS: 0,20,0,20,0,20')],
    ['AT+CEREG?', info('+CEREG: 0,1')],
    ['AT^SETPORT?', info('^SETPORT:A1,A2;12,1,16,A1,A2')],
  ],
  'zte-mf180': [
    ['AT+CGMI', info('ZTE INCORPORATED')],
    ['AT+CFUN?', info('+CFUN: (0-1,4-7),(0-1)')],
    ['AT+CPMS?', info('+CPMS: "SM",0,25,"SM",0,25,"SM",0,25')],
    ['AT+CNMI=?', info('+CNMI: (0,1,2),(0,1,2,3),(0,2),(0,1,2),(0,1)')],
    ['AT+CNMI=2,1,0,1,0', '\r\n+CMS ERROR: 303\r\n'],
    ['AT+CNMI=1,1,0,1,0', OK],
    ['AT+CVHU=0', info('+CVHU: (0-1)')],
    ['AT+CNMA', ERROR],
    ['AT+CSMP=17,167,0,0', OK],
    ['AT+CSCA?', info('+CSCA: "",129')],
    ['AT+ZPINPUK=?', info('+ZPINPUK: 3,10')],
  ],
  'zte-mf710m': [['AT+CPMS?', info('+CPMS: "ME", 0, 50, "ME", 0, 50, "ME", 0, 50')]],
  'qualcomm-m6280': [['AT+CGMR', info('M6280_V1.0.0 M6280_V1.0.0 1 [Sep 4 2008 12:00:00]')]],
  'simcom-sim800': [
    ['AT+CGMI', info('SIMCOM_Ltd')],
    ['AT+CGMR', info('Revision:1418B05SIM800L24')],
    ['ATI', info('SIM800 R14.18')],
    ['AT+CPMS="SM","SM","SM"', info('+CPMS: 0,40,0,40,0,40')],
    ['AT+CPMS?', info('+CPMS: "SM_P",0,40,"SM_P",0,40,"SM_P",0,40')],
    ['AT+CPMS="SM_P","SM_P","SM_P"', info('+CPMS: 0,40,0,40,0,40')],
    ['AT+CNMI?', info('+CNMI: 2,1,0,0,0')],
    ['AT+CNMI=2,1,0,2,0', ERROR],
    ['AT+CNMI=2,1,0,1,0', OK],
    ['AT+CNMA', ERROR],
    ['AT+CEREG?', ERROR],
    ['AT+SPIC', info('+SPIC: 3,10,3,10')],
    ['AT+CCID', info('8962100123456789012')],
  ],
  'simcom-sim7600': [
    ['AT+CGMR', info('+CGMR: LE20B04SIM7600G22')],
    ['AT+CSCS?', info('+CSCS: "IRA"')],
    ['AT+CNMI=1,1,0,1', ERROR],
    ['AT+CNMI=2,1,0,1,0', OK],
    ['AT+CPMS?', info('+CPMS: "ME",0,23,"ME",0,23,"ME",0,23')],
    ['AT+CPIN="1"', '\r\n+CME ERROR: operation not allowed\r\n'],
    ['AT+CICCID', info('+ICCID: 8962100123456789012')],
  ],
  'simcom-a7670': [
    ['AT+CNMI=2,2,0,1,0', ERROR],
    ['AT+CNMI=2,1,0,1,0', ERROR],
    ['AT+CNMI=2,2,0,0,0', OK],
  ],
  'quectel-m26': [
    ['ATI', info('FOXCOM MODEM', 'Quectel_M26', 'Revision: M26FBR03A04_TTS')],
    ['AT+CGMI', info('FOXCOM MODEM')],
    ['AT+CGMR', info('M26FBR03A06-TTS')],
    ['AT+CSMS?', info('+CSMS: 0,1,1,1')],
    ['AT+CSMS=?', info('+CSMS: (0,128)')],
    ['AT+CSMS=1', ERROR],
    ['AT+CPMS=?', info('+CPMS: ("SM","ME","MT"),("SM","ME","MT"),("SM","ME","MT")')],
    ['AT+CNMI?', info('+CNMI: 2,1,0,0,0')],
  ],
  'quectel-ec25': [
    ['ATI', info('Quectel', 'EC25', 'Revision: EC25EFAR02A09M4G')],
    ['AT+CMEE?', info('+CMEE: 1')],
    ['AT+CNMI?', info('+CNMI: 2,1,0,0,0')],
    ['AT+CPMS?', info('+CPMS: "ME",0,255,"ME",0,255,"ME",0,255')],
    ['AT+CPMS="MT"', info('+CPMS: 0,255,0,255,0,255')],
    ['AT+CMGR=0', OK],
    ['AT+QPINC?', info('+QPINC: "SC",3,10', '+QPINC: "P2",3,10')],
    ['AT+QCCID', info('+QCCID: 8962100123456789012')],
    ['AT+QURCCFG="urcport","usbat"', OK],
    ['AT+CEREG?', info('+CEREG: 0,1')],
  ],
  'quectel-ep06': [
    ['AT+CMGL=4', '\r\n+CMS ERROR: 303\r\n'],
    ['AT+CMGL=1', OK],
  ],
  'wavecom-fastrack': [
    ['AT+CGMI', info(' WAVECOM MODEM')],
    ['AT+CGMM', info(' MULTIBAND  900E  1800 ')],
    ['AT+CPIN?', '\r\n+CPIN: READY\r\n'],
    ['AT+CPMS=?', info('+CPMS: (("SM","BM","SR"),("SM"))')],
    ['AT+CPMS="SM","SM","SR"', ERROR],
    ['AT+CPMS="SM","SM"', info('+CPMS: 0,50,0,50')],
    ['AT+CPMS?', info('+CPMS: "SM",0,50,"SM",0,50')],
    ['AT+CREG=2', `${OK}\r\n+CREG: 1,"00C8","1F01"\r\n`],
    ['AT+CLAC', ERROR],
    ['AT+CVHU=0', ERROR],
    ['AT+CSCS?', info('+CSCS: "PCCP437"')],
  ],
  'siemens-mc35i': [
    ['ATI', info('SIEMENS', 'MC35i', 'REVISION 02.00')],
    ['AT+CPMS=?', info('+CPMS: ("MT","SM","ME"),("MT","SM","ME"),("MT","SM")')],
    ['AT+CPMS="ME","ME","ME"', '\r\n+CMS ERROR: 302\r\n'],
    ['AT+CPMS="ME","SM","MT"', info('+CPMS: 0,25,0,40,0,65')],
    ['AT+CNMI=?', info('+CNMI: (0-3),(0,1),(0,2,3),(0,2),(1)')],
    ['AT+CNMI=2,1,0,1,0', '\r\n+CMS ERROR: 302\r\n'],
    ['AT+CNMI=2,1,0,1,1', '\r\n+CMS ERROR: 302\r\n'],
    ['AT+CNMI=2,1,0,2,1', OK],
    ['AT+CSMS=1', info('+CSMS: 1,1,1')],
    ['AT+CNMI=3,2,0,1,1', OK],
    ['AT+CMGR=1', info('+CMGR: 0,,0')],
    ['AT+CMGD=1,4', '\r\n+CMS ERROR: 302\r\n'],
    ['AT+CMGD=?', info('+CMGD: ()')],
    ['AT^SPIC="SC"', info('^SPIC: 3')],
    ['AT^SCID', info('^SCID: 8962100123456789012')],
    ['AT+CIND?', info('+CIND: 4,1,0,0,0,0')],
  ],
  'siemens-mc75i': [['AT+CPMS=?', info('+CPMS: ("ME","SM","MT"),("ME","SM","MT"),("SM","MT")')]],
  'telit-he910': [
    ['AT+CNMI?', info('+CNMI: 0,0,0,0,0')],
    ['AT+CMGD=1', '\r\n+CMS ERROR: 321\r\n'],
    ['AT+CMGS=6', '\r\n+CMS ERROR: 304\r\n'],
    ['AT#QSS?', info('#QSS: 0,3')],
    ['AT#PCT', info('#PCT: 3')],
    ['AT#CCID', info('#CCID: 8962100123456789012')],
  ],
  'telit-uc864': [
    ['AT+CPMS=?', info('+CPMS: ("SM"),("SM"),("SM")')],
    ['AT+CMGD=?', info('+CMGD: (,),(0-4)')],
    [`AT+CSCS="${'X'.repeat(80)}"`, ERROR],
  ],
  'u-blox-sara': [
    ['ATI', info('SARA-G450-00C-00')],
    ['AT+CNMI?', info('+CNMI: 0,0,0,0,0')],
    ['AT+CNMI=3,1', '\r\n+CMS ERROR: 302\r\n'],
    ['AT+UPINCNT', info('+UPINCNT: 3,3,10,10')],
  ],
  'mtk-dwm156': [
    ['AT+CNMI=2,1,0,1,0', ERROR],
    ['AT+CNMI=3,1,0,2', OK],
    ['AT+EPINC?', info('+EPINC: 3,3,10,10')],
    ['AT+CMEE=1', OK],
    ['AT+CMGR=1', '\r\n+CME ERROR: 22\r\n'],
  ],
  'nokia-s60': [
    ['AT+CPMS=?', info('+CPMS: (),(),()')],
    ['AT+CPMS?', info('+CPMS: ,,,,,,,,')],
    ['AT+CPMS="SM"', ERROR],
    ['AT+CNMI=2,1', ERROR],
    ['AT+CSMP?', info('+CSMP: 49,167,0,0')],
  ],
  'iwow-tr800': [
    ['AT+CPMS=?', info('+CPMS: "SM","SM","SM"')],
    ['AT+CPMS="SM","SM","SM"', '\r\n+CPMS: 0,30,0,30,0,30\r\n'],
  ],
  'motorola-g24': [
    ['AT+FOO', '\r\nMODEM ERROR: 7\r\n'],
    ['AT+CMGL=?', info('+cmgl: (0-4)')],
  ],
  'sierra-mc8790': [['AT+CMGR=1', ERROR]],
  'speedup-su8500': [['AT+CREG?', info('+CREG: 1')]],
};

test.each(Object.entries(DIALOGUES))('%s answers as the make does', (personality, dialogue) => {
  const modem = settled(personality);
  const heard = dialogue.map(([command]) => [command, modem.at(command)]);
  expect(heard).toEqual(dialogue);
});

test.each(PERSONALITIES.map(({ id }) => id))('%s answers AT and sends a text', (personality) => {
  const modem = settled(personality);
  expect(modem.at('AT')).toBe(OK);
  expect(modem.submit(TES)).toContain('\r\n+CMGS: 0\r\n\r\nOK\r\n');
  expect(modem.smsc.submitted.map(({ text }) => text)).toEqual(['Tes 123']);
});

test('an unknown make is refused by name', () => {
  expect(() => bench({ personality: 'nokia-3310' })).toThrow(/no personality "nokia-3310"; known: generic/);
});

test('no two makes have the same id', () => {
  expect(new Set(PERSONALITIES.map(({ id }) => id)).size).toBe(PERSONALITIES.length);
});

/** Sets indications that the make takes, and the memory for receiving. */
function listening(personality: string, indications: string, memory: string): Bench {
  const modem = settled(personality);
  modem.at('ATE0');
  modem.at('AT^CURC=0');
  modem.at(`AT+CPMS=${memory}`);
  modem.clock.pass(60_000);
  expect(modem.at(`AT+CNMI=${indications}`)).toBe(OK);
  modem.heard();
  return modem;
}

describe('a text is announced and shown in the form of the make', () => {
  test.each([
    ['huawei-e173', '2,1', '"ME","ME","ME"', '"ME",0', '0,,37', '0,1,,37'],
    ['qualcomm-m6280', '1,1', '"ME","ME","ME"', '"ME",0', '37', '0,1,,37'],
    ['simcom-sim800', '2,1', '"SM","SM","SM"', '"SM",1', '0,"",37', '1,1,"",37'],
    ['simcom-sim7600', '2,1', '"ME","ME","ME"', '"ME",0', '0,"",37', '0,1,"",37'],
    ['quectel-m26', '2,1', '"SM","SM","SM"', '"SM",1', '0,"",37', '1,1,"",37'],
    ['quectel-ec25', '2,1', '"ME","ME","ME"', '"ME",0', '0,,37', '0,1,,37'],
    ['wavecom-fastrack', '2,1', '"SM","SM"', '"SM",1', '0,,37', '1,1,,37'],
    ['siemens-mc35i', '2,1', '"MT","MT","MT"', '"MT",1', '0,,37', '1,1,,37'],
    ['telit-he910', '2,1', '"SM","SM","SM"', '"SM",1', '0,,37', '1,1,,37'],
    ['u-blox-sara', '2,1', '"MT","MT","MT"', '"MT",1', '0,,37', '1,1,,37'],
    ['calypso', '2,1', '"SM","SM","SM"', '"SM",1', '1,0,,37', '1,1,,37'],
  ])('%s', (personality, indications, memory, place, read, listed) => {
    const modem = listening(personality, indications, memory);
    modem.smsc.sendFrom(SENDER, HALO);
    expect(modem.heard()).toBe(`\r\n+CMTI: ${place}\r\n`);
    const [, index] = place.split(',');
    expect(modem.at(`AT+CMGR=${index}`)).toContain(`\r\n+CMGR: ${read}\r\n0691`);
    expect(modem.at('AT+CMGL=4')).toContain(`\r\n+CMGL: ${listed}\r\n0691`);
    expect(modem.at(`AT+CMGD=${index}`)).toBe(OK);
  });

  test('a Speedup stick shows it on the line of its header', () => {
    const modem = listening('speedup-su8500', '2,1', '"SM","SM","SM"');
    modem.smsc.sendFrom(SENDER, HALO);
    expect(modem.at('AT+CMGR=1')).toMatch(/^\r\n\+CMGR: 0,,37 0691[0-9A-F]+\r\n\r\nOK\r\n$/);
  });

  test('EC200A counts what lies in ME and shows nothing of it; its lists have three fields', () => {
    const modem = listening('quectel-ec200a', '2,1', '"ME","ME","ME"');
    modem.smsc.sendFrom(SENDER, HALO);
    expect(modem.at('AT+CPMS?')).toContain('"ME",1,50');
    expect(modem.at('AT+CMGL=4')).toBe(OK);
    expect(modem.at('AT+CMGR=0')).toBe(OK);
    modem.at('AT+CPMS="SM","SM","SM"');
    modem.smsc.sendFrom(SENDER, HALO);
    expect(modem.at('AT+CMGL=4')).toContain('\r\n+CMGL: 0,0,37\r\n');
  });

  test.each([
    ['simcom-sim800', '+CMT: "",37'],
    ['simcom-sim900', '+CMT: 37'],
    ['quectel-ec25', '+CMT: ,37'],
  ])('%s routes it as %s', (personality, header) => {
    const modem = listening(personality, '2,2,0,0,0', '"SM","SM","SM"');
    modem.smsc.sendFrom(SENDER, HALO);
    expect(modem.heard()).toContain(`\r\n${header}\r\n0691`);
  });

  test('a Nokia phone keeps it for itself', () => {
    const modem = settled('nokia-s60');
    modem.smsc.sendFrom(SENDER, HALO);
    expect(modem.heard()).toBe('');
    expect(modem.smsc.waiting).toEqual([]);
    expect(modem.modem.arrivals.displayed).toHaveLength(1);
  });
});

describe('a report comes in the form of the make', () => {
  test.each([
    ['huawei-e173', '2,1,0,1,0', '"SM","SM","SM"', '+CDS: 26'],
    ['zte-mf180', '1,1,0,1,0', '"SM","SM","SM"', '+CDS: ,26'],
    ['quectel-ec25', '2,1,0,2,0', '"ME","ME","ME"', '+CDSI: "SM",0'],
    ['siemens-mc35i', '2,1,0,2,1', '"MT","MT","MT"', '+CDSI: "MT",1'],
    ['u-blox-sara', '2,1,0,2,0', '"MT","MT","MT"', '+CDSI: "MT",1'],
    ['telit-he910', '2,1,0,2,0', '"SM","SM","SM"', '+CDSI: "SR",1'],
    ['mtk-dwm156', '3,1,0,2,0', '"SM","SM","SM"', '+CDSI: "SR",1'],
  ])('%s %s', (personality, indications, memory, line) => {
    const modem = listening(personality, indications, memory);
    expect(modem.submit(TES)).toContain(`\r\n${line}\r\n`);
  });

  test('the EC25 names SM, where it is not; SR has it', () => {
    const modem = listening('quectel-ec25', '2,1,0,2,0', '"SM","SM","SM"');
    modem.submit(TES);
    expect(modem.at('AT+CMGR=0')).toBe(OK);
    modem.at('AT+CPMS="SR"');
    expect(modem.at('AT+CMGR=0')).toContain('+CMGR: 0,,26');
  });

  test('the E173 counts it in SR and never shows it', () => {
    const modem = listening('huawei-e173', '2,1,0,2,0', '"SR","SM","SM"');
    expect(modem.submit(TES)).toContain('+CDSI: "SR",0');
    expect(modem.at('AT+CPMS?')).toContain('"SR",1,50');
    expect(modem.at('AT+CMGL=4') + modem.at('AT+CMGR=0')).toBe(OK + OK);
  });

  test('the MTK dongle reads it with a status that is empty, and never lists it', () => {
    const modem = listening('mtk-dwm156', '3,1,0,2,0', '"SR","SM","SM"');
    modem.submit(TES);
    expect(modem.at('AT+CMGL=4')).toBe(OK);
    expect(modem.at('AT+CMGR=1')).toContain('+CMGR: ,,26');
  });

  test('Telit keeps it though nobody asked', () => {
    const modem = listening('telit-he910', '2,1,0,0,0', '"SR"');
    modem.submit(TES);
    expect(modem.at('AT+CMGL=4')).toContain('+CMGL: 1,0,,26');
  });
});

describe('before the PIN', () => {
  const locked = (personality: string) => bench({ personality, simPin: '1234' });

  test('ZTE refuses everything but the PIN, floods, and falls silent when asked for its memories', () => {
    const modem = locked('zte-mf180');
    modem.clock.pass(1000);
    expect(modem.heard().match(/\r\n\+ZUSIMR:2\r\n/g)).toHaveLength(5);
    for (const command of ['ATZ', 'ATE0', 'AT+CMEE=1', 'AT+CGMI', 'AT+CSCA?'])
      expect(modem.at(command)).toBe(ERROR);
    expect(modem.at('AT+CPIN?')).toBe(info('+CPIN: SIM PIN'));
    modem.at('AT+CPMS?');
    modem.clock.pass(1000);
    expect(modem.heard()).toBe('');
    expect(modem.at('AT+CPIN="1234"')).toBe(OK);
    expect(modem.at('AT+CMEE=1')).toBe(OK);
    expect(modem.at('AT+CSCA?')).toBe('\r\n+CME ERROR: 14\r\n');
    modem.clock.pass(6000);
    expect(modem.heard()).toContain('+ZUSIMR:2');
    expect(modem.at('AT+CSCA?')).toContain('+CSCA: "+6281100000",145');
    expect(modem.at('AT+CREG?')).toBe(info('+CREG: 0,0'));
    modem.at('AT+CFUN=1');
    expect(modem.at('AT+CREG?')).toBe(info('+CREG: 0,1'));
  });

  test.each([
    ['huawei-e173', 'AT^CPIN?', '^CPIN: SIM PIN,2,10,2,10,3'],
    ['simcom-sim800', 'AT+SPIC', '+SPIC: 2,10,3,10'],
    ['quectel-ec25', 'AT+QPINC?', '+QPINC: "SC",2,10'],
    ['siemens-mc35i', 'AT^SPIC', '^SPIC: 2'],
    ['telit-he910', 'AT#PCT', '#PCT: 2'],
    ['u-blox-sara', 'AT+UPINCNT', '+UPINCNT: 2,3,10,10'],
    ['zte-mf180', 'AT+ZPINPUK=?', '+ZPINPUK: 2,10'],
    ['sierra-mc8790', 'AT+CPINC?', '+CPINC: 2,3,10,10'],
  ])('%s counts the tries left with %s', (personality, command, line) => {
    const modem = locked(personality);
    modem.at('AT+CPIN="9999"');
    expect(modem.at(command)).toContain(`\r\n${line}\r\n`);
  });

  test.each([
    ['siemens-mc35i', 8000, '\r\n+CMS ERROR: 314\r\n'],
    ['huawei-e173', 3000, '\r\n+CMS ERROR: 314\r\n'],
    ['calypso', 45_000, '\r\n+CMS ERROR: 314\r\n'],
  ])('%s is busy for a while after it', (personality, ms, answer) => {
    const modem = locked(personality);
    modem.at('AT+CPIN="1234"');
    modem.clock.pass(ms - 1);
    expect(modem.at('AT+CPMS?')).toContain(answer);
    modem.clock.pass(1);
    expect(modem.at('AT+CPMS?')).toContain('+CPMS: ');
  });
});

describe('power', () => {
  test('Wavecom answers 515 after its radio was switched on, and after a text was sent', () => {
    const modem = bench({ personality: 'wavecom-fastrack' });
    modem.at('AT+CMEE=1');
    expect(modem.at('AT+CFUN=1')).toBe(OK);
    expect(modem.at('AT+CPMS?')).toBe('\r\n+CME ERROR: 515\r\n');
    modem.clock.pass(4000);
    expect(modem.at('AT+CPMS?')).toContain('+CPMS: "SM"');
    modem.submit(TES);
    expect(modem.at('AT+CPMS?')).toBe('\r\n+CME ERROR: 515\r\n');
    modem.clock.pass(1000);
    expect(modem.at('AT+CPMS?')).toContain('+CPMS: "SM"');
  });

  test('an MTK dongle starts with its radio off', () => {
    const modem = bench({ personality: 'mtk-dwm156' });
    expect(modem.at('AT+CFUN?')).toBe(info('+CFUN: 4'));
    expect(modem.at('AT+CREG?')).toBe(info('+CREG: 0,0'));
    modem.at('AT+CFUN=1');
    expect(modem.at('AT+CREG?')).toBe(info('+CREG: 0,1'));
  });

  const restarted = (personality: string, command: string) => {
    const modem = settled(personality);
    let awayMs: number | undefined;
    modem.engine.onHangUp((ms) => {
      awayMs = ms;
    });
    expect(modem.at(command)).toContain(OK);
    return { modem, awayMs: () => awayMs };
  };

  test('the EC25 says its marks one after the other, its port away meanwhile', () => {
    const { modem, awayMs } = restarted('quectel-ec25', 'AT+CFUN=1,1');
    expect(awayMs()).toBeUndefined();
    modem.clock.pass(3000);
    expect(awayMs()).toBe(8000);
    expect(modem.say('AT\r')).toBe('');
    expect(timed(modem, 20_000)).toEqual([
      [10_000, 'RDY'],
      [10_100, '+CFUN: 1'],
      [10_200, '+CPIN: READY'],
      [11_000, '+QUSIM: 1'],
      [14_000, '+QIND: SMS DONE'],
      [16_000, '+QIND: PB DONE'],
    ]);
  });

  test('the SIM800 takes no SMS command before SMS Ready, and keeps its port', () => {
    const { modem, awayMs } = restarted('simcom-sim800', 'AT+CFUN=1,1');
    modem.clock.pass(4000);
    expect(modem.heard()).toBe('\r\nRDY\r\n');
    expect(modem.at('AT+CMGF=0')).toBe(ERROR);
    expect(timed(modem, 10_000).map(([, line]) => line)).toEqual([
      '+CFUN: 1',
      '+CPIN: READY',
      'Call Ready',
      'SMS Ready',
    ]);
    expect(modem.at('AT+CMGF=0')).toBe(OK);
    expect(awayMs()).toBeUndefined();
  });

  test.each([
    ['huawei-e173', 'AT^RESET', '^SIMST:1'],
    ['huawei-e3372', 'AT+CFUN=16', '^SIMST:1'],
    ['simcom-sim7600', 'AT+CRESET', 'SMS DONE'],
    ['simcom-a7670', 'AT+CFUN=1,1', '*ATREADY: 1'],
    ['siemens-mc35i', 'AT+CFUN=1,1', '^SYSSTART'],
    ['u-blox-sara', 'AT+CFUN=16', '+PBREADY'],
  ])('%s restarts by %s and says %s', (personality, command, mark) => {
    const { modem } = restarted(personality, command);
    expect(timed(modem, 60_000).map(([, line]) => line)).toContain(mark);
    expect(modem.at('AT')).toContain('AT\r\r\nOK'.slice(3));
  });

  test('Wavecom says +WIND only by its mask, which a restart leaves', () => {
    const modem = settled('wavecom-fastrack');
    modem.at('AT+CFUN=1,1');
    expect(timed(modem, 15_000)).toEqual([]);
    modem.at('AT+WIND=16396');
    modem.at('AT+CFUN=1,1');
    expect(timed(modem, 15_000).map(([, line]) => line)).toEqual(['+WIND: 3', '+WIND: 4', '+WIND: 16']);
  });

  test('Wavecom keeps its indications over a restart only with +CSAS', () => {
    const modem = settled('wavecom-fastrack');
    modem.at('AT+CNMI=2,1,0,1');
    modem.at('AT+CFUN=1,1');
    modem.clock.pass(30_000);
    expect(modem.at('AT+CNMI?')).toContain('+CNMI: 0,0,0,0,0');
    modem.at('AT+CNMI=2,1,0,1');
    modem.at('AT+CSAS');
    modem.at('AT+CFUN=1,1');
    modem.clock.pass(30_000);
    expect(modem.at('AT+CNMI?')).toContain('+CNMI: 2,1,0,1,0');
  });

  test('a restart empties the memory that Telit has in its RAM', () => {
    const modem = listening('telit-he910', '2,1', '"ME","ME","ME"');
    modem.smsc.sendFrom(SENDER, HALO);
    expect(modem.modem.store.used('ME')).toBe(1);
    modem.modem.reset();
    expect(modem.modem.store.used('ME')).toBe(0);
  });

  test('Siemens takes 35 s to change the memory for receiving', () => {
    const modem = settled('siemens-mc35i');
    expect(modem.at('AT+CPMS="SM","SM","SM"')).toBe('');
    modem.clock.pass(34_999);
    expect(modem.heard()).toBe('');
    modem.clock.pass(1);
    expect(modem.heard()).toBe(info('+CPMS: 0,40,0,40,0,40'));
  });

  test('the times of a make can be shortened', () => {
    const modem = settled('siemens-mc35i', { traitFactor: 0 });
    expect(modem.at('AT+CPMS="SM","SM","SM"')).toBe(info('+CPMS: 0,40,0,40,0,40'));
  });
});

describe('what comes by itself', () => {
  test('^RSSI and ^BOOT of the E173, until ^CURC=0', () => {
    const modem = bench({ personality: 'huawei-e173' });
    expect(timed(modem, 20_000, 1000)).toEqual([
      [5000, '^RSSI:17'],
      [10_000, '^RSSI:18'],
      [15_000, '^RSSI:16'],
      [20_000, '^BOOT:35323129,0,0,0,26'],
      [20_000, '^RSSI:17'],
    ]);
    modem.at('AT^CURC=0');
    expect(timed(modem, 60_000, 1000)).toEqual([]);
  });

  test('the E1752 begins its lines where the last one ended', () => {
    const modem = bench({ personality: 'huawei-e1752' });
    modem.clock.pass(5000);
    expect(modem.heard()).toBe('^RSSI:17\r\n');
    expect(modem.at('AT+CLAC')).toContain('\r\n&C\r\r\n&D\r\r\n');
  });

  test('u-blox says nothing while DTR is off, and then all that it had to say', () => {
    const modem = listening('u-blox-sara', '2,1,0,1,0', '"SM","SM","SM"');
    modem.modem.dataTerminalReady = false;
    modem.smsc.sendFrom(SENDER, HALO);
    expect(modem.heard()).toBe('');
    modem.modem.dataTerminalReady = true;
    expect(modem.heard()).toBe('\r\n+CMTI: "SM",1\r\n');
  });

  test.each([
    ['huawei-e173-modem-port', '"SM","SM","SM"', 'AT^PORTSEL=0', 'AT^PORTSEL=1'],
    ['quectel-ec25', '"SM","SM","SM"', 'AT+QURCCFG="urcport","usbmodem"', 'AT+QURCCFG="urcport","usbat"'],
  ])('nothing of %s on a port that is not the one for it', (personality, memory, elsewhere, here) => {
    const modem = listening(personality, '2,1,0,0,0', memory);
    modem.at(elsewhere);
    modem.smsc.sendFrom(SENDER, HALO);
    expect(modem.heard()).toBe('');
    expect(modem.at('AT+CPMS?')).toMatch(/"SM",1,/);
    modem.at(here);
    modem.smsc.sendFrom(SENDER, HALO);
    expect(modem.heard()).toContain('+CMTI: "SM",1\r\n');
  });

  test('the SIM7000 gets what waited only after it has sent a text', () => {
    const modem = settled('simcom-sim7000', { capacity: { SM: 1 } });
    modem.at('AT+CPMS="SM","SM","SM";+CNMI=2,1');
    for (const text of ['1', '2']) modem.smsc.sendFrom(SENDER, text);
    modem.heard();
    expect(modem.at('AT+CMGD=0')).toBe(OK);
    expect(modem.submit(TES)).toContain('+CMTI: "SM",0');
  });

  test.each(['telit-he910', 'u-blox-sara'])('%s is silent until told', (personality) => {
    const modem = settled(personality);
    modem.smsc.sendFrom(SENDER, HALO);
    expect(modem.heard()).toBe('');
  });
});

describe('USSD', () => {
  const BALANCE = 'Pulsa Anda Rp 25.000. Masa aktif s.d. 31-12-2030';

  test('Huawei wants and gives packed hexadecimal until ^USSDMODE=0', () => {
    const modem = settled('huawei-e173');
    modem.at('AT^CURC=0');
    expect(modem.at('AT+CUSD=1,"*888#",15')).toBe(ERROR);
    expect(modem.at('AT+CUSD=1,"AA182C3602",15')).toBe(`${OK}\r\n+CUSD: 4\r\n`);
    expect(modem.at('AT+CUSD=1,"2A1C0E3702",15')).toMatch(
      /^\r\nOK\r\n\r\n\+CUSD: 0,"D03A7B1E0605DDE430[0-9A-F]+",15\r\n$/,
    );
    expect(modem.at('AT^USSDMODE=0')).toBe(OK);
    expect(modem.at('AT+CUSD=1,"*888#",15')).toContain(`+CUSD: 0,"${BALANCE}",15`);
  });

  test('the M26 answers in UCS-2 before the OK, and ends the session with 2', () => {
    const modem = settled('quectel-m26');
    const answer = modem.at('AT+CUSD=1,"*888#",15');
    expect(answer).toMatch(/^\r\n\+CUSD: 2,"00500075006C0073[0-9A-F]+",15\r\n\r\nOK\r\n$/);
  });

  test('the SIM800 puts blanks between its fields', () => {
    expect(settled('simcom-sim800').at('AT+CUSD=1,"*888#",15')).toContain(`+CUSD: 0, "${BALANCE}", 15`);
  });

  test('Telit adds bytes that are none of the text', () => {
    expect(settled('telit-he910').at('AT+CUSD=1,"*888#",15')).toContain(`"${BALANCE}\xff"`);
  });
});

describe('times', () => {
  test('are the typical ones of the make when asked for', () => {
    const modem = settled('quectel-ec25', { pace: 'typical' });
    expect(modem.at('AT+CSQ')).toBe('');
    modem.clock.pass(20);
    expect(modem.heard()).toBe(info('+CSQ: 21,0'));
  });

  test('are drawn within bounds, the same for the same seed', () => {
    const drawn = (seed: number): number[] => {
      const { latency } = bench({ personality: 'simcom-sim800', pace: { seed } }).modem;
      return Array.from({ length: 200 }, () => latency.send);
    };
    const first = drawn(7);
    expect(drawn(7)).toEqual(first);
    expect(drawn(8)).not.toEqual(first);
    expect(Math.min(...first)).toBeGreaterThanOrEqual(2000);
    expect(Math.max(...first)).toBeLessThanOrEqual(60_000);
    expect(first.filter((ms) => ms <= 8000).length).toBeGreaterThan(60);
  });
});

describe('a modem that becomes another make', () => {
  test('starts as that one, with the texts on its card', () => {
    const modem = listening('huawei-e173', '2,1', '"SM","SM","SM"');
    modem.smsc.sendFrom(SENDER, HALO);
    modem.modem.become(personalityOf('siemens-mc35i'));
    modem.clock.pass(60_000);
    expect(modem.heard()).toContain('\r\n^SYSSTART\r\n');
    modem.at('ATE0');
    expect(modem.at('ATI')).toBe(info('SIEMENS', 'MC35i', 'REVISION 02.00'));
    expect(modem.at('AT^CURC=0')).toBe(ERROR);
    modem.at('AT+CPMS="SM"');
    expect(modem.at('AT+CMGL=4')).toContain('+CMGL: 1,0,,37');
  });

  test('its port vanishes and comes back', () => {
    const modem = settled('siemens-mc35i');
    let vanished = 0;
    modem.engine.onHangUp(() => {
      vanished += 1;
    });
    modem.modem.become(personalityOf('simcom-sim800'));
    expect(vanished).toBe(1);
  });
});
