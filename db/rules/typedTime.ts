import { dateAfter, isLocalDate, type LocalDate, localDayAt } from './calendar/calendarDays.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DATE = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}|\d{2}))?$/;
const TIME = /(?:^|[\s,])(?:pukul|pkl|jam)?\.?\s*([01]?\d|2[0-3])\s*[.:]\s*([0-5]\d)(?:\s*wib)?$/i;

/**
 * A date as offices write it, day first: `13/01/2026`, `13-1-26`, `13.01` (this year, or the next one where that is
 * past), also `2026-01-13` as browsers send it (R67).
 * @param today the local date.
 * @returns undefined for what is no date, such as `01/13/2026`.
 */
export function typedDate(typed: string, today: LocalDate): LocalDate | undefined {
  const text = typed.trim();
  if (isLocalDate(text)) return text;
  const [, day = '', month = '', year] = DATE.exec(text) ?? [];
  if (day === '') return undefined;
  const inYear = (full: string) => `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (year !== undefined) {
    const date = inYear(year.length === 2 ? `20${year}` : year);
    return isLocalDate(date) ? date : undefined;
  }
  const thisYear = Number(today.slice(0, 4));
  const [now, next] = [inYear(String(thisYear)), inYear(String(thisYear + 1))];
  const date = isLocalDate(now) && now >= today ? now : next;
  return isLocalDate(date) ? date : undefined;
}

/**
 * A moment as offices write it: `13/01/2026 13.30`, `13/01 13:30`, `besok 9.00`, `13.30` (today).
 * @returns undefined for what is none.
 */
export function typedMoment(typed: string, nowMs: number, timeZone: string): number | undefined {
  const text = typed.trim().replace('T', ' ');
  const time = TIME.exec(text);
  if (!time) return undefined;
  const now = localDayAt(nowMs, timeZone);
  const date = dayIn(text.slice(0, time.index).trim().replace(/,$/, ''), now.date);
  if (date === undefined) return undefined;
  const minutes = Number(time[1]) * 60 + Number(time[2]);
  const days = (Date.parse(date) - Date.parse(now.date)) / DAY_MS;
  return now.midnightMs + days * DAY_MS + minutes * MINUTE_MS;
}

function dayIn(words: string, today: LocalDate): LocalDate | undefined {
  switch (words.toLowerCase()) {
    case '':
    case 'hari ini':
      return today;
    case 'besok':
      return dateAfter(today, 1);
    case 'lusa':
      return dateAfter(today, 2);
    default:
      return typedDate(words, today);
  }
}
