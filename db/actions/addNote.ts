import { eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { messages, tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { author, reasonOf, ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';

/** Writes an internal note: it stands in the conversation and is never sent. */
export function addNote(
  db: Db,
  clock: Clock,
  actor: Actor,
  { ticketId, text }: { ticketId: number; text: string },
): void {
  demand(actor, 'note');
  inAction(db, clock, (tx, nowMs) => {
    const ticket = ticketFor(tx, actor, ticketId);
    const note = reasonOf(text, 'Catatan masih kosong');
    tx.insert(messages)
      .values({
        ticketId: ticket.id,
        direction: 'note',
        channel: 'panel',
        kind: 'note',
        authorId: actor.userId,
        text: note,
        atMs: nowMs,
      })
      .run();
    tx.update(tickets).set({ updatedAtMs: nowMs }).where(eq(tickets.id, ticket.id)).run();
    recordEvent(tx, ticket.id, 'note_added', nowMs, author(actor));
  });
}
