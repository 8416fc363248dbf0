import { DomainError } from '../errors.ts';
import { MINUTES_A_DAY } from '../localTime.ts';
import { readStoredSettings } from '../storedSettings.ts';
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

const WEEKDAYS = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'];

/** @returns the first thing that is wrong with weekly hours, in words for a person; undefined: nothing. */
export function faultInWeek(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length !== 7) return 'Jam kerja harus berisi tujuh hari.';
  for (const [i, day] of value.entries()) {
    const fault = faultInDay(day);
    if (fault) return `${WEEKDAYS[i]}: ${fault}`;
  }
  return value.every((day) => Array.isArray(day) && day.length === 0)
    ? 'Paling sedikit satu hari harus buka.'
    : undefined;
}

function faultInDay(day: unknown): string | undefined {
  if (!Array.isArray(day)) return 'jam tidak terbaca.';
  let last = 0;
  for (const each of day) {
    const { from, to } = (each ?? {}) as { from?: unknown; to?: unknown };
    if (!Number.isInteger(from) || !Number.isInteger(to)) return 'jam tidak terbaca.';
    const [start, end] = [Number(from), Number(to)];
    if (start < 0 || end > MINUTES_A_DAY) return 'jam harus antara 00.00 dan 24.00.';
    if (start >= end) return 'jam buka harus sebelum jam tutup.';
    if (start < last) return 'jam saling tumpang tindih atau tidak berurutan.';
    last = end;
  }
  return undefined;
}

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
