import { serviceCalendar } from '../calendars.ts';
import { closuresOfYear } from '../closuresOfYear.ts';
import type { Db } from '../open.ts';
import { opensAgain } from '../rules/calendar/businessCalendar.ts';
import { localDate } from '../rules/zonedTime.ts';
import { timeZoneOf } from '../timeZone.ts';

/** Why deadlines that are reckoned now may be wrong. */
export type HolidayWarning =
  | { missing: 'holidays'; year: number /** Guesses that nobody has confirmed. */; drafts: number }
  | { missing: 'hours' };

/** The decree for the next year comes in autumn (GLOSSARY 5.4). */
const WARNED_FROM_MONTH = 10;

/** A year without a list: this one at any time, the next one from October on; undefined when all is well. */
export function holidayWarning(db: Db, nowMs: number): HolidayWarning | undefined {
  if (!opensAgain(serviceCalendar(db), nowMs)) return { missing: 'hours' };
  const [year = 0, month = 0] = localDate(nowMs, timeZoneOf(db)).split('-').map(Number);
  const missing = [year, ...(month >= WARNED_FROM_MONTH ? [year + 1] : [])]
    .map((each) => ({ year: each, closures: closuresOfYear(db, each) }))
    .find(({ closures }) => !closures.some(({ kind, state }) => kind === 'national' && state === 'fixed'));
  return (
    missing && {
      missing: 'holidays',
      year: missing.year,
      drafts: missing.closures.filter(({ state }) => state === 'draft').length,
    }
  );
}
