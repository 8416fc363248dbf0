import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { DomainError } from './errors.ts';

declare const e164: unique symbol;
/** An international number such as `+6281131030001`; only made by the functions here. */
export type PhoneNumber = string & { readonly [e164]: true };

/** Who can stand behind an originating address: only a `phone` is ever answered (DESIGN 8, 12). */
export type SenderKind = 'phone' | 'short_code' | 'name' | 'other';

export interface Sender {
  /** E.164 for a phone; else the digits or the name as they came. */
  address: string;
  kind: SenderKind;
}

const INDONESIA = 'ID';
const SHORT_CODE_DIGITS_MAX = 6;

/**
 * Reads a number as people write it in Indonesia: `0811-3103-001`, `628113103001`, `+62 (0)811…`, `0062…`.
 * @returns undefined when it is not one whole, possible number.
 */
export function readPhoneNumber(raw: string): PhoneNumber | undefined {
  const text = raw.trim();
  if (!/^\+?[\d\s().\-/]{7,24}$/.test(text)) return undefined;
  const digits = text.replace(/\D/g, '');
  // libphonenumber does not know the international prefix 00 for this country.
  // Nor does any country's number begin with 0: "+0812…" is a national one that a phone book has spoilt.
  const international = digits.startsWith('00') || (text.startsWith('+') && !digits.startsWith('0'));
  const wanted = international ? `+${digits.replace(/^00/, '')}` : digits;
  const parsed = parsePhoneNumberFromString(wanted, INDONESIA);
  return parsed?.isPossible() ? (parsed.number as string as PhoneNumber) : undefined;
}

/** @throws DomainError `invalid` in words for a form's field. */
export function parsePhoneNumber(raw: string): PhoneNumber {
  const number = readPhoneNumber(raw);
  if (!number) throw new DomainError('invalid', 'Nomor telepon tidak dikenali. Contoh: 0812-3456-7890.');
  return number;
}

/**
 * Classifies the sender of a text.
 * @param alphanumeric whether the type-of-address octet said so (TS 23.040 §9.1.2.5).
 */
export function classifySender(address: string, alphanumeric: boolean): Sender {
  if (alphanumeric) return { address, kind: 'name' };
  const digits = address.replace(/^\+/, '');
  if (!/^\d+$/.test(digits)) return { address, kind: 'other' };
  if (digits.length <= SHORT_CODE_DIGITS_MAX) return { address, kind: 'short_code' };
  const number = readPhoneNumber(address);
  return number ? { address: number, kind: 'phone' } : { address, kind: 'other' };
}

/** Whether the program itself may text this number: only Indonesian mobiles, for a loop abroad costs dearly. */
export const mayAnswerByItself = (sender: Sender): boolean =>
  sender.kind === 'phone' && sender.address.startsWith('+628');

/** Whether an SMS can arrive there at all: not at an Indonesian landline. */
export const takesSms = (number: string): boolean => !/^\+62(?!8)/.test(number);

/** Only these can read an SMS for certain, and cost no more than one. */
export const isIndonesianMobile = (number: PhoneNumber): boolean => number.startsWith('+628');

/** `0811-3103-001` for Indonesian mobiles, `(0333) 417437` for landlines, international form for the rest. */
export function showPhoneNumber(address: string): string {
  if (!/^\+\d{7,15}$/.test(address)) return address;
  const parsed = parsePhoneNumberFromString(address);
  if (!parsed) return address;
  return parsed.country === INDONESIA ? parsed.formatNational() : parsed.formatInternational();
}
