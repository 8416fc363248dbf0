import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import type { Actor } from '../rules/permissions.ts';
import { inAction } from './action.ts';
import { callOff } from './callOff.ts';
import { author, moveWithin, reasonOf, ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { refuseUnseen } from './refuseUnseen.ts';

/** What one technician did on the way is not another's. */
const NOBODY = { technicianId: null, acceptedAtMs: null, departedAtMs: null, arrivedAtMs: null };

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
  moveWithin(tx, actor, ticket, 'decline', { ...NOBODY, updatedAtMs: nowMs });
  callOff(tx, actor, ticket, { notice: 'unassignedForTechnician', why: 'Tugas ditolak', facts: {} }, nowMs);
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
 * @param seenEventId the newest event that the form showed.
 * @throws DomainError `invalid` without a reason, `conflict` when another person has assigned it meanwhile.
 */
export function unassignTicket(
  db: Db,
  clock: Clock,
  actor: Actor,
  { ticketId, reason, seenEventId }: { ticketId: number; reason: string; seenEventId?: number | undefined },
): void {
  inAction(db, clock, (tx, nowMs) => {
    const ticket = ticketFor(tx, actor, ticketId);
    const why = reasonOf(reason, 'Tulis alasan mencabut penugasan');
    refuseUnseen(tx, actor, ticketId, seenEventId, ['assigned']);
    moveWithin(tx, actor, ticket, 'unassign', { ...NOBODY, updatedAtMs: nowMs });
    const technician = callOff(
      tx,
      actor,
      ticket,
      { notice: 'unassignedForTechnician', why: 'Penugasan dicabut', facts: { alasan: why } },
      nowMs,
    );
    recordEvent(tx, ticketId, 'unassigned', nowMs, author(actor), { reason: why, technician });
  });
}
