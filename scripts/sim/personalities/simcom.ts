import { numberCommand, switchCommand } from '../commands/spec.ts';
import { GENERIC } from './generic.ts';
import { derived, type Personality } from './personality.ts';
import { ACCEPTED, iccid, tries } from './vendorCommands.ts';

const CLOCK_LINE = '*PSUTTZ: 2025,11,10,5,0,0,"+28",0';

/** A 2G module: P-names in +CPMS?, no <ds>=2, no +CNMA, and no SMS command before SMS Ready. */
export const SIMCOM_SIM800: Personality = derived(GENERIC, {
  id: 'simcom-sim800',
  title: 'SIMCom SIM800 (2G)',
  identity: {
    manufacturer: 'SIMCOM_Ltd',
    model: 'SIMCOM_SIM800L',
    revision: 'Revision:1418B05SIM800L24',
    imei: '866050031234567',
  },
  information: ['SIM800 R14.18'],
  factory: { indications: { mode: 2, mt: 1, bm: 0, ds: 0, bfr: 0 }, charset: 'IRA' },
  charsets: ['IRA', 'GSM', 'UCS2', 'HEX', 'PCCP437'],
  storage: {
    capacity: { SM: 40, ME: 15, SR: 0, BM: 0 },
    all: ['SM', 'ME'],
    names: [
      ['SM', 'ME', 'MT'],
      ['SM', 'ME', 'MT'],
      ['SM', 'ME', 'MT'],
    ],
    test: '("SM","ME","SM_P","ME_P","MT"),("SM","ME","SM_P","ME_P","MT"),("SM","ME","SM_P","ME_P","MT")',
    printed: { SM: 'SM_P', ME: 'ME_P' },
  },
  service: {
    test: '(0-3),(0-3),(0,2),(0,1),(0,1)',
    sets: [
      [0, 1, 2, 3],
      [0, 1, 2, 3],
      [0, 2],
      [0, 1],
      [0, 1],
    ],
    refusal: { kind: 'error' },
  },
  records: {
    read: '{stat},"",{length}',
    list: '{index},{stat},"",{length}',
    direct: '"",{length}',
    emptyRead: { kind: 'ok' },
  },
  card: { settleMs: 8000 },
  power: {
    bootMs: 4000,
    marks: [
      { afterMs: 0, line: 'RDY' },
      { afterMs: 100, line: '+CFUN: 1' },
      { afterMs: 500, line: '+CPIN: {card}' },
      { afterMs: 6000, line: 'Call Ready', cardReady: true },
      { afterMs: 7000, line: CLOCK_LINE, where: { switch: '+CLTS', bit: 1 } },
      { afterMs: 8000, line: 'SMS Ready', cardReady: true },
    ],
  },
  network: { technology: 0, cell: ',"{area}","{shortCell}"' },
  ussd: { separator: ', ' },
  switches: { '+CLTS': 0 },
  stepMs: { send: [2000, 8000, 60_000] },
  commands: {
    '+CMGF': numberCommand('+CMGF', 'textMode', 1, { needsCard: true }),
    '+CLTS': switchCommand('+CLTS', 1),
    '+SPIC': tries('exec', '+SPIC: {pin},{puk},{pin2},{puk2}'),
    '+CCID': iccid('{iccid}'),
    '+CSCLK': ACCEPTED,
  },
  without: ['+CEREG', '+CPINR', '+CNMA'],
});

/** Its elder sister, whose +CMT has nothing but the length. */
export const SIMCOM_SIM900: Personality = derived(SIMCOM_SIM800, {
  id: 'simcom-sim900',
  title: 'SIMCom SIM900 (2G)',
  identity: {
    ...SIMCOM_SIM800.identity,
    model: 'SIMCOM_SIM900',
    revision: 'Revision:1137B02SIM900M64_ST',
  },
  information: ['SIM900 R11.0'],
  records: { direct: '{length}' },
});

const LTE_NAMES = ['ME', 'SM', 'MT'] as const;
const LTE_TEST = '("ME","SM","MT"),("ME","SM","MT"),("ME","SM","MT")';

