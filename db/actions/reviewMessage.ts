import { and, eq, isNull } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { classifySender } from '../rules/phoneNumber.ts';
import { messages, tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { answerByItself } from './answerByItself.ts';
import { linkFormer } from './linkTickets.ts';
import { ticketFor } from './moveTicket.ts';
import { acknowledgementText, createTicket } from './openTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { reopenWithin } from './reopenTicket.ts';

/**
 * Makes a ticket of a text that lay in "Perlu diperiksa"; its sender is told the number.
 * @returns the ticket's number.
 */
export function openTicketFromMessage(db: Db, clock: Clock, actor: Actor, messageId: number): number {
  return inAction(db, clock, (tx, nowMs) => {
    const message = take(tx, actor, messageId, nowMs);
    const ticketId = createTicket(tx, {
      reporterPhone: message.peer,
      subject: message.text,
      createdAtMs: message.atMs,
      nowMs,
    });
    tx.update(messages).set({ ticketId, kind: 'complaint' }).where(eq(messages.id, messageId)).run();
    recordEvent(tx, ticketId, 'opened', nowMs, { userId: actor.userId });
    linkFormer(tx, ticketId, nowMs);
    answerByItself(
      tx,
      {
        sender: classifySender(message.peer, false),
        inReplyTo: message.text,
        kind: 'acknowledgement',
        ticketId,
        text: acknowledgementText(tx, ticketId, message.peer, nowMs),
        cause: `acknowledgement:message:${messageId}`,
      },
      nowMs,
    );
    return ticketId;
  });
}

/** Adds a text from the tray to a ticket that exists. */
export function attachMessage(db: Db, clock: Clock, actor: Actor, messageId: number, ticketId: number): void {
  inAction(db, clock, (tx, nowMs) => {
    const message = take(tx, actor, messageId, nowMs);
    const ticket = ticketFor(tx, actor, ticketId);
    tx.update(messages).set({ ticketId, kind: 'follow_up' }).where(eq(messages.id, messageId)).run();
    tx.update(tickets)
      .set({ awaitsReply: ticket.open, updatedAtMs: nowMs })
      .where(eq(tickets.id, ticketId))
      .run();
    recordEvent(tx, ticketId, 'message_received', nowMs, { userId: actor.userId, phone: message.peer });
  });
}

/** A text from the tray says that a closed ticket is not solved: it is opened again with these words as the reason. */
export function reopenByMessage(
  db: Db,
  clock: Clock,
  actor: Actor,
  messageId: number,
  ticketId: number,
): void {
  inAction(db, clock, (tx, nowMs) => {
    const message = take(tx, actor, messageId, nowMs);
    if (ticketFor(tx, actor, ticketId).reporterPhone !== message.peer)
      throw new DomainError('invalid', 'Tiket ini bukan dari pengirim pesan ini.');
    tx.update(messages).set({ ticketId, kind: 'follow_up' }).where(eq(messages.id, messageId)).run();
    reopenWithin(tx, actor, { ticketId, reason: message.text }, nowMs);
  });
}

/** Takes a text out of the tray as no complaint; it stays in the database. */
export function dismissMessage(db: Db, clock: Clock, actor: Actor, messageId: number): void {
  inAction(db, clock, (tx, nowMs) => {
    take(tx, actor, messageId, nowMs);
  });
}

/** Puts a dismissed text back into the tray: the undo of dismissMessage. */
export function restoreMessage(db: Db, clock: Clock, actor: Actor, messageId: number): void {
  demand(actor, 'reviewMessages');
  inAction(db, clock, (tx) => {
    tx.update(messages)
      .set({ reviewedAtMs: null, reviewedBy: null })
      .where(and(eq(messages.id, messageId), eq(messages.kind, 'review'), isNull(messages.ticketId)))
      .run();
  });
}

/** Marks the message as reviewed by this actor; the second of two admins is told so. */
function take(
  tx: Tx,
  actor: Actor,
  messageId: number,
  nowMs: number,
): { peer: string; text: string; atMs: number } {
  demand(actor, 'reviewMessages');
  const { changes } = tx
    .update(messages)
    .set({ reviewedAtMs: nowMs, reviewedBy: actor.userId })
    .where(and(eq(messages.id, messageId), eq(messages.kind, 'review'), isNull(messages.reviewedAtMs)))
    .run();
  const message = tx.select().from(messages).where(eq(messages.id, messageId)).get();
  if (changes !== 1 || !message?.peer)
    throw new DomainError('conflict', 'Pesan ini sudah ditangani orang lain.');
  return { peer: message.peer, text: message.text, atMs: message.atMs };
}
