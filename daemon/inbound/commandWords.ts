import type { TechnicianVerb } from '../../db/rules/inboundRequest.ts';
import { isNearly } from '../../db/rules/nearness.ts';

export type ReporterVerb = 'reopen' | 'rate' | 'status' | 'register';

/** How a command is spelled, the word of the office first, then what people write for it. */
type Spellings<Verb extends string> = Readonly<Record<Verb, readonly [string, ...string[]]>>;

export const TECHNICIAN_WORDS: Spellings<TechnicianVerb> = {
  accept: ['terima', 'acc'],
  decline: ['tolak'],
  depart: ['berangkat', 'brgkt', 'brkt', 'otw'],
  arrive: ['tiba'],
  pend: ['tunda', 'pending', 'pend'],
  resume: ['lanjut', 'lanjutkan'],
  close: ['selesai', 'selese', 'slsai', 'slesei'],
  report: ['lapor'],
  tasks: ['tugas'],
  info: ['info', 'detail'],
  help: ['bantuan', 'help', 'format', 'panduan', 'perintah'],
};

export const REPORTER_WORDS: Spellings<ReporterVerb> = {
  reopen: ['buka'],
  rate: ['nilai'],
  status: ['status', 'cek'],
  register: ['daftar'],
};

/** One key away from a command, and words of their own: a device, "not", "three", a book. */
const OTHER_WORDS = new Set(
  (
    'perangkat bukan bukanya bukak bukit suka luka muka duka buku tiga tidak iba tibi tanda tenda bunda undi lapar lapak ' +
    'tegas lugas petugas nila nilam nilainya batuan laut lanjuti menunda dapur daftarkan infra into ceki ceka cem statis ' +
    'hel held helm formal formasi forma telak olak tolok derita berima'
  ).split(' '),
);
/** In a shorter word a wrong letter makes another word too easily; one too many, too few or two swapped do not. */
const LONG_WORD = 6;

/**
 * Which command a word is: spelled so, or but for one slip of the thumb.
 * @param word in lower case.
 * @returns `long`: no chance word comes near to it.
 */
export function commandNamed<Verb extends string>(
  spellings: Spellings<Verb>,
  word: string,
): { verb: Verb; mistyped: boolean; long: boolean } | undefined {
  const rows = Object.entries(spellings) as [Verb, readonly string[]][];
  // "SELESAIII": a key that was held down.
  const typed = word.replace(/(.)\1{2,}/gu, '$1');
  for (const [verb, spelled] of rows)
    if (spelled.includes(typed)) return { verb, mistyped: false, long: true };
  if (typed.length < 4 || OTHER_WORDS.has(typed)) return undefined;
  for (const [verb, spelled] of rows) {
    const wanted = spelled.find((each, at) => (at === 0 || each.length >= LONG_WORD) && slips(typed, each));
    if (wanted) return { verb, mistyped: true, long: wanted.length > LONG_WORD };
  }
  return undefined;
}

const slips = (typed: string, wanted: string): boolean =>
  isNearly(typed, wanted) &&
  (wanted.length >= LONG_WORD || typed.length !== wanted.length || sameLetters(typed, wanted));

const sameLetters = (one: string, other: string): boolean =>
  [...one].sort().join('') === [...other].sort().join('');
