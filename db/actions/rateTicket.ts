import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { reportedBy } from '../reportedBy.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { users } from '../schema/people.ts';
import { ticketEvents, tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { recordEvent } from './recordEvent.ts';

/** A rating may be thought better of once (R61). */
const CHANGES_MAX = 1;

/** `own_work`: whoever did the work does not rate it, whatever number they write from. */
export type RatingEnd = 'rated' | 'changed' | 'same' | 'own_work';

/**
 * Takes down what a ticket's reporter thinks of the solution.
 * @param phone of the sender; only the reporter's own number counts.
 * @param rating 1 to 5.
 * @throws DomainError `not_found` for anybody else, `conflict` while it is not closed or when it was changed already.
 */
export function rateWithin(
  tx: Tx,
  { phone, ticketId, rating }: { phone: string; ticketId: number; rating: number },
  nowMs: number,
): RatingEnd {
  const ticket = tx
    .select()
    .from(tickets)
    .where(and(eq(tickets.id, ticketId), reportedBy(tx, phone)))
    .get();
  if (!ticket) throw new DomainError('not_found', `Nomor Anda tidak punya tiket ${ticketId}`);
  if (ticket.status !== 'closed')
    throw new DomainError('conflict', `Tiket ${ticketId} belum selesai, jadi belum bisa dinilai`);
  if (didTheWork(tx, ticketId, phone)) {
    recordEvent(tx, ticketId, 'rating_refused', nowMs, { phone }, { rating });
    return 'own_work';
  }
  // Closed a second time, it is another piece of work.
  const isNew = ticket.rating === null || (ticket.ratedAtMs ?? 0) < (ticket.closedAtMs ?? 0);
  if (!isNew && ticket.rating === rating) return 'same';
  const changes = isNew ? 0 : ticket.ratingChanges + 1;
  if (changes > CHANGES_MAX)
    throw new DomainError(
      'conflict',
      `Nilai tiket ${ticketId} sudah pernah diubah dan tidak bisa diubah lagi`,
    );
  tx.update(tickets)
    .set({ rating, ratedAtMs: nowMs, ratingChanges: changes, ratingSeenAtMs: null })
    .where(eq(tickets.id, ticketId))
    .run();
  const before = isNew || ticket.rating === null ? {} : { before: ticket.rating };
  recordEvent(tx, ticketId, 'rated', nowMs, { phone }, { rating, ...before });
  return isNew ? 'rated' : 'changed';
}

/** The number is that of somebody who took the ticket in hand, went there or closed it. */
function didTheWork(tx: Tx, ticketId: number, phone: string): boolean {
  const worker = tx
    .select({ id: users.id })
    .from(ticketEvents)
    .innerJoin(users, eq(users.id, ticketEvents.userId))
    .where(
      and(
        eq(ticketEvents.ticketId, ticketId),
        inArray(ticketEvents.kind, ['accepted', 'departed', 'arrived', 'closed']),
        eq(users.phone, phone),
      ),
    )
    .get();
  const assigned = tx
    .select({ id: users.id })
    .from(tickets)
    .innerJoin(users, eq(users.id, tickets.technicianId))
    .where(and(eq(tickets.id, ticketId), eq(users.phone, phone)))
    .get();
  return worker !== undefined || assigned !== undefined;
}

/** What a rating without a number can be for: the sender's closed tickets that have none, the newest first. */
export const ticketsToRate = (tx: Tx, phone: string): number[] =>
  tx
    .select({ id: tickets.id, rating: tickets.rating })
    .from(tickets)
    .where(and(reportedBy(tx, phone), eq(tickets.status, 'closed'), isNotNull(tickets.closedAtMs)))
    .orderBy(desc(tickets.id))
    .limit(20)
    .all()
    .filter(({ rating }) => rating === null)
    .map(({ id }) => id);

/** An admin has looked at a low rating: it leaves "Perlu diperiksa". */
export function noteRatingSeen(db: Db, clock: Clock, actor: Actor, ticketId: number): void {
  demand(actor, 'reviewMessages');
  inAction(db, clock, (tx, nowMs) => {
    tx.update(tickets)
      .set({ ratingSeenAtMs: nowMs })
      .where(and(eq(tickets.id, ticketId), isNotNull(tickets.rating)))
      .run();
  });
}
