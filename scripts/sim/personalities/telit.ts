import { info, OK } from '../reply.ts';
import { GENERIC } from './generic.ts';
import { derived, type Personality } from './personality.ts';
import { INDICATORS, iccid, tries } from './vendorCommands.ts';

/** State of the card in #QSS: absent, inserted, open, ready for SMS. */
const QSS = { absent: 0, locked: 1, settling: 2, ready: 3 } as const;

/** A 3G module: silent until +CNMI is set, keeps ME in its memory only, mute for long after its port is back. */
export const TELIT_HE910: Personality = derived(GENERIC, {
  id: 'telit-he910',
  title: 'Telit HE910',
  identity: { manufacturer: 'Telit', model: 'HE910-D', revision: '12.00.004', imei: '353238061234567' },
  information: ['{manufacturer}', '{model}'],
  charsets: ['GSM', 'IRA', 'UCS2'],
  storage: {
    capacity: { SM: 30, ME: 8, SR: 8, BM: 0 },
    names: [
      ['SM', 'ME', 'SR'],
      ['SM', 'ME'],
      ['SM', 'ME'],
    ],
    test: '("SM","ME","SR"),("SM","ME"),("SM","ME")',
    volatile: ['ME', 'SR'],
  },
  service: {
    test: '(0-3),(0-3),(0,2,3),(0-2),(0,1)',
    acknowledgeMs: 17_000,
  },
  records: { emptyDelete: { kind: 'cms', code: 321 }, tpduLength: [7, 164] },
  reports: { unrouted: 'kept' },
  card: { settleMs: 6000 },
  power: {
    bootMs: 30_000,
    marks: [
      { afterMs: 0, line: '#QSS: 1', where: { switch: '#QSS', bit: 2 } },
      { afterMs: 2000, line: '#QSS: 2', where: { switch: '#QSS', bit: 2 }, cardReady: true },
      { afterMs: 6000, line: '#QSS: 3', where: { switch: '#QSS', bit: 2 }, cardReady: true },
    ],
    portAway: { afterMs: 2000, forMs: 8000 },
  },
  network: { technology: 0, cell: ',"{area}","{shortCell}",{act}' },
  ussd: { trailer: '\xff' },
  switches: { '#QSS': 0 },
  lasting: ['#QSS'],
  commands: {
    ...INDICATORS,
    '#QSS': {
      test: '#QSS: (0-2)',
      read: ({ card, cardBusy, switches }) => {
        const open = cardBusy ? QSS.settling : QSS.ready;
        const state = card.state === 'READY' ? open : card.inserted ? QSS.locked : QSS.absent;
        return info(`#QSS: ${switches['#QSS']},${state}`);
      },
      set: (modem, params) => {
        modem.switches['#QSS'] = params.number(0, [0, 2]);
        return OK;
      },
    },
    '#PCT': tries('exec', '#PCT: {pin}'),
    '#CCID': iccid('#CCID: {iccid}'),
    '#REBOOT': { exec: (modem) => ({ kind: 'ok', afterwards: () => modem.reset() }) },
  },
  without: ['+CEREG', '+CPINR', '+CCID', '+CGSMS'],
});

/** An older one: lines of 80 characters, the card as its only memory, a comma too many in +CMGD=?. */
export const TELIT_UC864: Personality = derived(TELIT_HE910, {
  id: 'telit-uc864',
  title: 'Telit UC864',
  identity: { ...TELIT_HE910.identity, model: 'UC864-E', revision: '08.01.007' },
  wire: { lineMax: 80 },
  storage: {
    capacity: { SM: 30, ME: 0, SR: 0, BM: 0 },
    all: ['SM'],
    names: [['SM'], ['SM'], ['SM']],
    test: '("SM"),("SM"),("SM")',
    volatile: [],
  },
  records: { deletable: '({occupied},),(0-4)' },
  reports: { memory: 'SM', announced: 'SM' },
});
