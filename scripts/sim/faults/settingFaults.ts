import type { Fault, FaultOptions, Moments } from '../faultBoard.ts';
import type { Modem } from '../modem.ts';
import { CMS } from '../reply.ts';
import { asks, delayed, final, reworded, says, without } from './pieces.ts';

const SLOW_SWITCH_MS = 35_000;
const LAG_MS = 500;

/** When texts have come that +CPMS does not count yet, by the memory that they lie in. */
const uncounted = new WeakMap<Modem, { memory: string; untilMs: number }[]>();

function leaveUncounted(modem: Modem, memory: string, forMs: number): void {
  const nowMs = modem.clock.nowMs();
  const others = (uncounted.get(modem) ?? []).filter(({ untilMs }) => untilMs > nowMs);
  uncounted.set(modem, [...others, { memory, untilMs: nowMs + forMs }]);
}

/** Changes the number of texts in each memory of an answer to +CPMS? or +CPMS=; `place` is 0, 1, 2. */
function recount(turn: Moments['answer'], count: (used: number, place: number) => number): void {
  let place = -1;
  reworded(turn, (text) =>
    text.replace(/(\d+)(, ?\d+)/g, (_all, used: string, total: string) => {
      place += 1;
      return `${Math.max(0, count(Number(used), place))}${total}`;
    }),
  );
}

function miscount(turn: Moments['answer'], variant: string | undefined, modem: Modem): void {
  if (variant !== 'lag') {
    recount(turn, (used) => used + 1);
    return;
  }
  const nowMs = modem.clock.nowMs();
  const late = (uncounted.get(modem) ?? []).filter(({ untilMs }) => untilMs > nowMs);
  recount(turn, (used, place) => used - late.filter(({ memory }) => memory === modem.memories[place]).length);
}

const isMemoryAnswer = (body: string): boolean => /^\+CPMS[=?]/i.test(body) && !body.endsWith('=?');

function isMiscounted({ body, pieces }: Moments['answer'], variant: string | undefined): boolean {
  if (variant === 'unlisted') return /^\+CMGL=/i.test(body) && says({ pieces }, 'info');
  return variant === 'lag' ? isMemoryAnswer(body) : asks({ body }, '+CPMS?');
}

/** The memories before a +CPMS that sets only the first of them. */
const memoriesBefore = new WeakMap<Modem, Modem['memories']>();

/** What a strange storage makes of the answer to +CPMS? or +CPMS=. */
function tellStorageOddly(turn: Moments['answer'], { variant }: FaultOptions, modem: Modem): void {
  const before = memoriesBefore.get(modem);
  memoriesBefore.delete(modem);
  if (variant === 'first') {
    if (before) modem.memories = [modem.memories[0], before[1], before[2]];
  } else if (variant === 'names') {
    reworded(turn, (text) => text.replace(/"(SM|ME)"/g, '"$1_P"'));
  } else {
    reworded(turn, (text) => {
      if (text.includes('"')) return text.replace(/"SM",\s*\d+,\s*\d+/g, '"SM",0,0');
      return modem.memories[0] === 'SM' ? text.replace(/\d+,\d+/g, '0,0') : text;
    });
  }
}

const indications = (body: string): string[] => /^\+CNMI=([^?].*)$/i.exec(body)?.[1]?.split(',') ?? [];

/** Which values of +CNMI are refused, by variant: the place of the value, and the value. */
const REFUSED_INDICATIONS: Readonly<Record<string, readonly [number, string]>> = {
  ds1: [3, '1'],
  bfr0: [4, '0'],
};

function isIndicationBent(body: string, variant = ''): boolean {
  const values = indications(body);
  const refused = REFUSED_INDICATIONS[variant];
  return refused ? values[refused[0]] === refused[1] : values.length > 0;
}

const ucs2Hex = (text: string): string =>
  [...text].map((char) => char.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()).join('');

