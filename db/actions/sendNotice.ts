import { and, eq, isNotNull } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import { fillTemplate } from '../rules/notices/fillTemplate.ts';
import type { Recipient } from '../rules/notices/notice.ts';
import { type NoticeKey, noticeNamed } from '../rules/notices/noticeTable.ts';
import type { NoticeFacts } from '../rules/notices/placeholder.ts';
import { classifySender, mayAnswerByItself } from '../rules/phoneNumber.ts';
import { PRIORITY_LABELS } from '../rules/priority.ts';
import { STATUS_LABELS } from '../rules/ticketLifecycle.ts';
import { showShortTime } from '../rules/zonedTime.ts';
import { contactPhones, contacts, units, users } from '../schema/people.ts';
import { categories, tickets } from '../schema/tickets.ts';
import { timeZoneOf } from '../timeZone.ts';
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
 * ticket as it is now.
 * @returns whether an SMS was queued; false when nobody has a number that may be written to.
 */
export function sendNotice(tx: Tx, sending: NoticeToSend, nowMs: number): boolean {
  const { to, kind } = noticeNamed(sending.notice);
  const ticket = tx.select().from(tickets).where(eq(tickets.id, sending.ticketId)).get();
  if (!ticket) return false;
  const recipients = sending.to === undefined ? recipientsOf(tx, to, ticket) : [sending.to];
  const text = noticeText(sending.notice, { ...factsOf(tx, ticket), ...sending.facts });
  const queued = recipients
    .filter((phone) => mayAnswerByItself(classifySender(phone, false)))
    .map((phone) =>
      queueSms(
        tx,
        {
          ticketId: ticket.id,
          kind,
          to: phone,
          text,
          cause: recipients.length > 1 ? `${sending.cause}:${phone}` : sending.cause,
          ...(sending.authorId === undefined ? {} : { authorId: sending.authorId }),
        },
        nowMs,
      ),
    );
  return queued.some((messageId) => messageId !== undefined);
}

/** A notice's words, for what is known. */
export function noticeText(key: NoticeKey, facts: NoticeFacts): string {
  const { text, elastic } = noticeNamed(key);
  return fillTemplate(text, facts, elastic);
}

function recipientsOf(tx: Tx, to: Recipient, ticket: typeof tickets.$inferSelect): string[] {
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

function factsOf(tx: Tx, ticket: typeof tickets.$inferSelect): NoticeFacts {
  const row = tx
    .select({
      unit: units.shortName,
      category: categories.name,
      technician: users.name,
      reporter: contacts.name,
    })
    .from(tickets)
    .leftJoin(units, eq(units.id, tickets.unitId))
    .leftJoin(categories, eq(categories.id, tickets.categoryId))
    .leftJoin(users, eq(users.id, tickets.technicianId))
    .leftJoin(contactPhones, eq(contactPhones.phone, tickets.reporterPhone))
    .leftJoin(contacts, eq(contacts.id, contactPhones.contactId))
    .where(eq(tickets.id, ticket.id))
    .get();
  return {
    nomor: String(ticket.id),
    skpd: row?.unit ?? '',
    pelapor: row?.reporter ?? ticket.reporterName ?? '',
    telepon: ticket.reporterPhone?.replace(/^\+62/, '0') ?? '',
    uraian: ticket.subject,
    prioritas: PRIORITY_LABELS[ticket.priority],
    kategori: row?.category ?? '',
    tempat: ticket.place ?? '',
    status: STATUS_LABELS[ticket.status],
    teknisi: row?.technician ?? '',
    jadwal: ticket.scheduledAtMs === null ? '' : showShortTime(ticket.scheduledAtMs, timeZoneOf(tx)),
  };
}
