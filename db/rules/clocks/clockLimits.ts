import type { BusinessCalendar } from '../calendar/businessCalendar.ts';
import { addOpenMinutes, endOfDayAfterDays, sameTimeAfterDays } from '../calendar/businessCalendar.ts';
import { MINUTES_A_DAY } from '../localTime.ts';
import type { ClockName } from './clockName.ts';
import type { ClockSettings } from './clockSettings.ts';
import { days, minutes, readTarget, type Target } from './target.ts';
import type { ClockFacts } from './ticketTimes.ts';

/** Which hours count: the office's, those of an Emergency if it has its own, or every hour of every day. */
export type ClockCalendar = 'service' | 'emergency' | 'always';

export interface Calendars {
  service: BusinessCalendar;
  /** Null where an Emergency has no hours of its own. */
  emergency: BusinessCalendar | null;
}

/** What the clocks of all tickets are reckoned by. */
export interface ClockRules {
  calendars: Calendars;
  settings: ClockSettings;
}

/** Every hour of every day counts. */
export const always = ({ timeZone }: BusinessCalendar): BusinessCalendar => ({
  timeZone,
  days: () => ({ intervals: [{ from: 0, to: MINUTES_A_DAY }] }),
});

/** How long each clock may run, and its second limit if it has one. */
export function targetOf(
  clock: ClockName,
  { priority, categoryId, repairTarget }: Pick<ClockFacts, 'priority' | 'categoryId' | 'repairTarget'>,
  settings: ClockSettings,
): { target: Target; bound?: Target } {
  switch (clock) {
    case 'reply':
      return { target: minutes(settings.replyMinutes), bound: minutes(settings.replyBoundMinutes) };
    case 'confirmation':
      return {
        target: minutes(settings.confirmationMinutes),
        bound: minutes(settings.confirmationBoundMinutes),
      };
    case 'repair': {
      const byCategory = categoryId === null ? undefined : settings.repairByCategory[categoryId]?.[priority];
      const stored = [repairTarget, byCategory, settings.repair[priority]];
      const target = stored.map((each) => readTarget(each ?? '')).find((each) => each !== undefined);
      return { target: target ?? days(settings.leaderDays) };
    }
    case 'leader':
      return { target: days(settings.leaderDays) };
    case 'pending':
      return { target: days(settings.pendingDays) };
  }
}

/** By which hours a clock runs. */
export function calendarOf(
  clock: ClockName,
  target: Target,
  { priority }: ClockFacts,
  { emergency }: Calendars,
  { dayMeaning }: ClockSettings,
): ClockCalendar {
  if (clock === 'pending' || (target.unit === 'days' && dayMeaning === 'calendar_days')) return 'always';
  // What the leader is told of is counted in the office's days, whatever the priority.
  return priority === 'emergency' && emergency !== null && clock !== 'leader' ? 'emergency' : 'service';
}

/** When so much has run since a start, without what did not count. */
export function dueAt(
  { amount, unit }: Target,
  calendar: BusinessCalendar,
  startMs: number,
  pauses: readonly { fromMs: number; toMs: number }[],
  { dayMeaning, dayMinutes }: ClockSettings,
): number {
  if (unit === 'minutes') return addOpenMinutes(calendar, startMs, amount, pauses);
  switch (dayMeaning) {
    case 'same_time':
      return sameTimeAfterDays(calendar, startMs, amount, pauses);
    case 'end_of_day':
      return endOfDayAfterDays(calendar, startMs, amount, pauses);
    case 'working_minutes':
      return addOpenMinutes(calendar, startMs, amount * dayMinutes, pauses);
    case 'calendar_days':
      return addOpenMinutes(calendar, startMs, amount * MINUTES_A_DAY, pauses);
  }
}

/** How many open minutes before its deadline a clock warns; 0: never. */
export function warningMinutes(clock: ClockName, { unit }: Target, settings: ClockSettings): number {
  switch (clock) {
    case 'reply':
      return settings.warnReplyMinutes;
    case 'confirmation':
      return settings.warnConfirmationMinutes;
    case 'repair':
      return unit === 'days' ? settings.warnRepairDaysMinutes : settings.warnRepairMinutes;
    case 'leader':
      return settings.warnLeaderMinutes;
    case 'pending':
      return settings.warnPendingMinutes;
  }
}
