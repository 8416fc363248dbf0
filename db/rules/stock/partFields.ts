import { DomainError } from '../errors.ts';

/** A part as somebody describes it. */
export interface PartFields {
  name: string;
  countedIn: string;
  minimum: number;
  shelf: string | null;
  active: boolean;
}

const NAME_MAX = 60;
const COUNTED_IN_MAX = 20;
const SHELF_MAX = 40;
const PIECES_MAX = 100_000;

const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

/**
 * Tidied and looked at.
 * @throws DomainError `invalid` naming the field and what fits
 */
export function checkedPart(fields: PartFields): PartFields {
  const name = oneLine(fields.name);
  const countedIn = oneLine(fields.countedIn) || 'buah';
  const shelf = oneLine(fields.shelf ?? '');
  if (name === '') throw new DomainError('invalid', 'Tulis nama suku cadang.');
  if (name.length > NAME_MAX)
    throw new DomainError('invalid', `Nama suku cadang paling panjang ${NAME_MAX} huruf.`);
  if (countedIn.length > COUNTED_IN_MAX)
    throw new DomainError(
      'invalid',
      `Satuan paling panjang ${COUNTED_IN_MAX} huruf, misalnya buah atau meter.`,
    );
  if (shelf.length > SHELF_MAX) throw new DomainError('invalid', `Rak paling panjang ${SHELF_MAX} huruf.`);
  if (!Number.isInteger(fields.minimum) || fields.minimum < 0 || fields.minimum > PIECES_MAX)
    throw new DomainError('invalid', 'Jumlah minimum harus bilangan bulat, 0 atau lebih.');
  return {
    name,
    countedIn,
    minimum: fields.minimum,
    shelf: shelf === '' ? null : shelf,
    active: fields.active,
  };
}

/**
 * How many pieces, as they were counted or taken.
 * @throws DomainError `invalid` unless it is a whole number from `least` on
 */
export function checkedQuantity(quantity: number, least = 1, most = PIECES_MAX): number {
  if (!Number.isInteger(quantity) || quantity < least || quantity > most)
    throw new DomainError('invalid', `Jumlah harus bilangan bulat dari ${least} sampai ${most}.`);
  return quantity;
}

export const samePart = (a: PartFields, b: PartFields): boolean =>
  a.name === b.name &&
  a.countedIn === b.countedIn &&
  a.minimum === b.minimum &&
  a.shelf === b.shelf &&
  a.active === b.active;
