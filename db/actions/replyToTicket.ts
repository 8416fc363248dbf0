import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { outboundParts } from '../schema/smsOut.ts';
import { messages, tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { ticketFor } from './moveTicket.ts';
import { queueSms } from './queueSms.ts';
import { recordEvent } from './recordEvent.ts';

export interface Reply {
  ticketId: number;
  text: string;
  /** Chosen when the form was made: a second click with it sends nothing more. */
  formId: string;
}

/**
 * Queues an admin's answer to the reporter. An acknowledgement still waiting is dropped: the answer says
 * more (DESIGN 25).
 * @returns whether this call queued it; false for a repeated form.
 */
export function replyToTicket(db: Db, clock: Clock, actor: Actor, reply: Reply): boolean {
  demand(actor, 'reply');
  return inAction(db, clock, (tx, nowMs) => {
    const ticket = ticketFor(tx, actor, reply.ticketId);
    const messageId = queueSms(
      tx,
      {
        ticketId: ticket.id,
        kind: 'reply',
        to: ticket.reporterPhone,
        text: reply.text.replace(/\r\n?/g, '\n').trim(),
        authorId: actor.userId,
        cause: `reply:${ticket.id}:${reply.formId}`,
      },
      nowMs,
    );
    if (messageId === undefined) return false;
    dropAcknowledgement(tx, ticket.id, nowMs);
    tx.update(tickets).set({ awaitsReply: false, updatedAtMs: nowMs }).where(eq(tickets.id, ticket.id)).run();
    recordEvent(tx, ticket.id, 'replied', nowMs, { userId: actor.userId });
    return true;
  });
}

function dropAcknowledgement(tx: Tx, ticketId: number, nowMs: number): void {
  const waiting = tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.ticketId, ticketId), eq(messages.kind, 'acknowledgement')));
  tx.update(outboundParts)
    .set({ state: 'cancelled', endedAtMs: nowMs, fault: 'Didahului balasan petugas' })
    .where(
      and(
        inArray(outboundParts.messageId, waiting),
        eq(outboundParts.state, 'queued'),
        sql`${outboundParts.attempts} = 0`,
      ),
    )
    .run();
}
