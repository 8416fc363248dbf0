import type { BusinessCalendar } from '../calendar/businessCalendar.ts';
import { addOpenMinutes, beforeDeadline, openMinutesBetween } from '../calendar/businessCalendar.ts';
import { MINUTES_A_DAY } from '../localTime.ts';
import {
  always,
  type Calendars,
  type ClockCalendar,
  type ClockRules,
  calendarOf,
  dueAt,
  targetOf,
  warningMinutes,
} from './clockLimits.ts';
import { CLOCKS, type ClockName } from './clockName.ts';
import { type ClockSettings, stopsOf } from './clockSettings.ts';
import type { Target } from './target.ts';
import { type ClockFacts, type Pause, type Span, type TicketTimes, ticketTimes } from './ticketTimes.ts';

export type ClockState = 'running' | 'paused' | 'stopped';

/** `within_bound`: over the target, but not over the second limit where the procedure names two. */
export type Verdict = 'met' | 'within_bound' | 'missed';

/** A span that does not count. */
export interface Standstill {
  fromMs: number;
  toMs: number;
  /** The pause's reason; undefined: the ticket stood closed. */
  pause: Pause | undefined;
}

/** What one clock of a ticket says. */
export interface ClockReading {
  clock: ClockName;
  calendar: ClockCalendar;
  target: Target;
  state: ClockState;
  startedAtMs: number;
  /** Null while paused: then nothing can become late (R04). */
  dueAtMs: number | null;
  boundAtMs: number | null;
  warnAtMs: number | null;
  leftMinutes: number | null;
  stoppedAtMs: number | null;
  spentMinutes: number | null;
  verdict: Verdict | null;
  /** What did not count so far, in order; it ends where the clock does. */
  standstills: readonly Standstill[];
  /** Since when it is paused. */
  pausedSinceMs: number | null;
}

/**
 * Reckons all clocks of a ticket from its events, from their starts, each time anew: a changed priority, calendar or
 * target forgets nothing, and nothing is ever added to a sum (DESIGN 6, 23). A clock that has not started is left out.
 */
export function clocksOf(
  facts: ClockFacts,
  { calendars, settings }: ClockRules,
  nowMs: number,
): ClockReading[] {
  const times = ticketTimes(facts);
  const pauses = times.pauses.map((pause) => withinLimit(pause, calendars, settings, nowMs));
  return CLOCKS.flatMap((clock) => {
    const run = runOf(clock, times);
    return run ? [readClock({ clock, run, facts, times, pauses, calendars, settings })] : [];
  });
}

interface Run {
  fromMs: number;
  /** When what it measures happened. */
  reachedMs: number | null;
}

/** From when a clock runs, and what it waits for. */
function runOf(
  clock: ClockName,
  { createdAtMs, repliedAtMs, assignedAtMs, over, pauses }: TicketTimes,
): Run | null {
  switch (clock) {
    case 'reply':
      return { fromMs: createdAtMs, reachedMs: repliedAtMs };
    case 'confirmation': {
      const both = repliedAtMs !== null && assignedAtMs !== null;
      return { fromMs: createdAtMs, reachedMs: both ? Math.max(repliedAtMs, assignedAtMs) : null };
    }
    case 'repair':
    case 'leader':
      return assignedAtMs === null
        ? null
        : { fromMs: assignedAtMs, reachedMs: over?.how === 'closed' ? over.atMs : null };
    case 'pending': {
      const last = pauses.at(-1);
      return last ? { fromMs: last.fromMs, reachedMs: last.toMs } : null;
    }
  }
}

const limitMs = (pause: Span, calendars: Calendars, settings: ClockSettings): number =>
  addOpenMinutes(always(calendars.service), pause.fromMs, settings.pendingDays * MINUTES_A_DAY);

/** After the limit the clocks run again, whether anybody has resumed the ticket or not (SLA 0.5). */
function withinLimit(pause: Pause, calendars: Calendars, settings: ClockSettings, nowMs: number): Pause {
  const endMs = limitMs(pause, calendars, settings);
  if (pause.toMs === null) return nowMs >= endMs ? { ...pause, toMs: endMs } : pause;
  return { ...pause, toMs: Math.min(pause.toMs, endMs) };
}

interface Reckoning {
  clock: ClockName;
  run: Run;
  facts: ClockFacts;
  times: TicketTimes;
  pauses: readonly Pause[];
  calendars: Calendars;
  settings: ClockSettings;
}

