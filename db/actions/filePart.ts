import { and, eq } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import type { Sender } from '../rules/phoneNumber.ts';
import { isNear } from '../rules/timeWindow.ts';
import { inboundParts, inboundTexts, type rawMessages } from '../schema/smsIn.ts';

/** Parts of a long SMS that come later than this belong to another one (DESIGN 22). */
const REASSEMBLY_MS = 24 * 3_600_000;
/** A phone sends the parts of a text in one go, or tries for a while where coverage is poor. */
const SENDING_MS = 3 * 3_600_000;
/** A phone that missed the network's "taken" sends a part again within this, with a new time stamp. */
const SENT_AGAIN_MS = 10 * 60_000;

export interface DecodedText {
  sender: Sender;
  content: 'text' | 'data';
  sentAtMs: number | undefined;
  concat: { ref: number; bits: 8 | 16; total: number; seq: number } | undefined;
  /** Alike for two parts that say the same. */
  digest: string;
}

type RawRow = typeof rawMessages.$inferSelect;

/**
 * Adds a raw message to the text that it is (a part of).
 * @returns false when the same part is there already and this one may be forgotten.
 */
export function filePart(tx: Tx, raw: RawRow, text: DecodedText): boolean {
  const assemblies = text.concat ? assembliesOf(tx, raw, text) : [];
  if (assemblies.some((assembly) => holdsAlready(assembly, raw, text))) return false;
  const waiting = assemblies.filter((assembly) => assembly.digest === null).sort(nearestFirst)[0];
  const textId = waiting?.id ?? startText(tx, raw, text);
  tx.insert(inboundParts)
    .values({
      textId,
      seq: text.concat?.seq ?? 1,
      rawId: raw.id,
      digest: text.digest,
      sentAtMs: text.sentAtMs ?? null,
    })
    .run();
  const row = tx.select().from(inboundTexts).where(eq(inboundTexts.id, textId)).get();
  const present = rowCount(tx, inboundParts, eq(inboundParts.textId, textId));
  // A late part of a text that was shown incomplete completes it in place.
  if (row && (present === row.partCount || row.state === 'done' || row.state === 'failed')) {
    tx.update(inboundTexts)
      .set({ state: 'pending', attempts: 0, nextAttemptAtMs: 0 })
      .where(eq(inboundTexts.id, textId))
      .run();
  }
  return true;
}

interface Assembly {
  id: number;
  receivedAtMs: number;
  /** Of the part that it has in this one's place, if it has one. */
  digest: string | null;
  partSentAtMs: number | null;
  apartMs: number;
}

/**
 * The texts that the part may belong to: of the same sender, reference and length, and sent about when it
 * was. Phones reuse references, so the time tells two texts apart (the arrival, where a stamp is senseless).
 */
function assembliesOf(tx: Tx, raw: RawRow, { sender, concat, sentAtMs }: DecodedText): Assembly[] {
  if (!concat) return [];
  return tx
    .select({
      id: inboundTexts.id,
      sentAtMs: inboundTexts.sentAtMs,
      receivedAtMs: inboundTexts.receivedAtMs,
      digest: inboundParts.digest,
      partSentAtMs: inboundParts.sentAtMs,
    })
    .from(inboundTexts)
    .leftJoin(inboundParts, and(eq(inboundParts.textId, inboundTexts.id), eq(inboundParts.seq, concat.seq)))
    .where(
      and(
        eq(inboundTexts.sender, sender.address),
        eq(inboundTexts.concatRef, concat.ref),
        eq(inboundTexts.concatBits, concat.bits),
        eq(inboundTexts.partCount, concat.total),
        eq(inboundTexts.simId, raw.simId),
      ),
    )
    .all()
    .filter((text) => isNear(text.receivedAtMs, raw.receivedAtMs, REASSEMBLY_MS))
    .map(({ sentAtMs: firstSentAtMs, ...text }) => {
      const stamped = firstSentAtMs !== null && sentAtMs !== undefined;
      const apartMs = stamped
        ? Math.abs(firstSentAtMs - sentAtMs)
        : Math.abs(text.receivedAtMs - raw.receivedAtMs);
      return { ...text, apartMs: stamped && apartMs > SENDING_MS ? Number.POSITIVE_INFINITY : apartMs };
    })
    .filter((text) => text.apartMs !== Number.POSITIVE_INFINITY);
}

const nearestFirst = (a: Assembly, b: Assembly): number => a.apartMs - b.apartMs || a.id - b.id;

function holdsAlready(assembly: Assembly, raw: RawRow, { digest, sentAtMs }: DecodedText): boolean {
  if (assembly.digest !== digest) return false;
  return assembly.partSentAtMs !== null && sentAtMs !== undefined
    ? Math.abs(assembly.partSentAtMs - sentAtMs) <= SENT_AGAIN_MS
    : isNear(assembly.receivedAtMs, raw.receivedAtMs, SENT_AGAIN_MS);
}

function startText(tx: Tx, raw: RawRow, text: DecodedText): number {
  const { concat } = text;
  return tx
    .insert(inboundTexts)
    .values({
      simId: raw.simId,
      modem: raw.modem,
      sender: text.sender.address,
      senderKind: text.sender.kind,
      content: text.content,
      concatRef: concat?.ref ?? null,
      concatBits: concat?.bits ?? null,
      partCount: concat?.total ?? 1,
      state: 'assembling',
      sentAtMs: text.sentAtMs ?? null,
      receivedAtMs: raw.receivedAtMs,
    })
    .returning({ id: inboundTexts.id })
    .get().id;
}
