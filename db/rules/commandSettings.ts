import { DomainError } from './errors.ts';
import { readStoredSettings } from './storedSettings.ts';

/** How commands by SMS are taken. */
export interface CommandSettings {
  /** Technicians' commands need the technician's PIN: the sender of an SMS can be forged. */
  pinWanted: boolean;
  /** So many working days after closing a reporter may open the ticket again; later it becomes a new one (R17). */
  reopenDays: number;
}

export const COMMAND_DEFAULTS: CommandSettings = { pinWanted: false, reopenDays: 2 };

const REOPEN_DAYS_MAX = 30;

function faultIn(name: string, value: unknown): string | undefined {
  if (name === 'pinWanted') return typeof value === 'boolean' ? undefined : 'Pilih apakah PIN diperlukan.';
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= REOPEN_DAYS_MAX
    ? undefined
    : `Masa buka kembali harus antara 0 dan ${REOPEN_DAYS_MAX} hari kerja.`;
}

export const readCommandSettings = (stored: string | undefined): CommandSettings =>
  readStoredSettings(stored, COMMAND_DEFAULTS, faultIn);

/** @throws DomainError `invalid` with the first thing that is wrong. */
export function checkCommandSettings(settings: CommandSettings): void {
  for (const [name, value] of Object.entries(settings)) {
    const fault = faultIn(name, value);
    if (fault) throw new DomainError('invalid', fault);
  }
}
