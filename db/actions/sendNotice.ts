import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { noticeAbout } from '../noticeWording.ts';
import type { Tx } from '../open.ts';
import type { Recipient } from '../rules/notices/notice.ts';
import { type NoticeKey, noticeNamed } from '../rules/notices/noticeTable.ts';
import type { NoticeFacts } from '../rules/notices/placeholder.ts';
import { classifySender, mayAnswerByItself } from '../rules/phoneNumber.ts';
import { users } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';
import { queueSms } from './queueSms.ts';

export interface NoticeToSend {
  notice: NoticeKey;
  ticketId: number;
  /** What brought it about; the same cause never tells the same number twice. */
  cause: string;
  /** E.164. @default whom the notice is for, by the ticket */
  to?: string;
  /** What the ticket's row does not say, or other words for it. */
  facts?: NoticeFacts;
  /** The person whose doing it is, where the SMS counts as theirs. */
  authorId?: number;
}

/**
 * Tells whom a notice is for, inside the caller's transaction: the text is the notice's template, filled from the
 * ticket as it is now. Reporters of tickets that were merged into it hear the same news of their own ticket, each number
 * once.
 * @returns whether an SMS was queued; false when nobody has a number that may be written to, or it is switched off.
 */
export function sendNotice(tx: Tx, sending: NoticeToSend, nowMs: number): boolean {
  const { to, merged } = noticeNamed(sending.notice);
  const ticket = tx.select().from(tickets).where(eq(tickets.id, sending.ticketId)).get();
  if (!ticket) return false;
  const recipients = sending.to === undefined ? recipientsOf(tx, to, ticket) : [sending.to];
  const told = queueFor(tx, sending, recipients, nowMs);
  if (merged !== undefined && sending.to === undefined)
    tellMerged(tx, { ...sending, notice: merged === 'same' ? sending.notice : merged }, recipients, nowMs);
  return told;
}

function queueFor(tx: Tx, sending: NoticeToSend, recipients: readonly string[], nowMs: number): boolean {
  const { kind } = noticeNamed(sending.notice);
  const { ticketId, cause, authorId } = sending;
  const text = noticeAbout(tx, sending.notice, ticketId, sending.facts);
  if (text === '') return false;
  const queued = recipients
    .filter((phone) => mayAnswerByItself(classifySender(phone, false)))
    .map((to) =>
      queueSms(
        tx,
        {
          ticketId,
          kind,
          to,
          text,
          cause: recipients.length > 1 ? `${cause}:${to}` : cause,
          ...(authorId === undefined ? {} : { authorId }),
        },
        nowMs,
      ),
    );
  return queued.some((messageId) => messageId !== undefined);
}

function tellMerged(tx: Tx, sending: NoticeToSend, toldAlready: readonly string[], nowMs: number): void {
  const told = new Set(toldAlready);
  const merged = tx
    .select({ ticketId: tickets.id, phone: tickets.reporterPhone })
    .from(tickets)
    .where(eq(tickets.mergedInto, sending.ticketId))
    .orderBy(asc(tickets.id))
    .all();
  for (const { ticketId, phone } of merged) {
    if (phone === null || told.has(phone)) continue;
    told.add(phone);
    queueFor(tx, { ...sending, ticketId, cause: `${sending.cause}:merged:${ticketId}` }, [phone], nowMs);
  }
}

/** Nobody where only the caller can know the number. */
function recipientsOf(tx: Tx, to: Recipient, ticket: typeof tickets.$inferSelect): string[] {
  if (to === 'sender' || to === 'caretaker') return [];
  if (to === 'reporter') return ticket.reporterPhone === null ? [] : [ticket.reporterPhone];
  const whose =
    to === 'technician'
      ? eq(users.id, ticket.technicianId ?? 0)
      : and(eq(users.role, to), eq(users.active, true));
  return tx
    .select({ phone: users.phone })
    .from(users)
    .where(and(whose, isNotNull(users.phone)))
    .all()
    .flatMap(({ phone }) => (phone === null ? [] : [phone]));
}
