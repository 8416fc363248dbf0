import { and, eq } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import { isOutboundKind } from '../rules/messageKind.ts';
import { isAnswerTurn, sendOrder } from '../rules/sendOrder.ts';
import { outboundParts } from '../schema/smsOut.ts';
import { messages } from '../schema/tickets.ts';

/** A ticket has become urgent, or no longer is: what waits of it takes the turn that it has now. */
export function reorderTexts(tx: Tx, ticketId: number, urgent: boolean): void {
  const waiting = tx
    .select({
      id: outboundParts.id,
      messageId: messages.id,
      kind: messages.kind,
      order: outboundParts.sendOrder,
    })
    .from(outboundParts)
    .innerJoin(messages, eq(messages.id, outboundParts.messageId))
    .where(and(eq(messages.ticketId, ticketId), eq(outboundParts.state, 'queued')))
    .all();
  for (const { id, messageId, kind, order } of waiting) {
    if (!isOutboundKind(kind)) continue;
    const turn = sendOrder({ kind, urgent, byHuman: kind === 'reply' || isAnswerTurn(order), messageId });
    tx.update(outboundParts).set({ sendOrder: turn }).where(eq(outboundParts.id, id)).run();
  }
}
