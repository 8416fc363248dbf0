import { and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm';
import { type ConversationEntry, conversationOf } from '../conversation.ts';
import { knownNumber } from '../knownNumber.ts';
import type { Db } from '../open.ts';
import { type Actor, may } from '../rules/permissions.ts';
import { isForEyesOf } from '../rules/ratingPrivacy.ts';
import type { TicketStatus } from '../rules/ticketLifecycle.ts';
import { type LinkKind, ticketLinks, ticketMerges } from '../schema/links.ts';
import { units, users } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';

export interface LinkedTicket {
  id: number;
  subject: string;
  status: TicketStatus;
  kind: LinkKind;
  reason: string | null;
}

/** A complaint that was merged into the ticket, readable from it. */
export interface MergedTicket {
  id: number;
  subject: string;
  unit: string | null;
  reporterName: string | null;
  reporterPhone: string | null;
  mergedBy: string | null;
  mergedAtMs: number | null;
  conversation: ConversationEntry[];
}

export interface TicketLinks {
  linked: LinkedTicket[];
  merged: MergedTicket[];
  /** The ticket that this one was merged into. */
  main: { id: number; subject: string; status: TicketStatus } | undefined;
}

/**
 * What a ticket has to do with others, for somebody who may see it. Of tickets that are another technician's nothing is
 * told (R58); what was merged into one's own belongs to the same errand.
 */
export function linkedTickets(db: Db, actor: Actor, ticketId: number): TicketLinks {
  const own = db.select().from(tickets).where(eq(tickets.id, ticketId)).get();
  if (!own || !maySee(actor, own)) return { linked: [], merged: [], main: undefined };
  return {
    linked: linkedTo(db, actor, ticketId),
    merged: mergedInto(db, actor, ticketId),
    main: mainOf(db, actor, own.mergedInto),
  };
}

const maySee = (actor: Actor, { technicianId }: { technicianId: number | null }): boolean =>
  may(actor, 'seeAllTickets') || technicianId === actor.userId;

function linkedTo(db: Db, actor: Actor, ticketId: number): LinkedTicket[] {
  return db
    .select({
      id: tickets.id,
      subject: tickets.subject,
      status: tickets.status,
      technicianId: tickets.technicianId,
      kind: ticketLinks.kind,
      reason: ticketLinks.reason,
    })
    .from(ticketLinks)
    .innerJoin(tickets, sql`${tickets.id} = ${ticketLinks.olderId} + ${ticketLinks.newerId} - ${ticketId}`)
    .where(or(eq(ticketLinks.olderId, ticketId), eq(ticketLinks.newerId, ticketId)))
    .orderBy(desc(tickets.id))
    .all()
    .filter((ticket) => maySee(actor, ticket))
    .map(({ technicianId: _, ...ticket }) => ticket);
}

function mergedInto(db: Db, actor: Actor, mainId: number): MergedTicket[] {
  return db
    .select({
      id: tickets.id,
      subject: tickets.subject,
      unit: units.shortName,
      reporterName: tickets.reporterName,
      reporterPhone: tickets.reporterPhone,
      mergedBy: users.name,
      mergedAtMs: ticketMerges.mergedAtMs,
    })
    .from(tickets)
    .leftJoin(units, eq(units.id, tickets.unitId))
    .leftJoin(ticketMerges, and(eq(ticketMerges.ticketId, tickets.id), isNull(ticketMerges.undoneAtMs)))
    .leftJoin(users, eq(users.id, ticketMerges.mergedBy))
    .where(eq(tickets.mergedInto, mainId))
    .orderBy(asc(tickets.id))
    .all()
    .map((ticket) => ({
      ...ticket,
      reporterName: knownNumber(db, ticket.reporterPhone)?.name ?? ticket.reporterName,
      conversation: conversationOf(db, ticket.id).filter(({ kind }) => isForEyesOf(actor, kind)),
    }));
}

function mainOf(db: Db, actor: Actor, mainId: number | null): TicketLinks['main'] {
  if (mainId === null) return undefined;
  const main = db.select().from(tickets).where(eq(tickets.id, mainId)).get();
  return main && maySee(actor, main)
    ? { id: main.id, subject: main.subject, status: main.status }
    : undefined;
}
