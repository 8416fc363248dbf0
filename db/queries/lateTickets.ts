import { and, asc, desc, eq, inArray, lt, ne, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { clockRules } from '../clockFacts.ts';
import type { Db } from '../open.ts';
import type { ClockCalendar } from '../rules/clocks/clockLimits.ts';
import type { ClockName } from '../rules/clocks/clockName.ts';
import { minutesFromDeadline, type Standing, standingOf } from '../rules/clocks/remaining.ts';
import { type Actor, may } from '../rules/permissions.ts';
import type { Priority } from '../rules/priority.ts';
import type { TicketStatus } from '../rules/ticketLifecycle.ts';
import { deadlines, leaderReports } from '../schema/deadlines.ts';
import { contactPhones, contacts, units, users } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';

export interface LateClock {
  clock: ClockName;
  calendar: ClockCalendar;
  standing: Standing;
  dueAtMs: number;
  /** Open minutes since the deadline. */
  minutes: number;
}

/** A ticket with at least one deadline that has passed. */
export interface LateTicket {
  id: number;
  status: TicketStatus;
  priority: Priority;
  subject: string;
  unit: string | null;
  reporterName: string | null;
  reporterPhone: string | null;
  technician: string | null;
  /** The longest late first. */
  clocks: LateClock[];
  /** Null: no report was asked for; its reason is null until it is written. */
  report: { reason: string | null; acknowledgedAtMs: number | null } | null;
}

/** More than an office can look through; what is beyond is counted. */
const ROWS_MAX = 500;

/** Late deadlines that the actor may see: all of them, or those of the own tickets; the longest late first. */
export function lateTickets(db: Db, actor: Actor, nowMs: number): LateTicket[] {
  const { calendars } = clockRules(db);
  const technician = alias(users, 'technician');
  const rows = db
    .select({
      deadline: deadlines,
      id: tickets.id,
      status: tickets.status,
      priority: tickets.priority,
      subject: tickets.subject,
      unit: units.shortName,
      reporterName: contacts.name,
      reporterPhone: tickets.reporterPhone,
      technician: technician.name,
    })
    .from(deadlines)
    .innerJoin(tickets, eq(tickets.id, deadlines.ticketId))
    .leftJoin(units, eq(units.id, tickets.unitId))
    .leftJoin(contactPhones, eq(contactPhones.phone, tickets.reporterPhone))
    .leftJoin(contacts, eq(contacts.id, contactPhones.contactId))
    .leftJoin(technician, eq(technician.id, tickets.technicianId))
    .where(isLate(actor, nowMs))
    // Of a reply and a confirmation that were due together the reply comes first.
    .orderBy(asc(deadlines.dueAtMs), desc(deadlines.clock))
    .limit(ROWS_MAX)
    .all();
  const reports = reportsOf(db, [...new Set(rows.map(({ id }) => id))]);
  const late = new Map<number, LateTicket>();
  for (const { deadline, ...ticket } of rows) {
    const { clock, calendar, dueAtMs } = deadline;
    const entry = late.get(ticket.id) ?? { ...ticket, clocks: [], report: reports.get(ticket.id) ?? null };
    const standing = standingOf(deadline, nowMs);
    const minutes = minutesFromDeadline(deadline, calendars, nowMs);
    entry.clocks.push({ clock, calendar, standing, dueAtMs: dueAtMs ?? nowMs, minutes });
    late.set(ticket.id, entry);
  }
  return [...late.values()];
}

/** How many tickets are late for the actor. */
export function lateCount(db: Db, actor: Actor, nowMs: number): number {
  const rows = db
    .select({ id: deadlines.ticketId })
    .from(deadlines)
    .innerJoin(tickets, eq(tickets.id, deadlines.ticketId))
    .where(isLate(actor, nowMs))
    .all();
  // Not DISTINCT: SQLite would go through the whole table in the order of its key for that.
  return new Set(rows.map(({ id }) => id)).size;
}

/** Rights are in the query (DESIGN 10), and the state is spelled as in the partial index. To answer and to assign is not the technician's work. */
function isLate(actor: Actor, nowMs: number): SQL | undefined {
  const passed = and(sql`${deadlines.state} = 'running'`, lt(deadlines.dueAtMs, nowMs));
  if (may(actor, 'seeLate')) return passed;
  const own = and(
    eq(tickets.technicianId, actor.userId),
    ne(deadlines.clock, 'reply'),
    ne(deadlines.clock, 'confirmation'),
  );
  return and(passed, own);
}

function reportsOf(db: Db, ids: number[]): Map<number, NonNullable<LateTicket['report']>> {
  const rows = db
    .select({
      ticketId: leaderReports.ticketId,
      reason: leaderReports.reason,
      acknowledgedAtMs: leaderReports.acknowledgedAtMs,
    })
    .from(leaderReports)
    .where(inArray(leaderReports.ticketId, ids))
    .all();
  return new Map(rows.map(({ ticketId, ...report }) => [ticketId, report]));
}
