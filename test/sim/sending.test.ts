import { describe, expect, test } from 'vitest';
import { readSubmit } from '../../scripts/sim/codec/tpdu.ts';
import { bench } from './bench.ts';

const OK = '\r\nOK\r\n';
/** SUBMIT to +6281234567890 with a report wanted, 24 h, "Tes 123". */
const TES = '0031000D91261832547698F00000A707D4F21C1493CD00';
const PLAIN = '0001000D91261832547698F0000004D4F29C0E';
const PHONE = '+6281234567890';

describe('+CMGS', () => {
  test('shows the prompt, takes the PDU and tells the reference', () => {
    const modem = bench();
    expect(modem.say('AT+CMGS=22\r')).toBe('AT+CMGS=22\r\r\n> ');
    expect(modem.say(`${TES}\x1a`)).toBe(`${TES}\r\n+CMGS: 0\r\n${OK}`);
  });

  test('gives the service centre what was written', () => {
    const modem = bench();
    modem.submit(TES);
    expect(modem.smsc.submitted).toEqual([
      {
        to: PHONE,
        text: 'Tes 123',
        concat: undefined,
        reference: 0,
        pduHex: TES,
        atMs: modem.clock.nowMs(),
        alphabet: 'gsm7',
        reportWanted: true,
        validityMs: 24 * 3_600_000,
      },
    ]);
    expect(modem.smsc.phones.received('081234567890')).toMatchObject([{ text: 'Tes 123', complete: true }]);
  });

  test('numbers messages itself, 0 after 255', () => {
    const modem = bench();
    modem.modem.setReference(254);
    expect(modem.submit(PLAIN)).toContain('+CMGS: 254');
    expect(modem.submit(PLAIN)).toContain('+CMGS: 255');
    expect(modem.submit(PLAIN)).toContain('+CMGS: 0');
  });

  test('is given up with ESC', () => {
    const modem = bench();
    modem.at('AT+CMGS=22');
    expect(modem.say(`${TES}\x1b`)).toContain('OK');
    expect(modem.smsc.submitted).toEqual([]);
  });

  test('takes the LF of a CR LF for the first byte of the PDU', () => {
    const modem = bench();
    modem.say('AT+CMGS=22\r\n');
    expect(modem.say(`${TES}\x1a`)).toContain('+CMS ERROR: 304');
  });

  test('is corrected with backspace', () => {
    const modem = bench();
    modem.at('AT+CMGS=22');
    expect(modem.say(`${TES}AB\b\b\x1a`)).toContain('+CMGS: 0');
  });

  test.each([
    ['a length that is one too many', TES, 23],
    ['a length that counts the service centre', `06912618010000${PLAIN.slice(2)}`, 25],
    ['half an octet', `${TES}A`, 22],
    ['letters that are no digits', TES.replace('F', 'G'), 22],
    ['nothing', '', 22],
  ])('refuses %s', (_, pduHex, length) => {
    const modem = bench();
    modem.at(`AT+CMGS=${length}`);
    expect(modem.say(`${pduHex}\x1a`)).toContain('+CMS ERROR: 304');
    expect(modem.smsc.submitted).toEqual([]);
  });

  const HEAD = '0001000D91261832547698F000';
  const HEAD_WITH_HEADER = HEAD.replace('0001', '0041');
  test.each([
    ['an octet after the user data', `${TES}00`, '1 octets after the user data'],
    ['more user data announced than there is', `${HEAD}000FD4F29C0E`, 'user data needs 14 octets'],
    ['a destination without digits', '0001000091000004D4F29C0E', 'no destination'],
    ['filler among the digits', '0001000D9126F132547698F0000004D4F29C0E', 'filler among its digits'],
    ['no filler after an odd number of digits', '0001000D91261832547698000000' + '04D4F29C0E', 'no filler'],
    ['a destination of 21 digits', `000100159121436587092143658709F1000004D4F29C0E`, '20 are allowed'],
    ['an SMS-DELIVER', '00040D91261832547698F00000521101210000820454BAB90D', 'not an SMS-SUBMIT'],
    ['161 characters', `${HEAD}00A1${'AA'.repeat(141)}`, 'user data of 161'],
    ['a header longer than the text', `${HEAD_WITH_HEADER}0804FF000301`, 'header longer'],
    [
      'a header element longer than the header',
      `${HEAD_WITH_HEADER}080403000901`,
      'information element needs',
    ],
    ['part 3 of 2', `${HEAD_WITH_HEADER}08080500030902030041`, 'part 3 of 2'],
    ['half a UCS-2 character', `${HEAD}0803004100`, 'half a UCS-2 character'],
    ['compressed text', `${HEAD}2004D4F29C0E`, 'compressed'],
    [
      'a validity that is no date',
      '0019000D91261832547698F00000' + '52139921000082' + '04D4F29C0E',
      'no date',
    ],
  ])('refuses %s', (_, pduHex, why) => {
    const modem = bench();
    expect(() => readSubmit(pduHex, 0)).toThrow(why);
    expect(modem.submit(pduHex)).toBe('\r\n+CMS ERROR: 304\r\n');
    expect(modem.smsc.submitted).toEqual([]);
  });

  test.each(['AT+CMGS=0', 'AT+CMGS=165', 'AT+CMGS=x', 'AT+CMGS='])(
    'refuses %s without a prompt',
    (command) => {
      expect(bench().at(command)).toBe('\r\n+CMS ERROR: 304\r\n');
    },
  );

  test('fails without a network', () => {
    const modem = bench();
    modem.modem.setRegistration(0);
    expect(modem.submit(PLAIN)).toBe('\r\n+CMS ERROR: 331\r\n');
  });

  test('fails without a service centre, unless the PDU names one', () => {
    const modem = bench();
    modem.at('AT+CSCA=""');
    expect(modem.submit(PLAIN)).toBe('\r\n+CMS ERROR: 330\r\n');
    expect(modem.submit(`06912618010000${PLAIN.slice(2)}`)).toContain('+CMGS: 0');
  });

  test('takes the time of the network', () => {
    const modem = bench({ latencyMs: { send: 6000 } });
    modem.at('ATE0');
    expect(modem.submit(PLAIN)).toBe('');
    expect(modem.smsc.submitted).toEqual([]);
    modem.clock.pass(6000);
    expect(modem.heard()).toBe(`\r\n+CMGS: 0\r\n${OK}`);
    expect(modem.smsc.submitted).toHaveLength(1);
  });
});

