import { isLocalDate, type LocalDate } from './calendarDays.ts';

/** The dates that a line of a list names, and where in the line they stand. */
export interface ListedDates {
  dates: LocalDate[];
  start: number;
  end: number;
}

/** What lies further from the year of the list is a slip of the finger. */
const YEARS_AROUND = 5;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'mei', 'jun', 'jul', 'ag', 'sep', 'okt', 'nov', 'des'];
const AND = String.raw`\s*(?:,\s*dan|s\/d|s\.d\.|sampai|dan|&|,|-|–)\s*`;

interface Written {
  days: readonly string[];
  month: string;
  /** '' where none is named. */
  year: string;
}

/** The ways to write a date, day first but for the computer's. */
const WAYS: readonly { pattern: RegExp; read: (groups: readonly string[]) => Written }[] = [
  {
    pattern: /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/,
    read: ([, year = '', month = '', day = '']) => ({ days: [day], month, year }),
  },
  {
    pattern: /(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})(?!\d)/,
    read: ([, day = '', month = '', year = '']) => ({ days: [day], month, year }),
  },
  {
    // `16 Januari 2026`, `21-22 Maret`, `20, 23, dan 24 Maret 2026`.
    pattern: new RegExp(
      String.raw`(?<!\d)(\d{1,2}(?:${AND}\d{1,2})*)\s+(${MONTHS.join('|')})[a-z]*\.?(?:\s+(\d{4})(?!\d))?`,
      'i',
    ),
    read: ([, days = '', month = '', year = '']) => ({
      days: daysIn(days),
      month: String(MONTHS.indexOf(month.toLowerCase()) + 1),
      year,
    }),
  },
];

export const namesDate = (line: string): boolean => WAYS.some(({ pattern }) => pattern.test(line));

/**
 * @param listYear of a date that names none
 * @returns the first dates of a line; words for what is wrong with them; undefined where it names none
 */
export function listedDatesIn(line: string, listYear: number): ListedDates | string | undefined {
  const [first] = WAYS.flatMap(({ pattern, read }) => {
    const match = pattern.exec(line);
    return match ? [{ at: match.index, text: match[0], ...read(match) }] : [];
  }).sort((a, b) => a.at - b.at);
  if (!first) return undefined;
  const { at, text, days, month } = first;
  const year = first.year.length === 2 ? `20${first.year}` : first.year || String(listYear);
  if (days.length === 0) return `"${text.trim()}" bukan urutan tanggal`;
  if (Math.abs(Number(year) - listYear) > YEARS_AROUND) return `tahun ${year} terlalu jauh dari ${listYear}`;
  if (Number(month) > 12) return `"${text.trim()}": bulan ${month} tidak ada; tulis hari, bulan, lalu tahun`;
  const dates = days.map((day) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  const missing = dates.find((date) => !isLocalDate(date));
  if (missing) return `tanggal ${missing.split('-').reverse().join('/')} tidak ada di kalender`;
  return { dates, start: at, end: at + text.length };
}

/** `21-23` is three days, `20, 23, dan 24` are these; none where it runs backwards. */
function daysIn(words: string): string[] {
  const days: number[] = [];
  let isSpan = false;
  for (const [token] of words.matchAll(/\d{1,2}|s\/d|s\.d\.|sampai|-|–/gi)) {
    const day = Number(token);
    const last = days.at(-1) ?? 0;
    if (Number.isNaN(day)) isSpan = true;
    else if (day <= last) return [];
    else {
      for (let each = isSpan ? last + 1 : day; each <= day; each += 1) days.push(each);
      isSpan = false;
    }
  }
  return days.map(String);
}
