import { and, desc, eq, exists, lte, sql } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { MESSAGE_TTL_MS } from '../rules/retry.ts';
import { isPlausibleTime } from '../rules/timeWindow.ts';
import { outboundParts, outboundTexts } from '../schema/smsOut.ts';
import { messages } from '../schema/tickets.ts';
import { inAction } from './action.ts';

/** A clock that is behind the newest row, or ahead of it by this much, is not believed. */
const LEAP_MAX_MS = 30 * 24 * 3_600_000;

/**
 * Ends texts that have waited beyond their time. While the clock cannot be right nothing expires: it is
 * behind what the database has seen, or implausibly far ahead (DESIGN 7).
 * @param leapMs by how much the clock was set since the last call: what waits keeps the time that it had left.
 * @returns how many parts expired.
 */
export function expireTexts(db: Db, clock: Clock, leapMs = 0): number {
  return inAction(db, clock, (tx, nowMs) => {
    if (leapMs !== 0) moveExpiry(tx, leapMs, nowMs);
    const newestMs =
      tx.select({ atMs: messages.atMs }).from(messages).orderBy(desc(messages.id)).limit(1).get()?.atMs ??
      nowMs;
    if (!isPlausibleTime(nowMs) || nowMs < newestMs || nowMs > newestMs + LEAP_MAX_MS) return 0;
    return tx
      .update(outboundParts)
      .set({
        state: 'expired',
        endedAtMs: nowMs,
        fault: sql`coalesce(${outboundParts.fault}, 'Melewati batas waktu kirim')`,
      })
      .where(
        and(
          eq(outboundParts.state, 'queued'),
          exists(
            tx
              .select({ one: sql`1` })
              .from(outboundTexts)
              .where(
                and(
                  eq(outboundTexts.messageId, outboundParts.messageId),
                  lte(outboundTexts.expiresAtMs, nowMs),
                ),
              ),
          ),
        ),
      )
      .run().changes;
  });
}

/** After a leap ahead by as much; after one back it is enough that nobody waits longer than a new text would. */
function moveExpiry(tx: Tx, leapMs: number, nowMs: number): void {
  const waiting = tx
    .select({ id: outboundParts.messageId })
    .from(outboundParts)
    .where(eq(outboundParts.state, 'queued'));
  tx.update(outboundTexts)
    .set({
      expiresAtMs: sql`min(${outboundTexts.expiresAtMs} + ${Math.max(leapMs, 0)}, ${nowMs + MESSAGE_TTL_MS})`,
    })
    .where(sql`${outboundTexts.messageId} IN ${waiting}`)
    .run();
}
