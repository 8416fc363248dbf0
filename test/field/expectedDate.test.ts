import { expect, test } from 'vitest';
import { expectedDateIn } from '../../db/rules/expectedDate.ts';

test.each([
  ['part dipesan tgl 12/1', '2026-01-12'],
  ['part datang 12-01', '2026-01-12'],
  ['part 12/01/2026', '2026-01-12'],
  ['part 12.1.26', '2026-01-12'],
  ['pesan, datang 12 januari', '2026-01-12'],
  ['datang 12 Jan 2026', '2026-01-12'],
  ['barang tgl 12', '2026-01-12'],
  ['barang tanggal 3', '2026-02-03'],
  ['besok', '2026-01-06'],
  ['lusa pagi', '2026-01-07'],
  ['hari ini 5/1', '2026-01-05'],
  ['3/2', '2026-02-03'],
  ['menunggu part', undefined],
  ['1/2 hari', undefined],
  ['jam 10.30', undefined],
  ['31/2', undefined],
  ['4/1', undefined],
  ['12/13', undefined],
  ['12/1/2030', undefined],
  ['192.168.1.10', undefined],
  ['0812-3456-7890', undefined],
])('%j, said on 5 January 2026, names %s', (words, date) => {
  expect(expectedDateIn(words, '2026-01-05')).toBe(date);
});

test('a date without a year is the next one, also across the turn of the year', () => {
  expect(expectedDateIn('tgl 5/1', '2026-12-28')).toBe('2027-01-05');
  expect(expectedDateIn('tgl 2', '2026-12-28')).toBe('2027-01-02');
});
