import { DomainError } from './errors.ts';
import { MINUTES_A_DAY } from './localTime.ts';
import { type PhoneNumber, readPhoneNumber } from './phoneNumber.ts';
import { minutesOf } from './sendWindow.ts';
import { readStoredSettings } from './storedSettings.ts';

/** How the office wants its modems and SIMs to be watched. */
export interface WatchSettings {
  /** What the operator is asked for the balance with; null: never ask (a SIM that is paid by bill). */
  balanceCode: string | null;
  /** Local time such as `06:30`; null: only on demand. */
  balanceDailyAt: string | null;
  /** Warned about below this. */
  lowRupiah: number;
  /** Whether a caller is told by SMS to write, once a day. */
  politeCallText: boolean;
  /** Who is told of alarms by SMS, through a modem that can send. */
  alarmPhones: readonly PhoneNumber[];
}

export const WATCH_DEFAULTS: WatchSettings = {
  balanceCode: '*888#',
  balanceDailyAt: '06:30',
  lowRupiah: 10_000,
  politeCallText: false,
  alarmPhones: [],
};

/** A code is dialled, not written: digits between `*` or `#` and `#`. More could be a command to the modem. */
const CODE = /^[*#][0-9*#]{1,30}#$/;
const LOW_RUPIAH_MAX = 10_000_000;
const ALARM_PHONES_MAX = 5;

const FAULTS: Readonly<Record<keyof WatchSettings, (value: unknown) => string | undefined>> = {
  balanceCode: (value) =>
    value === null || (typeof value === 'string' && CODE.test(value))
      ? undefined
      : 'Kode cek pulsa tidak dikenali. Contoh: *888#.',
  balanceDailyAt: (value) =>
    value === null || (typeof value === 'string' && (minutesOf(value) ?? MINUTES_A_DAY) < MINUTES_A_DAY)
      ? undefined
      : 'Jam cek pulsa tidak terbaca. Contoh: 06:30.',
  lowRupiah: (value) =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LOW_RUPIAH_MAX
      ? undefined
      : 'Batas pulsa harus bilangan rupiah antara 0 dan 10.000.000.',
  politeCallText: (value) =>
    typeof value === 'boolean' ? undefined : 'Pilihan SMS untuk penelepon tidak terbaca.',
  alarmPhones: (value) =>
    Array.isArray(value) && value.length <= ALARM_PHONES_MAX && value.every(isPhoneNumber)
      ? undefined
      : `Nomor penerima peringatan paling banyak ${ALARM_PHONES_MAX}, masing-masing seperti 0812-3456-7890.`,
};

const isPhoneNumber = (value: unknown): boolean =>
  typeof value === 'string' && readPhoneNumber(value) === value;

const faultIn = (name: string, value: unknown): string | undefined =>
  Object.entries(FAULTS).find(([field]) => field === name)?.[1](value);

export const readWatchSettings = (stored: string | undefined): WatchSettings =>
  readStoredSettings(stored, WATCH_DEFAULTS, faultIn);

/** @throws DomainError `invalid` with the first thing that is wrong. */
export function checkWatchSettings(settings: WatchSettings): void {
  for (const [name, value] of Object.entries(settings)) {
    const fault = faultIn(name, value);
    if (fault) throw new DomainError('invalid', fault);
  }
}
