import { eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { showTime } from '../rules/zonedTime.ts';
import { tickets } from '../schema/tickets.ts';
import { timeZoneOf } from '../timeZone.ts';
import { inAction } from './action.ts';
import { author, reasonOf, ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { refuseUnseen } from './refuseUnseen.ts';
import { sendNotice } from './sendNotice.ts';

export interface Visit {
  ticketId: number;
  /** Null: no visit any more. */
  atMs: number | null;
  /** Wanted where there was another time before. */
  reason: string;
  /** The newest event that the form showed. */
  seenEventId?: number | undefined;
}

/**
 * Sets or moves the visit (SOP 8A); reporter and technician are told.
 * @throws DomainError `invalid` for a time that is past or years away, or a move without a reason; `conflict` when another
 * person has moved it since.
 */
export function scheduleWithin(tx: Tx, actor: Actor, visit: Visit, nowMs: number): void {
  const { ticketId, atMs, reason, seenEventId } = visit;
  demand(actor, 'editTicket');
  const ticket = ticketFor(tx, actor, ticketId);
  if (ticket.scheduledAtMs === atMs) return;
  if (!ticket.open)
    throw new DomainError('conflict', 'Tiket sudah ditutup; jadwalnya tidak bisa diubah lagi.');
  refuseUnseen(tx, actor, ticketId, seenEventId, ['scheduled']);
  if (atMs !== null && (atMs < nowMs - PAST_MS || atMs > nowMs + AHEAD_MS))
    throw new DomainError('invalid', 'Jadwal kunjungan harus antara sekarang dan satu tahun lagi.');
  const moved = ticket.scheduledAtMs !== null;
  const why = moved ? reasonOf(reason, 'Tulis alasan memindahkan jadwal') : reason.trim();
  const timeZone = timeZoneOf(tx);
  tx.update(tickets).set({ scheduledAtMs: atMs, updatedAtMs: nowMs }).where(eq(tickets.id, ticketId)).run();
  recordEvent(tx, ticketId, 'scheduled', nowMs, author(actor), {
    ...(ticket.scheduledAtMs === null ? {} : { from: showTime(ticket.scheduledAtMs, timeZone) }),
    ...(atMs === null ? {} : { to: showTime(atMs, timeZone) }),
    ...(why === '' ? {} : { reason: why }),
  });
  // Before the first assignment nobody was told of a visit: the confirmation will tell it.
  if (ticket.assignedAtMs === null) return;
  const cause = `scheduled:${ticketId}:${atMs}:${nowMs}`;
  const notice = atMs === null ? 'visitDropped' : moved ? 'rescheduled' : 'visitSet';
  sendNotice(tx, { notice, ticketId, cause, facts: { alasan: why } }, nowMs);
  const alasan = atMs === null ? `kunjungan dibatalkan, ${why}` : why;
  sendNotice(
    tx,
    { notice: 'scheduledForTechnician', ticketId, cause: `${cause}:technician`, facts: { alasan } },
    nowMs,
  );
}

export const scheduleVisit = (db: Db, clock: Clock, actor: Actor, visit: Visit): void =>
  inAction(db, clock, (tx, nowMs) => scheduleWithin(tx, actor, visit, nowMs));

const HOUR_MS = 3_600_000;
/** "Now" typed a moment ago. */
const PAST_MS = HOUR_MS;
const AHEAD_MS = 366 * 24 * HOUR_MS;
