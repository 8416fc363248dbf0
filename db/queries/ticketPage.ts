import { and, desc, eq, ne } from 'drizzle-orm';
import { type ConversationEntry, conversationOf } from '../conversation.ts';
import { knownNumber } from '../knownNumber.ts';
import type { Db } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, may } from '../rules/permissions.ts';
import type { Priority } from '../rules/priority.ts';
import { isForEyesOf } from '../rules/ratingPrivacy.ts';
import type { EventKind } from '../rules/ticketEvent.ts';
import type { RejectedAs, TicketStatus } from '../rules/ticketLifecycle.ts';
import { units, users } from '../schema/people.ts';
import { categories, type TicketChannel, ticketEvents, tickets } from '../schema/tickets.ts';

export type { ConversationEntry };

export interface HistoryEntry {
  id: number;
  kind: EventKind;
  who: string | null;
  detail: Record<string, string | number>;
  atMs: number;
}

export interface TicketPage {
  id: number;
  status: TicketStatus;
  priority: Priority;
  open: boolean;
  subject: string;
  reporterPhone: string | null;
  reporterName: string | null;
  unit: { id: number; name: string; shortName: string; district: string | null } | undefined;
  technician: { id: number; name: string } | undefined;
  awaitsReply: boolean;
  createdAtMs: number;
  assignedAtMs: number | null;
  firstReplyAtMs: number | null;
  closedAtMs: number | null;
  closingNote: string | null;
  channel: TicketChannel;
  category: string | undefined;
  categoryId: number | null;
  place: string | null;
  repairTarget: string | null;
  repairTargetReason: string | null;
  scheduledAtMs: number | null;
  departedAtMs: number | null;
  arrivedAtMs: number | null;
  pendingReason: string | null;
  pendingSinceMs: number | null;
  pendingUntil: string | null;
  pendingNote: string | null;
  rejectedAs: RejectedAs | null;
  reopenedCount: number;
  mergedInto: number | null;
  /** 1 to 5; null while nobody has rated, and for technicians. */
  rating: number | null;
  /** The newest line of its history. */
  lastEventId: number;
  conversation: ConversationEntry[];
  history: HistoryEntry[];
  otherOpen: { id: number; subject: string; status: TicketStatus }[];
}

/**
 * All that a ticket's page shows.
 * @throws DomainError `not_found` for a ticket that does not exist or that the actor may not see, alike.
 */
export function ticketPage(db: Db, actor: Actor, ticketId: number): TicketPage {
  const ticket = db.select().from(tickets).where(eq(tickets.id, ticketId)).get();
  if (!ticket || !(may(actor, 'seeAllTickets') || ticket.technicianId === actor.userId)) {
    throw new DomainError('not_found', `Tiket #${ticketId} tidak ditemukan.`);
  }
  const contact = knownNumber(db, ticket.reporterPhone);
  const unit =
    ticket.unitId === null ? undefined : db.select().from(units).where(eq(units.id, ticket.unitId)).get();
  const technician =
    ticket.technicianId === null
      ? undefined
      : db
          .select({ id: users.id, name: users.name })
          .from(users)
          .where(eq(users.id, ticket.technicianId))
          .get();
  const history = historyOf(db, ticketId);
  return {
    ...ticket,
    reporterName: contact?.name ?? ticket.reporterName,
    unit,
    technician,
    category: categoryOf(db, ticket.categoryId),
    lastEventId: history.at(-1)?.id ?? 0,
    rating: may(actor, 'seeAllTickets') ? ticket.rating : null,
    conversation: conversationOf(db, ticketId).filter(({ kind }) => isForEyesOf(actor, kind)),
    history: history.filter(({ kind }) => isForEyesOf(actor, kind)),
    otherOpen: may(actor, 'seeAllTickets') ? otherOpenOf(db, ticket) : [],
  };
}

function categoryOf(db: Db, id: number | null): string | undefined {
  if (id === null) return undefined;
  return db.select({ name: categories.name }).from(categories).where(eq(categories.id, id)).get()?.name;
}

function historyOf(db: Db, ticketId: number): HistoryEntry[] {
  return db
    .select({ event: ticketEvents, user: users.name })
    .from(ticketEvents)
    .leftJoin(users, eq(users.id, ticketEvents.userId))
    .where(eq(ticketEvents.ticketId, ticketId))
    .orderBy(ticketEvents.id)
    .all()
    .map(({ event, user }) => ({
      id: event.id,
      kind: event.kind,
      who: user ?? event.phone,
      detail: event.detail,
      atMs: event.atMs,
    }));
}

/** Other open tickets of the same unit, or of the same number while its unit is unknown. */
function otherOpenOf(db: Db, ticket: typeof tickets.$inferSelect) {
  const same =
    ticket.unitId === null
      ? eq(tickets.reporterPhone, ticket.reporterPhone ?? '')
      : eq(tickets.unitId, ticket.unitId);
  return db
    .select({ id: tickets.id, subject: tickets.subject, status: tickets.status })
    .from(tickets)
    .where(and(same, eq(tickets.open, true), ne(tickets.id, ticket.id)))
    .orderBy(desc(tickets.id))
    .limit(10)
    .all();
}
