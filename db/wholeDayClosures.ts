import { and, inArray, isNull } from 'drizzle-orm';
import type { Db, Tx } from './open.ts';
import type { LocalDate } from './rules/calendar/calendarDays.ts';
import type { KnownClosure } from './rules/calendar/closureImport.ts';
import { closures } from './schema/calendar.ts';

/** What these dates are closed for already, all day. */
export const wholeDayClosures = (db: Db | Tx, dates: readonly LocalDate[]): KnownClosure[] =>
  db
    .select({ id: closures.id, date: closures.date, name: closures.name, state: closures.state })
    .from(closures)
    .where(and(inArray(closures.date, [...new Set(dates)]), isNull(closures.closedFrom)))
    .all();
