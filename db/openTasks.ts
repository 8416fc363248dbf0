import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Db, Tx } from './open.ts';
import type { ClockState } from './rules/clocks/clocksOf.ts';
import type { PauseReason } from './rules/pauseReason.ts';
import type { Priority } from './rules/priority.ts';
import type { TicketStatus } from './rules/ticketLifecycle.ts';
import { deadlines, leaderReports } from './schema/deadlines.ts';
import { contactPhones, contacts, units } from './schema/people.ts';
import { categories, tickets } from './schema/tickets.ts';

/** A technician's open ticket, with all that is needed on the way to it. */
export interface Task {
  id: number;
  status: TicketStatus;
  priority: Priority;
  subject: string;
  category: string | null;
  /** Short name, whole name, kecamatan. */
  unit: string | null;
  unitName: string | null;
  district: string | null;
  place: string | null;
  reporterName: string | null;
  reporterPhone: string | null;
  scheduledAtMs: number | null;
  departedAtMs: number | null;
  arrivedAtMs: number | null;
  pendingReason: PauseReason | null;
  pendingUntil: string | null;
  pendingNote: string | null;
  /** Of the repair; null while it is paused, and before its clock is known. */
  dueAtMs: number | null;
  repair: ClockState | null;
  /** Late by days: the leader must be told why before it can be closed (SOP 8). */
  reportWanted: boolean;
}

/** The open tickets of a technician, the most urgent first: by the repair's deadline, those that wait last. */
export function openTasks(db: Db | Tx, technicianId: number, ticketId?: number): Task[] {
  return db
    .select({
      id: tickets.id,
      status: tickets.status,
      priority: tickets.priority,
      subject: tickets.subject,
      category: categories.name,
      unit: units.shortName,
      unitName: units.name,
      district: units.district,
      place: tickets.place,
      reporterName: sql<string | null>`coalesce(${contacts.name}, ${tickets.reporterName})`,
      reporterPhone: tickets.reporterPhone,
      scheduledAtMs: tickets.scheduledAtMs,
      departedAtMs: tickets.departedAtMs,
      arrivedAtMs: tickets.arrivedAtMs,
      pendingReason: sql<PauseReason | null>`${tickets.pendingReason}`,
      pendingUntil: tickets.pendingUntil,
      pendingNote: tickets.pendingNote,
      dueAtMs: deadlines.dueAtMs,
      repair: deadlines.state,
      reportWanted: sql<number>`${leaderReports.ticketId} IS NOT NULL AND ${leaderReports.reason} IS NULL`,
    })
    .from(tickets)
    .leftJoin(units, eq(units.id, tickets.unitId))
    .leftJoin(categories, eq(categories.id, tickets.categoryId))
    .leftJoin(contactPhones, eq(contactPhones.phone, tickets.reporterPhone))
    .leftJoin(contacts, eq(contacts.id, contactPhones.contactId))
    .leftJoin(deadlines, and(eq(deadlines.ticketId, tickets.id), eq(deadlines.clock, 'repair')))
    .leftJoin(leaderReports, eq(leaderReports.ticketId, tickets.id))
    .where(
      and(
        eq(tickets.technicianId, technicianId),
        eq(tickets.open, true),
        ticketId === undefined ? undefined : eq(tickets.id, ticketId),
      ),
    )
    .orderBy(
      sql`${tickets.status} = 'pending'`,
      sql`${deadlines.dueAtMs} IS NULL`,
      asc(deadlines.dueAtMs),
      desc(tickets.priorityRank),
      asc(tickets.id),
    )
    .all()
    .map((task) => ({ ...task, reportWanted: task.reportWanted === 1 }));
}
