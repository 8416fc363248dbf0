import { DomainError } from '../errors.ts';
import { isSameName } from './unitNames.ts';

/** What the directory says of a unit (SKPD). */
export interface UnitFields {
  /** Official. */
  name: string;
  /** For SMS and lists, at most SHORT_NAME_MAX characters. */
  shortName: string;
  /** Kecamatan. */
  district: string | null;
  parentId: number | null;
  /** Address or the word by which the place is known. */
  place: string | null;
  oldNames: readonly string[];
  active: boolean;
}

/** Longer ones leave the message in an SMS no room (GLOSSARY 5.2). */
export const SHORT_NAME_MAX = 20;
const NAME_MAX = 120;
const PLACE_MAX = 200;
const OLD_NAMES_MAX = 10;

/**
 * @returns the same without blanks at the ends; an old name that is the present one again is left out.
 * @throws DomainError `invalid`
 */
export function checkedUnit(fields: UnitFields): UnitFields {
  const name = oneLine(fields.name);
  const shortName = oneLine(fields.shortName);
  if (name === '') throw new DomainError('invalid', 'Nama resmi SKPD belum diisi.');
  if (shortName === '') throw new DomainError('invalid', 'Nama singkat SKPD belum diisi.');
  if ([...shortName].length > SHORT_NAME_MAX)
    throw new DomainError(
      'invalid',
      `Nama singkat "${shortName}" terlalu panjang: ${[...shortName].length} karakter, paling banyak ${SHORT_NAME_MAX}.`,
    );
  const oldNames = fields.oldNames
    .map(oneLine)
    .filter((old, i, all) => old !== '' && !isSameName(old, name) && all.indexOf(old) === i);
  if (oldNames.length > OLD_NAMES_MAX)
    throw new DomainError('invalid', `Nama lama paling banyak ${OLD_NAMES_MAX}.`);
  for (const each of [name, ...oldNames]) refuseLonger('Nama', each, NAME_MAX);
  return {
    name,
    shortName,
    district: optional('Kecamatan', fields.district, NAME_MAX),
    parentId: fields.parentId,
    place: optional('Alamat', fields.place, PLACE_MAX),
    oldNames,
    active: fields.active,
  };
}

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Null for an empty one. @throws DomainError `invalid` when it is too long */
export function optional(label: string, text: string | null, max: number): string | null {
  const line = oneLine(text ?? '');
  refuseLonger(label, line, max);
  return line === '' ? null : line;
}

function refuseLonger(label: string, text: string, max: number): void {
  if ([...text].length > max)
    throw new DomainError('invalid', `${label} terlalu panjang: paling banyak ${max} karakter.`);
}
