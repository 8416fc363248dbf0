import { and, asc, desc, eq, gte, isNull, lt } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import type { AbsenceKind } from '../rules/absence.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { localDate } from '../rules/zonedTime.ts';
import { users } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';
import { absences } from '../schema/workforce.ts';
import { timeZoneOf } from '../timeZone.ts';

export interface AbsenceView {
  id: number;
  technicianId: number;
  technician: string;
  kind: AbsenceKind;
  /** `2026-01-05`, both ends included. */
  fromDate: string;
  toDate: string;
  note: string | null;
  recordedBy: string;
}

export interface AbsenceList {
  /** Of today and the days to come, the earliest first. */
  coming: (AbsenceView & { openTickets: number })[];
  /** The latest of those that are over. */
  past: AbsenceView[];
}

const PAST_ROWS = 20;
const COMING_ROWS = 200;

/** Who is away, will be and was. */
export function absenceList(db: Db, actor: Actor, nowMs: number): AbsenceList {
  demand(actor, 'seeWorkload');
  const today = localDate(nowMs, timeZoneOf(db));
  const inForce = isNull(absences.withdrawnAtMs);
  const coming = rows(db)
    .where(and(inForce, gte(absences.toDate, today)))
    .orderBy(asc(absences.fromDate), asc(absences.id))
    .limit(COMING_ROWS)
    .all();
  const past = rows(db)
    .where(and(inForce, lt(absences.toDate, today)))
    .orderBy(desc(absences.toDate))
    .limit(PAST_ROWS)
    .all();
  const openOf = (technicianId: number) =>
    rowCount(db, tickets, and(eq(tickets.technicianId, technicianId), eq(tickets.open, true)));
  return { coming: coming.map((row) => ({ ...row, openTickets: openOf(row.technicianId) })), past };
}

function rows(db: Db) {
  const recorder = alias(users, 'recorder');
  return db
    .select({
      id: absences.id,
      technicianId: absences.technicianId,
      technician: users.name,
      kind: absences.kind,
      fromDate: absences.fromDate,
      toDate: absences.toDate,
      note: absences.note,
      recordedBy: recorder.name,
    })
    .from(absences)
    .innerJoin(users, eq(users.id, absences.technicianId))
    .innerJoin(recorder, eq(recorder.id, absences.recordedBy))
    .$dynamic();
}
