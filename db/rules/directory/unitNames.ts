import { isNearly } from '../nearness.ts';

/** A unit by all that it is called. */
export interface NamedUnit {
  name: string;
  shortName: string;
  oldNames: readonly string[];
}

/** As offices shorten the words of their names. */
const SHORTENED: Readonly<Record<string, string>> = {
  bag: 'bagian',
  bid: 'bidang',
  din: 'dinas',
  kab: 'kabupaten',
  kec: 'kecamatan',
  kel: 'kelurahan',
  pkm: 'puskesmas',
  pusk: 'puskesmas',
  puskes: 'puskesmas',
  rsud: 'rumah sakit umum daerah',
  sekr: 'sekretariat',
};
/** Words that many names share say little about which one is meant. */
const COMMON =
  /^(?:badan|bagian|bidang|daerah|dan|desa|dinas|kabupaten|kantor|kecamatan|kelurahan|puskesmas|rumah|sakit|sekretariat|umum|upt|uptd)$/;
const COMMON_WEIGHT = 0.3;
const LIKELY_MIN = 0.5;

/** A name's words without case, accents, signs and shortenings: `Kec. Genteng` and `kecamatan genteng` are alike. */
export const plainWords = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' dan ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .flatMap((word) => (Object.hasOwn(SHORTENED, word) ? (SHORTENED[word] ?? word) : word).split(' '));

const namesOf = ({ name, shortName, oldNames }: NamedUnit): string[] => [name, shortName, ...oldNames];

/** Whether two names are the same but for how they are written. */
export const isSameName = (one: string, other: string): boolean => plainName(one) === plainName(other);

/** A name as it is compared. */
export const plainName = (text: string): string => plainWords(text).join(' ');

/** The one unit that bears this name now, or bore it; undefined for none and for several. */
export const unitNamed = <T extends NamedUnit>(units: readonly T[], words: string): T | undefined =>
  unitIndex(units)(words);

/** The same for many look-ups. */
export function unitIndex<T extends NamedUnit>(units: readonly T[]): (words: string) => T | undefined {
  const now = byName(units, ({ name, shortName }) => [name, shortName]);
  const before = byName(units, ({ oldNames }) => oldNames);
  return (words) => {
    const wanted = plainName(words);
    return wanted === '' ? undefined : only(now.get(wanted) ?? before.get(wanted));
  };
}

function byName<T>(units: readonly T[], namesOf: (unit: T) => readonly string[]): Map<string, Set<T>> {
  const found = new Map<string, Set<T>>();
  for (const unit of units)
    for (const name of namesOf(unit).map(plainName))
      found.set(name, (found.get(name) ?? new Set()).add(unit));
  return found;
}

const only = <T>(units: ReadonlySet<T> | undefined): T | undefined =>
  units?.size === 1 ? [...units][0] : undefined;

/** The units that somebody may have meant, the likeliest first; empty where nothing is near. */
export function likelyUnits<T extends NamedUnit>(units: readonly T[], words: string, max: number): T[] {
  const wanted = plainWords(words);
  if (wanted.every((word) => COMMON.test(word))) return [];
  return units
    .map((unit) => ({ unit, score: Math.max(...namesOf(unit).map((name) => nearnessOf(wanted, name))) }))
    .filter(({ score }) => score >= LIKELY_MIN)
    .sort((a, b) => b.score - a.score)
    .slice(0, max)
    .map(({ unit }) => unit);
}

/** Whether each typed word begins, or stands in, a word of one of its names. */
export function bearsWords(unit: NamedUnit, words: string): boolean {
  const wanted = plainWords(words);
  return namesOf(unit).some((name) => {
    const has = plainWords(name);
    return wanted.every((word) => has.some((each) => each.includes(word)));
  });
}

/** 0 nothing in common … 1 the same. */
function nearnessOf(wanted: readonly string[], name: string): number {
  const has = plainWords(name);
  if (has.length === 0) return 0;
  if (isNearly(wanted.join(''), has.join(''))) return 1;
  if (wanted.length === 1 && wanted[0] === has.map((word) => word[0]).join('')) return 0.9;
  const covered = (words: readonly string[], by: readonly string[]) =>
    sum(words, (word) => Math.max(...by.map((other) => likeness(word, other)))) / sum(words, () => 1);
  return 0.7 * covered(wanted, has) + 0.3 * covered(has, wanted);
}

const sum = (words: readonly string[], value: (word: string) => number): number =>
  words.reduce((total, word) => total + value(word) * (COMMON.test(word) ? COMMON_WEIGHT : 1), 0);

function likeness(word: string, other: string): number {
  if (word === other) return 1;
  const shorter = Math.min(word.length, other.length);
  if (shorter >= 3 && (word.startsWith(other) || other.startsWith(word))) return 0.9;
  return shorter >= 4 && isNearly(word, other) ? 0.8 : 0;
}
