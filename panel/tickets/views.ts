import { TICKET_VIEWS, type TicketView } from '../../db/queries/ticketList.ts';
import { type Actor, may } from '../../db/rules/permissions.ts';

/** How a list is named in an address. */
const NAMES: Record<TicketView, string> = {
  awaiting: 'perlu-dijawab',
  unassigned: 'belum-ditugaskan',
  open: 'terbuka',
  pending: 'ditunda',
  closed: 'selesai',
  all: 'semua',
};

/** The lists that mean something to this person: a technician's tickets are all assigned, and others answer them. */
export const viewsFor = (actor: Actor): readonly TicketView[] =>
  may(actor, 'seeAllTickets') ? TICKET_VIEWS : ['open', 'pending', 'closed', 'all'];

/** The list that is named, or the one that says what this person must do next. */
export function viewNamed(actor: Actor, name: string | undefined): TicketView {
  const views = viewsFor(actor);
  const first = may(actor, 'reply') ? 'awaiting' : 'open';
  return views.find((view) => NAMES[view] === name) ?? first;
}

export function viewPath(view: TicketView, after?: string): string {
  const query = after === undefined ? '' : `&sesudah=${encodeURIComponent(after)}`;
  return `/tiket?daftar=${NAMES[view]}${query}`;
}
