import type { Fault, Moments } from '../faultBoard.ts';
import type { Modem } from '../modem.ts';
import { CMS } from '../reply.ts';
import { asks, final } from './pieces.ts';

const FLAP_EVERY_MS = 30_000;
const FLAPS = 8;
const COLLISION = 512;
const BUSY = 515;
const BUSY_MS = 5000;
/** Network out of order (24.011 table 8.4). */
const OUT_OF_ORDER = 38;

/** What firmwares make of +CREG?. */
const REGISTRATION_FORMS: Readonly<Record<string, (stat: number) => readonly string[]>> = {
  quotes: (stat) => [`+CREG: 2,${stat},"0B,"0100701",7`],
  unquoted: (stat) => [`+CREG: ${stat}, E006B, ABE0016`],
  mode: (stat) => [`+CREG: 0,${stat},"5E25","605F",2`],
  event: (stat) => [`+CREG: ${stat}`],
  empty: (stat) => [`+CREG: 2,${stat},"",""`],
  none: () => [],
};

function flap(modem: Modem, everyMs: number, times: number): void {
  for (let n = 0; n < times; n += 1) {
    modem.clock.after(n * everyMs, () => modem.setRegistration(2));
    modem.clock.after(n * everyMs + everyMs / 2, () => modem.setRegistration(1));
  }
}

/** The state of registration in one of the forms above, before the OK or after it. */
function tellOddly(turn: Moments['answer'], variant: string | undefined, stat: number): void {
  const form = REGISTRATION_FORMS[variant === 'late' ? 'none' : variant || 'quotes'];
  const lines = form?.(stat) ?? [];
  const finals = turn.pieces.filter(({ role }) => role === 'final');
  turn.pieces = [...lines.map((text) => ({ role: 'info' as const, text })), ...finals];
  if (variant === 'late') turn.pieces.push({ role: 'raw', text: `\r\n+CREG: 0,${stat}\r\n`, afterMs: 300 });
}

/** How an LTE without texts refuses them, by variant. */
const LTE_REFUSALS: Readonly<Record<string, number>> = {
  deaf: CMS.noNetwork,
  outOfOrder: OUT_OF_ORDER,
  unknown: CMS.unknown,
};

const busyCodes = (code = BUSY) => ({ cme: code, cms: code });

/** Faults of the network and of what the modem says about it. */
export const NETWORK_FAULTS: readonly Fault[] = [
  {
    id: 'F16',
    title: 'Modem sibuk',
    about: 'SMS berikutnya ditolak dengan 512 karena bertabrakan dengan SMS masuk.',
    variants: {
      busy: '515 sebelum prompt',
      any: '515 untuk perintah apa pun',
      afterSend: '515 selama 5 detik setelah mengirim',
      afterRadio: '515 selama 5 detik setelah +CFUN=1',
    },
    on: {
      line: {
        when: ({ body }, { variant }) => variant === 'any' || (variant === 'busy' && /^\+CMGS=/i.test(body)),
        bend: (turn, { code = BUSY }) => {
          turn.instead = [final(`+CME ERROR: ${code}`)];
        },
      },
      answer: {
        when: ({ body }, { variant }) => variant === 'afterRadio' && /^\+CFUN=1/i.test(body),
        bend: (_turn, { delayMs = BUSY_MS, code }, modem) => modem.holdCard(delayMs, busyCodes(code)),
      },
      sent: {
        when: (_turn, { variant }) => !variant || variant === 'afterSend',
        bend: (turn, { variant, delayMs = BUSY_MS, code }, modem) => {
          if (variant === 'afterSend') {
            turn.end = () => modem.holdCard(delayMs, busyCodes(code));
            return;
          }
          turn.accepted = false;
          turn.pieces = [final(`+CMS ERROR: ${code ?? COLLISION}`)];
        },
      },
    },
  },
  {
    id: 'F36',
    title: '+CREG ganjil',
    about: 'Jawaban +CREG? bertanda kutip rusak.',
    variants: {
      unquoted: 'tanpa tanda kutip',
      mode: 'n yang salah',
      event: 'bentuk pemberitahuan',
      empty: 'lokasi kosong',
      none: 'hanya OK',
      late: 'datang setelah OK',
    },
    on: {
      answer: {
        when: (turn) => asks(turn, '+CREG?'),
        bend: (turn, { variant }, { network }) => tellOddly(turn, variant, network.stat),
      },
    },
  },
  {
    id: 'F37',
    title: 'Hanya LTE',
    about: '+CREG mengatakan tidak terdaftar, +CEREG terdaftar; SMS tetap dapat dikirim.',
    variants: {
      denied: '+CREG 3',
      deaf: 'SMS ditolak dengan 331',
      outOfOrder: 'SMS ditolak dengan 38',
      unknown: 'SMS ditolak dengan 500',
      back: 'kembali seperti biasa',
    },
    now: ({ variant = '', code }, modem) => {
      const { network } = modem;
      const isBack = variant === 'back';
      network.lteStat = isBack ? undefined : 1;
      network.lteRefusal = isBack ? undefined : (code ?? LTE_REFUSALS[variant]);
      modem.setRegistration(isBack ? 1 : variant === 'denied' ? 3 : 0);
    },
  },
  {
    id: 'F38',
    title: 'Jaringan hilang-timbul',
    about: 'Pendaftaran hilang dan kembali tiap 30 detik, delapan kali.',
    now: ({ delayMs = FLAP_EVERY_MS, times = FLAPS }, modem) => flap(modem, delayMs, times),
  },
];