/** Faults of settings: what is accepted, kept, and read back. */
export const SETTING_FAULTS: readonly Fault[] = [
  {
    id: 'F27',
    title: 'Hitungan +CPMS salah',
    about: '+CPMS? menghitung satu SMS yang tidak terdaftar.',
    variants: {
      lag: 'SMS baru dihitung setengah detik setelah tiba',
      unlisted: 'SMS yang ada tidak terdaftar',
    },
    times: 3,
    on: {
      arrival: {
        watch: ({ memory }, { variant, delayMs = LAG_MS }, modem) => {
          if (variant === 'lag') leaveUncounted(modem, memory, delayMs);
        },
      },
      answer: {
        when: (turn, { variant }) => isMiscounted(turn, variant),
        bend: (turn, { variant }, modem) => {
          if (variant === 'unlisted') without(turn.pieces, 'info');
          else miscount(turn, variant, modem);
        },
      },
    },
  },
  {
    id: 'F28',
    title: 'Penyimpanan aneh',
    about: 'SIM tidak punya tempat untuk SMS: kapasitas 0, jawaban OK.',
    variants: { first: 'hanya memori pertama yang berganti', names: 'terbaca dengan nama SM_P' },
    times: Number.POSITIVE_INFINITY,
    on: {
      line: {
        watch: ({ body }, { variant }, modem) => {
          if (variant === 'first' && /^\+CPMS=/i.test(body)) memoriesBefore.set(modem, [...modem.memories]);
        },
      },
      answer: { when: ({ body }) => isMemoryAnswer(body), bend: tellStorageOddly },
    },
  },
  {
    id: 'F29',
    title: '+CNMI tidak berlaku',
    about: '+CNMI dijawab OK, tetapi tidak berubah.',
    variants: { lies: 'dan terbaca seolah berlaku', ds1: 'ds=1 ditolak', bfr0: 'bfr=0 ditolak' },
    times: Number.POSITIVE_INFINITY,
    on: {
      line: {
        when: ({ body }, { variant }) => isIndicationBent(body, variant),
        bend: (turn, { variant = '' }) => {
          turn.instead = [final(variant in REFUSED_INDICATIONS ? 'ERROR' : 'OK')];
        },
      },
      answer: {
        when: (turn, { variant }) => variant === 'lies' && asks(turn, '+CNMI?'),
        bend: (turn) => reworded(turn, () => '+CNMI: 2,1,0,1,0'),
      },
    },
  },
  {
    id: 'F30',
    title: '+CNMI kembali ke nol',
    about: 'Modem berhenti memberitahukan SMS masuk dengan sendirinya.',
    now: (_options, modem) => void Object.assign(modem.settings.indications, { mt: 0, ds: 0 }),
  },
  {
    id: 'F31',
    title: '+CDSI menyebut tempat yang salah',
    about: 'Laporan kirim tersimpan di SR, tetapi diberitahukan sebagai SM.',
    variants: { closed: 'SR tidak dapat dipilih' },
    times: Number.POSITIVE_INFINITY,
    on: {
      line: {
        when: ({ body }, { variant }) => variant === 'closed' && /^\+CPMS="SR"/i.test(body),
        bend: (turn) => {
          turn.instead = [final(`+CMS ERROR: ${CMS.notAllowed}`)];
        },
      },
      arrival: {
        when: ({ memory }) => memory === 'SR',
        bend: (turn, { index = 0 }) => {
          turn.announce = { memory: 'SM', index };
        },
      },
    },
  },
  {
    id: 'F33',
    title: 'Nomor pusat SMS',
    about: 'Nomor pusat SMS pada kartu terhapus.',
    variants: { ucs2: 'terbaca sebagai UCS2', national: 'terbaca tanpa tanda +' },
    times: Number.POSITIVE_INFINITY,
    atOnce: ({ variant }) => !variant,
    now: (_options, modem) => {
      modem.card.serviceCentre = '';
    },
    on: {
      answer: {
        when: (turn) => asks(turn, '+CSCA?'),
        bend: (turn, { variant }) => {
          const told = variant === 'ucs2' ? ucs2Hex : (number: string) => number.replace('+', '');
          reworded(turn, (text) => text.replace(/"([^"]*)"/, (_all, number: string) => `"${told(number)}"`));
        },
      },
    },
  },
  {
    id: 'F51',
    title: 'Radio mati',
    about: 'Modem menyala dalam mode pesawat (+CFUN: 4).',
    variants: { off: '+CFUN: 0', boot: 'baru pada penyalaan berikutnya' },
    atOnce: ({ variant }) => variant !== 'boot',
    now: ({ variant }, modem) => modem.setPower(variant === 'off' ? 0 : 4),
    on: {
      boot: (turn) => {
        turn.power = 4;
      },
    },
  },
  {
    id: 'F52',
    title: 'Ganti memori lambat',
    about: 'Memilih memori lain memakan 35 detik.',
    on: {
      answer: {
        when: ({ body }) => /^\+CPMS=[^?]/i.test(body),
        bend: (turn, { delayMs = SLOW_SWITCH_MS }) => delayed(turn.pieces, delayMs),
      },
    },
  },
];
