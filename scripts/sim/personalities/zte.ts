import { SMS_SETTINGS, setTextParameters } from '../commands/smsSettings.ts';
import { GENERIC } from './generic.ts';
import { derived, type Personality } from './personality.ts';
import { ACCEPTED, iccid, tries } from './vendorCommands.ts';

const ALL = ['ME', 'MT', 'SM', 'SR'] as const;

/**
 * A stick that refuses everything before its PIN, starts with its radio off, answers +CFUN? with what it could be, says
 * +ZUSIMR:2 until it is asked for its memories, and offers mode 2 of +CNMI without taking it.
 */
export const ZTE_MF180: Personality = derived(GENERIC, {
  id: 'zte-mf180',
  title: 'ZTE MF180',
  identity: {
    manufacturer: 'ZTE INCORPORATED',
    model: 'MF180',
    revision: 'BD_MF180V1.0.0B05',
    imei: '353051041234562',
  },
  information: ['Manufacturer: {manufacturer}', 'Model: {model}', 'Revision: {revision}', 'IMEI: {imei}'],
  storage: {
    capacity: { SM: 25, ME: 100, SR: 50, BM: 0 },
    indexBase: 0,
    names: [ALL, ALL, ALL],
    test: '("ME","MT","SM","SR"),("ME","MT","SM","SR"),("ME","MT","SM","SR")',
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
    refused: ['2,*,*,*,*'],
    refusal: { kind: 'cms', code: 303 },
  },
  records: { emptyRead: { kind: 'ok' } },
  reports: { direct: ',{length}' },
  card: {
    beforePin: ['+CPIN', '+ZPINPUK'],
    settleMs: 6000,
    busy: { cme: 14, cms: 314 },
    errorsAsCme: true,
  },
  power: {
    levels: [0, 1, 4, 5, 6, 7],
    atStart: 0,
    test: '(0-1,4-7),(0-1)',
    readsTest: true,
    resets: ['1,1'],
    bootMs: 12_000,
    marks: [{ afterMs: 500, line: '+ZPASR: "No Service"' }],
    portAway: { afterMs: 2000, forMs: 9000 },
  },
  network: { technology: 0, cell: ',"{area}","{shortCell}"' },
  chatter: [
    { everyMs: 200, lines: ['+ZUSIMR:2'], until: '+CPMS?' },
    { everyMs: 30_000, lines: ['+ZPASR: "GSM"', '+ZDONR: "SIMULASI",510,99,"CS_PS","ROAM_OFF"'] },
  ],
  commands: {
    '+CVHU': { read: '+CVHU: (0-1)', set: '+CVHU: (0-1)', test: '+CVHU: (0-1)' },
    '+ZPINPUK': tries('test', '+ZPINPUK: {pin},{puk}'),
    '+ZGETICCID': iccid('+ZGETICCID: {iccid}'),
    '+ZCDRUN': ACCEPTED,
    '+ZOPRT': ACCEPTED,
    '+CSMP': {
      ...SMS_SETTINGS['+CSMP'],
      // It forgets the service centre over this.
      set: (modem, params) => {
        modem.card.serviceCentre = '';
        return setTextParameters(modem, params);
      },
    },
  },
  without: ['+CEREG', '+CPINR', '+CGSMS', '+CCID', '+CNMA'],
});

/** Prints blanks in +CPMS, and starts with its radio on. */
export const ZTE_MF710M: Personality = derived(ZTE_MF180, {
  id: 'zte-mf710m',
  title: 'ZTE MF710M',
  identity: {
    ...ZTE_MF180.identity,
    manufacturer: 'ZTE CORPORATION',
    model: 'MF710M',
    revision: 'BD_VOCMF710MV1.0.0B03',
  },
  storage: { capacity: { SM: 25, ME: 50, SR: 50, BM: 0 }, separator: ', ', preferred: ['ME', 'ME', 'ME'] },
  power: { atStart: 1 },
});

/** The bare chip under many sticks: headers of +CMGR with the length alone. */
export const QUALCOMM_M6280: Personality = derived(ZTE_MF180, {
  id: 'qualcomm-m6280',
  title: 'Qualcomm M6280',
  identity: {
    ...ZTE_MF180.identity,
    manufacturer: 'QUALCOMM INCORPORATED',
    model: 'M6280',
    revision: 'M6280_V1.0.0 M6280_V1.0.0 1 [Sep 4 2008 12:00:00]',
  },
  records: { read: '{length}' },
  power: { atStart: 1 },
  chatter: [],
});
