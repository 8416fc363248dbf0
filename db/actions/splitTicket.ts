import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { subjectOf } from '../rules/readableText.ts';
import { messages, tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { linkWithin } from './linkTickets.ts';
import { author, type TicketRow, ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { sendNotice } from './sendNotice.ts';

export interface Splitting {
  ticketId: number;
  /** What the reporter wrote about the other matter. */
  messageIds: readonly number[];
}

/**
 * Makes a ticket of its own of some of a ticket's messages: same reporter, both linked. Its clocks run from when the
 * first of them came in; the reporter is told the number.
 * @returns the new ticket's number.
 * @throws DomainError `invalid` without a message, or when none would be left; `conflict` when somebody else has moved
 * one of them meanwhile. Nothing is moved then.
 */
export function splitTicket(db: Db, clock: Clock, actor: Actor, splitting: Splitting): number {
  demand(actor, 'merge');
  return inAction(db, clock, (tx, nowMs) => {
    const ticket = ticketFor(tx, actor, splitting.ticketId);
    const ids = [...new Set(splitting.messageIds)];
    if (ids.length === 0) throw new DomainError('invalid', 'Pilih pesan yang menjadi tiket baru.');
    const chosen = receivedOn(tx, ticket.id, ids);
    const [first] = chosen;
    if (!first || chosen.length < ids.length)
      throw new DomainError(
        'conflict',
        'Pesan yang dipilih sudah dipindahkan orang lain. Tidak ada yang dipecah.',
      );
    const left = and(eq(messages.ticketId, ticket.id), eq(messages.direction, 'in'));
    if (rowCount(tx, messages, left) === chosen.length)
      throw new DomainError('invalid', 'Sisakan sedikitnya satu pesan pada tiket ini.');
    const newId = openSplit(tx, ticket, first, nowMs);
    tx.update(messages).set({ ticketId: newId, kind: 'follow_up' }).where(inArray(messages.id, ids)).run();
    tx.update(messages).set({ kind: 'complaint' }).where(eq(messages.id, first.id)).run();
    recordEvent(tx, newId, 'opened', nowMs, author(actor));
    for (const id of [ticket.id, newId])
      recordEvent(tx, id, 'split', nowMs, author(actor), { from: ticket.id, to: newId });
    linkWithin(tx, [ticket.id, newId], { kind: 'split', linkedBy: actor.userId }, author(actor), nowMs);
    sendNotice(tx, { notice: 'split', ticketId: newId, cause: `split:${newId}` }, nowMs);
    return newId;
  });
}

const receivedOn = (tx: Tx, ticketId: number, ids: readonly number[]) =>
  tx
    .select({ id: messages.id, text: messages.text, atMs: messages.atMs })
    .from(messages)
    .where(and(eq(messages.ticketId, ticketId), eq(messages.direction, 'in'), inArray(messages.id, [...ids])))
    .orderBy(asc(messages.atMs), asc(messages.id))
    .all();

function openSplit(tx: Tx, from: TicketRow, first: { text: string; atMs: number }, nowMs: number): number {
  const { channel, reporterPhone, reporterName, unitId, place } = from;
  return tx
    .insert(tickets)
    .values({
      status: 'new',
      priority: 'normal',
      channel,
      reporterPhone,
      reporterName,
      unitId,
      place,
      subject: subjectOf(first.text),
      createdAtMs: first.atMs,
      updatedAtMs: nowMs,
    })
    .returning({ id: tickets.id })
    .get().id;
}
