import { switchCommand } from '../commands/spec.ts';
import { info } from '../reply.ts';
import { GENERIC } from './generic.ts';
import { derived, type Personality } from './personality.ts';
import { ACCEPTED, INDICATORS, iccid, RESTART, tries } from './vendorCommands.ts';

const ALL = ['ME', 'MT', 'SM', 'SR'] as const;

/** ^CURC switches the caret lines off; ^BOOT ends with ^U2DIAG as well. */
const RSSI = { everyMs: 5000, lines: ['^RSSI:17', '^RSSI:18', '^RSSI:16'], switch: '^CURC' };
const BOOT = { everyMs: 20_000, lines: ['^BOOT:35323129,0,0,0,26'], switch: '^CURC', until: '^U2DIAG=' };

const spaced = (prefix: string) => ({ prefix, before: '\r\n\r\n', after: '\r\n\r\n' });

/** A HSPA stick. Reports in SR cannot be read; deleted records are not looked after. */
export const HUAWEI_E173: Personality = derived(GENERIC, {
  id: 'huawei-e173',
  title: 'Huawei E173',
  identity: {
    manufacturer: 'huawei',
    model: 'E173',
    revision: '11.126.16.04.437',
    imei: '353412040123457',
  },
  wire: { unknown: 'COMMAND NOT SUPPORT', frames: ['^MODE', '^RSSILVL', '^HCSQ', '^NDISSTAT'].map(spaced) },
  storage: {
    capacity: { SM: 25, ME: 23, SR: 50, BM: 0 },
    indexBase: 0,
    names: [ALL, ALL, ALL],
    test: '("ME","MT","SM","SR"),("ME","MT","SM","SR"),("ME","MT","SM","SR")',
    blind: { SR: 'all' },
    full: { taken: '^SMMEMFULL:"{memory}"', refused: '^SMMEMFULL:"{memory}"', switch: '^CURC' },
  },
  service: {
    test: '(0-2),(0-3),(0,2),(0-2),(0,1)',
    sets: [
      [0, 1, 2],
      [0, 1, 2, 3],
      [0, 2],
      [0, 1, 2],
      [0, 1],
    ],
  },
  records: { emptyRead: { kind: 'ok' }, deletable: '(1-4095),(0-4)' },
  power: {
    levels: [0, 1, 5],
    test: '(0,1,5,6,7),(0,1)',
    resets: [],
    bootMs: 12_000,
    marks: [
      { afterMs: 0, line: '^SIMST:1' },
      { afterMs: 500, line: '^SRVST:2' },
      { afterMs: 1500, line: '^MODE:3,3' },
    ],
    portAway: { afterMs: 2000, forMs: 9000 },
  },
  card: { settleMs: 3000 },
  network: { technology: 0, cell: ',{area},{shortCell}' },
  ussd: { takes: 'packed', gives: 'packed', formSwitch: '^USSDMODE' },
  chatter: [RSSI, BOOT],
  switches: { '^CURC': 1, '^USSDMODE': 1, '^PORTSEL': 1 },
  commands: {
    ...INDICATORS,
    '^CURC': switchCommand('^CURC', 2),
    '^USSDMODE': switchCommand('^USSDMODE', 1),
    '^PORTSEL': switchCommand('^PORTSEL', 1),
    '^U2DIAG': ACCEPTED,
    '^SYSCFG': { ...ACCEPTED, read: '^SYSCFG:13,0,3FFFFFFF,1,2' },
    '^SYSINFO': { exec: ({ network }) => info(`^SYSINFO:${network.registered ? 2 : 0},3,0,3,1,,4`) },
    '^GETPORTMODE': { exec: '^GETPORTMODE:TYPE:WCDMA:huawei,MDM:0,DIAG:1,PCUI:2' },
    '^RESET': RESTART,
    '^CPIN': tries('read', '^CPIN: {state},{now},{puk},{pin},{puk2},{pin2}'),
    '^ICCID': iccid('^ICCID: {iccid}'),
  },
  without: ['+CEREG', '+CPINR', '+CGSMS', '+CCID'],
});

/** The same stick by its first port, where commands are answered and nothing is told until ^PORTSEL=1. */
export const HUAWEI_E173_MODEM_PORT: Personality = derived(HUAWEI_E173, {
  id: 'huawei-e173-modem-port',
  title: 'Huawei E173, port pertama',
  identity: HUAWEI_E173.identity,
  wire: { eventsSwitch: '^PORTSEL' },
  switches: { ...HUAWEI_E173.switches, '^PORTSEL': 0 },
});

/** Its lines begin where the last one ended, and the list of commands has one CR too many. */
export const HUAWEI_E1752: Personality = derived(HUAWEI_E173, {
  id: 'huawei-e1752',
  title: 'Huawei E1752',
  identity: { ...HUAWEI_E173.identity, model: 'E1752', revision: '11.126.13.00.00' },
  wire: { frames: [{ prefix: '^', before: '', after: '\r\n' }] },
  commands: {
    '+CLAC': { exec: () => info(...['&C', '&D', 'D', 'E', '+CGMI', '+CMGS'].map((name) => `${name}\r`)) },
  },
});

/** Branded, and terse about what it does not know; it offers mode 2 of +CNMI and refuses it. */
export const HUAWEI_K3715: Personality = derived(HUAWEI_E173, {
  id: 'huawei-k3715',
  title: 'Huawei K3715 (Vodafone)',
  identity: {
    ...HUAWEI_E173.identity,
    manufacturer: 'Vodafone (Huawei)',
    model: 'K3715',
    revision: '11.104.05.00.00',
  },
  wire: { unknown: 'ERROR' },
  service: { refused: ['2,*,*,*,*'], refusal: { kind: 'error' } },
});

/** An LTE stick with AT firmware: no MT, both +CREG and +CEREG, many lines of its own. */
export const HUAWEI_E3372: Personality = derived(HUAWEI_E173, {
  id: 'huawei-e3372',
  title: 'Huawei E3372 (LTE)',
  identity: {
    manufacturer: 'huawei',
    model: 'E3372',
    revision: '21.180.01.00.00',
    imei: '866133020123456',
  },
  storage: {
    capacity: { SM: 20, ME: 50, SR: 20, BM: 0 },
    names: [
      ['SM', 'ME'],
      ['SM', 'ME'],
      ['SM', 'ME'],
    ],
    test: '("SM","ME"),("SM","ME"),("SM","ME")',
  },
  network: { technology: 7, cell: ',"{area}","{cell}",{act}' },
  power: { resets: ['16'] },
  chatter: [
    RSSI,
    { everyMs: 7000, lines: ['^HCSQ:"LTE",45,40,120,20', '^LTERSRP:-95,-11'], switch: '^CURC' },
  ],
  commands: {
    '^SETPORT': { ...ACCEPTED, read: '^SETPORT:A1,A2;12,1,16,A1,A2' },
    '^LTERSRP': { read: '^LTERSRP:-95,-11' },
  },
  without: ['+CPINR', '+CGSMS', '+CCID'],
});
