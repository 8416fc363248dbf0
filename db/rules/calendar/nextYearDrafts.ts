import { dateAfter, isLocalDate, type LocalDate } from './calendarDays.ts';
import type { OfficeClosure } from './closure.ts';

/** Twelve moons, which is what a year of the Hijri calendar has. */
const HIJRI_YEAR_DAYS = 354;
const HIJRI = /idul?\s*fitri|idul?\s*adha|isra|mi'?raj|maulid|hijriah|muharam|nuzul/i;

/**
 * A year's holidays as a guess at the next one's: the same day of the year, Islamic ones a lunar year later, numbers of
 * years in their names one higher. Guesses only: Easter, Nyepi, Waisak and Imlek move otherwise, and collective leave is
 * decided each year. Elections and half days are not repeated.
 */
export const nextYearDrafts = (closures: readonly OfficeClosure[], year: number): OfficeClosure[] =>
  closures
    .filter(({ date, kind, closed }) => date.startsWith(`${year}-`) && kind !== 'election' && closed === null)
    .map(({ date, name, kind, appliesTo, closed }) => ({
      date: HIJRI.test(name) ? dateAfter(date, HIJRI_YEAR_DAYS) : sameDay(date, year + 1),
      name: name.replace(/\b\d{4}\b/g, (number) => String(Number(number) + 1)),
      kind,
      state: 'draft',
      source: `Perkiraan dari ${year}`,
      appliesTo,
      closed,
    }));

/** 29 February becomes the 28th. */
function sameDay(date: LocalDate, year: number): LocalDate {
  const moved = `${year}${date.slice(4)}`;
  return isLocalDate(moved) ? moved : `${year}-02-28`;
}
