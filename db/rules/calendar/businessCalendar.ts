import { MINUTES_A_DAY } from '../localTime.ts';
import { type CalendarDay, daysBackFrom, daysFrom, type LocalDate, localDayAt } from './calendarDays.ts';

/** Minutes since local midnight, `from` included, `to` not; 1440 is the end of the day (R11). */
export interface OpenInterval {
  from: number;
  to: number;
}

/** The open hours of one date, in order and without overlaps, and why it is (partly) closed. */
export interface DayHours {
  intervals: readonly OpenInterval[];
  /** Names of holidays and closures of this date. */
  closedFor?: readonly string[];
}

/** When the office serves. Two calendars with the same answers are the same calendar. */
export interface BusinessCalendar {
  timeZone: string;
  days: (date: LocalDate) => DayHours;
}

/** Time that does not count, half open; a `toMs` of null has not ended. */
export interface Pause {
  fromMs: number;
  toMs: number | null;
}

const MINUTE_MS = 60_000;

/**
 * No walk goes further: a calendar that is closed for ever gives a deadline that far away instead of none, so that no
 * ticket is lost with it. `opensAgain` tells such a one, and the settings refuse it.
 */
const HORIZON_DAYS = 10 * 366;

/**
 * When so many open minutes will have passed since the start, without those of the pauses (SLA 4.1). A target that
 * is used up exactly at closing time ends there, not at the next opening.
 */
export function addOpenMinutes(
  calendar: BusinessCalendar,
  startMs: number,
  minutes: number,
  pauses: readonly Pause[] = [],
): number {
  let leftMs = minutes * MINUTE_MS;
  if (leftMs <= 0) return startMs;
  const standing = inOrder(pauses);
  let lastMs = startMs;
  for (const day of daysFrom(calendar, startMs, HORIZON_DAYS)) {
    for (const span of spansOf(day, startMs, Number.POSITIVE_INFINITY, standing)) {
      const lengthMs = span.toMs - span.fromMs;
      if (leftMs <= lengthMs) return span.fromMs + leftMs;
      leftMs -= lengthMs;
    }
    lastMs = day.startMs;
  }
  return lastMs;
}

/**
 * The same wall time on the so-manieth next day that has open hours, or the next open moment after it ("hari kerja,
 * jam sama", SLA 4.2). Open minutes that a pause took until then are added behind it.
 */
export function sameTimeAfterDays(
  calendar: BusinessCalendar,
  startMs: number,
  days: number,
  pauses: readonly Pause[] = [],
): number {
  const day = dayAfter(calendar, startMs, days);
  const sameTimeMs = day.at(localDayAt(startMs, calendar.timeZone).sinceMidnightMs / MINUTE_MS);
  return pushedBack(calendar, startMs, nextOpening(calendar, sameTimeMs), pauses);
}

/** When the so-manieth next day with open hours closes; pauses as in `sameTimeAfterDays`. */
export function endOfDayAfterDays(
  calendar: BusinessCalendar,
  startMs: number,
  days: number,
  pauses: readonly Pause[] = [],
): number {
  const day = dayAfter(calendar, startMs, days);
  const last = day.hours.intervals.at(-1)?.to ?? MINUTES_A_DAY;
  return pushedBack(calendar, startMs, day.at(last), pauses);
}

/** How many open minutes, whole or not, lie between the two without those of the pauses. */
export function openMinutesBetween(
  calendar: BusinessCalendar,
  fromMs: number,
  toMs: number,
  pauses: readonly Pause[] = [],
): number {
  return openSegments(calendar, fromMs, toMs, pauses).reduce(
    (sum, { segments }) => segments.reduce((inner, segment) => inner + segment.minutes, sum),
    0,
  );
}

export interface OpenSegment {
  fromMs: number;
  toMs: number;
  minutes: number;
}

/** One date of a reckoning: what of it counted, and why it was closed. */
export interface ReckonedDay {
  date: LocalDate;
  segments: OpenSegment[];
  closedFor: readonly string[];
}

/** All dates between the two with what of them counts, for people who want to check a deadline (R09). */
export function openSegments(
  calendar: BusinessCalendar,
  fromMs: number,
  toMs: number,
  pauses: readonly Pause[] = [],
): ReckonedDay[] {
  const standing = inOrder(pauses);
  const days: ReckonedDay[] = [];
  if (!(fromMs < toMs)) return days;
  // A day more than there are, for summer time; an end that is no time is none.
  const most = Math.ceil((toMs - fromMs) / (MINUTES_A_DAY * MINUTE_MS)) + 2;
  for (const day of daysFrom(calendar, fromMs, Number.isFinite(most) ? most : HORIZON_DAYS)) {
    if (day.startMs >= toMs) break;
    days.push({
      date: day.date,
      segments: spansOf(day, fromMs, toMs, standing).map((span) => ({
        ...span,
        minutes: (span.toMs - span.fromMs) / MINUTE_MS,
      })),
      closedFor: day.hours.closedFor ?? [],
    });
  }
  return days;
}

