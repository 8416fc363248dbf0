import { SMS_STORE } from '../commands/smsStore.ts';
import { GENERIC } from './generic.ts';
import { derived, type Personality } from './personality.ts';
import { iccid, tries } from './vendorCommands.ts';

const ALL = ['SM', 'ME', 'SR'] as const;

/** A dongle that wakes with its radio off, wants mode 3 of +CNMI, and leaves reports out of its lists. */
export const MTK_DONGLE: Personality = derived(GENERIC, {
  id: 'mtk-dwm156',
  title: 'D-Link DWM-156 (MTK)',
  identity: { manufacturer: 'MTK1', model: 'MTK2', revision: 'DWM-156A8V1.0', imei: '353637041234568' },
  storage: {
    capacity: { SM: 100, ME: 100, SR: 100, BM: 0 },
    names: [ALL, ALL, ALL],
    test: '("SM","ME","SR"),("SM","ME","SR"),("SM","ME","SR")',
    blind: { SR: 'list' },
  },
  service: {
    test: '(0,3),(0,1),(0),(0,2),(0,1)',
    sets: [[0, 3], [0, 1], [0], [0, 2], [0, 1]],
    refusal: { kind: 'error' },
  },
  records: { emptyRead: { kind: 'cme', code: 22 } },
  reports: { read: ',,{length}' },
  card: { settleMs: 3000 },
  power: { atStart: 4, bootMs: 8000, marks: [], portAway: { afterMs: 2000, forMs: 5000 } },
  network: { technology: 0, cell: ',"{area}","{shortCell}"' },
  commands: {
    '+EPINC': tries('read', '+EPINC: {pin},{pin2},{puk},{puk2}'),
    '+ICCID': iccid('+ICCID: {iccid}'),
  },
  without: ['+CEREG', '+CPINR', '+CCID', '+CGSMS'],
});

/** A phone: it sends, and keeps for itself what it receives. */
export const NOKIA_S60: Personality = derived(GENERIC, {
  id: 'nokia-s60',
  title: 'Nokia S60 (hanya mengirim)',
  identity: {
    manufacturer: 'Nokia',
    model: 'Nokia E51',
    revision: 'V ICPR72_07w03.9\r\n11-05-07\r\nRM-244\r\n(c) Nokia',
    imei: '352730011234561',
  },
  factory: { textModeParameters: { fo: 49, vp: 167, pid: 0, dcs: 0 } },
  storage: {
    capacity: { SM: 0, ME: 0, SR: 0, BM: 0 },
    names: [[], [], []],
    test: '(),(),()',
    refusal: { kind: 'error' },
    ownInbox: true,
  },
  commands: { '+CPMS': { test: '+CPMS: (),(),()', read: '+CPMS: ,,,,,,,,', set: () => ({ kind: 'error' }) } },
  without: ['+CNMI', '+CMGL', '+CMGR', '+CMGD', '+CMGW', '+CMSS', '+CNMA', '+CEREG', '+CPINR', '+CCID'],
});

/** Answers +CREG? as if it told it unasked, and shows a text on the line of its header. */
export const SPEEDUP_STICK: Personality = derived(GENERIC, {
  id: 'speedup-su8500',
  title: 'Speedup SU-8500',
  identity: { manufacturer: 'Speedup', model: 'SU-8500', revision: 'SU8500V1.0', imei: '353812051234566' },
  records: { read: '{stat},,{length} {pdu}' },
  network: { technology: 0, cell: ',"{area}","{shortCell}"', readsAsEvent: true },
  card: { settleMs: 3000 },
  without: ['+CEREG', '+CPINR'],
});

/** Switching its radio on takes long, and the card is busy meanwhile. */
export const SIERRA_MC: Personality = derived(GENERIC, {
  id: 'sierra-mc8790',
  title: 'Sierra Wireless MC8790',
  identity: {
    manufacturer: 'Sierra Wireless, Inc.',
    model: 'MC8790',
    revision: 'K2_0_7_35AP C:/WS/FW/K2_0_7_35AP/MSM6290/SRC 2010/03/04 17:40:52',
    imei: '354219011234568',
  },
  records: { emptyRead: { kind: 'error' } },
  card: { settleMs: 3000 },
  power: { busyAfterOnMs: 8000, resets: [] },
  network: { technology: 0, cell: ',"{area}","{shortCell}"' },
  commands: { '+CPINC': tries('read', '+CPINC: {pin},{pin2},{puk},{puk2}') },
  without: ['+CEREG', '+CPINR'],
});

/** The chip of an open phone: "SIM busy" for long after a start, and the index in front of what it reads. */
export const CALYPSO: Personality = derived(GENERIC, {
  id: 'calypso',
  title: 'Calypso (Neo)',
  identity: {
    manufacturer: 'FIC/OpenMoko',
    model: '"Neo1973 GTA02 Embedded GSM Modem"',
    revision: 'GSM: gsm_ac_gp_fd_pu_em_cph_ds_vc_cal35_ri_36_amd8_ts0-Moko8',
    imei: '354651011234563',
  },
  records: { read: '{index},{stat},,{length}' },
  card: { settleMs: 45_000 },
  power: { bootMs: 3000, marks: [{ afterMs: 0, line: 'AT-Command Interpreter ready' }] },
  network: { technology: 0, cell: ',"{area}","{shortCell}"' },
  without: ['+CEREG', '+CPINR'],
});

/** No parentheses in +CPMS=?, and no OK after +CPMS=. */
export const IWOW_TR800: Personality = derived(GENERIC, {
  id: 'iwow-tr800',
  title: 'iWOW TR-800 (2G)',
  identity: { manufacturer: 'iWOW', model: 'TR-800', revision: 'TR800-1.07', imei: '354723021234566' },
  wire: { withoutOk: ['+CPMS='] },
  storage: {
    capacity: { SM: 30, ME: 0, SR: 0, BM: 0 },
    all: ['SM'],
    names: [['SM'], ['SM'], ['SM']],
    test: '"SM","SM","SM"',
  },
  reports: { memory: 'SM', announced: 'SM' },
  card: { settleMs: 3000 },
  network: { technology: 0, cell: ',"{area}","{shortCell}"' },
  without: ['+CEREG', '+CPINR', '+CLAC'],
});

/** What it does not know it calls a MODEM ERROR, and its answers to tests are in small letters. */
export const MOTOROLA_G24: Personality = derived(GENERIC, {
  id: 'motorola-g24',
  title: 'Motorola G24 (2G)',
  identity: {
    manufacturer: '"Motorola CE, Copyright 2004"',
    model: '"GSM900","GSM1800","MODEL=G24"',
    revision: '"G24_G_0C.11.8ER"',
    imei: '354911011234567',
  },
  wire: { unknown: 'MODEM ERROR: 7' },
  card: { settleMs: 3000 },
  network: { technology: 0, cell: ',"{area}","{shortCell}"' },
  commands: { '+CMGL': { ...SMS_STORE['+CMGL'], test: '+cmgl: (0-4)' } },
  without: ['+CEREG', '+CPINR'],
});