describe('a status report', () => {
  const REPORT = '06912618010000' + '06000D91261832547698F0' + '52110121000082' + '52110121000082' + '00';

  test.each([
    [0, ''],
    [1, `\r\n+CDS: 26\r\n${REPORT}\r\n`],
    [2, '\r\n+CDSI: "SR",1\r\n'],
  ])('goes its way by ds=%i after the reference is told', (ds, said) => {
    const modem = bench();
    modem.at(`AT+CNMI=2,1,0,${ds}`);
    expect(modem.submit(TES)).toBe(`\r\n+CMGS: 0\r\n${OK}${said}`);
  });

  test('is read from SR', () => {
    const modem = bench();
    modem.at('AT+CNMI=2,1,0,2');
    modem.submit(TES);
    modem.at('AT+CPMS="SR"');
    expect(modem.at('AT+CMGR=1')).toContain(`+CMGR: 0,,26\r\n${REPORT}`);
  });

  test('comes only when it was asked for', () => {
    const modem = bench();
    modem.at('AT+CNMI=2,1,0,1');
    expect(modem.submit(PLAIN)).not.toContain('+CDS');
  });

  test('comes when the phone is switched on', () => {
    const modem = bench();
    modem.at('AT+CNMI=2,1,0,1');
    modem.smsc.setPhone(PHONE, 'off');
    expect(modem.submit(TES)).not.toContain('+CDS');
    expect(modem.smsc.phones.received(PHONE)).toEqual([]);
    modem.clock.pass(3_600_000);
    modem.smsc.setPhone(PHONE, 'on');
    expect(modem.heard()).toContain('5211012100008252110131000082' + '00');
    expect(modem.smsc.phones.received(PHONE)).toHaveLength(1);
  });

  test('says "expired" when the phone stays off past the validity', () => {
    const modem = bench();
    modem.at('AT+CNMI=2,1,0,1');
    modem.smsc.setPhone(PHONE, 'off');
    modem.submit(TES);
    modem.clock.pass(24 * 3_600_000);
    expect(modem.heard()).toMatch(/\+CDS: 26\r\n[0-9A-F]+46\r\n$/);
    modem.smsc.setPhone(PHONE, 'on');
    expect(modem.smsc.phones.received(PHONE)).toEqual([]);
  });

  test('says "failed" when the network refuses the phone', () => {
    const modem = bench();
    modem.at('AT+CNMI=2,1,0,1');
    modem.smsc.setPhone(PHONE, 'refuses');
    expect(modem.submit(TES)).toMatch(/\+CDS: 26\r\n[0-9A-F]+43\r\n$/);
  });

  test('waits in the network while the modem is away', () => {
    const modem = bench({ latencyMs: { report: 5000 } });
    modem.at('AT+CNMI=2,1,0,1');
    modem.submit(TES);
    modem.modem.setRegistration(2);
    modem.clock.pass(60_000);
    expect(modem.heard()).toBe('');
    modem.modem.setRegistration(1);
    expect(modem.heard()).toContain('+CDS: 26');
  });
});

