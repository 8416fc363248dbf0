import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import type { EventKind } from '../rules/ticketEvent.ts';
import type { TicketStatus } from '../rules/ticketLifecycle.ts';
import { showShortTime } from '../rules/zonedTime.ts';
import { users } from '../schema/people.ts';
import { ticketEvents, tickets } from '../schema/tickets.ts';
import { timeZoneOf } from '../timeZone.ts';

/** What brought a ticket into its state. */
const BROUGHT_BY: Record<TicketStatus, readonly EventKind[]> = {
  new: ['declined', 'unassigned', 'reopened', 'restored', 'unmerged'],
  assigned: ['assigned', 'reopened', 'restored', 'unmerged'],
  in_progress: ['accepted', 'departed', 'arrived', 'resumed'],
  pending: ['pended'],
  closed: ['closed'],
  cancelled: ['cancelled'],
  merged: ['merged'],
  rejected: ['rejected'],
};

/** `oleh Rina 05/01 10.15`: who brought a ticket into the state it is in; '' where that is not known. */
export function lastDoing(tx: Tx, ticketId: number): string {
  const ticket = tx.select({ status: tickets.status }).from(tickets).where(eq(tickets.id, ticketId)).get();
  if (!ticket) return '';
  const event = tx
    .select({ atMs: ticketEvents.atMs, name: users.name })
    .from(ticketEvents)
    .leftJoin(users, eq(users.id, ticketEvents.userId))
    .where(
      and(eq(ticketEvents.ticketId, ticketId), inArray(ticketEvents.kind, [...BROUGHT_BY[ticket.status]])),
    )
    .orderBy(desc(ticketEvents.id))
    .get();
  if (!event) return '';
  const who = event.name === null ? '' : `oleh ${event.name} `;
  return `${who}${showShortTime(event.atMs, timeZoneOf(tx))}`;
}
