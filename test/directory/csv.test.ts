import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../panel/directory/readCsv.ts';
import { type CsvCell, csvText } from '../../panel/http/csv.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const windows1252 = (text: string) => Uint8Array.from([...text].map((char) => char.charCodeAt(0)));
const utf16 = (text: string, littleEndian: boolean, mark: boolean) => {
  const whole = mark ? `\ufeff${text}` : text;
  const view = new DataView(new ArrayBuffer(whole.length * 2));
  for (let i = 0; i < whole.length; i += 1) view.setUint16(i * 2, whole.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
};
const cellsOf = (bytes: Uint8Array) => readCsv(bytes).map(({ cells }) => cells);

const TABLE = 'Nama;Tempat\r\nKafé Blambangan;"Jl. A; no. 1"\r\n';
const READ = [
  ['Nama', 'Tempat'],
  ['Kafé Blambangan', 'Jl. A; no. 1'],
];

describe('a table is read however an office saved it', () => {
  test.each([
    ['UTF-8', utf8(TABLE)],
    ['UTF-8 with its mark', utf8(`\ufeff${TABLE}`)],
    ['Windows-1252', windows1252(TABLE)],
    ['UTF-16, little end first', utf16(TABLE, true, true)],
    ['UTF-16, big end first', utf16(TABLE, false, true)],
    ['UTF-16 without its mark', utf16(TABLE, true, false)],
    ['commas', utf8('Nama,Tempat\nKafé Blambangan,"Jl. A; no. 1"')],
    ['tabs', utf8('Nama\tTempat\nKafé Blambangan\tJl. A; no. 1\n')],
    ['the line of Excel that names the separator', utf8(`sep=;\r\n${TABLE}`)],
    ['empty lines between', utf8(`\r\n${TABLE}\r\n;\r\n\r\n`)],
  ])('%s', (_, bytes) => expect(cellsOf(bytes)).toEqual(READ));

  test('each line is named by the number that a spreadsheet shows, also behind a cell of several lines', () => {
    const lines = readCsv(utf8('Nama;Catatan\r\nSiti;"a\r\nb"\r\n\r\nBudi;c\r\n'));
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 4]);
  });
});

describe('what is no such table is refused in words', () => {
  test.each([
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4]), /XLSX/],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 0x80, 0, 0]), /bukan teks/],
    ['a quote that never ends', utf8('Nama;Tempat\nSiti;"a\nBudi;b\n'), /Baris 2 .*tanda kutip/],
    ['more than 10,000 lines', utf8(`Nama\n${'Siti\n'.repeat(10_001)}`), /10\.000 baris/],
  ])('%s', (_, bytes, words) => expect(() => readCsv(bytes)).toThrow(words));
});

describe('a table that leaves the program', () => {
  test('is UTF-8 with its mark and semicolons, so that Excel in Indonesian opens it by a double click (R55)', () => {
    expect(
      csvText([
        ['Nama', 'Jumlah', null],
        ['Kafé', 1.5, 'a;"b"\nc'],
      ]),
    ).toBe('\ufeffNama;Jumlah;\r\nKafé;1,5;"a;""b""\nc"\r\n');
  });

  test.each(['=HYPERLINK("http://x")', '+62811', '-', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', "'=1"])(
    'holds no formula: %j (R54)',
    (text) => expect(csvText([[text]])).toMatch(/^\ufeff"?'/),
  );

  test('leaves phone numbers as people read them, with their zero (R54)', () => {
    expect(csvText([['0811-3103-001', '(0333) 417437']])).toBe('\ufeff0811-3103-001;(0333) 417437\r\n');
  });

  test('a negative number is a number', () => expect(csvText([[-5]])).toBe('\ufeff-5\r\n'));

  test('is read again as it was, whatever is in its cells', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab=+-@\'";,\t\n é') }).map((text) => text.trim());
    const row = fc.tuple(fc.constant('x'), cell, cell);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const table: CsvCell[][] = [['Satu', 'Dua', 'Tiga'], ...rows];
        expect(cellsOf(utf8(csvText(table)))).toEqual(table);
      }),
    );
  });
});
