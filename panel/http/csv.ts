/** A cell of a table that leaves the program; null is an empty one. */
export type CsvCell = string | number | null;

const BOM = '\ufeff';
/** What makes a spreadsheet take a cell for a formula, also in full width or behind blanks (R54). */
const FORMULA = /^['\s]*[=+\-@＝＋－＠]|^'*[\t\r\n]/;

/**
 * A table as Excel in Indonesian opens it by a double click: UTF-8 with its mark, `;` between cells, CRLF after lines
 * (GLOSSARY 5.2, R55). Text that would run as a formula gets an apostrophe before it; readCsv takes it off again.
 * Phone numbers keep their zero when they are written as showPhoneNumber does.
 */
export const csvText = (rows: readonly (readonly CsvCell[])[]): string =>
  BOM + rows.map((row) => `${row.map(cellText).join(';')}\r\n`).join('');

/** The headers of an answer that is saved as a file of this name. */
export const csvHeaders = (fileName: string): Record<string, string> => ({
  'Content-Type': 'text/csv; charset=utf-8',
  'Content-Disposition': `attachment; filename="${fileName}"`,
});

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  const text = (FORMULA.test(cell) ? `'${cell}` : cell).replaceAll('\u0000', '');
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The text as it was before csvText wrote it. */
export const unguarded = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
