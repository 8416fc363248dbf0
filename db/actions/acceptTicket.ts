import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import type { Actor } from '../rules/permissions.ts';
import { inAction } from './action.ts';
import { author, moveWithin, ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';

/** The technician takes an assigned ticket in hand. */
export function acceptWithin(tx: Tx, actor: Actor, ticketId: number, nowMs: number, phone?: string): void {
  const ticket = ticketFor(tx, actor, ticketId);
  moveWithin(tx, actor, ticket, 'accept', { acceptedAtMs: nowMs, updatedAtMs: nowMs });
  recordEvent(tx, ticketId, 'accepted', nowMs, author(actor, phone));
}

export function acceptTicket(db: Db, clock: Clock, actor: Actor, ticketId: number): void {
  inAction(db, clock, (tx, nowMs) => acceptWithin(tx, actor, ticketId, nowMs));
}
