import type { Fault, Moments } from '../faultBoard.ts';
import type { Modem } from '../modem.ts';
import { CMS } from '../reply.ts';
import { delayed } from './pieces.ts';

const SLOW_SWITCH_MS = 35_000;
const OK = [{ role: 'final' as const, text: 'OK' }];

const asksMemories = (body: string): boolean => body.toUpperCase() === '+CPMS?';

/** Rewrites the information lines of an answer. */
function reworded(turn: Moments['answer'], reword: (text: string) => string): boolean {
  turn.pieces = turn.pieces.map((piece) =>
    piece.role === 'info' ? { ...piece, text: reword(piece.text) } : piece,
  );
  return true;
}

/** The memories before a +CPMS that sets only the first of them. */
const memoriesBefore = new WeakMap<Modem, Modem['memories']>();

const fieldsOf = (body: string): string[] => /^\+CNMI=(.*)$/i.exec(body)?.[1]?.split(',') ?? [];

/** A make refuses tuples whose fourth or fifth value it does not like. */
function refuseIndications(turn: Moments['line'], place: 3 | 4, value: string): boolean {
  if (fieldsOf(turn.body)[place] !== value) return false;
  turn.instead = [{ role: 'final', text: 'ERROR' }];
  return true;
}

/** Faults of settings: what is accepted, kept, and read back. */
export const SETTING_FAULTS: readonly Fault[] = [
  {
    id: 'F27',
    title: 'Hitungan +CPMS salah',
    about: '+CPMS? menghitung satu SMS yang tidak terdaftar.',
    variants: { lag: 'SMS yang baru tiba belum dihitung' },
    times: 3,
    on: {
      answer: (turn, { variant }) =>
        asksMemories(turn.body) &&
        reworded(turn, (text) =>
          text.replace(/("[A-Z_]+",\s*)(\d+)/g, (_all, name: string, used: string) =>
            variant === 'lag' ? `${name}0` : `${name}${Number(used) + 1}`,
          ),
        ),
    },
  },
  {
    id: 'F28',
    title: 'Penyimpanan aneh',
    about: 'SIM tidak punya tempat untuk SMS: kapasitas 0, jawaban OK.',
    variants: { first: 'hanya memori pertama yang berganti', names: 'terbaca dengan nama SM_P' },
    times: Number.POSITIVE_INFINITY,
    on: {
      line: (turn, { variant }, modem) => {
        if (variant === 'first' && /^\+CPMS=/i.test(turn.body))
          memoriesBefore.set(modem, [...modem.memories]);
        return false;
      },
      answer: (turn, { variant }, modem) => {
        if (!/^\+CPMS[=?]/i.test(turn.body) || turn.body.endsWith('=?')) return false;
        const before = memoriesBefore.get(modem);
        if (variant === 'first') {
          if (!before) return false;
          modem.memories = [modem.memories[0], before[1], before[2]];
          memoriesBefore.delete(modem);
          return true;
        }
        if (variant === 'names') return reworded(turn, (text) => text.replace(/"(SM|ME)"/g, '"$1_P"'));
        return reworded(turn, (text) =>
          /"/.test(text)
            ? text.replace(/"SM",\s*\d+,\s*\d+/g, '"SM",0,0')
            : modem.memories[0] === 'SM'
              ? text.replace(/\d+,\d+/g, '0,0')
              : text,
        );
      },
    },
  },
  {
    id: 'F29',
    title: '+CNMI tidak berlaku',
    about: '+CNMI dijawab OK, tetapi tidak berubah.',
    variants: { lies: 'dan terbaca seolah berlaku', ds1: 'ds=1 ditolak', bfr0: 'bfr=0 ditolak' },
    times: Number.POSITIVE_INFINITY,
    on: {
      line: (turn, { variant }) => {
        if (fieldsOf(turn.body).length === 0) return false;
        if (variant === 'ds1') return refuseIndications(turn, 3, '1');
        if (variant === 'bfr0') return refuseIndications(turn, 4, '0');
        turn.instead = [...OK];
        return true;
      },
      answer: (turn, { variant }) =>
        variant === 'lies' &&
        turn.body.toUpperCase() === '+CNMI?' &&
        reworded(turn, () => '+CNMI: 2,1,0,1,0'),
    },
  },
  {
    id: 'F30',
    title: '+CNMI kembali ke nol',
    about: 'Modem berhenti memberitahukan SMS masuk dengan sendirinya.',
    on: {
      now: (_turn, _options, modem) => void Object.assign(modem.settings.indications, { mt: 0, ds: 0 }),
    },
  },
  {
    id: 'F31',
    title: '+CDSI menyebut tempat yang salah',
    about: 'Laporan kirim tersimpan di SR, tetapi diberitahukan sebagai SM.',
    variants: { closed: 'SR tidak dapat dipilih' },
    times: Number.POSITIVE_INFINITY,
    on: {
      line: (turn, { variant }) => {
        if (variant !== 'closed' || !/^\+CPMS="SR"/i.test(turn.body)) return false;
        turn.instead = [{ role: 'final', text: `+CMS ERROR: ${CMS.notAllowed}` }];
        return true;
      },
      arrival: (turn, { index = 0 }) => {
        if (turn.memory !== 'SR') return false;
        turn.announce = { memory: 'SM', index };
        return true;
      },
    },
  },
  {
    id: 'F33',
    title: 'Nomor pusat SMS',
    about: 'Nomor pusat SMS pada kartu terhapus.',
    variants: { ucs2: 'terbaca sebagai UCS2', national: 'terbaca tanpa tanda +' },
    times: Number.POSITIVE_INFINITY,
    on: {
      order: (_turn, { variant }, modem) => {
        if (!variant) modem.card.serviceCentre = '';
      },
      answer: (turn, { variant }) => {
        if (!variant || turn.body.toUpperCase() !== '+CSCA?') return false;
        return reworded(turn, (text) =>
          text.replace(
            /"([^"]*)"/,
            (_all, number: string) => `"${variant === 'ucs2' ? ucs2Hex(number) : number.replace('+', '')}"`,
          ),
        );
      },
    },
  },
  {
    id: 'F51',
    title: 'Radio mati',
    about: 'Modem menyala dalam mode pesawat (+CFUN: 4).',
    variants: { off: '+CFUN: 0' },
    on: { now: (_turn, { variant }, modem) => modem.setPower(variant === 'off' ? 0 : 4) },
  },
  {
    id: 'F52',
    title: 'Ganti memori lambat',
    about: 'Memilih memori lain memakan 35 detik.',
    on: {
      answer: (turn, { delayMs = SLOW_SWITCH_MS }) => {
        if (!/^\+CPMS=[^?]/i.test(turn.body)) return false;
        delayed(turn.pieces, delayMs);
        return true;
      },
    },
  },
];

const ucs2Hex = (text: string): string =>
  [...text].map((char) => char.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()).join('');
