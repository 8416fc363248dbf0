import { localTime, MINUTES_A_DAY } from '../localTime.ts';
import { localDate } from '../zonedTime.ts';
import type { BusinessCalendar, DayHours } from './businessCalendar.ts';

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
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The local day of an instant, and what the wall clock shows. */
export function localDayAt(
  atMs: number,
  timeZone: string,
): { date: LocalDate; midnightMs: number; sinceMidnightMs: number } {
  const { minutes } = localTime(atMs, timeZone);
  const sinceMidnightMs = minutes * MINUTE_MS + (((atMs % MINUTE_MS) + MINUTE_MS) % MINUTE_MS);
  const date = localDate(atMs, timeZone);
  return { date, midnightMs: midnightOf(date, timeZone), sinceMidnightMs };
}

/** When a wall clock of the zone shows so many minutes since the midnight of a date, summer time or not. */
export function instantOf(date: LocalDate, minutes: number, timeZone: string): number {
  const wallMs = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS;
  const guessMs = wallMs - offsetMs(wallMs, timeZone);
  return wallMs - offsetMs(guessMs, timeZone);
}

/** How far the zone's wall clocks are ahead of UTC. */
function offsetMs(atMs: number, timeZone: string): number {
  const wallMs =
    Date.parse(`${localDate(atMs, timeZone)}T00:00:00Z`) + localTime(atMs, timeZone).minutes * MINUTE_MS;
  return wallMs - Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}

/** Asked for day after day, again and again; a few years of them are kept. */
const midnights = new Map<string, number>();
const MIDNIGHTS_MAX = 5000;

function midnightOf(date: LocalDate, timeZone: string): number {
  const key = `${date} ${timeZone}`;
  const known = midnights.get(key);
  if (known !== undefined) return known;
  const midnightMs = instantOf(date, 0, timeZone);
  if (midnights.size >= MIDNIGHTS_MAX) midnights.clear();
  midnights.set(key, midnightMs);
  return midnightMs;
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

/** The day of an instant and those after it. */
export function* daysFrom(calendar: BusinessCalendar, atMs: number, most: number): Generator<CalendarDay> {
  const date = localDate(atMs, calendar.timeZone);
  for (let i = 0; i < most; i += 1) yield dayOf(calendar, dateAfter(date, i));
}

/** The day of an instant and those before it, backwards. */
export function* daysBackFrom(
  calendar: BusinessCalendar,
  atMs: number,
  most: number,
): Generator<CalendarDay> {
  const date = localDate(atMs, calendar.timeZone);
  for (let i = 0; i < most; i += 1) yield dayOf(calendar, dateAfter(date, -i));
}

function dayOf(calendar: BusinessCalendar, date: LocalDate): CalendarDay {
  const { timeZone } = calendar;
  const startMs = midnightOf(date, timeZone);
  const plain = midnightOf(dateAfter(date, 1), timeZone) - startMs === MINUTES_A_DAY * MINUTE_MS;
  return {
    date,
    startMs,
    hours: calendar.days(date),
    at: (minutes) => (plain ? startMs + minutes * MINUTE_MS : instantOf(date, minutes, timeZone)),
  };
}
