import { expect, test } from 'vitest';
import { latestMonths, monthWords } from '../../db/rules/month.ts';

test('the latest months go back over the turn of the year', () =>
  expect(latestMonths('2026-02-05', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']));

test('a month is named in words', () => expect(monthWords('2026-12')).toBe('Desember 2026'));
