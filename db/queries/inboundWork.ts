import { and, desc, eq, gt } from 'drizzle-orm';
import { due } from '../due.ts';
import type { Db } from '../open.ts';
import { HANDLING_RETRY_MS } from '../rules/retry.ts';
import { inboundParts, inboundTexts, rawMessages } from '../schema/smsIn.ts';

export type RawRow = typeof rawMessages.$inferSelect;

const BATCH = 100;

/** Raw messages behind `afterId` that are not filed yet, in the order of arrival. */
export const rawToFile = (db: Db, afterId: number): RawRow[] =>
  db
    .select()
    .from(rawMessages)
    .where(and(eq(rawMessages.state, 'received'), gt(rawMessages.id, afterId)))
    .orderBy(rawMessages.id)
    .limit(BATCH)
    .all();

export interface TextToHandle {
  id: number;
  content: 'text' | 'data';
  partCount: number;
  parts: { seq: number; pduHex: string; tpduLength: number | null }[];
}

/** Texts that are due to be handled, each with the raw PDUs of its parts in order. */
export function textsToHandle(db: Db, nowMs: number): TextToHandle[] {
  const waiting = db
    .select({ id: inboundTexts.id, content: inboundTexts.content, partCount: inboundTexts.partCount })
    .from(inboundTexts)
    .where(
      and(eq(inboundTexts.state, 'pending'), due(inboundTexts.nextAttemptAtMs, nowMs, HANDLING_RETRY_MS)),
    )
    .orderBy(inboundTexts.id)
    .limit(BATCH)
    .all();
  return waiting.map((text) => ({
    ...text,
    parts: db
      .select({ seq: inboundParts.seq, pduHex: rawMessages.pduHex, tpduLength: rawMessages.tpduLength })
      .from(inboundParts)
      .innerJoin(rawMessages, eq(rawMessages.id, inboundParts.rawId))
      .where(eq(inboundParts.textId, text.id))
      .orderBy(inboundParts.seq)
      .all(),
  }));
}

/** The SIM that the last SMS by this modem came from: before the one in it has said who it is, most likely the same. */
export const lastSimOf = (db: Db, modem: string): string | undefined =>
  db
    .select({ simId: rawMessages.simId })
    .from(rawMessages)
    .where(eq(rawMessages.modem, modem))
    .orderBy(desc(rawMessages.id))
    .limit(1)
    .get()?.simId;
