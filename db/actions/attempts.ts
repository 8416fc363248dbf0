import { eq, lt, sql } from 'drizzle-orm';
import { type AttemptSubject, attemptKey, attemptTally } from '../attempts.ts';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { waitMs } from '../rules/access/attemptLimit.ts';
import { attempts } from '../schema/access.ts';
import { inAction } from './action.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Asks to try once, for all these subjects. The try counts as failed until it is forgiven, so that many at the same
 * time do not slip through; a restart forgets none.
 * @returns 0, or how long to wait in milliseconds.
 */
export const countAttempt = (db: Db, clock: Clock, subjects: readonly AttemptSubject[]): number =>
  inAction(db, clock, (tx, nowMs) => countAttemptWithin(tx, subjects, nowMs));

function countAttemptWithin(tx: Tx, subjects: readonly AttemptSubject[], nowMs: number): number {
  const tallies = subjects.map((subject) => ({ subject, tally: attemptTally(tx, subject, nowMs) }));
  const wait = Math.max(0, ...tallies.map(({ tally, subject }) => waitMs(tally, subject.limit, nowMs)));
  if (wait > 0) return wait;
  tx.delete(attempts)
    .where(lt(attempts.lastAtMs, nowMs - DAY_MS))
    .run();
  for (const { subject, tally } of tallies) {
    const counted = { failures: tally.failures + 1, lastAtMs: nowMs };
    tx.insert(attempts)
      .values({ subject: attemptKey(subject.what), ...counted })
      .onConflictDoUpdate({ target: attempts.subject, set: counted })
      .run();
  }
  return 0;
}

/** The tries of what is sure to be one person's start anew. */
export function forgiveWithin(tx: Tx, what: string): void {
  tx.delete(attempts)
    .where(eq(attempts.subject, attemptKey(what)))
    .run();
}

/** What many share gets this one try back. */
export function giveBackWithin(tx: Tx, what: string): void {
  tx.update(attempts)
    .set({ failures: sql`max(${attempts.failures} - 1, 0)` })
    .where(eq(attempts.subject, attemptKey(what)))
    .run();
}
