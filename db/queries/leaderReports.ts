import { and, asc, desc, eq, isNotNull, isNull, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand, may } from '../rules/permissions.ts';
import type { Priority } from '../rules/priority.ts';
import type { TicketStatus } from '../rules/ticketLifecycle.ts';
import { leaderReports } from '../schema/deadlines.ts';
import { contactPhones, contacts, units, users } from '../schema/people.ts';
import { categories, tickets } from '../schema/tickets.ts';

/** "Laporan ke pimpinan" (SOP 8, SLA 0.8). */
export interface LeaderReport {
  ticketId: number;
  status: TicketStatus;
  priority: Priority;
  subject: string;
  category: string | null;
  place: string | null;
  unit: string | null;
  unitName: string | null;
  reporterName: string | null;
  reporterPhone: string | null;
  technician: string | null;
  createdAtMs: number;
  assignedAtMs: number | null;
  closedAtMs: number | null;
  requestedAtMs: number;
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

const waiting = isNull(leaderReports.acknowledgedAtMs);
const DONE_ROWS = 50;

/** Reports that no leader has seen, the oldest first. */
export function reportsToAcknowledge(db: Db, actor: Actor): LeaderReport[] {
  demand(actor, 'seeLate');
  return reports(db).where(waiting).orderBy(asc(leaderReports.requestedAtMs)).limit(200).all();
}

export const reportsToAcknowledgeCount = (db: Db): number => rowCount(db, leaderReports, waiting);

/** The newest of those that were seen. */
export function acknowledgedReports(db: Db, actor: Actor): LeaderReport[] {
  demand(actor, 'seeLate');
  return reports(db)
    .where(isNotNull(leaderReports.acknowledgedAtMs))
    .orderBy(desc(leaderReports.ticketId))
    .limit(DONE_ROWS)
    .all();
}

/** A ticket's report, or undefined where none was asked for. Whoever may see the ticket may see it. */
export const leaderReport = (db: Db, ticketId: number): LeaderReport | undefined =>
  reports(db).where(eq(leaderReports.ticketId, ticketId)).get();

/**
 * The report as it is printed.
 * @throws DomainError `not_found` alike for another's ticket and for one without a report.
 */
export function printedReport(db: Db, actor: Actor, ticketId: number): LeaderReport {
  const own: SQL | undefined = may(actor, 'seeAllTickets')
    ? undefined
    : eq(tickets.technicianId, actor.userId);
  const report = reports(db)
    .where(and(eq(leaderReports.ticketId, ticketId), own))
    .get();
  if (!report) throw new DomainError('not_found', `Tidak ada laporan ke pimpinan untuk tiket #${ticketId}.`);
  return report;
}

function reports(db: Db) {
  const technician = alias(users, 'technician');
  const reporter = alias(users, 'reporter');
  const leader = alias(users, 'leader');
  return db
    .select({
      ticketId: leaderReports.ticketId,
      status: tickets.status,
      priority: tickets.priority,
      subject: tickets.subject,
      category: categories.name,
      place: tickets.place,
      unit: units.shortName,
      unitName: units.name,
      reporterName: contacts.name,
      reporterPhone: tickets.reporterPhone,
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
    })
    .from(leaderReports)
    .innerJoin(tickets, eq(tickets.id, leaderReports.ticketId))
    .leftJoin(units, eq(units.id, tickets.unitId))
    .leftJoin(categories, eq(categories.id, tickets.categoryId))
    .leftJoin(contactPhones, eq(contactPhones.phone, tickets.reporterPhone))
    .leftJoin(contacts, eq(contacts.id, contactPhones.contactId))
    .leftJoin(technician, eq(technician.id, tickets.technicianId))
    .leftJoin(reporter, eq(reporter.id, leaderReports.reportedBy))
    .leftJoin(leader, eq(leader.id, leaderReports.acknowledgedBy))
    .$dynamic();
}
