import { and, eq, sql } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { due } from '../due.ts';
import type { Db } from '../open.ts';
import { RETRY_MAX_MS } from '../rules/retry.ts';
import { outboundParts, outboundTexts } from '../schema/smsOut.ts';
import { inAction } from './action.ts';

export interface ClaimedPart {
  id: number;
  messageId: number;
  recipient: string;
  text: string;
  alphabet: 'gsm7' | 'ucs2';
  seq: number;
  partCount: number;
  concatRef: number | null;
  expiresAtMs: number;
}

/**
 * The first durable marker: takes the most urgent part that is due, and only once all earlier parts of
 * the same text have left (an unknown one may have). Nothing is sent unless this has been committed.
 * @returns undefined when nothing is due.
 */
export function claimPart(
  db: Db,
  clock: Clock,
  by: { modem: string; simId: string },
): ClaimedPart | undefined {
  return inAction(db, clock, (tx, nowMs) => {
    const next = tx
      .select({
        id: outboundParts.id,
        messageId: outboundParts.messageId,
        recipient: outboundTexts.recipient,
        text: outboundParts.text,
        alphabet: outboundParts.alphabet,
        seq: outboundParts.seq,
        partCount: outboundParts.partCount,
        concatRef: outboundParts.concatRef,
        expiresAtMs: outboundTexts.expiresAtMs,
      })
      .from(outboundParts)
      .innerJoin(outboundTexts, eq(outboundTexts.messageId, outboundParts.messageId))
      .where(
        and(
          eq(outboundParts.state, 'queued'),
          due(outboundParts.nextAttemptAtMs, nowMs, RETRY_MAX_MS),
          sql`NOT EXISTS (SELECT 1 FROM outbound_parts AS earlier
            WHERE earlier.message_id = ${outboundParts.messageId} AND earlier.seq < ${outboundParts.seq}
              AND earlier.state NOT IN ('sent', 'delivered', 'unknown'))`,
        ),
      )
      .orderBy(outboundTexts.rank, outboundParts.messageId, outboundParts.seq)
      .get();
    if (!next) return undefined;
    tx.update(outboundParts)
      .set({
        state: 'claimed',
        ...by,
        claimedAtMs: nowMs,
        writingAtMs: null,
        attempts: sql`${outboundParts.attempts} + 1`,
      })
      .where(eq(outboundParts.id, next.id))
      .run();
    return next;
  });
}

/**
 * The second durable marker, before the first octet of the PDU leaves: from here on the part may be with
 * the SMSC.
 * @throws Error when the part is not ours to write any more; then nothing may be sent.
 */
export function markWriting(db: Db, clock: Clock, partId: number): void {
  inAction(db, clock, (tx, nowMs) => {
    const { changes } = tx
      .update(outboundParts)
      .set({ state: 'writing', writingAtMs: nowMs })
      .where(and(eq(outboundParts.id, partId), eq(outboundParts.state, 'claimed')))
      .run();
    if (changes !== 1) throw new Error(`Part ${partId} is no longer claimed`);
  });
}
