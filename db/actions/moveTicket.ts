import { and, eq } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, may } from '../rules/permissions.ts';
import { afterMove, OPEN_STATUSES, type TicketMove, type TicketStatus } from '../rules/ticketLifecycle.ts';
import { hasRightTo } from '../rules/ticketRights.ts';
import { tickets } from '../schema/tickets.ts';
import { lastDoing } from './lastDoing.ts';
import type { EventAuthor } from './recordEvent.ts';
import { settleTicketParts } from './settleTicketParts.ts';

export type TicketRow = typeof tickets.$inferSelect;

/**
 * Reads a ticket that the actor may see.
 * @throws DomainError `not_found` alike for a ticket that does not exist and for another's, so that
 * nobody learns of tickets by trying numbers.
 */
export function ticketFor(tx: Tx, actor: Actor, ticketId: number): TicketRow {
  const ticket = tx.select().from(tickets).where(eq(tickets.id, ticketId)).get();
  if (!ticket || !(may(actor, 'seeAllTickets') || ticket.technicianId === actor.userId)) {
    throw new DomainError('not_found', `Tiket ${ticketId} tidak ada di daftar Anda`);
  }
  return ticket;
}

/** A ticket whoever asks; for what the program does by itself and for its own reporter. */
export function anyTicket(tx: Tx, ticketId: number): TicketRow {
  const ticket = tx.select().from(tickets).where(eq(tickets.id, ticketId)).get();
  if (!ticket) throw new DomainError('not_found', `Tiket ${ticketId} tidak ada`);
  return ticket;
}

/**
 * Moves a ticket by the life cycle table, compare-and-set. What belongs to a pause goes with it; when it ends, so does
 * what it held of the stock.
 * @param actor undefined: the program itself, or the reporter, whose right the caller has looked at.
 * @throws DomainError `forbidden` by the table, `conflict` when the move is not allowed from the ticket's state: which that
 * is, who brought it there and when (R41).
 */
export function moveWithin(
  tx: Tx,
  actor: Actor | undefined,
  ticket: TicketRow,
  move: TicketMove,
  change: Partial<typeof tickets.$inferInsert> & { updatedAtMs: number },
): void {
  if (actor && !hasRightTo(actor, ticket, move))
    throw new DomainError('forbidden', 'Peran Anda tidak boleh melakukan ini.');
  const to = afterMove(move, ticket);
  if (!to) throw new DomainError('conflict', `Tiket ${ticket.id} ${standing(tx, ticket)}`);
  const { changes } = tx
    .update(tickets)
    .set({ ...(to === 'pending' ? {} : NOT_PENDING), ...change, status: to })
    .where(and(eq(tickets.id, ticket.id), eq(tickets.status, ticket.status)))
    .run();
  if (changes !== 1) throw new DomainError('conflict', `Tiket ${ticket.id} baru saja diubah orang lain`);
  if (!OPEN_STATUSES.includes(to)) {
    const how = to === 'closed' ? 'used' : 'released';
    settleTicketParts(tx, ticket.id, how, change.updatedAtMs, actor ? author(actor) : {});
  }
}

const NOT_PENDING = { pendingReason: null, pendingSinceMs: null, pendingUntil: null, pendingNote: null };

/** What stands in the way of a move, after "Tiket 12": `sudah selesai oleh Rizky 05/01 10.15`. */
function standing(tx: Tx, { id, status }: TicketRow): string {
  const doing = lastDoing(tx, id);
  return doing === '' ? IN_STATE[status] : `${status === 'new' ? 'dikembalikan' : IN_STATE[status]} ${doing}`;
}

const IN_STATE: Record<TicketStatus, string> = {
  new: 'belum ditugaskan',
  assigned: 'sudah ditugaskan, belum diterima',
  in_progress: 'sudah diproses',
  pending: 'sedang ditunda',
  closed: 'sudah selesai',
  cancelled: 'sudah dibatalkan',
  merged: 'sudah digabung dengan tiket lain',
  rejected: 'sudah ditolak',
};

/** @throws DomainError `invalid` with these words for a reason that is empty: each end and each return has one (R19). */
export function reasonOf(typed: string, missing: string): string {
  const reason = typed.trim();
  if (reason === '') throw new DomainError('invalid', missing);
  return reason;
}

/** Who did it: a user, and the number when it was by SMS. */
export const author = (actor: Actor, phone?: string): EventAuthor =>
  phone ? { userId: actor.userId, phone } : { userId: actor.userId };
