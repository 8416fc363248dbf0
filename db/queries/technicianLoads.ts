import { and, desc, eq, gte, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { type AbsenceSpan, absenceWords } from '../rules/absence.ts';
import { dateAfter } from '../rules/calendar/calendarDays.ts';
import { nextLocalMidnightMs } from '../rules/localTime.ts';
import { PRIORITIES, type Priority } from '../rules/priority.ts';
import { type Candidate, openCount, type PriorityCounts } from '../rules/technicianSuggestion.ts';
import { workEstimates } from '../rules/workEstimate.ts';
import { localDate } from '../rules/zonedTime.ts';
import { deadlines } from '../schema/deadlines.ts';
import { users } from '../schema/people.ts';
import { categories, tickets } from '../schema/tickets.ts';
import { absences, technicianLimits, technicianSkills } from '../schema/workforce.ts';
import { timeZoneOf } from '../timeZone.ts';
import { type Place, technicianPlaces } from './technicianPlaces.ts';

/** What a technician has to do, where, and whether at work; all that a suggestion follows from. */
export interface TechnicianLoad extends Candidate {
  open: number;
  pending: number;
  /** Repairs that are due until midnight, those that are late already, and the work in both, in minutes. */
  dueToday: number;
  late: number;
  dueMinutes: number;
  /** The work in all that does not wait, in minutes. */
  queuedMinutes: number;
  /** `cuti 12/01–14/01`: within the next two weeks. */
  comingAbsence: string | undefined;
  place: Place | undefined;
  places: readonly Place[];
}

/** So far ahead an admin wants to know who will be away. */
const COMING_DAYS = 14;
/** The newest of the office's visits say how long work takes. */
const VISITS = 500;

/** Active technicians by name. */
export function technicianLoads(db: Db, nowMs: number): TechnicianLoad[] {
  const today = localDate(nowMs, timeZoneOf(db));
  const minutesOf = workEstimates(finishedVisits(db));
  const counts = openCounts(db);
  const due = dueTickets(db, nowMs);
  const away = absencesFrom(db, today);
  const skills = skillRows(db);
  return technicians(db).map(({ id, name, phone, ticketsMax }) => {
    const own = counts.filter(({ technicianId }) => technicianId === id);
    const pending = own.filter((row) => row.pending);
    const byPriority = countsOf(own);
    const pendingByPriority = countsOf(pending);
    const ownDue = due.filter(({ technicianId }) => technicianId === id);
    const spans = away.filter(({ technicianId }) => technicianId === id);
    const now = spans.find(({ fromDate }) => fromDate <= today);
    const coming = spans.find(({ fromDate }) => fromDate > today);
    const { last, today: places } = technicianPlaces(db, id, nowMs);
    return {
      id,
      name,
      hasPhone: phone !== null,
      byPriority,
      pendingByPriority,
      open: openCount(byPriority),
      pending: openCount(pendingByPriority),
      dueToday: ownDue.filter(({ dueAtMs }) => dueAtMs >= nowMs).length,
      late: ownDue.filter(({ dueAtMs }) => dueAtMs < nowMs).length,
      dueMinutes: sum(ownDue.map(({ categoryId }) => minutesOf(categoryId))),
      queuedMinutes: sum(
        own.filter((row) => !row.pending).map((row) => row.count * minutesOf(row.categoryId)),
      ),
      absence: now && absenceWords(now, today),
      comingAbsence: coming && absenceWords(coming, today),
      ticketsMax,
      skills: skills.filter(({ technicianId }) => technicianId === id),
      place: last,
      places,
    };
  });
}

const technicians = (db: Db) =>
  db
    .select({ id: users.id, name: users.name, phone: users.phone, ticketsMax: technicianLimits.ticketsMax })
    .from(users)
    .leftJoin(technicianLimits, eq(technicianLimits.technicianId, users.id))
    .where(and(eq(users.role, 'technician'), eq(users.active, true)))
    .orderBy(users.name)
    .all();

const skillRows = (db: Db) =>
  db
    .select({ technicianId: technicianSkills.technicianId, id: categories.id, name: categories.name })
    .from(technicianSkills)
    .innerJoin(categories, eq(categories.id, technicianSkills.categoryId))
    .orderBy(categories.id)
    .all();

interface OpenCount {
  technicianId: number | null;
  priority: Priority;
  pending: boolean;
  categoryId: number | null;
  count: number;
}

/** Only open tickets count: what is closed is no load (R43). */
const openCounts = (db: Db): OpenCount[] =>
  db
    .select({
      technicianId: tickets.technicianId,
      priority: tickets.priority,
      pending: sql<boolean>`${tickets.status} = 'pending'`.mapWith(Boolean),
      categoryId: tickets.categoryId,
      count: sql<number>`count(*)`,
    })
    .from(tickets)
    .where(and(eq(tickets.open, true), isNotNull(tickets.technicianId)))
    .groupBy(tickets.technicianId, tickets.priority, sql`${tickets.status} = 'pending'`, tickets.categoryId)
    .all();

function countsOf(rows: readonly OpenCount[]): PriorityCounts {
  const [low, normal, high, emergency] = PRIORITIES.map((priority) =>
    sum(rows.filter((row) => row.priority === priority).map(({ count }) => count)),
  );
  return { low: low ?? 0, normal: normal ?? 0, high: high ?? 0, emergency: emergency ?? 0 };
}

/** Repairs whose time ends today or has ended; one that is paused has no end. */
function dueTickets(db: Db, nowMs: number) {
  return db
    .select({
      technicianId: tickets.technicianId,
      categoryId: tickets.categoryId,
      dueAtMs: sql<number>`${deadlines.dueAtMs}`,
    })
    .from(deadlines)
    .innerJoin(tickets, eq(tickets.id, deadlines.ticketId))
    .where(
      and(
        // Spelled as in the partial index.
        sql`${deadlines.state} = 'running'`,
        eq(deadlines.clock, 'repair'),
        lt(deadlines.dueAtMs, nextLocalMidnightMs(nowMs, timeZoneOf(db))),
        eq(tickets.open, true),
      ),
    )
    .all();
}

/** Of today and the days to come, the earliest first. */
const absencesFrom = (db: Db, today: string): (AbsenceSpan & { technicianId: number })[] =>
  db
    .select({
      technicianId: absences.technicianId,
      kind: absences.kind,
      fromDate: absences.fromDate,
      toDate: absences.toDate,
    })
    .from(absences)
    .where(
      and(
        isNull(absences.withdrawnAtMs),
        gte(absences.toDate, today),
        lt(absences.fromDate, dateAfter(today, COMING_DAYS)),
      ),
    )
    .orderBy(absences.fromDate)
    .all();

function finishedVisits(db: Db) {
  const visits = db
    .select({
      categoryId: tickets.categoryId,
      minutes: sql<number>`(${tickets.closedAtMs} - ${tickets.arrivedAtMs}) / 60000.0`,
    })
    .from(tickets)
    .where(and(isNotNull(tickets.closedAtMs), isNotNull(tickets.arrivedAtMs)))
    .orderBy(desc(tickets.closedAtMs))
    .limit(VISITS)
    .all();
  return visits.filter(({ minutes }) => minutes > 0);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
