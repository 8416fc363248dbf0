import { CsvError, parse } from 'csv-parse/sync';
import { DomainError } from '../../db/rules/errors.ts';
import { unguarded } from '../http/csv.ts';

/** A line of a table, with the number that a spreadsheet shows beside it. */
export interface CsvLine {
  line: number;
  cells: string[];
}

const SEPARATORS = [';', '\t', ','] as const;
const LINES_MAX = 10_001;

/**
 * Reads a table as offices save it: UTF-8 with or without its mark, UTF-16, or Windows-1252; `;`, `,` or tab between
 * cells, quotes as Excel writes them. Empty lines are left out.
 * @throws DomainError `invalid` for a file that is no such table, or has more than 10,000 lines below its head
 */
export function readCsv(bytes: Uint8Array): CsvLine[] {
  const text = decoded(bytes);
  const lines = parsed(text).filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (lines.length > LINES_MAX)
    throw new DomainError('invalid', 'Berkas ini lebih dari 10.000 baris. Bagi menjadi beberapa berkas.');
  return lines;
}

/** @throws DomainError `invalid` for a workbook, a picture and other bytes that are no text. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw new DomainError(
      'invalid',
      'Ini berkas Excel (XLSX). Simpan dahulu sebagai CSV: File, Save As, "CSV UTF-8".',
    );
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes).replace(/^\ufeff/, '');
  if (text.includes('\u0000')) throw new DomainError('invalid', 'Berkas ini bukan CSV: isinya bukan teks.');
  return text.replace(/^sep=.\r?\n/i, '');
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Latin text in UTF-16 without a mark has a zero in every second byte.
  if (second === 0) return 'utf-16le';
  if (first === 0 && second !== undefined) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function parsed(text: string): CsvLine[] {
  const lines: CsvLine[] = [];
  try {
    parse(text, {
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      on_record: (record: string[]) => {
        lines.push({ line: lines.length + 1, cells: record.map((cell) => unguarded(cell).trim()) });
        return null;
      },
    });
    return lines;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new DomainError(
      'invalid',
      `Baris ${lines.length + 1} tidak dapat dibaca: tanda kutip (") tidak ditutup.`,
    );
  }
}

/** The one that stands most often in the head line, outside of quotes. */
function separatorOf(text: string): string {
  const head = (text.match(/^[^\r\n]*/)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (separator: string) => head.split(separator).length;
  return SEPARATORS.reduce((best, each) => (count(each) > count(best) ? each : best));
}
