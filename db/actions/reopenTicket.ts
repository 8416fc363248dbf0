import { and, eq } from 'drizzle-orm';
import { absentOn } from '../absentOn.ts';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import type { Actor } from '../rules/permissions.ts';
import { localDate } from '../rules/zonedTime.ts';
import { users } from '../schema/people.ts';
import { timeZoneOf } from '../timeZone.ts';
import { inAction } from './action.ts';
import { cancelWaiting } from './cancelWaiting.ts';
import { anyTicket, author, moveWithin, reasonOf, ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { sendNotice } from './sendNotice.ts';

/** Who has a closed ticket worked on again: an admin, or the reporter by SMS. */
export type Reopener = Actor | { phone: string };

/**
 * Opens a closed ticket again with a reason (R19). It goes back to its technician, who is told; one who has left the
 * office since, or is away, is no longer its technician: an admin delegates it anew (R43).
 * @throws DomainError `invalid` without a reason, `conflict` unless it is closed.
 */
export function reopenWithin(
  tx: Tx,
  by: Reopener,
  { ticketId, reason }: { ticketId: number; reason: string },
  nowMs: number,
): void {
  const actor = 'role' in by ? by : undefined;
  const ticket = actor ? ticketFor(tx, actor, ticketId) : anyTicket(tx, ticketId);
  const why = reasonOf(reason, 'Tulis alasan membuka kembali');
  const technicianId = stillThere(tx, ticket.technicianId, nowMs);
  moveWithin(tx, actor, { ...ticket, technicianId }, 'reopen', {
    technicianId,
    closedAtMs: null,
    awaitsReply: true,
    reopenedCount: ticket.reopenedCount + 1,
    acceptedAtMs: null,
    departedAtMs: null,
    arrivedAtMs: null,
    updatedAtMs: nowMs,
  });
  recordEvent(tx, ticketId, 'reopened', nowMs, 'role' in by ? author(by) : by, { reason: why });
  const cause = `reopened:${ticketId}:${nowMs}`;
  if (technicianId !== null)
    sendNotice(
      tx,
      { notice: 'reopenedForTechnician', ticketId, cause: `${cause}:technician`, facts: { alasan: why } },
      nowMs,
    );
  sendNotice(tx, { notice: 'reopened', ticketId, cause }, nowMs);
}

export const reopenTicket = (
  db: Db,
  clock: Clock,
  actor: Actor,
  reopening: { ticketId: number; reason: string },
): void => inAction(db, clock, (tx, nowMs) => reopenWithin(tx, actor, reopening, nowMs));

/**
 * Undoes a cancellation or a rejection. Its reporter is told where the end was told, its technician is sent to work
 * again.
 */
export function restoreTicket(db: Db, clock: Clock, actor: Actor, ticketId: number): void {
  inAction(db, clock, (tx, nowMs) => {
    const ticket = ticketFor(tx, actor, ticketId);
    const technicianId = stillThere(tx, ticket.technicianId, nowMs);
    moveWithin(tx, actor, { ...ticket, technicianId }, 'restore', {
      technicianId,
      rejectedAs: null,
      awaitsReply: ticket.firstReplyAtMs === null,
      updatedAtMs: nowMs,
    });
    recordEvent(tx, ticketId, 'restored', nowMs, author(actor));
    const cause = `restored:${ticketId}:${nowMs}`;
    const wasTold = ticket.rejectedAs !== 'not_complaint';
    const takenBack = cancelWaiting(tx, { ticketId, kind: 'news' }, 'Tiket dipulihkan', nowMs);
    if (wasTold && !takenBack) sendNotice(tx, { notice: 'reopened', ticketId, cause }, nowMs);
    cancelWaiting(tx, { ticketId, kind: 'call_off' }, 'Tiket dipulihkan', nowMs);
    if (technicianId !== null)
      sendNotice(tx, { notice: 'assignment', ticketId, cause: `${cause}:technician` }, nowMs);
  });
}

/** Null for one who has left the office since. */
export function stillThere(tx: Tx, technicianId: number | null, nowMs: number): number | null {
  const user = tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, technicianId ?? 0), eq(users.active, true), eq(users.role, 'technician')))
    .get();
  return user && !absentOn(tx, user.id, localDate(nowMs, timeZoneOf(tx))) ? user.id : null;
}
