import type { Clock } from '../clock.ts';
import { clockRules } from '../clockFacts.ts';
import type { Db, Tx } from '../open.ts';
import { dateAfter, isLocalDate, type LocalDate } from '../rules/calendar/calendarDays.ts';
import { DomainError } from '../rules/errors.ts';
import { type PauseReason, pauseReasonLabel } from '../rules/pauseReason.ts';
import type { Actor } from '../rules/permissions.ts';
import { localDate, showDate } from '../rules/zonedTime.ts';
import { timeZoneOf } from '../timeZone.ts';
import { inAction } from './action.ts';
import { author, moveWithin, reasonOf, ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { sendNotice } from './sendNotice.ts';

export interface Pending {
  ticketId: number;
  reason: PauseReason;
  /** What exactly is waited for; the SOP wants a comment (SOP 8C). */
  note: string;
  /** When it is expected. By SMS it may be left out, on pages not where a part is on order. */
  until?: LocalDate;
}

/**
 * Sets a ticket aside with a reason; which clocks stand still is the reason's (DESIGN 23). The reporter is told.
 * @throws DomainError `invalid` without a note, or for a date that is past.
 */
export function pendWithin(tx: Tx, actor: Actor, pending: Pending, nowMs: number, phone?: string): void {
  const { ticketId, reason, until } = pending;
  const ticket = ticketFor(tx, actor, ticketId);
  const note = reasonOf(pending.note, 'Tulis apa yang ditunggu');
  if (until !== undefined) checkDate(until, localDate(nowMs, timeZoneOf(tx)));
  moveWithin(tx, actor, ticket, 'pend', {
    pendingReason: reason,
    pendingSinceMs: nowMs,
    pendingUntil: until ?? null,
    pendingNote: note,
    // A journey that led nowhere is over.
    ...(ticket.arrivedAtMs === null ? { departedAtMs: null } : {}),
    updatedAtMs: nowMs,
  });
  recordEvent(tx, ticketId, 'pended', nowMs, author(actor, phone), {
    pause: reason,
    reason: `${pauseReasonLabel(reason)}: ${note}`,
    ...(until === undefined ? {} : { until }),
  });
  sendNotice(
    tx,
    {
      notice: 'pended',
      ticketId,
      cause: `pended:${ticketId}:${nowMs}`,
      facts: {
        alasan: `${pauseReasonLabel(reason).toLowerCase()}, ${note}`,
        tanggal: until === undefined ? '' : showDate(until),
      },
    },
    nowMs,
  );
}

/** Work goes on; the clocks that stood still run again. */
export function resumeWithin(tx: Tx, actor: Actor, ticketId: number, nowMs: number, phone?: string): void {
  const ticket = ticketFor(tx, actor, ticketId);
  moveWithin(tx, actor, ticket, 'resume', { updatedAtMs: nowMs });
  recordEvent(tx, ticketId, 'resumed', nowMs, author(actor, phone));
}

/** @returns whether what is waited for comes within the limit of a pause; after it the clocks run again (SLA 0.5) */
export const pendTicket = (db: Db, clock: Clock, actor: Actor, pending: Pending): 'within' | 'beyond' =>
  inAction(db, clock, (tx, nowMs) => {
    pendWithin(tx, actor, pending, nowMs);
    const { pendingDays } = clockRules(tx).settings;
    const limit = dateAfter(localDate(nowMs, timeZoneOf(tx)), pendingDays);
    return pending.until !== undefined && pending.until > limit ? 'beyond' : 'within';
  });

export const resumeTicket = (db: Db, clock: Clock, actor: Actor, ticketId: number): void =>
  inAction(db, clock, (tx, nowMs) => resumeWithin(tx, actor, ticketId, nowMs));

function checkDate(until: LocalDate, today: LocalDate): void {
  if (!isLocalDate(until)) throw new DomainError('invalid', 'Tanggal perkiraan tidak ada di kalender.');
  if (until < today) throw new DomainError('invalid', 'Tanggal perkiraan sudah lewat.');
}
