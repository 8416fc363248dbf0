import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import { type Actor, demand, may } from '../rules/permissions.ts';
import type { Priority } from '../rules/priority.ts';
import { type Suggestion, suggestTechnicians, type TicketNeeds } from '../rules/technicianSuggestion.ts';
import type { TicketStatus } from '../rules/ticketLifecycle.ts';
import { contactPhones, contacts, units } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';
import { type TechnicianLoad, technicianLoads } from './technicianLoads.ts';
import type { ClockView } from './ticketClocks.ts';
import { dueMarks } from './ticketClocks.ts';

/** An open ticket on the board. */
export interface BoardTicket extends TicketNeeds {
  status: TicketStatus;
  priority: Priority;
  subject: string;
  unit: string | null;
  reporterName: string | null;
  reporterPhone: string | null;
  technicianId: number | null;
  scheduledAtMs: number | null;
  /** The clock that presses most. */
  due: ClockView | undefined;
  /** Whom to give it to, the fittest first; empty for who may not assign. */
  suggestions: readonly Suggestion[];
}

/** A person's open tickets, the most urgent first. */
export interface BoardColumn {
  tickets: BoardTicket[];
  /** How many more there are than are shown. */
  more: number;
}

export interface Workload {
  unassigned: BoardColumn;
  /** Those away with tickets left first, then by name. */
  technicians: (TechnicianLoad & BoardColumn)[];
}

/** Of one person; more are counted. */
const COLUMN_ROWS = 30;

/** Technicians and their open tickets, and what nobody has yet (SOP 6: delegated by looking at capacity). */
export function workload(db: Db, actor: Actor, nowMs: number): Workload {
  demand(actor, 'seeWorkload');
  const loads = technicianLoads(db, nowMs);
  const assigning = may(actor, 'assign');
  const column = (technicianId: number | null, total: number): BoardColumn => {
    const rows = openTickets(
      db,
      technicianId === null ? isNull(tickets.technicianId) : eq(tickets.technicianId, technicianId),
    );
    const due = dueMarks(
      db,
      actor,
      rows.map(({ ticketId }) => ticketId),
      nowMs,
    );
    return {
      tickets: rows.map((row) => ({
        ...row,
        due: due.get(row.ticketId),
        suggestions: assigning ? suggestTechnicians(loads, row) : [],
      })),
      more: total - rows.length,
    };
  };
  const leftBehind = (load: TechnicianLoad) => (load.absence !== undefined && load.open > 0 ? 0 : 1);
  return {
    unassigned: column(
      null,
      rowCount(db, tickets, and(eq(tickets.open, true), isNull(tickets.technicianId))),
    ),
    technicians: loads
      .map((load) => ({ ...load, ...column(load.id, load.open) }))
      .sort((a, b) => leftBehind(a) - leftBehind(b)),
  };
}

/** A suggestion with what else an admin looks at before delegating (R43). */
export interface TechnicianOffer extends Suggestion {
  load: TechnicianLoad;
}

/**
 * Whom to give a ticket to, with the reasons, the fittest first (R43).
 * @throws DomainError `forbidden` for who may not assign
 */
export function technicianSuggestions(
  db: Db,
  actor: Actor,
  ticketId: number,
  nowMs: number,
): TechnicianOffer[] {
  demand(actor, 'assign');
  const needs = db
    .select({
      ticketId: tickets.id,
      unitId: tickets.unitId,
      district: units.district,
      categoryId: tickets.categoryId,
    })
    .from(tickets)
    .leftJoin(units, eq(units.id, tickets.unitId))
    .where(eq(tickets.id, ticketId))
    .get();
  if (!needs) return [];
  const loads = technicianLoads(db, nowMs);
  return suggestTechnicians(loads, needs).flatMap((suggestion) => {
    const load = loads.find(({ id }) => id === suggestion.technicianId);
    return load ? [{ ...suggestion, load }] : [];
  });
}

const openTickets = (db: Db, whose: SQL) =>
  db
    .select({
      ticketId: tickets.id,
      status: tickets.status,
      priority: tickets.priority,
      subject: tickets.subject,
      unitId: tickets.unitId,
      unit: units.shortName,
      district: units.district,
      categoryId: tickets.categoryId,
      technicianId: tickets.technicianId,
      scheduledAtMs: tickets.scheduledAtMs,
      reporterName: sql<string | null>`coalesce(${contacts.name}, ${tickets.reporterName})`,
      reporterPhone: tickets.reporterPhone,
    })
    .from(tickets)
    .leftJoin(units, eq(units.id, tickets.unitId))
    .leftJoin(contactPhones, eq(contactPhones.phone, tickets.reporterPhone))
    .leftJoin(contacts, eq(contacts.id, contactPhones.contactId))
    .where(and(eq(tickets.open, true), whose))
    .orderBy(desc(tickets.priorityRank), asc(tickets.id))
    .limit(COLUMN_ROWS)
    .all();
