import type { Fault } from '../faultBoard.ts';
import type { Modem } from '../modem.ts';
import { derived } from '../personalities/personality.ts';
import { final } from './pieces.ts';

const BLOCKED_MS = 60_000;
const MUTE_MS = 40_000;
const BACK_MS = 1000;
const GONE_MS = 60_000;
const OTHER = { imei: '867322045678901', iccid: '8962990000000000017', imsi: '510011234567890' };

/** Another modem, another card in it, or both are behind the port from now on. */
function swap(modem: Modem, variant: string | undefined): void {
  const { id, title, identity } = modem.make;
  if (variant !== 'modem') Object.assign(modem.card, { iccid: OTHER.iccid, imsi: OTHER.imsi });
  if (variant === 'card') {
    modem.reset();
    modem.line?.hangUp(BACK_MS);
  } else {
    modem.become(derived(modem.make, { id, title, identity: { ...identity, imei: OTHER.imei } }));
  }
}

/** Whether a command line is one by which this make restarts, or one that is tried on any make. */
function restarts(body: string, { make }: Modem): boolean {
  const line = body.toUpperCase();
  return (
    make.power.resets.some((parameters) => line === `+CFUN=${parameters}`) ||
    /^(\^RESET|Z?\+CFUN=1,1|\+CFUN=16)$/.test(line)
  );
}

/** Faults of the cable, the port and the power. */
export const LINK_FAULTS: readonly Fault[] = [
  {
    id: 'F40',
    title: 'Penulisan macet',
    about: 'Selama satu menit modem tidak menerima byte apa pun (CTS rendah).',
    now: ({ delayMs = BLOCKED_MS }, modem) => modem.line?.blockFor(delayMs),
  },
  {
    id: 'F47',
    title: 'Bisu setelah dicolokkan',
    about: 'Port kembali sesaat kemudian, tetapi 40 detik modem tidak menjawab.',
    now: ({ delayMs = MUTE_MS }, modem) => {
      modem.line?.hangUp(BACK_MS);
      modem.line?.deafFor(delayMs, () => modem.setPower(1));
    },
  },
  {
    id: 'F48',
    title: 'Modem tertukar',
    about: 'Di balik nama port yang sama kini ada modem dan kartu lain.',
    variants: { card: 'hanya kartunya lain', modem: 'hanya modemnya lain' },
    now: ({ variant }, modem) => swap(modem, variant),
  },
  {
    id: 'F49',
    title: 'Port hilang',
    about: 'Modem lenyap dari USB dan baru kembali setelah satu menit.',
    variants: { never: 'tidak kembali, sampai kabelnya dicabut dan dicolokkan lagi' },
    now: ({ variant, delayMs = GONE_MS }, modem) =>
      modem.line?.hangUp(variant === 'never' ? Number.POSITIVE_INFINITY : delayMs),
  },
  {
    id: 'F50',
    title: 'Nomor rujukan mulai lagi',
    about: 'Modem menyala ulang dan menghitung rujukan SMS dari 0 lagi.',
    variants: { quiet: 'tanpa menyala ulang' },
    now: ({ variant }, modem) => {
      modem.setReference(0);
      if (variant !== 'quiet') modem.reset();
    },
  },
  {
    id: 'F54',
    title: 'Mulai ulang tidak mempan',
    about: 'Perintah menyala ulang tidak dijawab.',
    variants: { error: 'dijawab ERROR', ok: 'dijawab OK, tidak terjadi apa-apa' },
    on: {
      line: {
        when: ({ body }, _options, modem) => restarts(body, modem),
        bend: (turn, { variant }) => {
          if (variant) turn.instead = [final(variant === 'ok' ? 'OK' : 'ERROR')];
          else turn.ignore = true;
        },
      },
    },
  },
];
