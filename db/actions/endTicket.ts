import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import type { Actor } from '../rules/permissions.ts';
import type { RejectedAs } from '../rules/ticketLifecycle.ts';
import { inAction } from './action.ts';
import { callOff } from './callOff.ts';
import { author, moveWithin, reasonOf, ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { sendNotice } from './sendNotice.ts';

/**
 * Ends a ticket that nobody needs any more; it can be restored.
 * @throws DomainError `invalid` without a reason (R19).
 */
export function cancelTicket(
  db: Db,
  clock: Clock,
  actor: Actor,
  { ticketId, reason }: { ticketId: number; reason: string },
): void {
  inAction(db, clock, (tx, nowMs) => {
    const ticket = ticketFor(tx, actor, ticketId);
    const why = reasonOf(reason, 'Tulis alasan membatalkan');
    moveWithin(tx, actor, ticket, 'cancel', { awaitsReply: false, updatedAtMs: nowMs });
    recordEvent(tx, ticketId, 'cancelled', nowMs, author(actor), { reason: why });
    const cause = `cancelled:${ticketId}:${nowMs}`;
    sendNotice(tx, { notice: 'cancelled', ticketId, cause, facts: { alasan: why } }, nowMs);
    callOff(
      tx,
      actor,
      ticket,
      { notice: 'cancelledForTechnician', why: 'Tiket dibatalkan', facts: { alasan: why } },
      nowMs,
    );
  });
}

/**
 * Takes a ticket for none. Only who is to go to another office is told: noise gets no answer.
 * @throws DomainError `invalid` without a reason.
 */
export function rejectTicket(
  db: Db,
  clock: Clock,
  actor: Actor,
  { ticketId, as, reason }: { ticketId: number; as: RejectedAs; reason: string },
): void {
  inAction(db, clock, (tx, nowMs) => {
    const ticket = ticketFor(tx, actor, ticketId);
    const why = reasonOf(reason, 'Tulis alasan menolak');
    moveWithin(tx, actor, ticket, 'reject', { rejectedAs: as, awaitsReply: false, updatedAtMs: nowMs });
    recordEvent(tx, ticketId, 'rejected', nowMs, author(actor), { as, reason: why });
    callOff(
      tx,
      actor,
      ticket,
      { notice: 'cancelledForTechnician', why: 'Tiket ditolak', facts: { alasan: why } },
      nowMs,
    );
    if (as === 'not_ours')
      sendNotice(
        tx,
        { notice: 'rejected', ticketId, cause: `rejected:${ticketId}:${nowMs}`, facts: { alasan: why } },
        nowMs,
      );
  });
}
