import { localTime } from '../localTime.ts';
import { localDate } from '../zonedTime.ts';
import type { BusinessCalendar, DayHours } from './businessCalendar.ts';

/** A date of the wall calendar, `2026-01-31`. */
export type LocalDate = string;

/** One date of a calendar: when it begins, and its hours. */
export interface CalendarDay {
  date: LocalDate;
  startMs: number;
  hours: DayHours;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The local day of an instant. */
export function localDayAt(
  atMs: number,
  timeZone: string,
): { date: LocalDate; midnightMs: number; sinceMidnightMs: number } {
  const { minutes } = localTime(atMs, timeZone);
  const sinceMidnightMs = minutes * MINUTE_MS + (((atMs % MINUTE_MS) + MINUTE_MS) % MINUTE_MS);
  return { date: localDate(atMs, timeZone), midnightMs: atMs - sinceMidnightMs, sinceMidnightMs };
}

/** The date so many days later, or earlier. */
export const dateAfter = (date: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (date: LocalDate): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

/** Whether it is a day that exists: `2026-02-31` is none. */
export function isLocalDate(text: string): boolean {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text);
}

/** The day of an instant and those after it. Indonesia's zones know no summer time: a day has 24 hours. */
export function* daysFrom(
  calendar: BusinessCalendar,
  atMs: number,
  most = Number.POSITIVE_INFINITY,
): Generator<CalendarDay> {
  const { date, midnightMs } = localDayAt(atMs, calendar.timeZone);
  for (let i = 0; i < most; i += 1) yield dayOf(calendar, dateAfter(date, i), midnightMs + i * DAY_MS);
}

/** The day of an instant and those before it, backwards. */
export function* daysBackFrom(
  calendar: BusinessCalendar,
  atMs: number,
  most: number,
): Generator<CalendarDay> {
  const { date, midnightMs } = localDayAt(atMs, calendar.timeZone);
  for (let i = 0; i < most; i += 1) yield dayOf(calendar, dateAfter(date, -i), midnightMs - i * DAY_MS);
}

const dayOf = (calendar: BusinessCalendar, date: LocalDate, startMs: number): CalendarDay => ({
  date,
  startMs,
  hours: calendar.days(date),
});
