import { and, desc, eq, lt, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import { type Actor, may } from '../rules/permissions.ts';
import type { Priority } from '../rules/priority.ts';
import type { TicketStatus } from '../rules/ticketLifecycle.ts';
import { contactPhones, contacts, units, users } from '../schema/people.ts';
import { categories, tickets } from '../schema/tickets.ts';

/** The lists that the panel shows; the number beside a list and its rows come from one condition. */
export const TICKET_VIEWS = ['awaiting', 'unassigned', 'open', 'pending', 'closed', 'all'] as const;
export type TicketView = (typeof TICKET_VIEWS)[number];

export interface TicketRow {
  id: number;
  status: TicketStatus;
  priority: Priority;
  subject: string;
  unit: string | null;
  reporterName: string | null;
  reporterPhone: string | null;
  category: string | null;
  technician: string | null;
  awaitsReply: boolean;
  createdAtMs: number;
  updatedAtMs: number;
  firstReplyAtMs: number | null;
  departedAtMs: number | null;
  arrivedAtMs: number | null;
  closedAtMs: number | null;
}

export interface TicketListPage {
  rows: TicketRow[];
  /** Where the next page begins, to be handed back as `after`; undefined on the last. */
  next: string | undefined;
}

const PAGE_ROWS = 50;

/**
 * Tickets that the actor may see, open ones first, the most urgent and then the newest on top; what is done by the time
 * at which it was.
 */
export function ticketList(db: Db, actor: Actor, view: TicketView, after?: string): TicketListPage {
  const technician = alias(users, 'technician');
  const rows = db
    .select({
      id: tickets.id,
      status: tickets.status,
      priority: tickets.priority,
      priorityRank: tickets.priorityRank,
      open: tickets.open,
      subject: tickets.subject,
      unit: units.shortName,
      reporterName: contacts.name,
      reporterPhone: tickets.reporterPhone,
      category: categories.name,
      technician: technician.name,
      awaitsReply: tickets.awaitsReply,
      createdAtMs: tickets.createdAtMs,
      updatedAtMs: tickets.updatedAtMs,
      firstReplyAtMs: tickets.firstReplyAtMs,
      departedAtMs: tickets.departedAtMs,
      arrivedAtMs: tickets.arrivedAtMs,
      closedAtMs: tickets.closedAtMs,
    })
    .from(tickets)
    .leftJoin(units, eq(units.id, tickets.unitId))
    .leftJoin(contactPhones, eq(contactPhones.phone, tickets.reporterPhone))
    .leftJoin(contacts, eq(contacts.id, contactPhones.contactId))
    .leftJoin(categories, eq(categories.id, tickets.categoryId))
    .leftJoin(technician, eq(technician.id, tickets.technicianId))
    .where(and(inView(actor, view), view === 'closed' ? closedBefore(after) : beyond(after)))
    .orderBy(...(view === 'closed' ? NEWEST_END : MOST_URGENT))
    .limit(PAGE_ROWS + 1)
    .all();
  const page = rows.slice(0, PAGE_ROWS);
  const last = rows.length > PAGE_ROWS ? page.at(-1) : undefined;
  return { rows: page, next: last && (view === 'closed' ? endOf(last) : placeOf(last)) };
}

const MOST_URGENT = [desc(tickets.open), desc(tickets.priorityRank), desc(tickets.id)];
const NEWEST_END = [desc(tickets.closedAtMs), desc(tickets.id)];
const placeOf = (row: { open: boolean; priorityRank: number; id: number }): string =>
  `${row.open ? 1 : 0}-${row.priorityRank}-${row.id}`;
const endOf = (row: TicketRow): string => `${row.closedAtMs ?? 0}-${row.id}`;

/** How many tickets each list holds for the actor. */
export function ticketCounts(db: Db, actor: Actor): Record<TicketView, number> {
  const counts = TICKET_VIEWS.map((view) => [view, rowCount(db, tickets, inView(actor, view))] as const);
  return Object.fromEntries(counts) as Record<TicketView, number>;
}

/** Rights are in the query, not in the button (DESIGN 10). */
function inView(actor: Actor, view: TicketView): SQL | undefined {
  const visible = may(actor, 'seeAllTickets') ? undefined : eq(tickets.technicianId, actor.userId);
  switch (view) {
    case 'awaiting':
      return and(visible, eq(tickets.open, true), eq(tickets.awaitsReply, true));
    case 'unassigned':
      return and(visible, eq(tickets.open, true), sql`${tickets.technicianId} IS NULL`);
    case 'open':
      return and(visible, eq(tickets.open, true));
    case 'pending':
      return and(visible, eq(tickets.open, true), eq(tickets.status, 'pending'));
    case 'closed':
      // In these very words, which are the index's.
      return and(visible, sql`${tickets.status} = 'closed'`);
    case 'all':
      return visible;
  }
}

/** Keyset: what comes behind the last row of the page before. */
function beyond(after: string | undefined): SQL | undefined {
  const match = /^([01])-([1-4])-(\d{1,15})$/.exec(after ?? '');
  if (!match) return undefined;
  const [open, rank, id] = [match[1] === '1', Number(match[2]), Number(match[3])];
  return or(
    lt(tickets.open, open),
    and(eq(tickets.open, open), lt(tickets.priorityRank, rank)),
    and(eq(tickets.open, open), eq(tickets.priorityRank, rank), lt(tickets.id, id)),
  );
}

/** The same for what was closed before. */
function closedBefore(after: string | undefined): SQL | undefined {
  const match = /^(\d{1,15})-(\d{1,15})$/.exec(after ?? '');
  if (!match) return undefined;
  const [closedAtMs, id] = [Number(match[1]), Number(match[2])];
  return or(lt(tickets.closedAtMs, closedAtMs), and(eq(tickets.closedAtMs, closedAtMs), lt(tickets.id, id)));
}
