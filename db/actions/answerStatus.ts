import { and, desc, eq } from 'drizzle-orm';
import { noSuchTicketText, severalTicketsText, statusText } from '../rules/notices.ts';
import { users } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';
import { answered, type Incoming, keep } from './incomingText.ts';

/** So many fit in one SMS. */
const TICKETS_LISTED_MAX = 6;

/**
 * Answers HELPDESK STATUS to the ticket's own reporter; anybody else learns only that the number has no
 * such ticket. Without a number: the only open ticket, a list of the open ones, or the latest.
 */
export function answerStatus(incoming: Incoming, ticketId: number | undefined): number {
  const { tx, row } = incoming;
  const own = tx
    .select({ id: tickets.id, status: tickets.status, open: tickets.open, technician: users.name })
    .from(tickets)
    .leftJoin(users, eq(users.id, tickets.technicianId))
    .where(
      and(
        eq(tickets.reporterPhone, row.sender),
        ticketId === undefined ? undefined : eq(tickets.id, ticketId),
      ),
    )
    .orderBy(desc(tickets.open), desc(tickets.id))
    .limit(TICKETS_LISTED_MAX)
    .all();
  const open = own.filter((ticket) => ticket.open);
  const [first] = own;
  const about = open.length > 1 ? undefined : first;
  const messageId = keep(incoming, 'command', about?.id ?? null);
  const text =
    open.length > 1
      ? severalTicketsText(open)
      : first
        ? statusText(first.id, first.status, first.technician ?? undefined)
        : noSuchTicketText(ticketId);
  return answered(incoming, messageId, 'status_answer', text, about?.id ?? null);
}
