import { OK } from '../reply.ts';
import { GENERIC } from './generic.ts';
import { derived, type Personality } from './personality.ts';
import { ACCEPTED, iccid, tries } from './vendorCommands.ts';

const NAMES = ['ME', 'SM', 'MT'] as const;

/** Silent until +CNMI is set, which ATZ forgets, and while DTR is off; reports lie in MT. */
export const UBLOX_SARA: Personality = derived(GENERIC, {
  id: 'u-blox-sara',
  title: 'u-blox SARA-G450 (2G)',
  identity: { manufacturer: 'u-blox', model: 'SARA-G450', revision: '08.90', imei: '357520071234565' },
  information: ['SARA-G450-00C-00'],
  charsets: ['IRA', 'GSM', 'UCS2', 'HEX', 'PCCP437'],
  factory: { charset: 'IRA' },
  storage: {
    capacity: { SM: 30, ME: 100, SR: 0, BM: 0 },
    names: [NAMES, NAMES, NAMES],
    test: '("ME","SM","MT"),("ME","SM","MT"),("ME","SM","MT")',
    preferred: ['MT', 'MT', 'MT'],
  },
  service: {
    test: '(0-2),(0-3),(0-3),(0-2),(0-1)',
    sets: [
      [0, 1, 2],
      [0, 1, 2, 3],
      [0, 1, 2, 3],
      [0, 1, 2],
      [0, 1],
    ],
    needsDtr: true,
  },
  reports: { memory: 'MT', announced: 'MT' },
  card: { settleMs: 6000 },
  power: {
    levels: [0, 1, 4],
    test: '(0,1,4,6-10,12-17),(0-1)',
    resets: ['15', '16', '1,1'],
    bootMs: 5000,
    marks: [{ afterMs: 6000, line: '+PBREADY', cardReady: true }],
  },
  network: { technology: 0, cell: ',"{area}","{shortCell}"' },
  stepMs: { send: [2000, 6000, 180_000], prompt: [50, 100, 1000], read: [50, 200, 10_000] },
  commands: {
    '+UPINCNT': tries('exec', '+UPINCNT: {pin},{pin2},{puk},{puk2}'),
    '+CCID': iccid('+CCID: {iccid}'),
    '+UPSV': { ...ACCEPTED, read: '+UPSV: 0' },
    '+USIMSTAT': { read: '+USIMSTAT: 0', set: () => OK },
  },
  without: ['+CEREG', '+CPINR'],
});
