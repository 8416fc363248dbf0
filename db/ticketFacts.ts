import { and, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db, Tx } from './open.ts';
import { publicUrlOf, statusLink } from './publicUrl.ts';
import type { NoticeFacts } from './rules/notices/placeholder.ts';
import { PRIORITY_LABELS } from './rules/priority.ts';
import { STATUS_LABELS } from './rules/ticketLifecycle.ts';
import { showShortTime } from './rules/zonedTime.ts';
import { deadlines } from './schema/deadlines.ts';
import { contactPhones, contacts, units, users } from './schema/people.ts';
import { categories, tickets } from './schema/tickets.ts';
import { timeZoneOf } from './timeZone.ts';

/**
 * What a text about a ticket can be filled with. Who reported, from where and what is the ticket's own; how far it is
 * and who comes is, for one that was merged, what the main ticket says.
 */
export function ticketFacts(db: Db | Tx, ticketId: number): NoticeFacts {
  const main = alias(tickets, 'main');
  const row = db
    .select({
      ticket: tickets,
      main,
      unit: units.shortName,
      category: categories.name,
      reporter: contacts.name,
    })
    .from(tickets)
    .leftJoin(main, eq(main.id, tickets.mergedInto))
    .leftJoin(units, eq(units.id, tickets.unitId))
    .leftJoin(categories, eq(categories.id, tickets.categoryId))
    .leftJoin(contactPhones, eq(contactPhones.phone, tickets.reporterPhone))
    .leftJoin(contacts, eq(contacts.id, contactPhones.contactId))
    .where(eq(tickets.id, ticketId))
    .get();
  if (!row) return {};
  const { ticket } = row;
  const lead = row.main ?? ticket;
  const url = publicUrlOf(db);
  const link = url === undefined ? '' : statusLink(url, ticket.statusToken);
  return {
    nomor: String(ticket.id),
    skpd: row.unit ?? '',
    pelapor: row.reporter ?? ticket.reporterName ?? '',
    telepon: ticket.reporterPhone?.replace(/^\+62/, '0') ?? '',
    uraian: ticket.subject,
    prioritas: PRIORITY_LABELS[lead.priority],
    kategori: row.category ?? '',
    tempat: ticket.place ?? '',
    status: STATUS_LABELS[lead.status],
    teknisi: nameOf(db, lead.technicianId),
    jadwal: lead.scheduledAtMs === null ? '' : showShortTime(lead.scheduledAtMs, timeZoneOf(db)),
    batas: repairDue(db, lead.id),
    cek: link || `HELPDESK STATUS ${ticket.id}`,
    tautan: link,
  };
}

const nameOf = (db: Db | Tx, userId: number | null): string =>
  (userId !== null && db.select({ name: users.name }).from(users).where(eq(users.id, userId)).get()?.name) ||
  '';

/** '' while nothing runs. */
function repairDue(db: Db | Tx, ticketId: number): string {
  const due = db
    .select({ atMs: deadlines.dueAtMs })
    .from(deadlines)
    .where(
      and(eq(deadlines.ticketId, ticketId), eq(deadlines.clock, 'repair'), eq(deadlines.state, 'running')),
    )
    .get()?.atMs;
  return due ? showShortTime(due, timeZoneOf(db)) : '';
}
