import { and, eq, isNull, notInArray } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import type { MessageKind } from '../rules/messageKind.ts';
import { outboundParts } from '../schema/smsOut.ts';
import { messages, tickets } from '../schema/tickets.ts';
import { recordEvent } from './recordEvent.ts';

/** What an admin says to the reporter: words of their own, or who will come. */
const ANSWERS: readonly MessageKind[] = ['reply', 'confirmation'];

/**
 * Stops the reply clock when the network has taken the whole of an admin's answer: the click does not
 * count, nor does an automatic text (DESIGN 24).
 */
export function noteAccepted(tx: Tx, messageId: number, nowMs: number): void {
  const message = tx.select().from(messages).where(eq(messages.id, messageId)).get();
  if (!message || !ANSWERS.includes(message.kind) || message.ticketId === null) return;
  const missing = rowCount(
    tx,
    outboundParts,
    and(eq(outboundParts.messageId, messageId), notInArray(outboundParts.state, ['sent', 'delivered'])),
  );
  if (missing > 0) return;
  const first = tx
    .update(tickets)
    .set({ firstReplyAtMs: nowMs, updatedAtMs: nowMs })
    .where(and(eq(tickets.id, message.ticketId), isNull(tickets.firstReplyAtMs)))
    .run();
  if (first.changes > 0) recordEvent(tx, message.ticketId, 'first_reply_accepted', nowMs);
}
