import { DomainError } from './errors.ts';

/** So many commands without the right PIN, then none is obeyed for a while. */
export const PIN_FAILURES_MAX = 5;
export const PIN_LOCK_MS = 30 * 60_000;
/** What lies further back is forgotten. */
export const PIN_FAILURES_KEPT_MS = 24 * 3_600_000;

/** @throws DomainError `invalid` for what is no PIN, or one that everybody tries first. */
export function checkPin(raw: string): string {
  const pin = raw.trim();
  if (!/^\d{4,8}$/.test(pin)) throw new DomainError('invalid', 'PIN terdiri dari 4 sampai 8 angka');
  if (/^(\d)\1+$/.test(pin) || '0123456789'.includes(pin) || '9876543210'.includes(pin))
    throw new DomainError('invalid', 'PIN ini terlalu mudah ditebak; pilih angka lain');
  return pin;
}

const PIN_WORD = /(?<![\p{L}\p{N}])(pin)([\s:=.#]{0,5})\d{4,8}(?!\d)/giu;

/** A text without the PIN that it holds, as it may be stored: `TERIMA 12 PIN ****`. */
export function withoutPin(text: string, pin?: string): string {
  const masked = text.replace(PIN_WORD, '$1$2****');
  return pin === undefined ? masked : masked.replace(new RegExp(`(?<!\\d)${pin}(?!\\d)`, 'gu'), '****');
}
