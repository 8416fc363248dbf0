import { and, eq } from 'drizzle-orm';
import { subjectOf } from '../rules/readableText.ts';
import { messages, tickets } from '../schema/tickets.ts';
import { type Incoming, keep } from './incomingText.ts';
import { recordEvent } from './recordEvent.ts';

/**
 * Late parts of a text that was shown before: on a ticket it is mended where it is, and people are told to
 * look again. One that no rule could place is read anew as soon as its beginning is there, also when somebody
 * has put it aside: what they saw was not what was written.
 * @returns the message's id, or undefined when the text is to be handled (anew).
 */
export function completeInPlace(incoming: Incoming): number | undefined {
  const { tx, nowMs, row, read } = incoming;
  if (row.messageId === null) return undefined;
  const message = tx.select().from(messages).where(eq(messages.id, row.messageId)).get();
  if (!message || (message.kind === 'review' && message.ticketId === null))
    return read.beginningKnown ? undefined : keep(incoming, 'review');
  tx.update(messages)
    .set({ text: read.text, incomplete: read.incomplete })
    .where(eq(messages.id, message.id))
    .run();
  if (message.ticketId === null) return message.id;
  const opened = message.kind === 'complaint';
  const complaint = read.request.kind === 'complaint' ? read.request.text : read.text;
  tx.update(tickets)
    .set({ updatedAtMs: nowMs, ...(opened ? { subject: subjectOf(complaint) } : {}) })
    .where(eq(tickets.id, message.ticketId))
    .run();
  tx.update(tickets)
    .set({ awaitsReply: true })
    .where(and(eq(tickets.id, message.ticketId), eq(tickets.open, true)))
    .run();
  recordEvent(tx, message.ticketId, 'message_received', nowMs, { phone: row.sender });
  return message.id;
}
