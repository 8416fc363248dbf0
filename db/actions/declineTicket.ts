import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import type { Actor } from '../rules/permissions.ts';
import { inAction } from './action.ts';
import { cancelWaiting } from './cancelWaiting.ts';
import { author, moveWithin, reasonOf, ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';

/**
 * The technician hands a ticket back with a reason: it is new again, for an admin to delegate.
 * @throws DomainError `invalid` without a reason.
 */
export function declineWithin(
  tx: Tx,
  actor: Actor,
  { ticketId, reason }: { ticketId: number; reason: string },
  nowMs: number,
  phone?: string,
): void {
  const ticket = ticketFor(tx, actor, ticketId);
  const why = reasonOf(reason, 'Tulis alasan menolak');
  moveWithin(tx, actor, ticket, 'decline', { technicianId: null, updatedAtMs: nowMs });
  recordEvent(tx, ticketId, 'declined', nowMs, author(actor, phone), { reason: why, technician: actor.name });
}

export const declineTicket = (
  db: Db,
  clock: Clock,
  actor: Actor,
  decline: { ticketId: number; reason: string },
): void => inAction(db, clock, (tx, nowMs) => declineWithin(tx, actor, decline, nowMs));

/**
 * An admin takes a ticket from its technician without giving it to another (R20).
 * @throws DomainError `invalid` without a reason.
 */
export function unassignTicket(
  db: Db,
  clock: Clock,
  actor: Actor,
  { ticketId, reason }: { ticketId: number; reason: string },
): void {
  inAction(db, clock, (tx, nowMs) => {
    const ticket = ticketFor(tx, actor, ticketId);
    const why = reasonOf(reason, 'Tulis alasan mencabut penugasan');
    moveWithin(tx, actor, ticket, 'unassign', { technicianId: null, updatedAtMs: nowMs });
    cancelWaiting(tx, { ticketId, kind: 'assignment' }, 'Penugasan dicabut', nowMs);
    recordEvent(tx, ticketId, 'unassigned', nowMs, author(actor), { reason: why });
  });
}
