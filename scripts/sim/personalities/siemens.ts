import { switchCommand } from '../commands/spec.ts';
import { info } from '../reply.ts';
import { GENERIC } from './generic.ts';
import { derived, type Personality } from './personality.ts';
import { ACCEPTED, INDICATORS, iccid, tries } from './vendorCommands.ts';

/** A serial modem: <bfr> of +CNMI must be 1, <ds>=1 only in service 1, never ME for receiving, and slow to change it. */
export const SIEMENS_MC35I: Personality = derived(GENERIC, {
  id: 'siemens-mc35i',
  title: 'Siemens MC35i (2G, serial)',
  identity: {
    manufacturer: 'SIEMENS',
    model: 'MC35i',
    revision: 'REVISION 02.00',
    imei: '353005001234564',
  },
  information: ['{manufacturer}', '{model}', '{revision}'],
  wire: { lineMax: 391 },
  factory: { indications: { mode: 0, mt: 0, bm: 0, ds: 0, bfr: 1 } },
  charsets: ['GSM', 'UCS2'],
  storage: {
    capacity: { SM: 40, ME: 25, SR: 0, BM: 0 },
    names: [
      ['MT', 'SM', 'ME'],
      ['MT', 'SM', 'ME'],
      ['MT', 'SM'],
    ],
    test: '("MT","SM","ME"),("MT","SM","ME"),("MT","SM")',
    preferred: ['MT', 'MT', 'MT'],
    switchMs: 35_000,
    full: { taken: '^SMGO: 1', refused: '^SMGO: 2', switch: '^SMGO' },
  },
  service: {
    test: '(0-3),(0,1),(0,2,3),(0,2),(1)',
    sets: [[0, 1, 2, 3], [0, 1], [0, 2, 3], [0, 2], [1]],
    inService1: {
      test: '(0-3),(0-3),(0,2,3),(0-2),(1)',
      sets: [[0, 1, 2, 3], [0, 1, 2, 3], [0, 2, 3], [0, 1, 2], [1]],
    },
  },
  records: {
    emptyRead: info('+CMGR: 0,,0'),
    deletable: '({occupied})',
    deleteFlags: [0],
  },
  reports: { memory: 'MT', announced: 'MT' },
  card: { settleMs: 8000 },
  power: {
    levels: [0, 1, 5, 6, 7, 8],
    test: '(0,1,5-8),(0,1)',
    bootMs: 4000,
    marks: [{ afterMs: 0, line: '^SYSSTART' }],
  },
  network: { technology: 0, cell: ',"{area}","{shortCell}"' },
  switches: { '^SMGO': 0 },
  stepMs: { memory: [100, 1000, 35_000], send: [3000, 8000, 60_000] },
  commands: {
    ...INDICATORS,
    '^SMGO': switchCommand('^SMGO', 1, {
      read: ({ store, memories, smsc, switches }) => {
        const full = store.full(memories[2]);
        return info(`^SMGO: ${switches['^SMGO']},${full ? (smsc.waiting.length > 0 ? 2 : 1) : 0}`);
      },
    }),
    '^SPIC': { ...tries('exec', '^SPIC: {pin}'), set: ({ card }) => info(`^SPIC: ${card.pinTries}`) },
    '^SCID': iccid('^SCID: {iccid}'),
    '^SCKS': { ...ACCEPTED, read: ({ card }) => info(`^SCKS: 0,${card.inserted ? 1 : 0}`) },
  },
  without: ['+CEREG', '+CPINR', '+CCID', '+CGSMS'],
});

/** A later one that names its memories in another order and takes <delflag>. */
export const SIEMENS_MC75I: Personality = derived(SIEMENS_MC35I, {
  id: 'siemens-mc75i',
  title: 'Cinterion MC75i (2G, serial)',
  identity: {
    ...SIEMENS_MC35I.identity,
    manufacturer: 'Cinterion',
    model: 'MC75i',
    revision: 'REVISION 03.01',
  },
  storage: {
    names: [
      ['ME', 'SM', 'MT'],
      ['ME', 'SM', 'MT'],
      ['SM', 'MT'],
    ],
    test: '("ME","SM","MT"),("ME","SM","MT"),("SM","MT")',
  },
  records: { deletable: '({occupied}),(0-4)', deleteFlags: [0, 1, 2, 3, 4] },
});
