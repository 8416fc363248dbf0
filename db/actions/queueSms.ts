import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type OutboundKind, SENDING_RANK } from '../rules/messageKind.ts';
import { MESSAGE_TTL_MS } from '../rules/retry.ts';
import { splitSms, wellFormed } from '../rules/smsText.ts';
import { counters } from '../schema/people.ts';
import { outboundParts, outboundTexts } from '../schema/smsOut.ts';
import { messages } from '../schema/tickets.ts';

/** A reply longer than this is a letter, not an SMS. */
export const PARTS_MAX = 8;

export interface SmsToQueue {
  ticketId: number | null;
  kind: OutboundKind;
  /** E.164. */
  to: string;
  text: string;
  authorId?: number;
  /** What brought it about, such as `ack:17`; the same cause never queues twice. */
  cause: string;
}

/**
 * Queues a text with its parts, inside the caller's transaction.
 * @returns the message's id, or undefined when the same cause has queued one before.
 * @throws DomainError `invalid` when the text is empty or needs more than PARTS_MAX parts.
 */
export function queueSms(tx: Tx, sms: SmsToQueue, nowMs: number): number | undefined {
  const before = tx
    .select({ id: outboundTexts.messageId })
    .from(outboundTexts)
    .where(eq(outboundTexts.cause, sms.cause))
    .get();
  if (before) return undefined;
  const text = wellFormed(sms.text);
  const { alphabet, parts } = splitSms(text);
  if (text.trim() === '') throw new DomainError('invalid', 'Pesan masih kosong.');
  if (parts.length > PARTS_MAX) {
    throw new DomainError(
      'invalid',
      `Pesan terlalu panjang: ${parts.length} SMS, paling banyak ${PARTS_MAX}.`,
    );
  }
  const { id } = tx
    .insert(messages)
    .values({
      ticketId: sms.ticketId,
      direction: 'out',
      channel: 'sms',
      kind: sms.kind,
      peer: sms.to,
      authorId: sms.authorId ?? null,
      text,
      atMs: nowMs,
    })
    .returning({ id: messages.id })
    .get();
  tx.insert(outboundTexts)
    .values({
      messageId: id,
      recipient: sms.to,
      rank: SENDING_RANK[sms.kind],
      expiresAtMs: nowMs + MESSAGE_TTL_MS,
      cause: sms.cause,
    })
    .run();
  const concatRef = parts.length > 1 ? nextConcatReference(tx) : null;
  tx.insert(outboundParts)
    .values(
      parts.map((part, i) => ({
        messageId: id,
        seq: i + 1,
        partCount: parts.length,
        concatRef,
        alphabet,
        text: part,
      })),
    )
    .run();
  return id;
}

/** 0–255 in turn, kept in the database so that a restart does not reuse one a handset still remembers. */
function nextConcatReference(tx: Tx): number {
  const { value } = tx
    .insert(counters)
    .values({ name: 'concat_reference', value: 0 })
    .onConflictDoUpdate({ target: counters.name, set: { value: sql`(${counters.value} + 1) % 256` } })
    .returning({ value: counters.value })
    .get();
  return value;
}
