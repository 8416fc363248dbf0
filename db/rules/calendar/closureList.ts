import { showDate } from '../zonedTime.ts';
import { type LocalDate, weekdayOf } from './calendarDays.ts';
import { CLOSURE_KINDS, type ClosureKind, isClosureKind } from './closure.ts';
import { WEEKDAYS_LONG } from './hoursInWords.ts';
import { listedDatesIn, namesDate } from './listedDates.ts';

/** A date that a pasted list names. */
export interface ListedClosure {
  date: LocalDate;
  name: string;
  kind: ClosureKind;
}

/** One line of a pasted list: what it says, or why it cannot be read. */
export type ListedLine = { line: number; typed: string } & (
  | { closures: ListedClosure[] }
  | { fault: string }
);

const LINES_MAX = 400;
const NAME_CHARS_MAX = 80;
const KINDS = Object.keys(CLOSURE_KINDS).filter(isClosureKind);
/** Not the one in a name: "Jumat Agung". */
const WEEKDAY = String.raw`\b(?:${WEEKDAYS_LONG.join('|')}|Jum'at|Ahad)\b(?!\s+(?:Agung|Putih|Palma|Suci))`;
const ONE_WEEKDAY = new RegExp(WEEKDAY, 'gi');
/** `Sabtu-Minggu`, `Jumat, Senin, dan Selasa`. */
const WEEKDAYS = new RegExp(`${WEEKDAY}(?:(?:\\s|[,&–-]|\\bdan\\b)+${WEEKDAY})*`, 'gi');
/** `1. `, `2) `, `- `, or the first column of a table, before a date. */
const BULLET = /^(?:\d{1,3}[.)]\s+|\d{1,3}\t\s*|[-*•]\s*)(?=.*\d)/;
/** A comma divides only what is nothing but a kind: names have commas of their own. */
const COLUMN_END = new RegExp(
  String.raw`[;\t|]|,(?=\s*"?(?:${KINDS.map((kind) => CLOSURE_KINDS[kind]).join('|')})"?\s*$)`,
  'i',
);

/**
 * Reads a list of holidays as people paste it: `16/01/2026 Isra Mikraj`, `2026-01-16;Isra Mikraj;libur nasional`,
 * `1. Jumat, 16 Januari 2026: Isra Mikraj`, `21-22 Maret 2026 Idul Fitri`; a heading such as "Cuti bersama" says what
 * the lines beneath are. Never refuses as a whole: each line says what is wrong with it.
 * @param year of dates that name none
 */
export function readClosureList(text: string, year: number): ListedLine[] {
  const lines: ListedLine[] = [];
  const seen = new Map<string, number>();
  let kind: ClosureKind = 'national';
  for (const [i, raw] of text.split(/\r\n?|\n/).entries()) {
    const typed = raw.trim();
    const heading = headingIn(typed);
    kind = heading ?? kind;
    if (typed === '' || heading) continue;
    const place = { line: i + 1, typed };
    if (lines.length >= LINES_MAX)
      return [...lines, { ...place, fault: `lebih dari ${LINES_MAX} baris; tempel sebagian dahulu` }];
    const read = readLine(typed, year, kind);
    const fault = typeof read === 'string' ? read : twinIn(read, seen, i + 1);
    lines.push(
      typeof read === 'string' || fault ? { ...place, fault: fault ?? '' } : { ...place, closures: read },
    );
  }
  return lines;
}

/** @returns what the line says, or what is wrong with it. */
function readLine(typed: string, listYear: number, kind: ClosureKind): ListedClosure[] | string {
  const line = typed.replace(BULLET, '');
  const found = listedDatesIn(line, listYear);
  if (!found) return 'tanggal tidak terbaca; contoh: 16/01/2026 Isra Mikraj';
  if (typeof found === 'string') return found;
  const rest = `${line.slice(0, found.start)};${line.slice(found.end)}`;
  const wrong = wrongWeekday(found.dates, rest);
  if (wrong) return wrong;
  const { name, kind: said } = nameIn(rest.replace(WEEKDAYS, ' '));
  if (!/\p{L}/u.test(name)) return 'nama hari libur belum ada';
  if (name.length > NAME_CHARS_MAX) return `nama lebih dari ${NAME_CHARS_MAX} huruf`;
  return found.dates.map((date) => ({ date, name, kind: said ?? kindIn(name) ?? kind }));
}

/** A list whose weekdays do not fit is a list of another year. */
function wrongWeekday(dates: readonly LocalDate[], rest: string): string | undefined {
  const said = [...rest.matchAll(ONE_WEEKDAY)].map(([word]) => weekdayNamed(word));
  if (dates.length !== said.length) return undefined;
  const i = dates.findIndex((date, index) => weekdayOf(date) !== said[index]);
  const date = dates[i];
  if (date === undefined) return undefined;
  const right = WEEKDAYS_LONG[weekdayOf(date) - 1];
  return `${showDate(date)} jatuh pada hari ${right}, bukan ${WEEKDAYS_LONG[(said[i] ?? 1) - 1]}`;
}

function weekdayNamed(word: string): number {
  const plain = word.toLowerCase().replace("'", '').replace('ahad', 'minggu');
  return WEEKDAYS_LONG.findIndex((name) => name.toLowerCase() === plain) + 1;
}

/** The name, and the kind where a column of its own says it. */
function nameIn(rest: string): { name: string; kind: ClosureKind | undefined } {
  const columns = rest
    .split(COLUMN_END)
    .map(bare)
    .filter((column) => /[\p{L}\d]/u.test(column));
  const at = columns.length > 1 ? columns.findIndex((column) => kindNamed(column) !== undefined) : -1;
  return { name: columns.filter((_, i) => i !== at).join(' '), kind: kindNamed(columns[at] ?? '') };
}

const bare = (column: string): string =>
  column
    .replace(/^\s*tanggal\b/i, '')
    .replace(/^[\s,.:"–-]+|[\s,:"–-]+$/g, '')
    .replace(/\s+/g, ' ');

/** A word that is nothing but a kind. */
const kindNamed = (word: string): ClosureKind | undefined =>
  KINDS.find((kind) => CLOSURE_KINDS[kind].toLowerCase() === word.toLowerCase());

function kindIn(name: string): ClosureKind | undefined {
  if (/cuti\s+bersama/i.test(name)) return 'collective';
  return /\b(pilkada|pemilu|pemilihan|pemungutan suara)\b/i.test(name) ? 'election' : undefined;
}

/** A line without a date that says what comes beneath. */
function headingIn(typed: string): ClosureKind | undefined {
  if (namesDate(typed)) return undefined;
  if (/libur\s+nasional/i.test(typed)) return 'national';
  if (/cuti\s+bersama/i.test(typed)) return 'collective';
  return /libur\s+daerah/i.test(typed) ? 'local' : undefined;
}

/** @returns words for a line that says what an earlier one has said */
function twinIn(
  closures: readonly ListedClosure[],
  seen: Map<string, number>,
  line: number,
): string | undefined {
  const keys = closures.map(({ date, name }) => `${date} ${name.toLowerCase()}`);
  const twin = keys.map((key) => seen.get(key)).find((before) => before !== undefined);
  for (const key of keys) seen.set(key, seen.get(key) ?? line);
  return twin === undefined ? undefined : `sama dengan baris ${twin}`;
}
