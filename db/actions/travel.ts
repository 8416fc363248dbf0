import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import type { Actor } from '../rules/permissions.ts';
import { showClock } from '../rules/zonedTime.ts';
import { timeZoneOf } from '../timeZone.ts';
import { inAction } from './action.ts';
import { author, moveWithin, ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';

/**
 * The technician tells the operator of leaving for the SKPD (SOP 8C); who leaves has taken the ticket in hand.
 * @throws DomainError `conflict` when on the way already.
 */
export function departWithin(tx: Tx, actor: Actor, ticketId: number, nowMs: number, phone?: string): void {
  const ticket = ticketFor(tx, actor, ticketId);
  if (ticket.open && ticket.departedAtMs !== null && ticket.arrivedAtMs === null)
    throw alreadyNoted(tx, ticketId, 'berangkat', ticket.departedAtMs);
  moveWithin(tx, actor, ticket, 'depart', {
    acceptedAtMs: ticket.acceptedAtMs ?? nowMs,
    departedAtMs: nowMs,
    arrivedAtMs: null,
    updatedAtMs: nowMs,
  });
  recordEvent(tx, ticketId, 'departed', nowMs, author(actor, phone));
}

/** The technician is there. */
export function arriveWithin(tx: Tx, actor: Actor, ticketId: number, nowMs: number, phone?: string): void {
  const ticket = ticketFor(tx, actor, ticketId);
  if (ticket.open && ticket.arrivedAtMs !== null)
    throw alreadyNoted(tx, ticketId, 'tiba', ticket.arrivedAtMs);
  moveWithin(tx, actor, ticket, 'arrive', {
    acceptedAtMs: ticket.acceptedAtMs ?? nowMs,
    arrivedAtMs: nowMs,
    updatedAtMs: nowMs,
  });
  recordEvent(tx, ticketId, 'arrived', nowMs, author(actor, phone));
}

/** An impatient thumb sends twice; it is one journey. */
const alreadyNoted = (tx: Tx, ticketId: number, what: string, atMs: number): DomainError =>
  new DomainError('conflict', `Tiket ${ticketId} sudah dicatat ${what} ${showClock(atMs, timeZoneOf(tx))}`);

export const depart = (db: Db, clock: Clock, actor: Actor, ticketId: number): void =>
  inAction(db, clock, (tx, nowMs) => departWithin(tx, actor, ticketId, nowMs));

export const arrive = (db: Db, clock: Clock, actor: Actor, ticketId: number): void =>
  inAction(db, clock, (tx, nowMs) => arriveWithin(tx, actor, ticketId, nowMs));
