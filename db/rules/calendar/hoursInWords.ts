import { MINUTES_A_DAY } from '../localTime.ts';
import { showShortTime } from '../zonedTime.ts';
import { type BusinessCalendar, nextOpening, type OpenInterval } from './businessCalendar.ts';
import { localDayAt, weekdayOf } from './calendarDays.ts';
import type { WeeklyHours } from './officeHours.ts';

/** Monday first, as offices shorten them; the SMS have them so as well. */
export const WEEKDAYS_SHORT = ['Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab', 'Min'] as const;
export const WEEKDAYS_LONG = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'] as const;

/** `08.00`, and `24.00` for the end of the day. */
export const showMinutes = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}.${String(minutes % 60).padStart(2, '0')}`;

/**
 * A time of day as offices write it: `8`, `8.00`, `08:00`, `0800`, `24.00`.
 * @returns minutes since midnight; undefined for what is none.
 */
export function readMinutes(typed: string): number | undefined {
  const [, hour = '', minute = '00'] = /^(\d{1,2})(?:[.:]?(\d{2}))?$/.exec(typed.trim()) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return hour === '' || Number(minute) > 59 || minutes > MINUTES_A_DAY ? undefined : minutes;
}

/** `08.00–12.00, 13.00–17.00`; `tutup` for a day without hours. */
export const intervalsInWords = (intervals: readonly OpenInterval[]): string =>
  intervals.map(({ from, to }) => `${showMinutes(from)}–${showMinutes(to)}`).join(', ') || 'tutup';

/** Days that are alike together: `Sen–Kam 08.00–12.00, 13.00–17.00; Jum …; Sab 08.00–12.00`. Closed days are left out. */
export function weekInWords(weekly: WeeklyHours): string {
  const groups: { from: number; to: number; words: string }[] = [];
  for (const [day, intervals] of weekly.entries()) {
    const words = intervalsInWords(intervals);
    const last = groups.at(-1);
    if (last?.words === words) last.to = day;
    else groups.push({ from: day, to: day, words });
  }
  return groups
    .filter(({ words }) => words !== 'tutup')
    .map(({ from, to, words }) => `${daysInWords(from, to)} ${words}`)
    .join('; ');
}

const daysInWords = (from: number, to: number): string =>
  from === to
    ? (WEEKDAYS_SHORT[from] ?? '')
    : `${WEEKDAYS_SHORT[from]}${to === from + 1 ? ', ' : '–'}${WEEKDAYS_SHORT[to]}`;

export const minutesOfWeek = (weekly: WeeklyHours): number =>
  weekly.flat().reduce((sum, { from, to }) => sum + to - from, 0);

/** `43 jam`, `37,5 jam`, `7 jam 50 menit`. */
export function durationInWords(minutes: number): string {
  if (minutes % 30 === 0) return `${String(minutes / 60).replace('.', ',')} jam`;
  const hours = Math.floor(minutes / 60);
  return `${hours > 0 ? `${hours} jam ` : ''}${minutes % 60} menit`;
}

/** When a calendar next opens, as an SMS says it: `Sen 12/01 08.00`. */
export function nextOpeningInWords(calendar: BusinessCalendar, nowMs: number): string {
  const openMs = nextOpening(calendar, nowMs);
  const { date } = localDayAt(openMs, calendar.timeZone);
  return `${WEEKDAYS_SHORT[weekdayOf(date) - 1]} ${showShortTime(openMs, calendar.timeZone)}`;
}
