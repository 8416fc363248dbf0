import { and, eq, gt, sql } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { formatHintText, helpText } from '../rules/notices.ts';
import { showPhoneNumber } from '../rules/phoneNumber.ts';
import { users } from '../schema/people.ts';
import { inboundTexts } from '../schema/smsIn.ts';
import { messages, tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { answerStatus } from './answerStatus.ts';
import { answered, type Incoming, keep, type Office, type TextRead } from './incomingText.ts';
import { obeyTechnician } from './obeyTechnician.ts';
import { openTicket } from './openTicket.ts';
import { recordEvent } from './recordEvent.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Carries out what a text asks for, once: the ticket, its history, the answer and the mark "done" are one
 * transaction. A text shown incomplete before is completed in place.
 */
export function handleText(db: Db, clock: Clock, read: TextRead, office: Office): void {
  inAction(db, clock, (tx, nowMs) => {
    const row = tx.select().from(inboundTexts).where(eq(inboundTexts.id, read.textId)).get();
    if (row?.state !== 'pending') return;
    const incoming: Incoming = { tx, nowMs, row, read, office };
    const messageId = row.messageId === null ? dispatch(incoming) : complete(incoming, row.messageId);
    tx.update(inboundTexts)
      .set({ state: 'done', messageId, fault: null })
      .where(eq(inboundTexts.id, row.id))
      .run();
  });
}

/** After so many faults of our own a text is set aside for a human. */
const ATTEMPTS_MAX = 5;
const RETRY_MS = 10_000;

/** Notes that handling a text failed by a fault of the program; the next ones go on meanwhile. */
export function noteHandlingFault(db: Db, clock: Clock, textId: number, fault: string): void {
  inAction(db, clock, (tx, nowMs) => {
    tx.update(inboundTexts)
      .set({
        attempts: sql`${inboundTexts.attempts} + 1`,
        state: sql`CASE WHEN ${inboundTexts.attempts} + 1 >= ${ATTEMPTS_MAX} THEN 'failed' ELSE ${inboundTexts.state} END`,
        nextAttemptAtMs: nowMs + RETRY_MS,
        fault,
      })
      .where(and(eq(inboundTexts.id, textId), eq(inboundTexts.state, 'pending')))
      .run();
  });
}

function dispatch(incoming: Incoming): number {
  const { tx, row, read, office } = incoming;
  if (row.content === 'data') return keep(incoming, 'data');
  if (row.senderKind !== 'phone') return keep(incoming, 'operator');
  if (office.ownNumbers.includes(row.sender)) return keep(incoming, 'self_test');
  if (read.command) {
    const technician = tx
      .select()
      .from(users)
      .where(and(eq(users.phone, row.sender), eq(users.role, 'technician'), eq(users.active, true)))
      .get();
    if (technician) return obeyTechnician({ ...incoming, byTechnician: true }, technician, read.command);
  }
  const { request } = read;
  switch (request.kind) {
    case 'complaint':
      return openTicket(incoming, request);
    case 'status':
      return answerStatus(incoming, request.ticketId);
    case 'help':
      return answered(incoming, keep(incoming, 'command'), 'command_answer', helpText());
    case 'keywordOnly':
      return hint(incoming, keep(incoming, 'command'));
    case 'plain':
      return filePlain(incoming);
  }
}

/** From someone with exactly one open ticket it belongs there; otherwise a human looks at it. */
function filePlain(incoming: Incoming): number {
  const { tx, nowMs, row, read } = incoming;
  const open = tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.reporterPhone, row.sender), eq(tickets.open, true)))
    .limit(2)
    .all();
  const only = open.length === 1 ? open[0] : undefined;
  if (!only) {
    const messageId = keep(incoming, 'review');
    return read.beginningKnown ? hint(incoming, messageId) : messageId;
  }
  const messageId = keep(incoming, 'follow_up', only.id);
  tx.update(tickets).set({ awaitsReply: true, updatedAtMs: nowMs }).where(eq(tickets.id, only.id)).run();
  recordEvent(tx, only.id, 'message_received', nowMs, { phone: row.sender });
  return messageId;
}

/** How to write, told once a day. */
function hint(incoming: Incoming, messageId: number): number {
  const { tx, row, nowMs, office } = incoming;
  const told = tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(eq(messages.peer, row.sender), eq(messages.kind, 'format_hint'), gt(messages.atMs, nowMs - DAY_MS)),
    )
    .get();
  if (told) return messageId;
  const [gateway] = office.ownNumbers;
  return answered(
    incoming,
    messageId,
    'format_hint',
    formatHintText(gateway && showPhoneNumber(gateway).replaceAll('-', '')),
  );
}

/** Late parts: a text that nobody has looked at yet is handled anew, any other is mended where it is. */
function complete(incoming: Incoming, messageId: number): number {
  const { tx, read } = incoming;
  const message = tx.select().from(messages).where(eq(messages.id, messageId)).get();
  const untouched = message?.kind === 'review' && message.reviewedAtMs === null && message.ticketId === null;
  if (untouched && !read.incomplete) return dispatch(incoming);
  tx.update(messages)
    .set({ text: read.text, incomplete: read.incomplete })
    .where(eq(messages.id, messageId))
    .run();
  return messageId;
}
