import { MINUTES_A_DAY } from '../localTime.ts';
import type { BusinessCalendar, DayHours } from './businessCalendar.ts';
import { zoneOffsetMs } from './zoneOffset.ts';

/** A date of the wall calendar, `2026-01-31`. */
export type LocalDate = string;

/** One date of a calendar: when it begins, its hours, and the instant of so many minutes after its midnight. */
export interface CalendarDay {
  date: LocalDate;
  startMs: number;
  hours: DayHours;
  at: (minutes: number) => number;
}

const MINUTE_MS = 60_000;
const DAY_MS = MINUTES_A_DAY * MINUTE_MS;

const midnightUtcMs = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`);
const dateOf = (utcMs: number): LocalDate => new Date(utcMs).toISOString().slice(0, 10);

/** The local day of an instant, and what the wall clock shows. */
export function localDayAt(
  atMs: number,
  timeZone: string,
): { date: LocalDate; midnightMs: number; sinceMidnightMs: number } {
  const wallMs = atMs + zoneOffsetMs(atMs, timeZone);
  const date = dateOf(wallMs);
  return { date, midnightMs: instantOf(date, 0, timeZone), sinceMidnightMs: wallMs - midnightUtcMs(date) };
}

/** When a wall clock of the zone shows so many minutes since the midnight of a date, summer time or not. */
export function instantOf(date: LocalDate, minutes: number, timeZone: string): number {
  const wallMs = midnightUtcMs(date) + minutes * MINUTE_MS;
  const guessMs = wallMs - zoneOffsetMs(wallMs, timeZone);
  return wallMs - zoneOffsetMs(guessMs, timeZone);
}

/** The date so many days later, or earlier. */
export const dateAfter = (date: LocalDate, days: number): LocalDate =>
  dateOf(midnightUtcMs(date) + days * DAY_MS);

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (date: LocalDate): number => new Date(midnightUtcMs(date)).getUTCDay() || 7;

/** Whether it is a day that exists: `2026-02-31` is none. */
export function isLocalDate(text: string): boolean {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? midnightUtcMs(text) : Number.NaN;
  return !Number.isNaN(atMs) && dateOf(atMs) === text;
}

/** The day of an instant and those after it. */
export function* daysFrom(calendar: BusinessCalendar, atMs: number, most: number): Generator<CalendarDay> {
  const { date } = localDayAt(atMs, calendar.timeZone);
  for (let i = 0; i < most; i += 1) yield dayOf(calendar, dateAfter(date, i));
}

/** The day of an instant and those before it, backwards. */
export function* daysBackFrom(
  calendar: BusinessCalendar,
  atMs: number,
  most: number,
): Generator<CalendarDay> {
  const { date } = localDayAt(atMs, calendar.timeZone);
  for (let i = 0; i < most; i += 1) yield dayOf(calendar, dateAfter(date, -i));
}

const dayOf = (calendar: BusinessCalendar, date: LocalDate): CalendarDay => ({
  date,
  startMs: instantOf(date, 0, calendar.timeZone),
  hours: calendar.days(date),
  at: (minutes) => instantOf(date, minutes, calendar.timeZone),
});
