import { and, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { noticeAbout, noticeText } from '../noticeWording.ts';
import { reportedBy } from '../reportedBy.ts';
import { STATUS_LABELS } from '../rules/ticketLifecycle.ts';
import { tickets } from '../schema/tickets.ts';
import { answered, type Incoming, keep } from './incomingText.ts';

/** So many fit in one SMS. */
const TICKETS_LISTED_MAX = 6;

/**
 * Answers HELPDESK STATUS to the ticket's own reporter; anybody else learns only that the number has no
 * such ticket. Without a number: the only open ticket, a list of the open ones, or the latest. One that was merged is
 * as far as the ticket that it was merged into.
 */
export function answerStatus(incoming: Incoming, ticketId: number | undefined): number {
  const { tx, row } = incoming;
  const main = alias(tickets, 'main');
  const isOpen = sql<number>`coalesce(${main.open}, ${tickets.open})`;
  const own = tx
    .select({ id: tickets.id, lead: sql<number>`coalesce(${main.id}, ${tickets.id})`, isOpen })
    .from(tickets)
    .leftJoin(main, eq(main.id, tickets.mergedInto))
    .where(and(reportedBy(tx, row.sender), ticketId === undefined ? undefined : eq(tickets.id, ticketId)))
    .orderBy(desc(isOpen), desc(tickets.id))
    .limit(TICKETS_LISTED_MAX)
    .all()
    .flatMap(({ id, lead, ...each }) => {
      const standing = tx.select().from(tickets).where(eq(tickets.id, lead)).get();
      return standing ? [{ ...each, id, standing }] : [];
    });
  const open = own.filter((ticket) => ticket.isOpen === 1);
  const [first] = own;
  const about = open.length > 1 ? undefined : first;
  const messageId = keep(incoming, 'command', about?.id ?? null);
  const text =
    open.length > 1
      ? noticeText(tx, 'statusSeveral', {
          daftar: open.map(({ id, standing }) => `${id} ${STATUS_LABELS[standing.status]}`).join(', '),
        })
      : first
        ? noticeAbout(tx, 'statusOne', first.id, standingFacts(first.standing))
        : ticketId === undefined
          ? noticeText(tx, 'statusNone', {})
          : noticeText(tx, 'statusUnknown', { nomor: String(ticketId) });
  return answered(incoming, messageId, 'status_answer', text, about?.id ?? null);
}

/** The officer's last word; a visit is news only while it is to come. */
const standingFacts = ({ open, closingNote, pendingNote }: typeof tickets.$inferSelect) => ({
  catatan: (open ? pendingNote : closingNote) ?? '',
  ...(open ? {} : { jadwal: '' }),
});
