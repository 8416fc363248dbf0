import { DomainError } from './errors.ts';
import { minutesOf, type SendWindow } from './sendWindow.ts';
import { readStoredSettings } from './storedSettings.ts';

/** How the office wants its SIMs to be used. Caps are for each SIM; null: none. */
export interface SendingSettings {
  /** Between two sends of one modem; a slow modem may need more. */
  minGapMs: number;
  perMinute: number | null;
  perHour: number | null;
  /** From local midnight to local midnight, as operators count. */
  perDay: number | null;
  /** Of each cap, in percent, kept for Emergency tickets. */
  urgentReserve: number;
  /** When notices to technicians go out; null: always. */
  windows: readonly SendWindow[] | null;
  /** A modem that cannot send for so long leaves its texts to the others. */
  failoverAfterMs: number;
  /** More notices than this waiting for one technician are put together. */
  digestOver: number;
}

export const SENDING_DEFAULTS: SendingSettings = {
  minGapMs: 2000,
  perMinute: null,
  perHour: null,
  perDay: null,
  urgentReserve: 10,
  windows: null,
  failoverAfterMs: 60_000,
  digestOver: 4,
};

type NumberField = Exclude<keyof SendingSettings, 'windows'>;

/** Bounds of each number, and what to say beyond them. */
const BOUNDS: Readonly<Record<NumberField, readonly [min: number, max: number, words: string]>> = {
  minGapMs: [0, 600_000, 'Jeda antar-SMS harus antara 0 detik dan 10 menit.'],
  perMinute: [1, 1000, 'Batas per menit harus antara 1 dan 1000, atau kosong.'],
  perHour: [1, 10_000, 'Batas per jam harus antara 1 dan 10000, atau kosong.'],
  perDay: [1, 100_000, 'Batas per hari harus antara 1 dan 100000, atau kosong.'],
  urgentReserve: [0, 50, 'Cadangan untuk Emergency harus antara 0 dan 50 persen.'],
  failoverAfterMs: [0, 86_400_000, 'Waktu tunggu sebelum modem lain mengambil alih paling lama 1 hari.'],
  digestOver: [1, 100, 'Ringkasan dibuat bila lebih dari 1 sampai 100 pemberitahuan menunggu.'],
};

const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['perMinute', 'perHour', 'perDay']);

/** @returns the first thing that is wrong, in words for a person; undefined: nothing. */
function faultIn(name: string, value: unknown): string | undefined {
  if (name === 'windows')
    return value === null || (Array.isArray(value) && value.length <= 20 && value.every(isWindow))
      ? undefined
      : 'Jam kirim tidak terbaca: tulis hari 1 sampai 7 dan jam seperti 08:00.';
  const bounds = Object.entries(BOUNDS).find(([field]) => field === name)?.[1];
  if (!bounds) return undefined;
  if (value === null && MAY_BE_EMPTY.has(name)) return undefined;
  const [min, max, words] = bounds;
  return Number.isInteger(value) && Number(value) >= min && Number(value) <= max ? undefined : words;
}

function isWindow(value: unknown): value is SendWindow {
  if (typeof value !== 'object' || value === null) return false;
  const { days, from, to } = value as Partial<Record<keyof SendWindow, unknown>>;
  return (
    Array.isArray(days) &&
    days.length > 0 &&
    days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7) &&
    typeof from === 'string' &&
    typeof to === 'string' &&
    minutesOf(from) !== undefined &&
    minutesOf(to) !== undefined &&
    from !== to
  );
}

export const readSendingSettings = (stored: string | undefined): SendingSettings =>
  readStoredSettings(stored, SENDING_DEFAULTS, faultIn);

/** @throws DomainError `invalid` with the first thing that is wrong. */
export function checkSendingSettings(settings: SendingSettings): void {
  for (const [name, value] of Object.entries(settings)) {
    const fault = faultIn(name, value);
    if (fault) throw new DomainError('invalid', fault);
  }
}
