import { DomainError } from '../errors.ts';
import { readStoredSettings } from '../storedSettings.ts';

/** The reporters' pages. */
export interface ReporterPagesSettings {
  /** So many codes are sent within 24 hours, to all numbers together: each is an SMS. */
  codesPerDay: number;
}

const DEFAULTS: ReporterPagesSettings = { codesPerDay: 60 };
const CODES_MAX = 1000;

const faultIn = (_: string, value: unknown): string | undefined =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= CODES_MAX
    ? undefined
    : `Jumlah kode per hari harus antara 0 dan ${CODES_MAX}.`;

export const readReporterPages = (stored: string | undefined): ReporterPagesSettings =>
  readStoredSettings(stored, DEFAULTS, faultIn);

/** @throws DomainError `invalid` */
export function checkReporterPages(settings: ReporterPagesSettings): void {
  const fault = faultIn('codesPerDay', settings.codesPerDay);
  if (fault) throw new DomainError('invalid', fault);
}
