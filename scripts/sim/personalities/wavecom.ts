import { switchCommand } from '../commands/spec.ts';
import { OK } from '../reply.ts';
import { GENERIC } from './generic.ts';
import { derived, type Personality } from './personality.ts';
import { iccid } from './vendorCommands.ts';

/** A serial office modem: no OK after +CPIN?, two memories in +CPMS, "wait" after the radio has been switched on. */
export const WAVECOM_FASTRACK: Personality = derived(GENERIC, {
  id: 'wavecom-fastrack',
  title: 'Wavecom Fastrack (2G, serial)',
  identity: {
    manufacturer: ' WAVECOM MODEM',
    model: ' MULTIBAND  900E  1800 ',
    revision: '641b09gg.Q2403A 1320676 061804 14:38',
    imei: '332011012345678',
  },
  information: ['{manufacturer}', '{model}'],
  wire: { withoutOk: ['+CPIN?'] },
  factory: { charset: 'PCCP437', crc: 1 },
  charsets: ['GSM', 'PCCP437', 'HEX', 'UCS2'],
  storage: {
    capacity: { SM: 50, ME: 0, SR: 10, BM: 5 },
    all: ['SM'],
    names: [['SM', 'BM', 'SR'], ['SM'], ['SM']],
    test: '(("SM","BM","SR"),("SM"))',
    parameters: [1, 2],
    refusal: { kind: 'error' },
    shown: 2,
  },
  service: {
    test: '(0-3),(0-3),(0-2),(0-2),(0,1)',
    sets: [
      [0, 1, 2, 3],
      [0, 1, 2, 3],
      [0, 1, 2],
      [0, 1, 2],
      [0, 1],
    ],
  },
  records: { deletable: '(1-50),(0-4)' },
  card: { settleMs: 5000, busy: { cme: 515, cms: 515 }, errorsAsCme: true },
  power: {
    levels: [0, 1],
    test: '(0,1),(0,1)',
    resets: ['1,1'],
    bootMs: 3000,
    marks: [
      { afterMs: 0, line: '+WIND: 1', where: { switch: '+WIND', bit: 1 } },
      { afterMs: 500, line: '+WIND: 3', where: { switch: '+WIND', bit: 4 } },
      { afterMs: 4000, line: '+WIND: 4', where: { switch: '+WIND', bit: 8 }, cardReady: true },
      { afterMs: 6000, line: '+WIND: 16', where: { switch: '+WIND', bit: 16_384 }, cardReady: true },
    ],
    busyAfterOnMs: 4000,
    busyAfterSendMs: 1000,
  },
  network: { technology: 0, cell: ',"{area}","{shortCell}"', tellsAtOnce: true },
  switches: { '+WIND': 0 },
  lasting: ['+WIND'],
  stepMs: { send: [3000, 8000, 60_000] },
  commands: {
    '+WIND': switchCommand('+WIND', 32_767),
    '+CCID': iccid('+CCID: "{iccid}"'),
    '+CSAS': {
      test: '+CSAS: (0,1)',
      exec: (modem) => {
        modem.saveSettings('indications', 'smsService', 'textModeParameters');
        return OK;
      },
    },
    '&W': {
      exec: (modem) => {
        modem.saveSettings('echo', 'errorForm', 'charset', 'creg', 'cgreg', 'clip', 'crc');
        return OK;
      },
    },
  },
  without: ['+CEREG', '+CPINR', '+CGSMS', '+CLAC'],
});
