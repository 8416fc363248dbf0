import { and, desc, eq } from 'drizzle-orm';
import { serviceCalendar } from '../calendars.ts';
import { noticeText } from '../noticeWording.ts';
import type { Tx } from '../open.ts';
import { reportedBy } from '../reportedBy.ts';
import { sameTimeAfterDays } from '../rules/calendar/businessCalendar.ts';
import { readCommandSettings } from '../rules/commandSettings.ts';
import { STATUS_LABELS } from '../rules/ticketLifecycle.ts';
import { tickets } from '../schema/tickets.ts';
import { readSetting } from '../setting.ts';
import { noteFollowUp } from './followUp.ts';
import { answered, type Incoming, keep } from './incomingText.ts';
import { linkWithin } from './linkTickets.ts';
import { anyTicket, type TicketRow } from './moveTicket.ts';
import { openTicket } from './openTicket.ts';
import { reopenWithin } from './reopenTicket.ts';

/**
 * Carries out `BUKA 12 masih mati`, for the ticket's own reporter alone. Some days after closing it is another matter:
 * then it becomes a ticket of its own that names the old one (R17). What cannot be done is answered with the way out,
 * and stays in sight where it has words.
 */
export function answerReopening(
  incoming: Incoming,
  request: { ticketId: number | undefined; reason: string },
): number {
  const { tx, row, nowMs } = incoming;
  const { reason } = request;
  const ticket = ownTicket(tx, row.sender, request.ticketId);
  if (!ticket) {
    const which = request.ticketId === undefined ? 'tiket yang sudah selesai' : `tiket ${request.ticketId}`;
    return refuse(incoming, `Nomor Anda tidak punya ${which}`, 'Lapor: HELPDESK(spasi)isi keluhan', reason);
  }
  const lead = ticket.mergedInto === null ? ticket : anyTicket(tx, ticket.mergedInto);
  if (lead.open) return joinOpen(incoming, ticket, lead, reason);
  // The disturbance is over for the others: what is left of it is another matter.
  if (ticket.status === 'merged' && reason !== '') return openAnother(incoming, ticket, reason);
  if (ticket.status !== 'closed') {
    const state = `Tiket ${ticket.id} ${STATUS_LABELS[ticket.status].toLowerCase()}`;
    return refuse(incoming, state, 'Lapor: HELPDESK(spasi)isi keluhan', reason);
  }
  if (reason === '')
    return refuse(incoming, 'Tulis apa yang masih bermasalah', `Format: BUKA ${ticket.id} alasan`, reason);
  if (isTooLate(tx, ticket, nowMs)) return openAnother(incoming, ticket, reason);
  reopenWithin(tx, { phone: row.sender }, { ticketId: ticket.id, reason }, nowMs);
  // The ticket's own notice tells the reporter.
  return keep(incoming, 'follow_up', ticket.id);
}

/** The sender's ticket of that number; without one, the newest that is closed. */
const ownTicket = (tx: Tx, phone: string, ticketId: number | undefined): TicketRow | undefined =>
  tx
    .select()
    .from(tickets)
    .where(
      and(
        reportedBy(tx, phone),
        ticketId === undefined ? eq(tickets.status, 'closed') : eq(tickets.id, ticketId),
      ),
    )
    .orderBy(desc(tickets.id))
    .get();

function isTooLate(tx: Tx, { closedAtMs }: TicketRow, nowMs: number): boolean {
  const { reopenDays } = readCommandSettings(readSetting(tx, 'commands'));
  return nowMs > sameTimeAfterDays(serviceCalendar(tx), closedAtMs ?? nowMs, reopenDays);
}

/** It is being worked on anyway; what the reporter adds belongs to it. */
function joinOpen(incoming: Incoming, ticket: TicketRow, lead: TicketRow, reason: string): number {
  const { tx, row, nowMs } = incoming;
  const messageId = keep(incoming, reason === '' ? 'command' : 'follow_up', ticket.id);
  if (reason !== '') noteFollowUp(tx, ticket.id, row.sender, nowMs);
  const alasan = `Tiket ${ticket.id} masih kami tangani (${STATUS_LABELS[lead.status]})`;
  const format = reason === '' ? '' : 'Pesan Anda kami tambahkan';
  const text = noticeText(tx, 'reporterRefused', { alasan, format });
  return answered(incoming, messageId, 'command_answer', text, ticket.id);
}

function openAnother(incoming: Incoming, old: TicketRow, reason: string): number {
  const { tx, nowMs } = incoming;
  const messageId = openTicket(incoming, { text: reason, mistyped: false });
  const fresh = tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(eq(tickets.reporterPhone, incoming.row.sender))
    .orderBy(desc(tickets.id))
    .get();
  if (fresh && fresh.id > old.id) {
    linkWithin(tx, [old.id, fresh.id], { kind: 'repeated' }, {}, nowMs);
  }
  return messageId;
}

function refuse(incoming: Incoming, alasan: string, format: string, reason: string): number {
  const messageId = keep(incoming, reason === '' ? 'command' : 'review');
  const text = noticeText(incoming.tx, 'reporterRefused', { alasan, format });
  return answered(incoming, messageId, 'command_answer', text);
}
