import { and, desc, eq, lt } from 'drizzle-orm';
import type { Db } from '../open.ts';
import {
  type PublicMessage,
  type PublicProgress,
  publicConversation,
  publicProgress,
} from '../publicTicket.ts';
import { ticketsOf } from '../reporterScope.ts';
import type { Reporter } from '../rules/access/reporter.ts';
import { DomainError } from '../rules/errors.ts';
import { tickets } from '../schema/tickets.ts';

const PAGE_ROWS = 25;

export interface ReporterTicketList {
  rows: PublicProgress[];
  /** Where the next page begins; undefined on the last. */
  next: number | undefined;
}

/** The tickets of the reporter's unit, the newest first. */
export function reporterTickets(db: Db, reporter: Reporter, before?: number): ReporterTicketList {
  const rows = db
    .select()
    .from(tickets)
    .where(and(ticketsOf(reporter), before === undefined ? undefined : lt(tickets.id, before)))
    .orderBy(desc(tickets.id))
    .limit(PAGE_ROWS + 1)
    .all();
  const page = rows.slice(0, PAGE_ROWS);
  return {
    rows: page.map((ticket) => publicProgress(db, ticket)),
    next: rows.length > PAGE_ROWS ? page.at(-1)?.id : undefined,
  };
}

/** One of them, with what was said. */
export interface ReporterTicket {
  progress: PublicProgress;
  conversation: PublicMessage[];
  /** The signed-in number reported it: only then may it be rated. */
  isOwn: boolean;
  rating: number | null;
}

/** @throws DomainError `not_found` for one that does not exist or is another unit's, alike */
export function reporterTicket(db: Db, reporter: Reporter, ticketId: number): ReporterTicket {
  const ticket = db
    .select()
    .from(tickets)
    .where(and(eq(tickets.id, ticketId), ticketsOf(reporter)))
    .get();
  if (!ticket) throw new DomainError('not_found', `Tiket ${ticketId} tidak ditemukan.`);
  return {
    progress: publicProgress(db, ticket),
    conversation: publicConversation(db, ticket),
    isOwn: ticket.reporterPhone === reporter.phone,
    rating: ticket.rating,
  };
}
