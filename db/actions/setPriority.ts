import { eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import type { Priority } from '../rules/priority.ts';
import { tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { refuseUnseen } from './refuseUnseen.ts';
import { reorderTexts } from './reorderTexts.ts';

/**
 * Changes an open ticket's priority; the same priority again changes nothing.
 * @param seenEventId the newest event that the form showed.
 * @throws DomainError `conflict` when the ticket is over, or when another person has changed it since.
 */
export function setPriority(
  db: Db,
  clock: Clock,
  actor: Actor,
  ticketId: number,
  priority: Priority,
  seenEventId?: number,
): void {
  demand(actor, 'setPriority');
  inAction(db, clock, (tx, nowMs) => {
    const ticket = ticketFor(tx, actor, ticketId);
    if (ticket.priority === priority) return;
    if (!ticket.open)
      throw new DomainError('conflict', 'Tiket sudah ditutup; prioritasnya tidak bisa diubah lagi.');
    refuseUnseen(tx, actor, ticketId, seenEventId, ['priority_changed']);
    tx.update(tickets).set({ priority, updatedAtMs: nowMs }).where(eq(tickets.id, ticketId)).run();
    reorderTexts(tx, ticketId, priority === 'emergency');
    recordEvent(
      tx,
      ticketId,
      'priority_changed',
      nowMs,
      { userId: actor.userId },
      { from: ticket.priority, to: priority },
    );
  });
}
