import { and, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Clock } from '../clock.ts';
import { near } from '../near.ts';
import { noticeText } from '../noticeWording.ts';
import type { Db, Tx } from '../open.ts';
import { reportedBy } from '../reportedBy.ts';
import { isStale } from '../rules/oldContent.ts';
import { showPhoneNumber } from '../rules/phoneNumber.ts';
import { HANDLING_RETRY_MS } from '../rules/retry.ts';
import { withoutPin } from '../rules/technicianPin.ts';
import { isNear } from '../rules/timeWindow.ts';
import { users } from '../schema/people.ts';
import { inboundParts, inboundTexts, rawMessages } from '../schema/smsIn.ts';
import { messages, tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { answerRating } from './answerRating.ts';
import { answerReopening } from './answerReopening.ts';
import { answerStatus } from './answerStatus.ts';
import { completeInPlace } from './completeInPlace.ts';
import { noteFollowUp, onlyLiveTicket } from './followUp.ts';
import { answered, type Incoming, keep, type Office, type TextRead } from './incomingText.ts';
import { watchForLoop } from './loopAlarm.ts';
import { obeyTechnician } from './obeyTechnician.ts';
import { openTicket } from './openTicket.ts';
import { heedOperator } from './operatorSays.ts';
import { recordEvent } from './recordEvent.ts';
import { registerByText } from './register.ts';

const DAY_MS = 24 * 3_600_000;
/** People thank within some days, a weekend between. */
const THANKED_WITHIN_MS = 4 * DAY_MS;

/**
 * Carries out what a text asks for, once: the ticket, its history, the answer and the mark "done" are one
 * transaction. A text shown incomplete before is completed in place.
 */
export function handleText(db: Db, clock: Clock, read: TextRead, office: Office): void {
  inAction(db, clock, (tx, nowMs) => {
    const row = tx.select().from(inboundTexts).where(eq(inboundTexts.id, read.textId)).get();
    if (row?.state !== 'pending') return;
    const technician = row.senderKind === 'phone' ? technicianAt(tx, row.sender) : undefined;
    const stored = technician ? { ...read, text: withoutPin(read.text) } : read;
    const incoming: Incoming = { tx, nowMs, row, read: stored, office };
    const messageId = completeInPlace(incoming) ?? dispatch(incoming, technician);
    if (row.senderKind === 'phone' && !read.command) watchForLoop(tx, row.sender, stored.text, nowMs);
    tx.update(inboundTexts)
      .set({ state: 'done', messageId, fault: null })
      .where(eq(inboundTexts.id, row.id))
      .run();
  });
}

/** After so many faults of our own a text is set aside for a human. */
const ATTEMPTS_MAX = 5;

/**
 * Notes that handling a text failed by a fault of the program; the next ones go on meanwhile. After the last
 * try people find the text in "Perlu diperiksa".
 * @param text as far as it could be read.
 */
export function noteHandlingFault(db: Db, clock: Clock, textId: number, fault: string, text: string): void {
  inAction(db, clock, (tx, nowMs) => {
    const row = tx.select().from(inboundTexts).where(eq(inboundTexts.id, textId)).get();
    if (row?.state !== 'pending') return;
    const attempts = row.attempts + 1;
    const last = attempts >= ATTEMPTS_MAX;
    tx.update(inboundTexts)
      .set({
        attempts,
        state: last ? 'failed' : 'pending',
        nextAttemptAtMs: nowMs + HANDLING_RETRY_MS,
        fault,
        ...(last && row.messageId === null ? { messageId: fileForReview(tx, row, withoutPin(text)) } : {}),
      })
      .where(eq(inboundTexts.id, textId))
      .run();
  });
}

/** @returns null when even that fails: the text is then counted as failed and lies in the raw messages. */
function fileForReview(tx: Tx, row: typeof inboundTexts.$inferSelect, text: string): number | null {
  try {
    return tx.transaction(
      (inner) =>
        inner
          .insert(messages)
          .values({
            kind: 'review',
            text,
            direction: 'in',
            channel: 'sms',
            peer: row.sender,
            atMs: row.receivedAtMs,
          })
          .returning({ id: messages.id })
          .get().id,
    );
  } catch {
    return null;
  }
}

type UserRow = typeof users.$inferSelect;

/** Also one who is no longer active: that one's texts are plain, but a PIN in them is nobody's business. */
const technicianAt = (tx: Tx, phone: string): UserRow | undefined =>
  tx
    .select()
    .from(users)
    .where(and(eq(users.phone, phone), eq(users.role, 'technician')))
    .orderBy(desc(users.active))
    .get();

function dispatch(incoming: Incoming, technician: UserRow | undefined): number {
  const { row, read, office } = incoming;
  if (row.content === 'data') return keep(incoming, 'data');
  if (row.senderKind !== 'phone') return fileOperator(incoming);
  if (office.ownNumbers.includes(row.sender)) return keep(incoming, 'self_test');
  if (isFromBefore(incoming)) return keep(incoming, 'review');
  if (read.command && technician?.active)
    return obeyTechnician({ ...incoming, byTechnician: true }, technician, read.command);
  const { request } = read;
  switch (request.kind) {
    case 'complaint':
      return openTicket(incoming, request);
    case 'status':
      return answerStatus(incoming, request.ticketId);
    case 'help':
      return answered(
        incoming,
        keep(incoming, 'command'),
        'command_answer',
        noticeText(incoming.tx, 'help', {}),
      );
    case 'keywordOnly':
      return hint(incoming, keep(incoming, 'command'));
    case 'reopen':
      return answerReopening(incoming, request);
    case 'rate':
      return answerRating(incoming, request);
    case 'register':
      return registerByText(incoming, request);
    case 'thanks':
      return fileThanks(incoming);
    case 'plain':
      return filePlain(incoming);
  }
}

/**
 * It lay on the SIM before the office took that into use. A complaint of today is one all the same: the program may
 * have been started a little late.
 */
function isFromBefore({ tx, nowMs, row, read }: Incoming): boolean {
  const old = tx
    .select({ id: rawMessages.id })
    .from(inboundParts)
    .innerJoin(rawMessages, eq(rawMessages.id, inboundParts.rawId))
    .where(and(eq(inboundParts.textId, row.id), eq(rawMessages.preExisting, true)))
    .get();
  if (!old) return false;
  const isToday = row.sentAtMs !== null && !isStale(row.sentAtMs, nowMs);
  return !isToday || read.request.kind !== 'complaint';
}

/** Never answered and never a ticket (LOOP), but its warnings are heeded. */
function fileOperator(incoming: Incoming): number {
  const { tx, row, read, nowMs } = incoming;
  if (row.senderKind !== 'other') heedOperator(tx, row.modem, read.text, nowMs);
  return keep(incoming, 'operator');
}

/** From someone with exactly one ticket that is worked on it belongs there; otherwise a human looks at it. */
function filePlain(incoming: Incoming): number {
  const { tx, nowMs, row, read } = incoming;
  const only = onlyLiveTicket(tx, row.sender);
  if (only === undefined) {
    const messageId = keep(incoming, 'review');
    return read.beginningKnown ? hint(incoming, messageId) : messageId;
  }
  const messageId = keep(incoming, 'follow_up', only);
  noteFollowUp(tx, only, row.sender, nowMs, read.request.kind !== 'thanks');
  return messageId;
}

/** A thank-you after the work is done belongs to the ticket and changes nothing about it. */
function fileThanks(incoming: Incoming): number {
  const { tx, nowMs, row } = incoming;
  const main = alias(tickets, 'main');
  const isOpen = sql<number>`coalesce(${main.open}, ${tickets.open})`;
  const latest = tx
    .select({
      id: tickets.id,
      isOpen,
      closedAtMs: sql<number | null>`coalesce(${main.closedAtMs}, ${tickets.closedAtMs})`,
    })
    .from(tickets)
    .leftJoin(main, eq(main.id, tickets.mergedInto))
    .where(reportedBy(tx, row.sender))
    .orderBy(desc(isOpen), desc(tickets.id))
    .get();
  const answers = latest && latest.isOpen === 0 && isNear(latest.closedAtMs ?? 0, nowMs, THANKED_WITHIN_MS);
  if (!answers) return filePlain(incoming);
  const messageId = keep(incoming, 'follow_up', latest.id);
  recordEvent(tx, latest.id, 'message_received', nowMs, { phone: row.sender });
  return messageId;
}

/** How to write, told once a day. */
function hint(incoming: Incoming, messageId: number): number {
  const { tx, row, nowMs, office } = incoming;
  const told = tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.peer, row.sender),
        eq(messages.kind, 'format_hint'),
        near(messages.atMs, nowMs, DAY_MS),
      ),
    )
    .get();
  if (told) return messageId;
  const [gateway] = office.ownNumbers;
  return answered(
    incoming,
    messageId,
    'format_hint',
    noticeText(tx, 'formatHint', { gateway: gateway ? showPhoneNumber(gateway).replaceAll('-', '') : '' }),
  );
}
