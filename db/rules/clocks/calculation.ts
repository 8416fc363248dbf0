import type { BusinessCalendar } from '../calendar/businessCalendar.ts';
import { openMinutesBetween, openSegments } from '../calendar/businessCalendar.ts';
import type { LocalDate } from '../calendar/calendarDays.ts';
import { pauseReasonLabel } from '../pauseReason.ts';
import { localDate } from '../zonedTime.ts';
import { always, type ClockRules, dueAt } from './clockLimits.ts';
import type { ClockSettings } from './clockSettings.ts';
import type { ClockReading } from './clocksOf.ts';

/** A stretch that counted, with all that had counted by its end. */
export interface CountedSpan {
  fromMs: number;
  toMs: number;
  minutes: number;
  sumMinutes: number;
}

/** One date on the way to a deadline. */
export interface CountedDay {
  date: LocalDate;
  spans: CountedSpan[];
  /** Closed all day, or for part of it: for holidays by name. */
  closedFor: readonly string[];
  closed: boolean;
  /** Of a target in days: the so-manieth working day after the start; null for the first and for closed ones. */
  dayNumber: number | null;
}

/** A time that did not count. */
export interface UncountedSpan {
  why: string;
  fromMs: number;
  /** Null while it lasts. */
  toMs: number | null;
}

/** How a clock came to its deadline, for somebody who wants to check it (R09). */
export interface Calculation {
  /** Up to the deadline; while paused up to the pause. */
  days: CountedDay[];
  sumMinutes: number;
  uncounted: UncountedSpan[];
  /** The deadline as it would be had all time counted, and the open minutes that came behind it; null: none did. */
  pushedBack: { fromMs: number; minutes: number } | null;
}

export function calculationOf(reading: ClockReading, { calendars, settings }: ClockRules): Calculation {
  const { service, emergency } = calendars;
  const calendar = { service, emergency: emergency ?? service, always: always(service) }[reading.calendar];
  const untilMs = reading.dueAtMs ?? reading.pausedSinceMs ?? reading.startedAtMs;
  const days = countedDays(calendar, reading, untilMs);
  return {
    days,
    sumMinutes: days.flatMap(({ spans }) => spans).at(-1)?.sumMinutes ?? 0,
    uncounted: uncountedSpans(reading),
    pushedBack: pushedBack(calendar, reading, settings),
  };
}

function pushedBack(
  calendar: BusinessCalendar,
  { target, startedAtMs, dueAtMs, standstills }: ClockReading,
  settings: ClockSettings,
): Calculation['pushedBack'] {
  const fromMs = dueAt(target, calendar, startedAtMs, [], settings);
  if (dueAtMs === null || dueAtMs === fromMs) return null;
  return { fromMs, minutes: openMinutesBetween(calendar, fromMs, dueAtMs, standstills) };
}

function countedDays(calendar: BusinessCalendar, reading: ClockReading, untilMs: number): CountedDay[] {
  const { startedAtMs, standstills, target } = reading;
  const firstDate = localDate(startedAtMs, calendar.timeZone);
  let sumMinutes = 0;
  let dayNumber = 0;
  return openSegments(calendar, startedAtMs, untilMs, standstills).map(({ date, segments, closedFor }) => {
    const closed = calendar.days(date).intervals.length === 0;
    if (!closed && date !== firstDate) dayNumber += 1;
    const spans = segments.map((segment) => {
      sumMinutes += segment.minutes;
      return { ...segment, sumMinutes };
    });
    const numbered = target.unit === 'days' && !closed && date !== firstDate;
    return { date, spans, closedFor, closed, dayNumber: numbered ? dayNumber : null };
  });
}

function uncountedSpans({ standstills, pausedSinceMs }: ClockReading): UncountedSpan[] {
  const ended = standstills.map(({ fromMs, toMs, pause }) => ({
    why: pause
      ? `ditunda: ${pauseReasonLabel(pause.reason).toLowerCase()}`
      : 'tiket sudah selesai, lalu dibuka kembali',
    fromMs,
    toMs,
  }));
  return pausedSinceMs === null
    ? ended
    : [...ended, { why: 'ditunda sampai sekarang', fromMs: pausedSinceMs, toMs: null }];
}
