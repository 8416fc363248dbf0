import { DomainError } from '../errors.ts';
import { isPauseReason, PAUSE_REASONS, type PauseReason } from '../pauseReason.ts';
import { isPriority, PRIORITIES, type Priority } from '../priority.ts';
import { readStoredSettings } from '../storedSettings.ts';
import { type ClockName, isClockName } from './clockName.ts';
import { readTarget } from './target.ts';

/** What a target of days means (SLA 4.2). */
export const DAY_MEANINGS = ['same_time', 'working_minutes', 'end_of_day', 'calendar_days'] as const;
export type DayMeaning = (typeof DAY_MEANINGS)[number];

/** A target for each priority, as stored: `120m`, `5d`. */
export type RepairTargets = Readonly<Record<Priority, string>>;

/** How the office wants its clocks to run. All minutes are open minutes of the service calendar. */
export interface ClockSettings {
  /** SOP 8A: at most 30 minutes; SOP 6: 30 minutes to 1 hour. */
  replyMinutes: number;
  replyBoundMinutes: number;
  /** SOP 6, its "MTTR". */
  confirmationMinutes: number;
  confirmationBoundMinutes: number;
  repair: RepairTargets;
  /** By the category's number; what is not named follows `repair`. */
  repairByCategory: Readonly<Record<string, Partial<RepairTargets>>>;
  /** Days after the first assignment (SOP 8). */
  leaderDays: number;
  /** Calendar days of one pause (SOP 7). */
  pendingDays: number;
  dayMeaning: DayMeaning;
  /** Of a day, where days are counted in minutes. */
  dayMinutes: number;
  /** Warned so long before the deadline; 0: never. Repair in hours and in days apart. */
  warnReplyMinutes: number;
  warnConfirmationMinutes: number;
  warnRepairMinutes: number;
  warnRepairDaysMinutes: number;
  warnLeaderMinutes: number;
  warnPendingMinutes: number;
  /** The leader is told without a reason when none was written for so long. */
  reportWaitMinutes: number;
  /** Whether admins with a number get an SMS as well; the panel shows it anyway. */
  adminSms: boolean;
  /** Which clocks a reason stops, where the office differs from the list of reasons. */
  pauseStops: Readonly<Partial<Record<PauseReason, readonly ClockName[]>>>;
}

/** Of a report's reason, obstacle and plan, and of the instruction that answers it: a page, not a letter. */
export const LATE_WORDS_MAX = 1000;

/** The clocks that a pause can stop: the others do not wait for the technician. */
export const PAUSABLE_CLOCKS = ['repair', 'leader'] as const satisfies readonly ClockName[];

export const CLOCK_DEFAULTS: ClockSettings = {
  replyMinutes: 30,
  replyBoundMinutes: 60,
  confirmationMinutes: 30,
  confirmationBoundMinutes: 60,
  repair: { emergency: '120m', high: '1d', normal: '5d', low: '5d' },
  repairByCategory: {},
  leaderDays: 5,
  pendingDays: 7,
  dayMeaning: 'same_time',
  dayMinutes: 480,
  warnReplyMinutes: 10,
  warnConfirmationMinutes: 10,
  warnRepairMinutes: 30,
  warnRepairDaysMinutes: 120,
  warnLeaderMinutes: 0,
  warnPendingMinutes: 480,
  reportWaitMinutes: 480,
  adminSms: false,
  pauseStops: {},
};

/** What a pause for this reason stops. */
export const stopsOf = (settings: ClockSettings, reason: PauseReason): readonly ClockName[] =>
  settings.pauseStops[reason] ?? PAUSE_REASONS.find(({ id }) => id === reason)?.stops ?? [];

const minutesOver =
  (least: number, words: string) =>
  (value: unknown): string | undefined =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= 60_000
      ? undefined
      : `${words} harus bilangan menit antara ${least} dan 60.000.`;

const daysOf =
  (words: string) =>
  (value: unknown): string | undefined =>
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 366
      ? undefined
      : `${words} harus antara 1 dan 366 hari.`;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTarget = (value: unknown): boolean => typeof value === 'string' && readTarget(value) !== undefined;

