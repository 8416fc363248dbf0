import { and, eq, lte, sql } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { outboundParts, outboundTexts } from '../schema/smsOut.ts';
import { messages } from '../schema/tickets.ts';
import { inAction } from './action.ts';

/** A clock that is behind the newest row, or ahead of it by this much, is not believed. */
const LEAP_MAX_MS = 30 * 24 * 3_600_000;

/**
 * Ends texts that have waited beyond their time. After a boot with a wrong clock nothing expires: either
 * the clock is behind what the database has seen, or implausibly far ahead (DESIGN 7).
 * @returns how many parts expired.
 */
export function expireTexts(db: Db, clock: Clock): number {
  return inAction(db, clock, (tx, nowMs) => {
    const newestMs =
      tx
        .select({ atMs: sql<number | null>`max(${messages.atMs})` })
        .from(messages)
        .get()?.atMs ?? nowMs;
    if (nowMs < newestMs || nowMs > newestMs + LEAP_MAX_MS) return 0;
    const overdue = tx
      .select({ id: outboundTexts.messageId })
      .from(outboundTexts)
      .where(lte(outboundTexts.expiresAtMs, nowMs));
    return tx
      .update(outboundParts)
      .set({
        state: 'expired',
        endedAtMs: nowMs,
        fault: sql`coalesce(${outboundParts.fault}, 'Melewati batas waktu kirim')`,
      })
      .where(and(eq(outboundParts.state, 'queued'), sql`${outboundParts.messageId} IN ${overdue}`))
      .run().changes;
  });
}
