import { and, desc, eq, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { type LinkKind, ticketLinks } from '../schema/links.ts';
import { tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { author, ticketFor } from './moveTicket.ts';
import { type EventAuthor, recordEvent } from './recordEvent.ts';

export interface Linking {
  ticketId: number;
  otherId: number;
  /** May be empty. */
  reason?: string;
}

/**
 * Says that two tickets have to do with each other; both show it.
 * @throws DomainError `invalid` for a ticket with itself, `conflict` when they are linked already.
 */
export function linkTickets(
  db: Db,
  clock: Clock,
  actor: Actor,
  { ticketId, otherId, reason }: Linking,
): void {
  demand(actor, 'merge');
  inAction(db, clock, (tx, nowMs) => {
    const [a, b] = [ticketFor(tx, actor, ticketId), ticketFor(tx, actor, otherId)];
    if (a.id === b.id) throw new DomainError('invalid', 'Tiket tidak bisa dikaitkan dengan dirinya sendiri.');
    const why = reason?.trim() ?? '';
    const link = { kind: 'related' as const, linkedBy: actor.userId, ...(why === '' ? {} : { reason: why }) };
    if (!linkWithin(tx, [a.id, b.id], link, author(actor), nowMs))
      throw new DomainError('conflict', `Tiket ${a.id} dan ${b.id} sudah saling terkait.`);
  });
}

/** @throws DomainError `conflict` when they are not linked, or not any more. */
export function unlinkTickets(db: Db, clock: Clock, actor: Actor, ticketId: number, otherId: number): void {
  demand(actor, 'merge');
  inAction(db, clock, (tx, nowMs) => {
    const [older, newer] = inOrder(ticketId, otherId);
    const { changes } = tx
      .delete(ticketLinks)
      .where(and(eq(ticketLinks.olderId, older), eq(ticketLinks.newerId, newer)))
      .run();
    if (changes === 0)
      throw new DomainError('conflict', `Tiket ${ticketId} dan ${otherId} tidak saling terkait.`);
    recordEvent(tx, ticketId, 'unlinked', nowMs, author(actor), { ticket: otherId });
    recordEvent(tx, otherId, 'unlinked', nowMs, author(actor), { ticket: ticketId });
  });
}

/** @returns false when the two are linked already; nothing is changed then. */
export function linkWithin(
  tx: Tx,
  [one, other]: readonly [number, number],
  link: { kind: LinkKind; reason?: string; linkedBy?: number },
  by: EventAuthor,
  nowMs: number,
): boolean {
  const [olderId, newerId] = inOrder(one, other);
  const { changes } = tx
    .insert(ticketLinks)
    .values({ olderId, newerId, linkedAtMs: nowMs, ...link })
    .onConflictDoNothing()
    .run();
  if (changes === 0) return false;
  // A split has its own line in both histories.
  if (link.kind === 'split') return true;
  const reason = link.reason === undefined ? {} : { reason: link.reason };
  recordEvent(tx, newerId, 'linked', nowMs, by, { ticket: olderId, ...reason });
  recordEvent(tx, olderId, 'linked', nowMs, by, { ticket: newerId, ...reason });
  return true;
}

const inOrder = (a: number, b: number): [number, number] => (a < b ? [a, b] : [b, a]);

const DAY_MS = 24 * 3_600_000;
/** Within 30 days, the thirtieth whole (R17). */
const REPEATED_WITHIN_MS = 31 * DAY_MS;

/**
 * Links a ticket that has just been opened with the last one of the same number that was closed not long ago: perhaps
 * it was not solved after all (R17). A merged one was closed with its main ticket.
 */
export function linkFormer(tx: Tx, ticketId: number, nowMs: number): void {
  const main = alias(tickets, 'main');
  const closedAtMs = sql<number>`coalesce(${main.closedAtMs}, ${tickets.closedAtMs})`;
  const phone = tx
    .select({ phone: tickets.reporterPhone })
    .from(tickets)
    .where(eq(tickets.id, ticketId))
    .get()?.phone;
  if (!phone) return;
  const former = tx
    .select({ id: tickets.id })
    .from(tickets)
    .leftJoin(main, eq(main.id, tickets.mergedInto))
    .where(
      and(
        eq(tickets.reporterPhone, phone),
        lt(tickets.id, ticketId),
        inArray(tickets.status, ['closed', 'merged']),
        or(isNull(main.id), eq(main.status, 'closed')),
        gte(closedAtMs, nowMs - REPEATED_WITHIN_MS),
      ),
    )
    .orderBy(desc(tickets.id))
    .limit(1)
    .get();
  if (former) linkWithin(tx, [former.id, ticketId], { kind: 'repeated' }, {}, nowMs);
}
