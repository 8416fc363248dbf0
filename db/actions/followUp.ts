import { and, desc, eq, inArray, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Tx } from '../open.ts';
import { reportedBy } from '../reportedBy.ts';
import { rowCount } from '../rowCount.ts';
import { messages, tickets } from '../schema/tickets.ts';
import { recordEvent } from './recordEvent.ts';

/**
 * The ticket that a text of this number without a command can only belong to: the one that is open, or was merged into
 * one that is. Undefined where there is none, or several that are worked on apart.
 */
export function onlyLiveTicket(tx: Tx, phone: string): number | undefined {
  const main = alias(tickets, 'main');
  const live = tx
    .select({ id: tickets.id, mainId: main.id })
    .from(tickets)
    .leftJoin(main, eq(main.id, tickets.mergedInto))
    .where(and(reportedBy(tx, phone), or(eq(tickets.open, true), eq(main.open, true))))
    .orderBy(desc(tickets.id))
    .limit(LOOKED_AT_MAX)
    .all();
  const leads = new Set(live.map(({ id, mainId }) => mainId ?? id));
  return leads.size === 1 ? live[0]?.id : undefined;
}

const LOOKED_AT_MAX = 20;

/**
 * Notes that a reporter has written again, after the message was filed. What belongs to a merged ticket reaches the main
 * one, where the work is done.
 * @param asks whether somebody should answer
 */
export function noteFollowUp(tx: Tx, ticketId: number, phone: string, nowMs: number, asks = true): void {
  const change = { updatedAtMs: nowMs, ...(asks ? { awaitsReply: true } : {}) };
  tx.update(tickets).set(change).where(eq(tickets.id, ticketId)).run();
  recordEvent(tx, ticketId, 'message_received', nowMs, { phone });
  const mainId = mainOf(tx, ticketId);
  if (mainId === undefined) return;
  tx.update(tickets).set(change).where(eq(tickets.id, mainId)).run();
  recordEvent(tx, mainId, 'message_received', nowMs, { phone }, { ticket: ticketId });
}

/** Notes that a human has answered a ticket's reporter; a main ticket waits on while one that was merged into it does. */
export function noteAnswered(tx: Tx, ticketId: number, nowMs: number): void {
  const set = (id: number, awaitsReply: boolean): void => {
    tx.update(tickets).set({ awaitsReply, updatedAtMs: nowMs }).where(eq(tickets.id, id)).run();
  };
  set(ticketId, mergedAwaits(tx, ticketId));
  const mainId = mainOf(tx, ticketId);
  if (mainId !== undefined) set(mainId, mergedAwaits(tx, mainId) || wroteLast(tx, mainId));
}

const mainOf = (tx: Tx, ticketId: number): number | undefined =>
  tx.select({ mainId: tickets.mergedInto }).from(tickets).where(eq(tickets.id, ticketId)).get()?.mainId ??
  undefined;

const mergedAwaits = (tx: Tx, mainId: number): boolean =>
  rowCount(tx, tickets, and(eq(tickets.mergedInto, mainId), eq(tickets.awaitsReply, true))) > 0;

/** Whether the reporter has the last word, apart from what the program said by itself. */
const wroteLast = (tx: Tx, ticketId: number): boolean =>
  tx
    .select({ direction: messages.direction })
    .from(messages)
    .where(
      and(
        eq(messages.ticketId, ticketId),
        inArray(messages.kind, ['complaint', 'follow_up', 'reply', 'confirmation']),
      ),
    )
    .orderBy(desc(messages.id))
    .limit(1)
    .get()?.direction === 'in';
