import type { CommandSpec } from '../commands/spec.ts';
import { info, OK } from '../reply.ts';
import { GENERIC } from './generic.ts';
import { derived, type Personality } from './personality.ts';
import { ACCEPTED, iccid, tries } from './vendorCommands.ts';

const WRITING = ['ME', 'MT', 'SM'] as const;
const SMS_FULL = 'smsfull';
const HERE = 'urcport';

/** +QINDCFG="smsfull",1 lets a full storage be told. */
const INDICATION_CONFIG: CommandSpec = {
  test: '+QINDCFG: ("all","csq","smsfull","ring","smsincoming","act"),(0,1),(0,1)',
  set: (modem, params) => {
    const name = params.text(0);
    if (name === undefined) return params.refuse();
    if (params.count === 1) return info(`+QINDCFG: "${name}",${modem.switches[name] ?? 0}`);
    modem.switches[name] = params.number(1, [0, 1]);
    return OK;
  },
};

/** +QURCCFG="urcport" says on which port unsolicited lines come; a restart does not change it. */
const PORT_CONFIG: CommandSpec = {
  test: '+QURCCFG: "urcport",("usbat","usbmodem","uart1","all")',
  set: (modem, params) => {
    if (params.count === 1)
      return info(`+QURCCFG: "urcport","${modem.switches[HERE] ? 'usbat' : 'usbmodem'}"`);
    const port = params.oneOf(1, ['USBAT', 'USBMODEM', 'UART1', 'ALL']);
    modem.switches[HERE] = port === 'USBAT' || port === 'ALL' ? 1 : 0;
    return OK;
  },
};

/** An LTE module. +CDSI names a memory in which the report is not; MT is the same as ME. */
export const QUECTEL_EC25: Personality = derived(GENERIC, {
  id: 'quectel-ec25',
  title: 'Quectel EC25 (LTE)',
  identity: {
    manufacturer: 'Quectel',
    model: 'EC25',
    revision: 'EC25EFAR02A09M4G',
    imei: '861107030123459',
  },
  information: ['{manufacturer}', '{model}', 'Revision: {revision}'],
  factory: { errorForm: 1, indications: { mode: 2, mt: 1, bm: 0, ds: 0, bfr: 0 } },
  charsets: ['GSM', 'IRA', 'UCS2'],
  storage: {
    capacity: { SM: 50, ME: 255, SR: 50, BM: 0 },
    indexBase: 0,
    all: ['ME'],
    names: [[...WRITING, 'SR'], WRITING, WRITING],
    test: '("ME","MT","SM"),("ME","MT","SM"),("ME","MT","SM")',
    preferred: ['ME', 'ME', 'ME'],
    full: { taken: '+QIND: "smsfull","{memory}"', switch: SMS_FULL },
  },
  service: {
    test: '(0,1,2),(0,1,2,3),(0,2),(0,1,2),(0,1)',
    sets: [
      [0, 1, 2],
      [0, 1, 2, 3],
      [0, 2],
      [0, 1, 2],
      [0, 1],
    ],
  },
  records: { emptyRead: { kind: 'ok' } },
  reports: { announced: 'SM' },
  power: {
    bootMs: 13_000,
    marks: [
      { afterMs: 0, line: 'RDY' },
      { afterMs: 100, line: '+CFUN: 1' },
      { afterMs: 200, line: '+CPIN: {card}' },
      { afterMs: 1000, line: '+QUSIM: 1' },
      { afterMs: 4000, line: '+QIND: SMS DONE', cardReady: true },
      { afterMs: 6000, line: '+QIND: PB DONE', cardReady: true },
    ],
    portAway: { afterMs: 3000, forMs: 8000 },
  },
  card: { settleMs: 4000 },
  wire: { eventsSwitch: HERE },
  switches: { [SMS_FULL]: 0, [HERE]: 1 },
  lasting: [HERE],
  stepMs: { send: [2000, 6000, 120_000], ussd: [1000, 4000, 120_000] },
  commands: {
    '+QINDCFG': INDICATION_CONFIG,
    '+QURCCFG': PORT_CONFIG,
    '+QPINC': tries('read', '+QPINC: "SC",{pin},{puk}', '+QPINC: "P2",{pin2},{puk2}'),
    '+QCCID': iccid('+QCCID: {iccid}'),
    '+QCFG': ACCEPTED,
    '+QNWINFO': { exec: '+QNWINFO: "FDD LTE","51099","LTE BAND 3",1850' },
  },
  without: ['+CPINR'],
});

