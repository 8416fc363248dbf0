import type { BusinessCalendar, DayHours, OpenInterval } from './businessCalendar.ts';
import { type LocalDate, weekdayOf } from './calendarDays.ts';

/** Open hours of the week, Monday first. */
export type WeeklyHours = readonly (readonly OpenInterval[])[];

/** Other weekly hours for a while, such as Ramadan; both dates included. */
export interface HoursRange {
  name: string;
  from: LocalDate;
  to: LocalDate;
  weekly: WeeklyHours;
}

/** A holiday (whole day), or an early end or late beginning of a day: minutes since midnight, `to` not included. */
export interface Closure {
  date: LocalDate;
  name: string;
  closed?: OpenInterval;
}

/** What an office's calendar is made of. */
export interface OfficeHours {
  timeZone: string;
  weekly: WeeklyHours;
  ranges: readonly HoursRange[];
  closures: readonly Closure[];
}

/** The calendar of these hours; each date is worked out once. */
export function calendarOf({ timeZone, weekly, ranges, closures }: OfficeHours): BusinessCalendar {
  const closedOn = new Map<LocalDate, Closure[]>();
  for (const closure of closures)
    closedOn.set(closure.date, [...(closedOn.get(closure.date) ?? []), closure]);
  const known = new Map<LocalDate, DayHours>();
  const reckon = (date: LocalDate): DayHours => {
    const range = ranges.find(({ from, to }) => from <= date && date <= to);
    const closed = closedOn.get(date) ?? [];
    const usual = (range?.weekly ?? weekly)[weekdayOf(date) - 1] ?? [];
    return {
      intervals: closed.reduce(withoutClosure, usual),
      ...(closed.length > 0 ? { closedFor: closed.map(({ name }) => name) } : {}),
    };
  };
  return {
    timeZone,
    days: (date) => {
      const hours = known.get(date) ?? reckon(date);
      known.set(date, hours);
      return hours;
    },
  };
}

function withoutClosure(intervals: readonly OpenInterval[], { closed }: Closure): readonly OpenInterval[] {
  if (closed === undefined) return [];
  return intervals.flatMap(({ from, to }) =>
    [
      { from, to: Math.min(to, closed.from) },
      { from: Math.max(from, closed.to), to },
    ].filter((left) => left.from < left.to),
  );
}

const at = (hours: number, minutes = 0): number => hours * 60 + minutes;
const week = (
  monToThu: readonly OpenInterval[],
  friday: readonly OpenInterval[],
  saturday: readonly OpenInterval[] = [],
): WeeklyHours => [monToThu, monToThu, monToThu, monToThu, friday, saturday, []];

/** Weeks to begin with (SOP 5; SLA 0.7: Perpres 21/2023). */
export const WEEK_PRESETS = {
  sop: {
    label: 'SOP help desk (43 jam)',
    weekly: week(
      [
        { from: at(8), to: at(12) },
        { from: at(13), to: at(17) },
      ],
      [
        { from: at(8), to: at(11) },
        { from: at(13), to: at(17) },
      ],
      [{ from: at(8), to: at(12) }],
    ),
  },
  perpres: {
    label: 'Perpres 21/2023 (37,5 jam)',
    weekly: week(
      [
        { from: at(7, 30), to: at(12) },
        { from: at(13), to: at(16) },
      ],
      [
        { from: at(7, 30), to: at(11, 30) },
        { from: at(13), to: at(16, 30) },
      ],
    ),
  },
  ramadan: {
    label: 'Ramadan (32,5 jam)',
    weekly: week(
      [
        { from: at(8), to: at(12) },
        { from: at(12, 30), to: at(15) },
      ],
      [
        { from: at(8), to: at(11, 30) },
        { from: at(12, 30), to: at(15, 30) },
      ],
    ),
  },
} as const;

/** Every hour of every day, for an Emergency where the office wants it so. */
export const ALL_HOURS: WeeklyHours = Array.from({ length: 7 }, () => [{ from: 0, to: at(24) }]);
