import { and, desc, eq, gt, lt, notInArray, sql } from 'drizzle-orm';
import { near } from '../near.ts';
import type { Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type OutboundKind, SENDING_RANK, ttlMs } from '../rules/messageKind.ts';
import { sendOrder } from '../rules/sendOrder.ts';
import { splitSms, wellFormed } from '../rules/smsText.ts';
import { counters } from '../schema/people.ts';
import { inboundTexts } from '../schema/smsIn.ts';
import { outboundParts, outboundTexts } from '../schema/smsOut.ts';
import { messages, tickets } from '../schema/tickets.ts';

/** A reply longer than this is a letter, not an SMS. */
export const PARTS_MAX = 8;

export interface SmsToQueue {
  ticketId: number | null;
  kind: OutboundKind;
  /** E.164. */
  to: string;
  text: string;
  authorId?: number;
  /** The SIM that it goes by, while that can send. @default the one that the recipient wrote to */
  viaSim?: string;
  /** What brought it about, such as `ack:17`; the same cause never queues twice. */
  cause: string;
}

/** Stands for a one-time code wherever messages are shown. */
export const HIDDEN_CODE = 'Kode masuk sekali pakai (isinya tidak disimpan)';

/** The program's same words to the same number within this time are said once. */
const SAME_WORDS_MS = 5 * 60_000;

/**
 * Queues a text with its parts, inside the caller's transaction. It prefers the SIM that its recipient wrote to last.
 * The program's own words that this number was just sent are kept for the history, but not sent again.
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
  const byHuman = sms.kind === 'reply';
  const repeats = !byHuman && wasJustSaid(tx, sms.to, text, nowMs);
  const messageId = insertText(tx, sms, text, nowMs);
  const order = sendOrder({ kind: sms.kind, urgent: isUrgent(tx, sms.ticketId), byHuman, messageId });
  const concatRef = parts.length > 1 ? nextConcatReference(tx) : null;
  tx.insert(outboundParts)
    .values(
      parts.map((part, i) => ({
        messageId,
        seq: i + 1,
        partCount: parts.length,
        concatRef,
        alphabet,
        text: part,
        sendOrder: order,
        ...(repeats
          ? { state: 'cancelled' as const, endedAtMs: nowMs, fault: 'Teks yang sama baru saja dikirim' }
          : {}),
      })),
    )
    .run();
  if (sms.ticketId !== null) bringForward(tx, { ...sms, ticketId: sms.ticketId, messageId, order });
  return messageId;
}

function insertText(tx: Tx, sms: SmsToQueue, text: string, nowMs: number): number {
  const { id } = tx
    .insert(messages)
    .values({
      ticketId: sms.ticketId,
      direction: 'out',
      channel: 'sms',
      kind: sms.kind,
      peer: sms.to,
      authorId: sms.authorId ?? null,
      // What a person reads of a code is that there was one; only the part that is sent holds it.
      text: sms.kind === 'one_time_code' ? HIDDEN_CODE : text,
      atMs: nowMs,
    })
    .returning({ id: messages.id })
    .get();
  tx.insert(outboundTexts)
    .values({
      messageId: id,
      recipient: sms.to,
      rank: SENDING_RANK[sms.kind],
      expiresAtMs: nowMs + ttlMs(sms.kind),
      cause: sms.cause,
      preferredSim: sms.viaSim ?? lastSimOf(tx, sms.to) ?? null,
    })
    .run();
  return id;
}

function isUrgent(tx: Tx, ticketId: number | null): boolean {
  if (ticketId === null) return false;
  const ticket = tx
    .select({ priority: tickets.priority })
    .from(tickets)
    .where(eq(tickets.id, ticketId))
    .get();
  return ticket?.priority === 'emergency';
}

/** The SIM that received the newest text of this number. */
function lastSimOf(tx: Tx, phone: string): string | undefined {
  return tx
    .select({ simId: inboundTexts.simId })
    .from(messages)
    .innerJoin(inboundTexts, eq(inboundTexts.messageId, messages.id))
    .where(and(eq(messages.peer, phone), eq(messages.direction, 'in')))
    .orderBy(desc(messages.atMs))
    .limit(1)
    .get()?.simId;
}

function wasJustSaid(tx: Tx, to: string, text: string, nowMs: number): boolean {
  const twin = tx
    .select({ id: messages.id })
    .from(messages)
    .innerJoin(outboundParts, eq(outboundParts.messageId, messages.id))
    .where(
      and(
        eq(messages.peer, to),
        near(messages.atMs, nowMs, SAME_WORDS_MS),
        eq(messages.direction, 'out'),
        eq(messages.text, text),
        notInArray(outboundParts.state, ['failed', 'expired', 'cancelled']),
      ),
    )
    .limit(1)
    .get();
  return twin !== undefined;
}

/** What waits for the same person on the same ticket goes no later than this: a conversation is read in its order. */
function bringForward(tx: Tx, sms: { ticketId: number; to: string; messageId: number; order: number }): void {
  const earlier = tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.ticketId, sms.ticketId),
        lt(messages.id, sms.messageId),
        eq(messages.direction, 'out'),
        eq(messages.peer, sms.to),
      ),
    );
  tx.update(outboundParts)
    .set({ sendOrder: sms.order })
    .where(
      and(
        sql`${outboundParts.messageId} IN ${earlier}`,
        eq(outboundParts.state, 'queued'),
        gt(outboundParts.sendOrder, sms.order),
      ),
    )
    .run();
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
