import { and, eq, isNull } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { ticketMerges } from '../schema/links.ts';
import { tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { author, moveWithin, type TicketRow, ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { stillThere } from './reopenTicket.ts';
import { sendNotice } from './sendNotice.ts';

type MergeRow = typeof ticketMerges.$inferSelect;

/**
 * Undoes a merging: the ticket is what it was, with its technician, its pause and its clocks, and what had been merged
 * into it comes along. A technician who has left the office meanwhile is left out.
 * @throws DomainError `conflict` unless it is merged.
 */
export function unmergeTicket(db: Db, clock: Clock, actor: Actor, ticketId: number): void {
  demand(actor, 'merge');
  inAction(db, clock, (tx, nowMs) => {
    const ticket = ticketFor(tx, actor, ticketId);
    const merge = standingMerge(tx, ticketId);
    if (!merge || ticket.mergedInto === null)
      throw new DomainError('conflict', `Tiket ${ticketId} tidak sedang digabung.`);
    tx.update(ticketMerges)
      .set({ undoneBy: actor.userId, undoneAtMs: nowMs })
      .where(eq(ticketMerges.id, merge.id))
      .run();
    const mainId = ticket.mergedInto;
    restore(tx, actor, ticket, merge, nowMs);
    bringAlong(tx, ticketId, mainId);
    recordEvent(tx, ticketId, 'unmerged', nowMs, author(actor), { from: mainId });
    recordEvent(tx, mainId, 'released', nowMs, author(actor), { ticket: ticketId });
    sendNotice(
      tx,
      { notice: 'assignment', ticketId, cause: `assignment:unmerged:${ticketId}:${nowMs}` },
      nowMs,
    );
  });
}

const standingMerge = (tx: Tx, ticketId: number): MergeRow | undefined =>
  tx
    .select()
    .from(ticketMerges)
    .where(and(eq(ticketMerges.ticketId, ticketId), isNull(ticketMerges.undoneAtMs)))
    .get();

/** By the life cycle's own moves: back, and from there where it was. */
function restore(tx: Tx, actor: Actor, ticket: TicketRow, merge: MergeRow, nowMs: number): void {
  const technicianId = stillThere(tx, ticket.technicianId, nowMs);
  const back = { ...ticket, technicianId };
  moveWithin(tx, actor, back, 'unmerge', {
    technicianId,
    mergedInto: null,
    // Written meanwhile, or not answered before.
    awaitsReply: ticket.awaitsReply || (merge.awaitedReply && ticket.firstReplyAtMs === null),
    updatedAtMs: nowMs,
  });
  if (technicianId === null) return;
  const assigned = { ...back, status: 'assigned' as const };
  if (merge.statusBefore === 'in_progress')
    moveWithin(tx, undefined, assigned, 'accept', { updatedAtMs: nowMs });
  if (merge.statusBefore === 'pending') {
    const { pendingReason, pendingSinceMs, pendingUntil, pendingNote } = merge;
    const pause = { pendingReason, pendingSinceMs, pendingUntil, pendingNote };
    moveWithin(tx, undefined, assigned, 'pend', { ...pause, updatedAtMs: nowMs });
  }
}

/** Of what lies beneath the main ticket, that which leads there by way of this one. */
function bringAlong(tx: Tx, ticketId: number, mainId: number): void {
  const beneath = tx.select({ id: tickets.id }).from(tickets).where(eq(tickets.mergedInto, mainId)).all();
  for (const { id } of beneath)
    if (leadsTo(tx, id, ticketId))
      tx.update(tickets).set({ mergedInto: ticketId }).where(eq(tickets.id, id)).run();
}

/** Follows the mergings as they were chosen; each leads on, for none was ever made into a merged ticket. */
function leadsTo(tx: Tx, from: number, ticketId: number): boolean {
  for (let merge = standingMerge(tx, from); merge; merge = standingMerge(tx, merge.intoId))
    if (merge.intoId === ticketId) return true;
  return false;
}
