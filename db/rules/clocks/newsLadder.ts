import type { BusinessCalendar } from '../calendar/businessCalendar.ts';
import { addOpenMinutes, isOpen, nextOpening } from '../calendar/businessCalendar.ts';
import { localMidnightMs, nextLocalMidnightMs } from '../localTime.ts';
import { localDate } from '../zonedTime.ts';
import type { ClockCalendar, ClockRules } from './clockLimits.ts';
import type { ClockName } from './clockName.ts';

/**
 * What becomes of a deadline, in this order (R14): `near` before it, `passed` at it, `bound_passed` at a second limit,
 * `daily` each morning while it is late, `unreported` when the leader must hear of it without a reason. `expired` is
 * the end of a pause, after which the other clocks run again: it tells nobody, so it waits for nobody.
 */
export const NEWS_KINDS = ['near', 'expired', 'passed', 'bound_passed', 'daily', 'unreported'] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

export interface News {
  kind: NewsKind;
  /** The deadline that it is about, or the day of a daily reminder: the same news is told once. */
  about: string;
}

/** What was told of a clock, and when. */
export interface ToldNews extends News {
  toldAtMs: number;
}

/** A running clock, as far as news of it go. */
export interface ToldClock {
  clock: ClockName;
  dueAtMs: number;
  boundAtMs: number | null;
  warnAtMs: number | null;
  /** Of the leader's clock, while no reason was written. */
  unreportedAtMs: number | null;
}

/** The hours in which people are told. */
export interface TellingHours {
  /** The office's: a daily reminder comes with the first opening. */
  service: BusinessCalendar;
  /** When this clock may speak: the office's hours, or an Emergency's own. */
  hours: BusinessCalendar;
}

/** What of a clock the ladder needs; undefined while it has no deadline. */
export function toldClock(
  row: { clock: ClockName; dueAtMs: number | null; boundAtMs: number | null; warnAtMs: number | null },
  reported: boolean,
  { calendars, settings }: ClockRules,
): ToldClock | undefined {
  const { clock, dueAtMs, boundAtMs, warnAtMs } = row;
  if (dueAtMs === null) return undefined;
  const waits = clock === 'leader' && !reported;
  const unreportedAtMs = waits
    ? addOpenMinutes(calendars.service, dueAtMs, settings.reportWaitMinutes)
    : null;
  return { clock, dueAtMs, boundAtMs, warnAtMs, unreportedAtMs };
}

export function tellingHours(
  calendar: ClockCalendar,
  { calendars: { service, emergency } }: ClockRules,
): TellingHours {
  return { service, hours: calendar === 'emergency' ? (emergency ?? service) : service };
}

/** What is to be told now, and when to look again. */
export interface Ladder {
  /** The highest rung that was reached; it stands for those beneath it, as after an outage. */
  tell: News | undefined;
  /** All rungs that were reached and are not told yet. */
  reached: readonly News[];
  /** Not after now while something is to be told; null: nothing more will come. */
  nextAtMs: number | null;
}

interface Rung extends News {
  atMs: number;
}

/** Of these, each morning while they are late. */
const DAILY_CLOCKS: readonly ClockName[] = ['reply', 'confirmation', 'repair'];
/** At the end of a day a deadline is told of still, though the office has just closed. */
const JUST_NOW_MS = 10 * 60_000;

/**
 * Whether a rung was told: the same one, or another deadline of the same clock was told of when this one had been
 * reached as well, as after a holiday was added. That it is late says nothing new then; its mornings go on.
 */
const isTold = ({ kind, about, atMs }: Rung, told: readonly ToldNews[]): boolean =>
  told.some(
    (news) => news.kind === kind && (news.about === about || (kind !== 'daily' && news.toldAtMs >= atMs)),
  );

/**
 * Where a clock stands on its ladder. Outside the hours nothing is told: it waits for the next opening.
 * @param told of this clock, in any order.
 */
export function ladderOf(
  clock: ToldClock,
  told: readonly ToldNews[],
  { service, hours }: TellingHours,
  nowMs: number,
): Ladder {
  const rungs = rungsOf(clock, service, nowMs).filter((rung) => !isTold(rung, told));
  const due = rungs.filter(({ atMs }) => atMs <= nowMs);
  const later = rungs.filter(({ atMs }) => atMs > nowMs).map(({ atMs }) => atMs);
  const tell = due.filter(({ kind }) => kind !== 'expired').at(-1);
  const closed = tell !== undefined && !isOpen(hours, nowMs) && nowMs - tell.atMs > JUST_NOW_MS;
  const reached = closed ? due.filter(({ kind }) => kind === 'expired') : due;
  const opening = closed ? nextOpening(hours, nowMs) : null;
  const nextAtMs = opening === null ? later : [opening];
  return {
    tell: closed ? undefined : tell,
    reached,
    nextAtMs: reached.length > 0 ? nowMs : nextAtMs.length > 0 ? Math.min(...nextAtMs) : null,
  };
}

/** The rungs of a clock, lowest first; of the daily ones today's and the next. */
function rungsOf(clock: ToldClock, service: BusinessCalendar, nowMs: number): Rung[] {
  const { dueAtMs, boundAtMs, warnAtMs, unreportedAtMs } = clock;
  const about = String(dueAtMs);
  const rung = (kind: NewsKind, atMs: number | null): Rung[] =>
    atMs === null ? [] : [{ kind, about, atMs }];
  // At the deadline itself it is still kept.
  const passedAtMs = dueAtMs + 1;
  return [
    ...rung('near', warnAtMs),
    ...rung('expired', clock.clock === 'pending' ? dueAtMs : null),
    ...rung('passed', passedAtMs),
    ...rung('bound_passed', boundAtMs === null ? null : boundAtMs + 1),
    ...(DAILY_CLOCKS.includes(clock.clock) ? dailyRungs(dueAtMs, service, nowMs) : []),
    ...rung('unreported', unreportedAtMs),
  ];
}

/** The first opening of each day after the deadline (R14: 08.00). */
function dailyRungs(dueAtMs: number, service: BusinessCalendar, nowMs: number): Rung[] {
  const { timeZone } = service;
  const lateMs = Math.max(dueAtMs, nowMs);
  const openings = [localMidnightMs(lateMs, timeZone), nextLocalMidnightMs(lateMs, timeZone)].flatMap(
    (midnightMs) => nextOpening(service, midnightMs) ?? [],
  );
  return [...new Set(openings)]
    .filter((atMs) => atMs > dueAtMs)
    .map((atMs) => ({ kind: 'daily' as const, about: localDate(atMs, timeZone), atMs }));
}
