import { and, asc, eq, gte, isNull, lte } from 'drizzle-orm';
import type { Db, Tx } from './open.ts';
import type { AbsenceSpan } from './rules/absence.ts';
import type { LocalDate } from './rules/calendar/calendarDays.ts';
import { absences } from './schema/workforce.ts';

/** The absence that this day of a technician falls into; undefined while at work. */
export const absentOn = (db: Db | Tx, technicianId: number, date: LocalDate): AbsenceSpan | undefined =>
  db
    .select({ kind: absences.kind, fromDate: absences.fromDate, toDate: absences.toDate })
    .from(absences)
    .where(
      and(
        eq(absences.technicianId, technicianId),
        isNull(absences.withdrawnAtMs),
        lte(absences.fromDate, date),
        gte(absences.toDate, date),
      ),
    )
    .orderBy(asc(absences.fromDate))
    .get();
