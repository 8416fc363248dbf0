import type { PartView } from '../../db/queries/stock.ts';
import type { CsvCell } from '../http/csv.ts';

const HEAD = [
  'Suku cadang',
  'Satuan',
  'Di rak',
  'Disisihkan',
  'Bebas',
  'Minimum',
  'Di bawah minimum',
  'Ditunggu tiket',
  'Rak',
];

/** The book as a table, the same rows as the list. */
export const stockCsvRows = (parts: readonly PartView[]): CsvCell[][] => [
  HEAD,
  ...parts.map((part) => [
    part.name,
    part.countedIn,
    part.onHand,
    part.reserved,
    part.free,
    part.minimum,
    part.belowMinimum ? 'ya' : 'tidak',
    part.wanted,
    part.shelf,
  ]),
];