function readClock({ clock, run, facts, times, pauses, calendars, settings }: Reckoning): ClockReading {
  const { target, bound } = targetOf(clock, facts, settings);
  const calendarName = calendarOf(clock, target, facts, calendars, settings);
  const service = calendars.service;
  const calendar = {
    service,
    emergency: calendars.emergency ?? service,
    always: always(service),
  }[calendarName];
  const stoppedAtMs = run.reachedMs ?? times.over?.atMs ?? null;
  const own = pauses.filter(({ reason }) => stopsOf(settings, reason).includes(clock));
  const standstills = standstillsOf(times, own, stoppedAtMs);
  const dueOf = (limit: Target) => dueAt(limit, calendar, run.fromMs, standstills, settings);
  const dueMs = dueOf(target);
  const boundMs = bound === undefined ? null : dueOf(bound);
  const open = stoppedAtMs === null ? own.find(({ toMs }) => toMs === null) : undefined;
  // A clock that had run out before the pause is late and stays so.
  const pausedSinceMs = open !== undefined && open.fromMs < dueMs ? open.fromMs : null;
  const state = stoppedAtMs !== null ? 'stopped' : pausedSinceMs !== null ? 'paused' : 'running';
  return {
    clock,
    calendar: calendarName,
    target,
    state,
    startedAtMs: run.fromMs,
    dueAtMs: state === 'paused' ? null : dueMs,
    boundAtMs: state === 'paused' ? null : boundMs,
    warnAtMs:
      state === 'paused'
        ? null
        : warnAt(
            calendarName === 'emergency' ? calendar : service,
            run.fromMs,
            dueMs,
            warningMinutes(clock, target, settings),
          ),
    leftMinutes: pausedSinceMs === null ? null : whole(openMinutesBetween(calendar, pausedSinceMs, dueMs)),
    stoppedAtMs,
    spentMinutes:
      stoppedAtMs === null
        ? null
        : whole(openMinutesBetween(calendar, run.fromMs, Math.max(stoppedAtMs, run.fromMs), standstills)),
    verdict: stoppedAtMs === null ? null : verdictOf(run, times, stoppedAtMs, dueMs, boundMs),
    standstills,
    pausedSinceMs,
  };
}

const whole = (amount: number): number => Math.round(amount);

/** What does not count until the clock stops: its pauses, and the times in which the ticket stood closed. */
function standstillsOf(
  { rests, over }: TicketTimes,
  pauses: readonly Pause[],
  stoppedAtMs: number | null,
): Standstill[] {
  const untilMs = stoppedAtMs ?? Number.POSITIVE_INFINITY;
  const ended = pauses.flatMap((pause) =>
    pause.toMs === null ? [] : [{ fromMs: pause.fromMs, toMs: pause.toMs, pause }],
  );
  // An answer may leave a moment after the ticket was closed.
  const last =
    over && over.atMs < untilMs && stoppedAtMs !== null ? [{ fromMs: over.atMs, toMs: stoppedAtMs }] : [];
  return [...ended, ...[...rests, ...last].map((rest) => ({ ...rest, pause: undefined }))]
    .map((span) => ({ ...span, toMs: Math.min(span.toMs, untilMs) }))
    .filter(({ fromMs, toMs }) => fromMs < toMs)
    .sort((a, b) => a.fromMs - b.fromMs);
}

/** Null where a warning would come before there was anything to warn of. */
function warnAt(
  calendar: BusinessCalendar,
  startMs: number,
  dueMs: number,
  beforeMinutes: number,
): number | null {
  if (beforeMinutes === 0) return null;
  const atMs = beforeDeadline(calendar, dueMs, beforeMinutes);
  return atMs > startMs ? atMs : null;
}

function verdictOf(
  { reachedMs }: Run,
  { over }: TicketTimes,
  stoppedAtMs: number,
  dueMs: number,
  boundMs: number | null,
): Verdict | null {
  const late =
    stoppedAtMs <= dueMs ? 'met' : boundMs !== null && stoppedAtMs <= boundMs ? 'within_bound' : 'missed';
  if (reachedMs !== null) return late;
  // Ended before it was reached: late is late, but nobody knows whether it would have been met.
  return over?.how === 'rejected' || late === 'met' ? null : late;
}
