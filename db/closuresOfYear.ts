import { and, asc, gte, lte } from 'drizzle-orm';
import type { Db, Tx } from './open.ts';
import type { OfficeClosure } from './rules/calendar/closure.ts';
import { closures } from './schema/calendar.ts';

/** A closure as the database knows it. */
export interface StoredClosure extends OfficeClosure {
  id: number;
}

/** All closures of a year in their order, drafts included. */
export const closuresOfYear = (db: Db | Tx, year: number): StoredClosure[] =>
  db
    .select()
    .from(closures)
    .where(and(gte(closures.date, `${year}-01-01`), lte(closures.date, `${year}-12-31`)))
    .orderBy(asc(closures.date), asc(closures.id))
    .all()
    .map(({ closedFrom: from, closedTo: to, ...closure }) => ({
      ...closure,
      closed: from === null || to === null ? null : { from, to },
    }));