/** Its PDU list cannot have everything at once. */
export const QUECTEL_EP06: Personality = derived(QUECTEL_EC25, {
  id: 'quectel-ep06',
  title: 'Quectel EP06 (LTE)',
  identity: { ...QUECTEL_EC25.identity, model: 'EP06', revision: 'EP06ALAR02A08M4G' },
  information: ['{manufacturer}', '{model}', 'Revision: {revision}'],
  records: { listRefuses: [4] },
});

/** Counts what lies in ME and never shows it; its lists have three fields. */
export const QUECTEL_EC200A: Personality = derived(QUECTEL_EC25, {
  id: 'quectel-ec200a',
  title: 'Quectel EC200A (LTE)',
  identity: { ...QUECTEL_EC25.identity, model: 'EC200A', revision: 'EC200ACNDAR01A24M16' },
  storage: { blind: { ME: 'all' }, capacity: { SM: 50, ME: 50, SR: 20, BM: 0 } },
  records: { list: '{index},{stat},{length}' },
});

/** A 2G module under another firm's name. Its USSD answers come before the OK, in UCS-2. */
export const QUECTEL_M26: Personality = derived(GENERIC, {
  id: 'quectel-m26',
  title: 'Quectel M26 (2G)',
  identity: {
    manufacturer: 'FOXCOM MODEM',
    model: 'Quectel_M26',
    revision: 'M26FBR03A06-TTS',
    imei: '865456050123450',
  },
  information: ['{manufacturer}', '{model}', 'Revision: M26FBR03A04_TTS'],
  factory: { indications: { mode: 2, mt: 1, bm: 0, ds: 0, bfr: 0 } },
  charsets: ['GSM', 'IRA', 'UCS2', 'HEX'],
  storage: {
    capacity: { SM: 25, ME: 150, SR: 0, BM: 0 },
    names: [
      ['SM', 'ME', 'MT'],
      ['SM', 'ME', 'MT'],
      ['SM', 'ME', 'MT'],
    ],
    test: '("SM","ME","MT"),("SM","ME","MT"),("SM","ME","MT")',
  },
  service: {
    test: '(0-3),(0-3),(0,2,3),(0-2),(0,1)',
    services: [0, 128],
    refusal: { kind: 'error' },
  },
  records: { read: '{stat},"",{length}', list: '{index},{stat},"",{length}', emptyRead: { kind: 'ok' } },
  reports: { memory: 'SM', announced: 'SM' },
  power: {
    bootMs: 4000,
    marks: [
      { afterMs: 0, line: 'RDY' },
      { afterMs: 100, line: '+CFUN: 1' },
      { afterMs: 300, line: '+CPIN: {card}' },
      { afterMs: 5000, line: 'Call Ready', cardReady: true },
      { afterMs: 6000, line: 'SMS Ready', cardReady: true },
    ],
  },
  card: { settleMs: 5000 },
  network: { technology: 0, cell: ',"{area}","{shortCell}"' },
  ussd: { gives: 'ucs2', beforeOk: true, done: 2 },
  stepMs: { send: [2000, 8000, 120_000] },
  commands: {
    '+CCID': iccid('{iccid}'),
    '+QCCID': iccid('{iccid}'),
    '+QTRPIN': tries('exec', '+QTRPIN: {pin},{pin2},{puk},{puk2}'),
  },
  without: ['+CEREG', '+CPINR'],
});
