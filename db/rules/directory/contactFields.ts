import { DomainError } from '../errors.ts';
import type { PhoneNumber } from '../phoneNumber.ts';
import { optional } from './unitFields.ts';

/** What the directory says of a person. */
export interface ContactFields {
  /** Null for the yet unnamed owner of a number. */
  name: string | null;
  position: string | null;
  unitId: number | null;
  notes: string | null;
  active: boolean;
  /** The first is the one to ring. */
  phones: readonly PhoneNumber[];
}

const NAME_MAX = 80;
const NOTES_MAX = 500;
const PHONES_MAX = 6;

/**
 * @returns the same without blanks at the ends and without a number that stands twice.
 * @throws DomainError `invalid`
 */
export function checkedContact(fields: ContactFields): ContactFields {
  const phones = [...new Set(fields.phones)];
  const name = optional('Nama', fields.name, NAME_MAX);
  if (name === null && phones.length === 0)
    throw new DomainError('invalid', 'Isi nama, nomor telepon, atau keduanya.');
  if (phones.length > PHONES_MAX)
    throw new DomainError('invalid', `Satu orang paling banyak ${PHONES_MAX} nomor.`);
  return {
    name,
    position: optional('Jabatan', fields.position, NAME_MAX),
    unitId: fields.unitId,
    notes: optional('Catatan', fields.notes, NOTES_MAX),
    active: fields.active,
    phones,
  };
}
