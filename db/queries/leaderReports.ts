import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import type { ClockState } from '../rules/clocks/clocksOf.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand, may } from '../rules/permissions.ts';
import type { Priority } from '../rules/priority.ts';
import type { TicketStatus } from '../rules/ticketLifecycle.ts';
import { deadlines, leaderReports } from '../schema/deadlines.ts';
import { contactPhones, contacts, units, users } from '../schema/people.ts';
import { categories, tickets } from '../schema/tickets.ts';

/** "Laporan ke pimpinan" (SOP 8, SLA 0.8). */
export interface LeaderReport {
  ticketId: number;
  open: boolean;
  status: TicketStatus;
  priority: Priority;
  subject: string;
  category: string | null;
  place: string | null;
  unit: string | null;
  unitName: string | null;
  reporterName: string | null;
  reporterPhone: string | null;
  technicianId: number | null;
  technician: string | null;
  createdAtMs: number;
  assignedAtMs: number | null;
  closedAtMs: number | null;
  /** When the leader's limit passed. */
  passedAtMs: number;
  /** Null until it is written. */
  reason: string | null;
  obstacle: string | null;
  plan: string | null;
  reportedBy: string | null;
  reportedAtMs: number | null;
  acknowledgedBy: string | null;
  acknowledgedAtMs: number | null;
  instruction: string | null;
}

const waiting = and(isNotNull(leaderReports.requestedAtMs), isNull(leaderReports.acknowledgedAtMs));
const WAITING_ROWS = 200;
const DONE_ROWS = 50;

/** Reports that no leader has seen, the oldest first. */
export function reportsToAcknowledge(db: Db, actor: Actor): LeaderReport[] {
  demand(actor, 'seeLate');
  return reports(db)
    .where(waiting)
    .orderBy(asc(leaderReports.requestedAtMs))
    .limit(WAITING_ROWS)
    .all()
    .map(withLimit);
}

export const reportsToAcknowledgeCount = (db: Db): number => rowCount(db, leaderReports, waiting);

/** The newest of those that were seen. */
export function acknowledgedReports(db: Db, actor: Actor): LeaderReport[] {
  demand(actor, 'seeLate');
  return reports(db)
    .where(isNotNull(leaderReports.acknowledgedAtMs))
    .orderBy(desc(leaderReports.acknowledgedAtMs))
    .limit(DONE_ROWS)
    .all()
    .map(withLimit);
}

/**
 * The report of a ticket that is past the leader's limit, whether it was asked for or not yet: the daemon may not have
 * noticed. Undefined where none is wanted. Whoever may see the ticket may see it.
 */
export function leaderReport(db: Db, ticketId: number, nowMs: number): LeaderReport | undefined {
  const row = reports(db).where(eq(tickets.id, ticketId)).get();
  const passed = row?.state === 'running' && row.dueAtMs !== null && row.dueAtMs < nowMs;
  if (!row || (row.requestedAtMs === null && !passed)) return undefined;
  return withLimit(row);
}

/**
 * The same for a page of its own.
 * @throws DomainError `not_found` alike for another's ticket and for one that needs no report.
 */
export function reportPage(db: Db, actor: Actor, ticketId: number, nowMs: number): LeaderReport {
  const report = leaderReport(db, ticketId, nowMs);
  if (!report || !(may(actor, 'seeAllTickets') || report.technicianId === actor.userId))
    throw new DomainError('not_found', `Tidak ada laporan ke pimpinan untuk tiket #${ticketId}.`);
  return report;
}

type ReportRow = Omit<LeaderReport, 'passedAtMs'> & {
  requestedAtMs: number | null;
  state: ClockState | null;
  dueAtMs: number | null;
};

const withLimit = ({ state: _, dueAtMs, requestedAtMs, ...row }: ReportRow): LeaderReport => ({
  ...row,
  passedAtMs: dueAtMs ?? requestedAtMs ?? row.createdAtMs,
});

/** Of every ticket, with or without a report; the lists below begin at the few that have one. */
function reports(db: Db) {
  const technician = alias(users, 'technician');
  const reporter = alias(users, 'reporter');
  const leader = alias(users, 'leader');
  return db
    .select({
      ticketId: tickets.id,
      open: tickets.open,
      status: tickets.status,
      priority: tickets.priority,
      subject: tickets.subject,
      category: categories.name,
      place: tickets.place,
      unit: units.shortName,
      unitName: units.name,
      reporterName: sql<string | null>`coalesce(${contacts.name}, ${tickets.reporterName})`,
      reporterPhone: tickets.reporterPhone,
      technicianId: tickets.technicianId,
      technician: technician.name,
      createdAtMs: tickets.createdAtMs,
      assignedAtMs: tickets.assignedAtMs,
      closedAtMs: tickets.closedAtMs,
      requestedAtMs: leaderReports.requestedAtMs,
      reason: leaderReports.reason,
      obstacle: leaderReports.obstacle,
      plan: leaderReports.plan,
      reportedBy: reporter.name,
      reportedAtMs: leaderReports.reportedAtMs,
      acknowledgedBy: leader.name,
      acknowledgedAtMs: leaderReports.acknowledgedAtMs,
      instruction: leaderReports.instruction,
      state: deadlines.state,
      dueAtMs: deadlines.dueAtMs,
    })
    .from(tickets)
    .leftJoin(leaderReports, eq(leaderReports.ticketId, tickets.id))
    .leftJoin(deadlines, and(eq(deadlines.ticketId, tickets.id), eq(deadlines.clock, 'leader')))
    .leftJoin(units, eq(units.id, tickets.unitId))
    .leftJoin(contactPhones, eq(contactPhones.phone, tickets.reporterPhone))
    .leftJoin(contacts, eq(contacts.id, contactPhones.contactId))
    .leftJoin(categories, eq(categories.id, tickets.categoryId))
    .leftJoin(technician, eq(technician.id, tickets.technicianId))
    .leftJoin(reporter, eq(reporter.id, leaderReports.reportedBy))
    .leftJoin(leader, eq(leader.id, leaderReports.acknowledgedBy))
    .$dynamic();
}
