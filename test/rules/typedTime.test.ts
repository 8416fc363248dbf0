import { expect, test } from 'vitest';
import { typedDate, typedMoment } from '../../db/rules/typedTime.ts';

/** Monday 5 January 2026, 10.00 WIB. */
const NOW_MS = Date.UTC(2026, 0, 5, 3);
const wib = (atMs: number | undefined) =>
  atMs === undefined
    ? undefined
    : new Date(atMs + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

test.each([
  ['13/01/2026 13.30', '2026-01-13 13:30'],
  ['13/01/2026 13:30', '2026-01-13 13:30'],
  ['13-1-26 pukul 8.05', '2026-01-13 08:05'],
  ['13/01 13.30 WIB', '2026-01-13 13:30'],
  ['1/1 08.00', '2027-01-01 08:00'],
  ['13.30', '2026-01-05 13:30'],
  ['hari ini jam 16.00', '2026-01-05 16:00'],
  ['besok 9.00', '2026-01-06 09:00'],
  ['Lusa, 09.15', '2026-01-07 09:15'],
  ['2026-01-13T13:30', '2026-01-13 13:30'],
  ['29/02/2028 08.00', '2028-02-29 08:00'],
])('the moment "%s" is %s (R67)', (typed, expected) =>
  expect(wib(typedMoment(typed, NOW_MS, 'Asia/Jakarta'))).toBe(expected),
);

test.each([
  '',
  '01/13/2026 13.30',
  '31/02/2026 08.00',
  '29/02/2026 08.00',
  '13/01/2026',
  '13/01/2026 25.00',
  '13/01/2026 8.75',
  '1:30 PM',
  'kapan saja',
  '13/01/12026 10.00',
])('"%s" is no moment, and nobody guesses what it was to be (R67)', (typed) =>
  expect(typedMoment(typed, NOW_MS, 'Asia/Jakarta')).toBeUndefined(),
);

test.each([
  ['12/01/2026', '2026-01-12'],
  ['12-1', '2026-01-12'],
  ['4.1', '2027-01-04'],
  ['2026-01-12', '2026-01-12'],
])('the date "%s" is %s', (typed, expected) => expect(typedDate(typed, '2026-01-05')).toBe(expected));

test.each(['', '13', '01/13/2026', '30/02', '12/1/202'])('"%s" is no date', (typed) =>
  expect(typedDate(typed, '2026-01-05')).toBeUndefined(),
);
