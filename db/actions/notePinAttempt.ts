import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { pinAttempts } from '../schema/pinAttempts.ts';
import { inAction } from './action.ts';

/** Remembers a try of a PIN on a card: `opened` is committed before the PIN leaves, for we may die with it. */
export function notePinAttempt(
  db: Db,
  clock: Clock,
  attempt: { card: string; pinDigest: string; state: 'opened' | 'accepted' | 'refused' },
): void {
  inAction(db, clock, (tx, nowMs) => {
    const row = { ...attempt, atMs: nowMs };
    tx.insert(pinAttempts)
      .values(row)
      .onConflictDoUpdate({ target: [pinAttempts.card, pinAttempts.pinDigest], set: row })
      .run();
  });
}

/** A human says that the configured PIN may be tried once more. */
export function forgetPinAttempts(db: Db, clock: Clock): number {
  return inAction(db, clock, (tx) => tx.delete(pinAttempts).run().changes);
}
