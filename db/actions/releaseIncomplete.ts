import { and, eq, not } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { near } from '../near.ts';
import type { Db } from '../open.ts';
import { inboundTexts } from '../schema/smsIn.ts';
import { inAction } from './action.ts';

/** How long a long SMS may wait for its missing parts before people see what there is (DESIGN 22). */
export const INCOMPLETE_SHOWN_AFTER_MS = 15 * 60_000;

/** @returns how many incomplete texts are now to be handled as they are. */
export function releaseIncomplete(db: Db, clock: Clock): number {
  return inAction(
    db,
    clock,
    (tx, nowMs) =>
      tx
        .update(inboundTexts)
        .set({ state: 'pending' })
        .where(
          and(
            eq(inboundTexts.state, 'assembling'),
            // Also what came in a future that was none: the clock has been set back since.
            not(near(inboundTexts.receivedAtMs, nowMs, INCOMPLETE_SHOWN_AFTER_MS - 1)),
          ),
        )
        .run().changes,
  );
}