/** An LTE module: +CGMR with a prefix, errors in words, and one tuple of +CNMI that it does not take. */
export const SIMCOM_SIM7600: Personality = derived(GENERIC, {
  id: 'simcom-sim7600',
  title: 'SIMCom SIM7600 (LTE)',
  identity: {
    manufacturer: 'SIMCOM INCORPORATED',
    model: 'SIMCOM_SIM7600G-H',
    revision: '+CGMR: LE20B04SIM7600G22',
    imei: '868822041234560',
  },
  information: [
    'Manufacturer: {manufacturer}',
    'Model: {model}',
    'Revision: SIM7600M22_V2.0',
    'IMEI: {imei}',
    '+GCAP: +CGSM',
  ],
  factory: { errorForm: 2, charset: 'IRA' },
  charsets: ['IRA', 'GSM', 'UCS2'],
  storage: {
    capacity: { SM: 30, ME: 23, SR: 0, BM: 0 },
    indexBase: 0,
    names: [LTE_NAMES, LTE_NAMES, LTE_NAMES],
    test: LTE_TEST,
    preferred: ['ME', 'ME', 'ME'],
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
    refused: ['1,1,0,1,*'],
    refusal: { kind: 'error' },
  },
  records: { read: '{stat},"",{length}', list: '{index},{stat},"",{length}' },
  reports: { memory: 'ME', announced: 'ME' },
  card: { settleMs: 5000 },
  power: {
    bootMs: 12_000,
    marks: [
      { afterMs: 0, line: 'RDY' },
      { afterMs: 200, line: '+CPIN: {card}' },
      { afterMs: 5000, line: 'SMS DONE', cardReady: true },
      { afterMs: 10_000, line: 'PB DONE', cardReady: true },
    ],
    portAway: { afterMs: 3000, forMs: 8000 },
  },
  stepMs: { send: [2000, 6000, 60_000] },
  commands: {
    '+CICCID': iccid('+ICCID: {iccid}'),
    '+SPIC': tries('exec', '+SPIC: {pin},{puk},{pin2},{puk2}'),
    '+CNSMOD': { ...ACCEPTED, read: '+CNSMOD: 0,8' },
    '+CPSI': {
      ...ACCEPTED,
      read: '+CPSI: LTE,Online,510-99,0x00C8,172957441,203,EUTRAN-BAND3,1850,3,3,-95,-912,-653,14',
    },
    '+CRESET': { exec: (modem) => ({ kind: 'ok', afterwards: () => modem.reset() }) },
  },
  without: ['+CPINR', '+CCID'],
});

/** The network does not learn when there is memory again: what waits comes with the next text that is sent. */
export const SIMCOM_SIM7000: Personality = derived(SIMCOM_SIM7600, {
  id: 'simcom-sim7000',
  title: 'SIMCom SIM7000 (LTE-M)',
  identity: { ...SIMCOM_SIM7600.identity, model: 'SIMCOM_SIM7000E', revision: 'Revision:1529B05SIM7000E' },
  information: ['SIM7000E R1529'],
  network: { tellsMemory: false },
  power: { portAway: undefined, bootMs: 5000 },
});

/** It offers <ds>=1 and refuses it, and says when its storage is full. */
export const SIMCOM_A7670: Personality = derived(SIMCOM_SIM7600, {
  id: 'simcom-a7670',
  title: 'SIMCom A7670 (LTE)',
  identity: { ...SIMCOM_SIM7600.identity, model: 'A7670E-FASE', revision: '+CGMR: A7670M7_V1.11.1' },
  information: [
    'Manufacturer: {manufacturer}',
    'Model: {model}',
    'Revision: A7670M7_V1.11.1',
    'IMEI: {imei}',
  ],
  storage: { full: { taken: '+SMS FULL', refused: '+SMS FULL' }, preferred: ['SM', 'SM', 'SM'] },
  service: { refused: ['*,*,*,1,*'] },
  power: {
    bootMs: 6000,
    marks: [
      { afterMs: 0, line: '*ATREADY: 1' },
      { afterMs: 200, line: '+CPIN: {card}' },
      { afterMs: 4000, line: 'SMS DONE', cardReady: true },
      { afterMs: 9000, line: 'PB DONE', cardReady: true },
    ],
    portAway: undefined,
  },
});
