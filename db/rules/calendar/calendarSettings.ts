import { DomainError } from '../errors.ts';
import { MINUTES_A_DAY } from '../localTime.ts';
import { readStoredSettings } from '../storedSettings.ts';
import type { OpenInterval } from './businessCalendar.ts';
import { intervalsInWords, showMinutes, WEEKDAYS_LONG } from './hoursInWords.ts';
import { WEEK_PRESETS, type WeeklyHours } from './officeHours.ts';

/** The office's usual hours, and what stands still when. */
export interface CalendarSettings {
  weekly: WeeklyHours;
  /** Whether collective leave (cuti bersama) closes the help desk like a holiday. */
  collectiveCloses: boolean;
  /** Every hour of every day counts for an Emergency (SLA 0.6). */
  emergencyAllHours: boolean;
}

export const CALENDAR_DEFAULTS: CalendarSettings = {
  weekly: WEEK_PRESETS.sop.weekly,
  collectiveCloses: true,
  emergencyAllHours: false,
};

/** @returns what is wrong with an interval, in words for a person; undefined: nothing. */
export function faultInInterval({ from, to }: OpenInterval): string | undefined {
  if (from < 0 || to > MINUTES_A_DAY) return 'jam harus antara 00.00 dan 24.00.';
  return from < to
    ? undefined
    : `jam mulai ${showMinutes(from)} harus sebelum jam selesai ${showMinutes(to)}.`;
}

/** @returns the first thing that is wrong with weekly hours, in words for a person; undefined: nothing. */
export function faultInWeek(value: unknown): string | undefined {
  if (!isWeek(value)) return 'Jam kerja tidak terbaca.';
  for (const [i, day] of value.entries()) {
    const fault = faultInDay(day);
    if (fault) return `${WEEKDAYS_LONG[i]}: ${fault}`;
  }
  return value.every((day) => day.length === 0) ? 'Paling sedikit satu hari harus buka.' : undefined;
}

/** @returns what is wrong with the intervals of a day; undefined: nothing. */
export function faultInDay(day: readonly OpenInterval[]): string | undefined {
  let last: OpenInterval | undefined;
  for (const interval of day) {
    const fault = faultInInterval(interval);
    if (fault) return fault;
    if (last && interval.from < last.to)
      return `${intervalsInWords([interval])} bertumpuk dengan ${intervalsInWords([last])} atau mendahuluinya.`;
    last = interval;
  }
  return undefined;
}

const isWeek = (value: unknown): value is WeeklyHours =>
  Array.isArray(value) &&
  value.length === 7 &&
  value.every((day) => Array.isArray(day) && day.every((each) => isInterval(each)));

const isInterval = (value: unknown): value is OpenInterval =>
  typeof value === 'object' &&
  value !== null &&
  Number.isInteger(Reflect.get(value, 'from')) &&
  Number.isInteger(Reflect.get(value, 'to'));

function faultIn(name: string, value: unknown): string | undefined {
  if (name === 'weekly') return faultInWeek(value);
  return typeof value === 'boolean' ? undefined : 'Pilihan tidak terbaca.';
}

export const readCalendarSettings = (stored: string | undefined): CalendarSettings =>
  readStoredSettings(stored, CALENDAR_DEFAULTS, faultIn);

/** @throws DomainError `invalid` with the first thing that is wrong. */
export function checkCalendarSettings(settings: CalendarSettings): void {
  for (const [name, value] of Object.entries(settings)) {
    const fault = faultIn(name, value);
    if (fault) throw new DomainError('invalid', fault);
  }
}
