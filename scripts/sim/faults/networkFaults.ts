import type { Fault } from '../faultBoard.ts';
import type { Modem } from '../modem.ts';
import { CMS } from '../reply.ts';

const FLAP_EVERY_MS = 30_000;
const FLAPS = 8;
const COLLISION = 512;
const BUSY = 515;

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

/** Faults of the network and of what the modem says about it. */
export const NETWORK_FAULTS: readonly Fault[] = [
  {
    id: 'F16',
    title: 'Modem sibuk',
    about: 'SMS berikutnya ditolak dengan 512 karena bertabrakan dengan SMS masuk.',
    variants: { busy: '515 sebelum prompt', any: '515 untuk perintah apa pun' },
    on: {
      line: (turn, { variant, code }) => {
        if (variant === undefined || variant === '') return false;
        if (variant === 'busy' && !/^\+CMGS=/i.test(turn.body)) return false;
        turn.instead = [{ role: 'final', text: `+CME ERROR: ${code ?? BUSY}` }];
        return true;
      },
      sent: (turn, { variant, code }) => {
        if (variant) return false;
        turn.accepted = false;
        turn.pieces = [{ role: 'final', text: `+CMS ERROR: ${code ?? COLLISION}` }];
        return true;
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
      answer: (turn, { variant }, modem) => {
        if (turn.body.toUpperCase() !== '+CREG?') return false;
        const { stat } = modem.network;
        const lines = (REGISTRATION_FORMS[variant === 'late' ? 'none' : variant || 'quotes'] ?? (() => []))(
          stat,
        );
        const finals = turn.pieces.filter((piece) => piece.role === 'final');
        turn.pieces = [...lines.map((text) => ({ role: 'info' as const, text })), ...finals];
        if (variant === 'late')
          turn.pieces.push({ role: 'raw', text: `\r\n+CREG: 0,${stat}\r\n`, afterMs: 300 });
        return true;
      },
    },
  },
  {
    id: 'F37',
    title: 'Hanya LTE',
    about: '+CREG mengatakan tidak terdaftar, +CEREG terdaftar; SMS tetap dapat dikirim.',
    variants: { denied: '+CREG 3', deaf: 'SMS ditolak dengan 500', back: 'kembali seperti biasa' },
    on: {
      now: (_turn, { variant }, modem) => {
        const { network } = modem;
        network.lteStat = variant === 'back' ? undefined : 1;
        network.lteCarriesTexts = variant !== 'deaf';
        modem.setRegistration(variant === 'back' ? 1 : variant === 'denied' ? 3 : 0);
      },
      sent: (turn, { code }, { network }) => {
        if (network.lteStat === undefined || network.lteCarriesTexts) return false;
        turn.accepted = false;
        turn.pieces = [{ role: 'final', text: `+CMS ERROR: ${code ?? CMS.unknown}` }];
        return true;
      },
    },
  },
  {
    id: 'F38',
    title: 'Jaringan hilang-timbul',
    about: 'Pendaftaran hilang dan kembali tiap 30 detik, delapan kali.',
    on: {
      now: (_turn, { delayMs = FLAP_EVERY_MS, times = FLAPS }, modem) => flap(modem, delayMs, times),
    },
  },
];
