import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import type { Actor } from '../rules/permissions.ts';
import { showShortTime } from '../rules/zonedTime.ts';
import { timeZoneOf } from '../timeZone.ts';
import { inAction } from './action.ts';
import { callOff } from './callOff.ts';
import { author, moveWithin, reasonOf, ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { reportMissing } from './reportLate.ts';
import { sendNotice } from './sendNotice.ts';

/**
 * Closes a ticket with a note and tells the reporter (SOP 8.6, 8.7).
 * @throws DomainError `invalid` without a note: the SOP wants one.
 */
export function closeWithin(
  tx: Tx,
  actor: Actor,
  closing: { ticketId: number; note: string },
  nowMs: number,
  phone?: string,
): void {
  const ticket = ticketFor(tx, actor, closing.ticketId);
  const note = reasonOf(closing.note, 'Tulis catatan penyelesaian');
  moveWithin(tx, actor, ticket, 'close', {
    closedAtMs: nowMs,
    updatedAtMs: nowMs,
    closingNote: note,
    awaitsReply: false,
  });
  // Who may not close it, or comes too late, is told that first; all is undone by this throw.
  if (reportMissing(tx, ticket.id, nowMs))
    throw new DomainError('invalid', `Tiket ${ticket.id} lewat batas pimpinan; tulis dulu laporannya`);
  recordEvent(tx, ticket.id, 'closed', nowMs, author(actor, phone), { note });
  callOff(
    tx,
    actor,
    ticket,
    { notice: 'closedForTechnician', why: 'Tiket selesai', facts: { catatan: note } },
    nowMs,
  );
  sendNotice(
    tx,
    {
      notice: 'solved',
      ticketId: ticket.id,
      cause: `solved:${ticket.id}:${nowMs}`,
      facts: { catatan: note, selesai: showShortTime(nowMs, timeZoneOf(tx)) },
    },
    nowMs,
  );
}

export function closeTicket(
  db: Db,
  clock: Clock,
  actor: Actor,
  closing: { ticketId: number; note: string },
): void {
  inAction(db, clock, (tx, nowMs) => closeWithin(tx, actor, closing, nowMs));
}