describe('writing and sending from the store', () => {
  test('+CMGW keeps a draft that +CMSS sends', () => {
    const modem = bench();
    modem.at('AT+CMGW=18');
    expect(modem.say(`${PLAIN}\x1a`)).toContain('+CMGW: 1');
    expect(modem.at('AT+CMGR=1')).toContain('+CMGR: 2,,18');
    expect(modem.at('AT+CMSS=1')).toBe(`\r\n+CMSS: 0\r\n${OK}`);
    expect(modem.at('AT+CMGR=1')).toContain('+CMGR: 3,,18');
    expect(modem.smsc.submitted).toMatchObject([{ to: PHONE, text: 'Test' }]);
  });

  test('+CMSS may name another destination', () => {
    const modem = bench();
    modem.at('AT+CMGW=18');
    modem.say(`${PLAIN}\x1a`);
    modem.at('AT+CMSS=1,"+6285700000001"');
    expect(modem.smsc.submitted).toMatchObject([{ to: '+6285700000001', text: 'Test' }]);
  });

  test('+CMGW says when there is no room', () => {
    const modem = bench({ capacity: { SM: 0 } });
    modem.at('AT+CMGW=18');
    expect(modem.say(`${PLAIN}\x1a`)).toContain('+CMS ERROR: 322');
  });

  test('+CMSS does not send what was received', () => {
    const modem = bench();
    modem.smsc.sendFrom(PHONE, 'Halo');
    expect(modem.at('AT+CMSS=1')).toBe('\r\n+CMS ERROR: 302\r\n');
  });
});

describe('text mode sending', () => {
  test('asks for each line and builds the SUBMIT', () => {
    const modem = bench();
    modem.at('AT+CMGF=1;+CSCS="IRA"');
    expect(modem.at('AT+CMGS="+6281234567890"')).toBe('\r\n> ');
    expect(modem.say('baris satu\rbaris dua\x1a')).toBe(`baris satu\r\r\n> baris dua\r\n+CMGS: 0\r\n${OK}`);
    expect(modem.smsc.submitted).toMatchObject([
      { to: PHONE, text: 'baris satu\nbaris dua', validityMs: 24 * 3_600_000 },
    ]);
  });

  test('sends UCS-2 octets by +CSMP', () => {
    const modem = bench();
    modem.at('AT+CMGF=1;+CSCS="UCS2";+CSMP=49,167,0,8');
    modem.at('AT+CMGS="002B0036003200380031003200330034003500360037003800390030"');
    expect(modem.say('4F60D83DDE42\x1a')).toContain('+CMGS: 0');
    expect(modem.smsc.submitted).toMatchObject([
      { to: PHONE, text: '你🙂', alphabet: 'ucs2', reportWanted: true },
    ]);
  });

  test('refuses more than 160 characters', () => {
    const modem = bench();
    modem.at('AT+CMGF=1');
    modem.at('AT+CMGS="+6281234567890"');
    expect(modem.say(`${'x'.repeat(161)}\x1a`)).toContain('+CMS ERROR: 305');
  });
});
