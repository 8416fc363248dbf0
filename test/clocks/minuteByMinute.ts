import type { PauseReason } from '../../db/rules/pauseReason.ts';
import type { Priority } from '../../db/rules/priority.ts';
import { wib } from './wib.ts';

/**
 * The clocks of a ticket counted minute by minute, without a calendar's arithmetic: another way to the same deadlines.
 * All times are minutes since Monday 5 January 2026, 0.00 WIB.
 */
export type Happening =
  | { what: 'replied' | 'assigned' | 'resumed' | 'closed' | 'reopened'; at: number }
  | { what: 'pended'; at: number; reason: PauseReason }
  | { what: 'priority'; at: number; priority: Priority };

const START_MS = wib('2026-01-05 00:00');
export const minuteOf = (atMs: number): number => Math.round((atMs - START_MS) / 60_000);
export const msOf = (minute: number): number => START_MS + minute * 60_000;

const DAY = 1440;
const SATURDAY = 5;
const FRIDAY = 4;
/** 16 January, Isra Mikraj. */
const HOLIDAY = 11;

/** Whether the office serves in this minute (SOP 4). */
export function isOpenMinute(minute: number): boolean {
  const day = Math.floor(minute / DAY);
  const hour = (minute % DAY) / 60;
  const weekday = day % 7;
  if (day === HOLIDAY || weekday > SATURDAY) return false;
  if (weekday === SATURDAY) return hour >= 8 && hour < 12;
  return (hour >= 8 && hour < (weekday === FRIDAY ? 11 : 12)) || (hour >= 13 && hour < 17);
}

const isOpenDay = (day: number): boolean =>
  Array.from({ length: DAY }, (_, i) => day * DAY + i).some(isOpenMinute);

export interface Counted {
  /** Null while it is paused. */
  due: number | null;
  stopped: number | null;
}

const STOPS_REPAIR: readonly PauseReason[] = ['part_on_order', 'power_cut', 'waiting_for_unit'];
const PENDING_LIMIT = 7 * DAY;

/** The repair's deadline; undefined before the first assignment. */
export function countRepair(happenings: readonly Happening[], now: number): Counted | undefined {
  const assigned = happenings.find(({ what }) => what === 'assigned')?.at;
  if (assigned === undefined) return undefined;
  const priority = happenings.reduce<Priority>(
    (last, each) => (each.what === 'priority' ? each.priority : last),
    'normal',
  );
  const over = overSince(happenings);
  const standing = (minute: number, open: boolean): boolean =>
    over !== undefined && minute >= over ? false : stands(happenings, minute, now, open);
  const without = dueMinute(assigned, priority, (minute) => standing(minute, false));
  const since = openPauseSince(happenings, now);
  if (over === undefined && since !== undefined && since < without) return { due: null, stopped: null };
  return { due: without, stopped: over ?? null };
}

/** The reply's; it stands still only while the ticket is closed. */
export function countReply(created: number, happenings: readonly Happening[]): Counted {
  const replied = happenings.find(({ what }) => what === 'replied')?.at;
  const stopped = replied ?? overSince(happenings) ?? null;
  const rests = (minute: number): boolean =>
    (stopped === null || minute < stopped) && isResting(happenings, minute);
  return { due: walk(created, 30, rests), stopped };
}

function overSince(happenings: readonly Happening[]): number | undefined {
  let over: number | undefined;
  for (const { what, at } of happenings) {
    if (what === 'closed') over = at;
    if (what === 'reopened') over = undefined;
  }
  return over;
}

/** Whether the last of these before or in this minute was a closing. */
function isResting(happenings: readonly Happening[], minute: number): boolean {
  const turns = happenings.filter(
    ({ what, at }) => (what === 'closed' || what === 'reopened') && at <= minute,
  );
  return turns.at(-1)?.what === 'closed';
}

function pauseIn(happenings: readonly Happening[], minute: number) {
  const turn = happenings
    .filter(({ what, at }) => what !== 'priority' && what !== 'replied' && at <= minute)
    .at(-1);
  return turn?.what === 'pended' ? turn : undefined;
}

function stands(happenings: readonly Happening[], minute: number, now: number, open: boolean): boolean {
  if (isResting(happenings, minute)) return true;
  const pause = pauseIn(happenings, minute);
  if (!pause || !STOPS_REPAIR.includes(pause.reason) || minute >= pause.at + PENDING_LIMIT) return false;
  return open || openPauseSince(happenings, now) !== pause.at;
}

/** The pause that lasts now and has not come to its limit. */
function openPauseSince(happenings: readonly Happening[], now: number): number | undefined {
  const pause = pauseIn(happenings, now);
  if (!pause || !STOPS_REPAIR.includes(pause.reason)) return undefined;
  return now < pause.at + PENDING_LIMIT ? pause.at : undefined;
}

function dueMinute(start: number, priority: Priority, standing: (minute: number) => boolean): number {
  if (priority === 'emergency') return walk(start, 120, standing);
  const plain = sameTime(start, priority === 'high' ? 1 : 5);
  let taken = 0;
  for (let minute = start; minute < plain; minute += 1)
    if (isOpenMinute(minute) && standing(minute)) taken += 1;
  return taken === 0 ? plain : walk(plain, taken, standing);
}

function walk(start: number, minutes: number, standing: (minute: number) => boolean): number {
  let left = minutes;
  for (let minute = start; ; minute += 1) {
    if (isOpenMinute(minute) && !standing(minute)) left -= 1;
    if (left === 0) return minute + 1;
  }
}

function sameTime(start: number, days: number): number {
  let day = Math.floor(start / DAY);
  for (let left = days; left > 0; ) {
    day += 1;
    if (isOpenDay(day)) left -= 1;
  }
  let minute = day * DAY + (start % DAY);
  while (!isOpenMinute(minute)) minute += 1;
  return minute;
}
