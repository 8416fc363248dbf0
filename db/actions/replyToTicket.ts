import { and, desc, eq, gt, ne } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { takesSms } from '../rules/phoneNumber.ts';
import { users } from '../schema/people.ts';
import { outboundTexts } from '../schema/smsOut.ts';
import { messages } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { cancelWaiting } from './cancelWaiting.ts';
import { noteAnswered } from './followUp.ts';
import { ticketFor } from './moveTicket.ts';
import { queueSms } from './queueSms.ts';
import { recordEvent } from './recordEvent.ts';

export interface Reply {
  ticketId: number;
  text: string;
  /** Chosen when the form was made: a second click with it sends nothing more. */
  formId: string;
  /** The newest answer that the form showed: another admin's in between is a conflict, told once. */
  seenReplyId?: number;
}

/**
 * Queues an admin's answer to the reporter. An acknowledgement still waiting is dropped: the answer says
 * more (DESIGN 25).
 * @returns whether this call queued it; false for a repeated form.
 * @throws DomainError `conflict` when somebody else has answered meanwhile, with their words.
 */
export function replyToTicket(db: Db, clock: Clock, actor: Actor, reply: Reply): boolean {
  demand(actor, 'reply');
  return inAction(db, clock, (tx, nowMs) => {
    const ticket = ticketFor(tx, actor, reply.ticketId);
    if (ticket.reporterPhone === null || !takesSms(ticket.reporterPhone))
      throw new DomainError('invalid', 'Pelapor tidak meninggalkan nomor ponsel; SMS tidak dapat dikirim.');
    const cause = `reply:${ticket.id}:${reply.formId}`;
    if (
      reply.seenReplyId !== undefined &&
      rowCount(tx, outboundTexts, eq(outboundTexts.cause, cause)) === 0
    ) {
      refuseUnseenAnswer(tx, actor, ticket.id, reply.seenReplyId);
    }
    refuseBraces(reply.text);
    const messageId = queueSms(
      tx,
      {
        ticketId: ticket.id,
        kind: 'reply',
        to: ticket.reporterPhone,
        text: reply.text.replace(/\r\n?/g, '\n').trim(),
        authorId: actor.userId,
        cause,
      },
      nowMs,
    );
    if (messageId === undefined) return false;
    cancelWaiting(tx, { ticketId: ticket.id, kind: 'acknowledgement' }, 'Didahului balasan petugas', nowMs);
    noteAnswered(tx, ticket.id, nowMs);
    recordEvent(tx, ticket.id, 'replied', nowMs, { userId: actor.userId });
    return true;
  });
}

/** A placeholder that nothing has filled would go out as it stands (R45). */
function refuseBraces(text: string): void {
  const brace = /\{[^{}]*\}|[{}]/.exec(text);
  if (brace)
    throw new DomainError(
      'invalid',
      `Masih ada "${brace[0]}" dalam balasan: ganti dengan isinya atau hapus. SMS belum dikirim.`,
    );
}

function refuseUnseenAnswer(tx: Tx, actor: Actor, ticketId: number, seenReplyId: number): void {
  const newer = tx
    .select({ author: users.name, text: messages.text })
    .from(messages)
    .leftJoin(users, eq(users.id, messages.authorId))
    .where(
      and(
        eq(messages.ticketId, ticketId),
        eq(messages.kind, 'reply'),
        gt(messages.id, seenReplyId),
        ne(messages.authorId, actor.userId),
      ),
    )
    .orderBy(desc(messages.id))
    .get();
  if (!newer) return;
  throw new DomainError(
    'conflict',
    `${newer.author ?? 'Orang lain'} baru saja menjawab: "${newer.text}". Balasan Anda belum dikirim; kirim sekali lagi bila tetap perlu.`,
  );
}