/** The latest moment from which there are so many open minutes until the deadline: in office hours, for warnings. */
export function beforeDeadline(calendar: BusinessCalendar, dueMs: number, minutes: number): number {
  let leftMs = minutes * MINUTE_MS;
  let lastMs = dueMs;
  for (const day of daysBackFrom(calendar, dueMs, HORIZON_DAYS)) {
    for (const span of spansOf(day, Number.NEGATIVE_INFINITY, dueMs, []).reverse()) {
      const lengthMs = span.toMs - span.fromMs;
      if (leftMs <= lengthMs) return span.toMs - leftMs;
      leftMs -= lengthMs;
    }
    lastMs = day.startMs;
  }
  return lastMs;
}

/** This moment, if it is open, else the next one that is. */
export const nextOpening = (calendar: BusinessCalendar, atMs: number): number =>
  firstOpening(calendar, atMs) ?? atMs + HORIZON_DAYS * MINUTES_A_DAY * MINUTE_MS;

/** Whether there is any open hour ahead; where there is none, deadlines lie ten years away. */
export const opensAgain = (calendar: BusinessCalendar, atMs: number): boolean =>
  firstOpening(calendar, atMs) !== undefined;

export const isOpen = (calendar: BusinessCalendar, atMs: number): boolean =>
  openMinutesBetween(calendar, atMs, atMs + 1) > 0;

function firstOpening(calendar: BusinessCalendar, atMs: number): number | undefined {
  for (const day of daysFrom(calendar, atMs, HORIZON_DAYS)) {
    const [first] = spansOf(day, atMs, Number.POSITIVE_INFINITY, []);
    if (first) return first.fromMs;
  }
  return undefined;
}

function dayAfter(calendar: BusinessCalendar, startMs: number, days: number): CalendarDay {
  const start = localDayAt(startMs, calendar.timeZone);
  let found: CalendarDay | undefined;
  let left = days;
  for (const day of daysFrom(calendar, startMs, HORIZON_DAYS)) {
    found = day;
    if (day.date === start.date || day.hours.intervals.length === 0) continue;
    left -= 1;
    if (left <= 0) break;
  }
  if (found === undefined) throw new RangeError('A walk that begins with no day');
  return found;
}

/** A deadline in days is worth the open minutes up to it: what a pause took of them comes behind it. */
function pushedBack(
  calendar: BusinessCalendar,
  startMs: number,
  dueMs: number,
  pauses: readonly Pause[],
): number {
  if (pauses.length === 0) return dueMs;
  const taken =
    openMinutesBetween(calendar, startMs, dueMs) - openMinutesBetween(calendar, startMs, dueMs, pauses);
  return addOpenMinutes(calendar, dueMs, taken, pauses);
}

interface Span {
  fromMs: number;
  toMs: number;
}

/** Overlapping pauses count once. */
function inOrder(pauses: readonly Pause[]): Span[] {
  const joined: Span[] = [];
  const spans = pauses
    .map(({ fromMs, toMs }) => ({ fromMs, toMs: toMs ?? Number.POSITIVE_INFINITY }))
    .filter(({ fromMs, toMs }) => fromMs < toMs)
    .sort((a, b) => a.fromMs - b.fromMs);
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, span.toMs);
    else joined.push({ ...span });
  }
  return joined;
}

/** What of a day is open within the bounds and outside the pauses. */
function spansOf(day: CalendarDay, fromMs: number, toMs: number, pauses: readonly Span[]): Span[] {
  return day.hours.intervals.flatMap(({ from, to }) => {
    const open = {
      fromMs: Math.max(day.at(from), fromMs),
      toMs: Math.min(day.at(to), toMs),
    };
    return open.fromMs < open.toMs ? without(open, pauses) : [];
  });
}

function without(open: Span, pauses: readonly Span[]): Span[] {
  const left: Span[] = [];
  let fromMs = open.fromMs;
  for (const pause of pauses) {
    if (pause.toMs <= fromMs) continue;
    if (pause.fromMs >= open.toMs) break;
    if (pause.fromMs > fromMs) left.push({ fromMs, toMs: pause.fromMs });
    fromMs = pause.toMs;
  }
  if (fromMs < open.toMs) left.push({ fromMs, toMs: open.toMs });
  return left;
}