const areTargets = (value: unknown): boolean =>
  isObject(value) &&
  Object.entries(value).every(([priority, target]) => isPriority(priority) && isTarget(target));

const areStops = (value: unknown): boolean =>
  isObject(value) &&
  Object.entries(value).every(
    ([reason, stops]) =>
      isPauseReason(reason) &&
      Array.isArray(stops) &&
      stops.every((clock) => isClockName(clock) && PAUSABLE_CLOCKS.some((each) => each === clock)),
  );

const FAULTS: Readonly<Record<keyof ClockSettings, (value: unknown) => string | undefined>> = {
  replyMinutes: minutesOver(1, 'Target balasan pertama'),
  replyBoundMinutes: minutesOver(1, 'Batas atas balasan pertama'),
  confirmationMinutes: minutesOver(1, 'Target konfirmasi'),
  confirmationBoundMinutes: minutesOver(1, 'Batas atas konfirmasi'),
  repair: (value) =>
    areTargets(value) && isObject(value) && PRIORITIES.every((priority) => priority in value)
      ? undefined
      : 'Target perbaikan belum lengkap. Contoh: 2 jam, 1 hari, 5 hari.',
  repairByCategory: (value) =>
    isObject(value) &&
    Object.entries(value).every(([id, targets]) => /^\d{1,15}$/.test(id) && areTargets(targets))
      ? undefined
      : 'Target perbaikan menurut kategori tidak terbaca. Contoh: 2 jam, 1 hari, 5 hari.',
  leaderDays: daysOf('Batas laporan ke pimpinan'),
  pendingDays: daysOf('Batas penundaan'),
  dayMeaning: (value) =>
    DAY_MEANINGS.some((meaning) => meaning === value) ? undefined : 'Pilih arti satu hari.',
  dayMinutes: (value) =>
    Number.isInteger(value) && Number(value) >= 60 && Number(value) <= 1440
      ? undefined
      : 'Panjang satu hari kerja harus antara 60 dan 1.440 menit.',
  warnReplyMinutes: minutesOver(0, 'Peringatan balasan pertama'),
  warnConfirmationMinutes: minutesOver(0, 'Peringatan konfirmasi'),
  warnRepairMinutes: minutesOver(0, 'Peringatan perbaikan (target jam)'),
  warnRepairDaysMinutes: minutesOver(0, 'Peringatan perbaikan (target hari)'),
  warnLeaderMinutes: minutesOver(0, 'Peringatan laporan ke pimpinan'),
  warnPendingMinutes: minutesOver(0, 'Peringatan batas penundaan'),
  reportWaitMinutes: minutesOver(0, 'Waktu menulis alasan untuk pimpinan'),
  adminSms: (value) => (typeof value === 'boolean' ? undefined : 'Pilihan SMS untuk admin tidak terbaca.'),
  pauseStops: (value) => (areStops(value) ? undefined : 'Daftar alasan penundaan tidak terbaca.'),
};

const faultIn = (name: string, value: unknown): string | undefined =>
  Object.entries(FAULTS).find(([field]) => field === name)?.[1](value);

export const readClockSettings = (stored: string | undefined): ClockSettings =>
  readStoredSettings(stored, CLOCK_DEFAULTS, faultIn);

/** @throws DomainError `invalid` with the first thing that is wrong. */
export function checkClockSettings(settings: ClockSettings): void {
  for (const [name, value] of Object.entries(settings)) {
    const fault = faultIn(name, value);
    if (fault) throw new DomainError('invalid', fault);
  }
  if (settings.replyBoundMinutes < settings.replyMinutes)
    throw new DomainError('invalid', 'Batas atas balasan pertama tidak boleh kurang dari targetnya.');
  if (settings.confirmationBoundMinutes < settings.confirmationMinutes)
    throw new DomainError('invalid', 'Batas atas konfirmasi tidak boleh kurang dari targetnya.');
}
