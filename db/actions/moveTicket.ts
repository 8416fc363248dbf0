import { and, eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand, may } from '../rules/permissions.ts';
import { afterMove, STATUS_LABELS, type TicketMove } from '../rules/ticketLifecycle.ts';
import { showShortTime } from '../rules/zonedTime.ts';
import { tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { recordEvent } from './recordEvent.ts';
import { sendNotice } from './sendNotice.ts';

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

/**
 * Moves a ticket by the life cycle table, compare-and-set.
 * @throws DomainError `conflict` naming the state, when the move is not allowed from it.
 */
export function moveWithin(
  tx: Tx,
  ticket: TicketRow,
  move: TicketMove,
  change: Partial<typeof tickets.$inferInsert>,
): void {
  const to = afterMove(move, ticket);
  if (!to)
    throw new DomainError(
      'conflict',
      `Tiket ${ticket.id} sudah ${STATUS_LABELS[ticket.status].toLowerCase()}`,
    );
  const { changes } = tx
    .update(tickets)
    .set({ ...change, status: to })
    .where(and(eq(tickets.id, ticket.id), eq(tickets.status, ticket.status)))
    .run();
  if (changes !== 1) throw new DomainError('conflict', `Tiket ${ticket.id} baru saja diubah orang lain`);
}

/** The technician takes an assigned ticket in hand. */
export function acceptWithin(tx: Tx, actor: Actor, ticketId: number, nowMs: number, phone?: string): void {
  demand(actor, 'acceptOwn');
  const ticket = ticketFor(tx, actor, ticketId);
  moveWithin(tx, ticket, 'accept', { updatedAtMs: nowMs });
  recordEvent(tx, ticketId, 'accepted', nowMs, author(actor, phone));
}

/**
 * Closes a ticket with a note and tells the reporter (SOP 8.6, 8.7).
 * @throws DomainError `invalid` without a note: the SOP wants one.
 */
export function closeWithin(
  tx: Tx,
  actor: Actor,
  closing: { ticketId: number; note: string; timeZone: string },
  nowMs: number,
  phone?: string,
): void {
  demand(actor, actor.role === 'technician' ? 'closeOwn' : 'closeAny');
  const ticket = ticketFor(tx, actor, closing.ticketId);
  const note = closing.note.trim();
  if (note === '') throw new DomainError('invalid', 'Tulis catatan penyelesaian');
  moveWithin(tx, ticket, 'close', {
    closedAtMs: nowMs,
    updatedAtMs: nowMs,
    closingNote: note,
    awaitsReply: false,
  });
  recordEvent(tx, ticket.id, 'closed', nowMs, author(actor, phone), { note });
  sendNotice(
    tx,
    {
      notice: 'solved',
      ticketId: ticket.id,
      cause: `solved:${ticket.id}:${nowMs}`,
      facts: { catatan: note, selesai: showShortTime(nowMs, closing.timeZone) },
    },
    nowMs,
  );
}

export function acceptTicket(db: Db, clock: Clock, actor: Actor, ticketId: number): void {
  inAction(db, clock, (tx, nowMs) => acceptWithin(tx, actor, ticketId, nowMs));
}

export function closeTicket(
  db: Db,
  clock: Clock,
  actor: Actor,
  closing: { ticketId: number; note: string; timeZone: string },
): void {
  inAction(db, clock, (tx, nowMs) => closeWithin(tx, actor, closing, nowMs));
}

const author = (actor: Actor, phone: string | undefined) =>
  phone ? { userId: actor.userId, phone } : { userId: actor.userId };
