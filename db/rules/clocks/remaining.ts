import { openMinutesBetween } from '../calendar/businessCalendar.ts';
import { MINUTES_A_DAY } from '../localTime.ts';
import type { Calendars, ClockCalendar } from './clockLimits.ts';
import type { ClockState, Verdict } from './clocksOf.ts';
import { showMinutes } from './target.ts';

/** How a clock stands, for the eye. `over`: past the target, but not past the second limit. */
export type Standing =
  | 'calm'
  | 'near'
  | 'over'
  | 'late'
  | 'paused'
  | 'met'
  | 'within_bound'
  | 'missed'
  | 'unjudged';

/** A stored deadline, as far as this needs it. */
export interface StoredDeadline {
  calendar: ClockCalendar;
  state: ClockState;
  dueAtMs: number | null;
  boundAtMs: number | null;
  warnAtMs: number | null;
  leftMinutes: number | null;
  verdict: Verdict | null;
}

export function standingOf(deadline: StoredDeadline, nowMs: number): Standing {
  const { state, dueAtMs, boundAtMs, warnAtMs, verdict } = deadline;
  if (state === 'stopped') return verdict ?? 'unjudged';
  if (state === 'paused' || dueAtMs === null) return 'paused';
  if (nowMs > dueAtMs) return boundAtMs !== null && nowMs <= boundAtMs ? 'over' : 'late';
  return warnAtMs !== null && nowMs >= warnAtMs ? 'near' : 'calm';
}

/** Open minutes until the deadline, or since it; 0 of a stopped one. */
export function minutesFromDeadline(deadline: StoredDeadline, calendars: Calendars, nowMs: number): number {
  const { state, dueAtMs, leftMinutes, calendar } = deadline;
  if (state === 'stopped') return 0;
  if (dueAtMs === null) return leftMinutes ?? 0;
  const [fromMs, toMs] = nowMs <= dueAtMs ? [nowMs, dueAtMs] : [dueAtMs, nowMs];
  if (calendar === 'always') return Math.ceil((toMs - fromMs) / 60_000);
  const hours = calendar === 'emergency' ? (calendars.emergency ?? calendars.service) : calendars.service;
  return Math.ceil(openMinutesBetween(hours, fromMs, toMs));
}

/** An office's day, for saying many minutes in days. */
const WORKING_DAY = 480;

/** `25 menit`, `3 jam 20 menit`, `2 hari kerja 3 jam`; of clocks that never rest `6 hari 4 jam`. */
export function showSpan(amount: number, calendar: ClockCalendar): string {
  const day = calendar === 'service' ? WORKING_DAY : MINUTES_A_DAY;
  if (amount < day) return showMinutes(amount);
  const wholeDays = Math.floor(amount / day);
  const hours = Math.floor((amount % day) / 60);
  const dayWords = `${wholeDays} ${calendar === 'service' ? 'hari kerja' : 'hari'}`;
  return hours === 0 ? dayWords : `${dayWords} ${hours} jam`;
}

/** The largest unit alone, for lists: `25 menit`, `3 jam`, `2 hari`. */
export function showShortSpan(amount: number, calendar: ClockCalendar): string {
  const day = calendar === 'service' ? WORKING_DAY : MINUTES_A_DAY;
  if (amount >= day) return `${Math.floor(amount / day)} hari`;
  return amount < 60 ? `${Math.floor(amount)} menit` : `${Math.floor(amount / 60)} jam`;
}
