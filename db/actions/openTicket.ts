import { and, desc, eq, lt } from 'drizzle-orm';
import { serviceCalendar } from '../calendars.ts';
import { knownNumber } from '../knownNumber.ts';
import { near } from '../near.ts';
import { noticeAbout } from '../noticeWording.ts';
import type { Tx } from '../open.ts';
import { isOpen } from '../rules/calendar/businessCalendar.ts';
import { nextOpeningInWords } from '../rules/calendar/hoursInWords.ts';
import { readClockSettings } from '../rules/clocks/clockSettings.ts';
import { subjectOf } from '../rules/readableText.ts';
import { users } from '../schema/people.ts';
import { messages, tickets } from '../schema/tickets.ts';
import { readSetting } from '../setting.ts';
import { answered, type Incoming, keep } from './incomingText.ts';
import { linkFormer } from './linkTickets.ts';
import { recordEvent } from './recordEvent.ts';

/** The same words within this time are the same complaint, sent twice (DESIGN 17). */
const SAME_COMPLAINT_MS = 10 * 60_000;

/** Opens a ticket from a complaint and acknowledges it; a repetition joins the first instead. */
export function openTicket(incoming: Incoming, request: { text: string; mistyped: boolean }): number {
  const { tx, nowMs, row, read } = incoming;
  const twin = sameComplaint(tx, row.sender, read.text, nowMs);
  if (twin !== undefined) {
    const messageId = keep(incoming, 'follow_up', twin);
    joinTwin(tx, twin, row.sender, nowMs);
    return messageId;
  }
  const ticketId = createTicket(tx, {
    reporterPhone: row.sender,
    subject: request.text,
    createdAtMs: row.receivedAtMs,
    nowMs,
  });
  const messageId = keep(incoming, 'complaint', ticketId);
  recordEvent(tx, ticketId, 'opened', nowMs, { phone: row.sender }, request.mistyped ? { mistyped: 1 } : {});
  linkFormer(tx, ticketId, nowMs);
  return answered(
    incoming,
    messageId,
    'acknowledgement',
    acknowledgementText(tx, ticketId, row.sender, nowMs),
    ticketId,
  );
}

/**
 * What is said to a complaint that came in: who is not in the directory is told with the first one, and never again,
 * how to get there; others, outside the hours, when somebody will read it (GLOSSARY 5.3).
 */
export function acknowledgementText(tx: Tx, ticketId: number, phone: string, nowMs: number): string {
  const earlier = tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.reporterPhone, phone), lt(tickets.id, ticketId)))
    .limit(1)
    .get();
  const isUnknown = earlier === undefined && knownNumber(tx, phone) === undefined && !isStaff(tx, phone);
  const registering = isUnknown ? noticeAbout(tx, 'unknownNumber', ticketId) : '';
  // Switched off, it leaves the plain acknowledgement.
  if (registering !== '') return registering;
  const { replyMinutes } = readClockSettings(readSetting(tx, 'clocks'));
  const calendar = serviceCalendar(tx);
  return isOpen(calendar, nowMs)
    ? noticeAbout(tx, 'received', ticketId, { menit: String(replyMinutes) })
    : noticeAbout(tx, 'receivedClosed', ticketId, { buka: nextOpeningInWords(calendar, nowMs) });
}

const isStaff = (tx: Tx, phone: string): boolean =>
  tx.select({ id: users.id }).from(users).where(eq(users.phone, phone)).get() !== undefined;

/** A complaint that came a second time is noted on the ticket of the first. */
export function joinTwin(tx: Tx, ticketId: number, phone: string, nowMs: number): void {
  tx.update(tickets).set({ awaitsReply: true, updatedAtMs: nowMs }).where(eq(tickets.id, ticketId)).run();
  recordEvent(tx, ticketId, 'duplicate_joined', nowMs, { phone });
}

/** A new ticket that its reporter opens; its unit is known when the number is. */
export function createTicket(
  tx: Tx,
  ticket: {
    reporterPhone: string;
    subject: string;
    createdAtMs: number;
    nowMs: number;
    /** @default sms */
    channel?: 'sms' | 'web';
    place?: string | null;
  },
): number {
  return tx
    .insert(tickets)
    .values({
      status: 'new',
      priority: 'normal',
      channel: ticket.channel ?? 'sms',
      place: ticket.place ?? null,
      reporterPhone: ticket.reporterPhone,
      unitId: knownNumber(tx, ticket.reporterPhone)?.unitId ?? null,
      subject: subjectOf(ticket.subject),
      createdAtMs: ticket.createdAtMs,
      updatedAtMs: ticket.nowMs,
    })
    .returning({ id: tickets.id })
    .get().id;
}

/** The open ticket that these words of this number have opened just now (DESIGN 17). */
export function sameComplaint(tx: Tx, sender: string, text: string, nowMs: number): number | undefined {
  return (
    tx
      .select({ ticketId: messages.ticketId })
      .from(messages)
      .innerJoin(tickets, eq(tickets.id, messages.ticketId))
      .where(
        and(
          eq(messages.peer, sender),
          eq(messages.kind, 'complaint'),
          eq(messages.text, text),
          // A ticket that is closed already is nobody's work any more: the complaint would be lost on it.
          eq(tickets.open, true),
          near(messages.atMs, nowMs, SAME_COMPLAINT_MS),
        ),
      )
      .orderBy(desc(messages.id))
      .get()?.ticketId ?? undefined
  );
}
