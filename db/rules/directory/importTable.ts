import { DomainError } from '../errors.ts';
import { plainName } from './unitNames.ts';

/** A line of a table, with the number that a spreadsheet shows beside it; the first is the head. */
export interface TableLine {
  line: number;
  cells: readonly string[];
}

/** What a line of an imported table would do. */
export interface LineVerdict {
  line: number;
  /** Who or what it is about. */
  about: string;
  state: 'new' | 'changed' | 'same' | 'wrong';
  /** Why it is wrong, what would change, or what should be looked at. */
  words: string[];
}

/** A table as it was read by its head. */
export interface ReadTable<C extends string> {
  rows: { line: number; values: Partial<Record<C, string>>; phones: string[] }[];
  /** Heads that mean nothing here: these columns are left out. */
  ignored: string[];
}

/** `phone` may head several columns. */
export type Columns<C extends string> = Readonly<Record<C, readonly string[]>>;

/**
 * Finds the columns of a table by their heads, in any order, and its rows.
 * @throws DomainError `invalid` when a needed column is missing or one stands twice
 */
export function readTable<C extends string>(
  lines: readonly TableLine[],
  columns: Columns<C>,
  needed: { column: C; label: string },
  phoneHead?: RegExp,
): ReadTable<C> {
  const [head, ...body] = lines;
  if (!head) throw new DomainError('invalid', 'Berkas ini kosong.');
  const names = Object.keys(columns) as C[];
  const meant = head.cells.map((cell) => {
    const title = plainName(cell);
    return (
      names.find((name) => columns[name].includes(title)) ?? (phoneHead?.test(title) ? 'phone' : undefined)
    );
  });
  for (const name of names) {
    const times = meant.filter((each) => each === name).length;
    if (times > 1)
      throw new DomainError('invalid', `Ada dua kolom untuk "${columns[name][0]}". Hapus salah satu.`);
  }
  if (!meant.includes(needed.column))
    throw new DomainError(
      'invalid',
      `Kolom "${needed.label}" tidak ada pada baris pertama. Baris pertama harus berisi judul kolom.`,
    );
  const rows = body.map(({ line, cells }) => ({
    line,
    values: Object.fromEntries(
      meant.flatMap((name, i) => (name && name !== 'phone' ? [[name, cells[i] ?? '']] : [])),
    ) as Partial<Record<C, string>>,
    phones: meant
      .flatMap((name, i) => (name === 'phone' ? [cells[i] ?? ''] : []))
      .filter((cell) => cell !== ''),
  }));
  const ignored = head.cells.filter((cell, i) => cell !== '' && meant[i] === undefined);
  return { rows, ignored };
}

/**
 * `ya`, `tidak`, `1`, `nonaktif` …; undefined for an empty cell.
 * @throws DomainError `invalid`
 */
export function activeIn(cell: string): boolean | undefined {
  const word = plainName(cell);
  if (word === '') return undefined;
  if (['ya', 'y', '1', 'aktif', 'true', 'yes'].includes(word)) return true;
  if (['tidak', 't', 'tdk', '0', 'nonaktif', 'non aktif', 'tidak aktif', 'false', 'no'].includes(word))
    return false;
  throw new DomainError('invalid', `Kolom Aktif berisi "${cell}"; tulis ya atau tidak.`);
}

/** `Nama: Siti → Siti Aminah` for each field that differs. */
export function differenceWords(
  labels: Readonly<Record<string, string>>,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  const words = (value: unknown): string => {
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return '(kosong)';
    if (typeof value === 'boolean') return value ? 'ya' : 'tidak';
    return Array.isArray(value) ? value.join(', ') : String(value);
  };
  return Object.entries(labels)
    .filter(([field]) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map(([field, label]) => `${label}: ${words(before[field])} → ${words(after[field])}`);
}
