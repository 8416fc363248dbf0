const MONTHS = ['jan', 'feb', 'mar', 'apr', 'mei', 'jun', 'jul', 'agu', 'sep', 'okt', 'nov', 'des'];
/** `12/1`, `12-01-2026`, `tgl 12.1.26`; a fraction is followed by what it is a part of. */
const NUMERIC =
  /(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})(?:\s?\2\s?(\d{4}|\d{2}))?(?![\d/.-]|\s*(?:jam|hari|unit|buah|meter|m)\b)/u;
/** `12 januari`, `12 jan 2026`. */
const NAMED =
  /(?<!\d)(\d{1,2})\s+(jan|feb|mar|apr|mei|jun|jul|agu|ags|sep|okt|nov|des)[a-z]*(?:\s+(\d{4}))?/u;
/** `tgl 12`: the next such day. */
const DAY = /(?:tgl|tanggal)\.?\s*(\d{1,2})(?!\d)/u;
const DAY_MS = 24 * 3_600_000;
/** Nobody orders for later than that; a date that seems further away was meant for the past. */
const AHEAD_MAX_DAYS = 180;
const CHARS_MAX = 300;

/**
 * The day in a technician's words on which something is expected, `2026-01-12`; undefined where none is named or it
 * lies in the past.
 * @param today the local date, `2026-01-05`.
 */
export function expectedDateIn(words: string, today: string): string | undefined {
  const text = words.slice(0, CHARS_MAX).toLowerCase();
  if (/\blusa\b/u.test(text)) return shifted(today, 2);
  if (/\b(?:besok|bsk)\b/u.test(text)) return shifted(today, 1);
  const named = NAMED.exec(text);
  if (named) return soonest(today, Number(named[1]), monthNamed(named[2] ?? ''), named[3]);
  const numeric = NUMERIC.exec(text);
  // "10.30" is a time of day.
  if (numeric && !(numeric[2] === '.' && Number(numeric[3]) > 12))
    return soonest(today, Number(numeric[1]), Number(numeric[3]), numeric[4]);
  const day = DAY.exec(text);
  return day ? nextDay(today, Number(day[1])) : undefined;
}

const monthNamed = (word: string): number => (word === 'ags' ? 8 : MONTHS.indexOf(word) + 1);

/** In the year that was said, else in this one or the next. */
function soonest(today: string, day: number, month: number, year: string | undefined): string | undefined {
  const thisYear = Number(today.slice(0, 4));
  const years =
    year === undefined ? [thisYear, thisYear + 1] : [year.length === 2 ? 2000 + Number(year) : Number(year)];
  return years
    .map((each) => dateOf(each, month, day))
    .find((date) => date !== undefined && isAhead(today, date));
}

function nextDay(today: string, day: number): string | undefined {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const dates = [0, 1, 2].map((ahead) => {
    const index = month - 1 + ahead;
    return dateOf(year + Math.floor(index / 12), (index % 12) + 1, day);
  });
  return dates.find((date) => date !== undefined && isAhead(today, date));
}

/** Undefined for 31 February. */
function dateOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.toISOString().slice(0, 10)
    : undefined;
}

const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

const isAhead = (today: string, date: string): boolean => {
  const ahead = dayNumber(date) - dayNumber(today);
  return ahead >= 0 && ahead <= AHEAD_MAX_DAYS;
};

const shifted = (today: string, days: number): string =>
  new Date((dayNumber(today) + days) * DAY_MS).toISOString().slice(0, 10);
