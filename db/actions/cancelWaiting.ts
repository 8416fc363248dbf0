import { and, eq, inArray, type SQL } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import type { OutboundKind } from '../rules/messageKind.ts';
import { outboundParts } from '../schema/smsOut.ts';
import { messages } from '../schema/tickets.ts';

/** Half a text is worth nothing: what has not left yet is cancelled with the part that failed. */
export const cancelRest = (tx: Tx, messageId: number, nowMs: number): number =>
  cancel(tx, eq(outboundParts.messageId, messageId), 'Bagian sebelumnya gagal', nowMs);

/** Cancels what of a text still waits. */
export const cancelText = (tx: Tx, messageId: number, why: string, nowMs: number): number =>
  cancel(tx, eq(outboundParts.messageId, messageId), why, nowMs);

/**
 * Cancels what still waits of this kind (of one part each) on a ticket, because something newer says more.
 * @returns whether something did
 */
export function cancelWaiting(
  tx: Tx,
  which: { ticketId: number; kind: OutboundKind },
  why: string,
  nowMs: number,
): boolean {
  const overtaken = tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.ticketId, which.ticketId), eq(messages.kind, which.kind)));
  return cancel(tx, inArray(outboundParts.messageId, overtaken), why, nowMs) > 0;
}

/** @returns how many parts */
const cancel = (tx: Tx, where: SQL, why: string, nowMs: number): number =>
  tx
    .update(outboundParts)
    .set({ state: 'cancelled', endedAtMs: nowMs, fault: why })
    .where(and(where, eq(outboundParts.state, 'queued')))
    .run().changes;
