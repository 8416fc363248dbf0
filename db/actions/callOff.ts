import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import type { OutboundKind } from '../rules/messageKind.ts';
import type { NoticeKey } from '../rules/notices/noticeTable.ts';
import type { NoticeFacts } from '../rules/notices/placeholder.ts';
import type { Actor } from '../rules/permissions.ts';
import { users } from '../schema/people.ts';
import { outboundParts } from '../schema/smsOut.ts';
import { messages } from '../schema/tickets.ts';
import { cancelText } from './cancelWaiting.ts';
import type { TicketRow } from './moveTicket.ts';
import { sendNotice } from './sendNotice.ts';

interface CallOff {
  notice: NoticeKey;
  /** What is said of an order that is not sent. */
  why: string;
  facts: NoticeFacts;
}

/** What sends a technician to work. */
const ORDERS: readonly OutboundKind[] = ['assignment', 'task_news', 'reminder'];

/**
 * Keeps a technician from an errand that is none any more: orders that still wait are not sent, and whoever knows of it
 * is told, unless it is their own doing.
 * @param ticket as it was while it was that technician's.
 * @returns the technician's name; '' where there was none.
 */
export function callOff(
  tx: Tx,
  actor: Actor,
  ticket: TicketRow,
  { notice, why, facts }: CallOff,
  nowMs: number,
): string {
  const technician = tx
    .select({ id: users.id, name: users.name, phone: users.phone })
    .from(users)
    .where(eq(users.id, ticket.technicianId ?? 0))
    .get();
  if (!technician) return '';
  const { id, name, phone } = technician;
  if (phone === null) return name;
  const orders = tx
    .select({ messageId: messages.id, state: outboundParts.state })
    .from(messages)
    .innerJoin(outboundParts, eq(outboundParts.messageId, messages.id))
    .where(
      and(eq(messages.ticketId, ticket.id), eq(messages.peer, phone), inArray(messages.kind, [...ORDERS])),
    )
    .all();
  const waiting = orders.filter(({ state }) => state === 'queued');
  for (const { messageId } of waiting) cancelText(tx, messageId, why, nowMs);
  const knows = ticket.acceptedAtMs !== null || waiting.length === 0 || waiting.length < orders.length;
  if (knows && id !== actor.userId)
    sendNotice(
      tx,
      { notice, ticketId: ticket.id, cause: `called_off:${ticket.id}:${id}:${nowMs}`, to: phone, facts },
      nowMs,
    );
  return name;
}
