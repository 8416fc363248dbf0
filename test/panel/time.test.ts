import { expect, test } from 'vitest';
import { relativeTime } from '../../panel/views/time.tsx';

const S = 1000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;

test.each([
  [-5 * M, 'baru saja'],
  [0, 'baru saja'],
  [59 * S, 'baru saja'],
  [M, '1 menit lalu'],
  [H - 1, '59 menit lalu'],
  [H, '1 jam lalu'],
  [D - 1, '23 jam lalu'],
  [D, '1 hari lalu'],
  [7 * D - 1, '6 hari lalu'],
  [7 * D, undefined],
])('an age of %i ms reads "%s"', (ageMs, words) => {
  expect(relativeTime(1_767_582_000_000, 1_767_582_000_000 + ageMs)).toBe(words);
});
