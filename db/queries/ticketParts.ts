import { and, asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { type Actor, demand, may } from '../rules/permissions.ts';
import type { PartRequestState } from '../rules/stock/partRequest.ts';
import { contactPhones, contacts, units, users } from '../schema/people.ts';
import { partRequests, parts } from '../schema/stock.ts';
import { tickets } from '../schema/tickets.ts';
import { findParts, type PartView } from './stock.ts';

/** A part of a ticket: waited for, set aside, used or given back. */
export interface TicketPart {
  requestId: number;
  partId: number;
  name: string;
  countedIn: string;
  shelf: string | null;
  quantity: number;
  state: PartRequestState;
  requestedAtMs: number;
  endedAtMs: number | null;
}

export interface TicketParts {
  parts: TicketPart[];
  /** What was typed, and what it finds. */
  search: string;
  found: PartView[];
  /** What a form of this page has seen. */
  lastRequestId: number;
}

/** The parts of a ticket that the actor may see; the caller has looked at that. */
export function ticketParts(db: Db, actor: Actor, ticketId: number, search: string): TicketParts {
  demand(actor, 'seeStock');
  const rows = db
    .select({
      requestId: partRequests.id,
      partId: partRequests.partId,
      name: parts.name,
      countedIn: parts.countedIn,
      shelf: parts.shelf,
      quantity: partRequests.quantity,
      state: partRequests.state,
      requestedAtMs: partRequests.requestedAtMs,
      endedAtMs: partRequests.endedAtMs,
    })
    .from(partRequests)
    .innerJoin(parts, eq(parts.id, partRequests.partId))
    .where(eq(partRequests.ticketId, ticketId))
    .orderBy(asc(partRequests.id))
    .all();
  return {
    parts: rows,
    search,
    found: findParts(db, actor, search),
    lastRequestId: rows.at(-1)?.requestId ?? 0,
  };
}

/** A ticket that waits for a part of which the book knows nothing yet: told by SMS, in the technician's words. */
export interface UnnamedWait {
  ticketId: number;
  subject: string;
  unit: string | null;
  reporterName: string | null;
  reporterPhone: string | null;
  technician: string | null;
  note: string | null;
  /** `2026-01-12` */
  until: string | null;
}

const UNNAMED_ROWS = 100;

/** Nobody would be told when such a part comes: somebody must say which it is. */
export const unnamedWaits = (db: Db, actor: Actor): UnnamedWait[] => {
  demand(actor, 'seeStock');
  return db
    .select({
      ticketId: tickets.id,
      subject: tickets.subject,
      unit: units.shortName,
      reporterName: contacts.name,
      reporterPhone: tickets.reporterPhone,
      technician: users.name,
      note: tickets.pendingNote,
      until: tickets.pendingUntil,
    })
    .from(tickets)
    .leftJoin(units, eq(units.id, tickets.unitId))
    .leftJoin(contactPhones, eq(contactPhones.phone, tickets.reporterPhone))
    .leftJoin(contacts, eq(contacts.id, contactPhones.contactId))
    .leftJoin(users, eq(users.id, tickets.technicianId))
    .where(
      and(
        eq(tickets.open, true),
        eq(tickets.status, 'pending'),
        eq(tickets.pendingReason, 'part_on_order'),
        may(actor, 'seeAllTickets') ? undefined : eq(tickets.technicianId, actor.userId),
        sql`NOT EXISTS (SELECT 1 FROM ${partRequests} WHERE ${partRequests.ticketId} = ${tickets.id}
          AND ${partRequests.state} IN ('waiting', 'reserved'))`,
      ),
    )
    .orderBy(asc(tickets.pendingSinceMs))
    .limit(UNNAMED_ROWS)
    .all();
};
