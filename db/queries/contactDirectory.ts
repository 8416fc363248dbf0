import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { plainWords } from '../rules/directory/unitNames.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand, may, ROLES, type Role } from '../rules/permissions.ts';
import { contactPhones, contacts, units, users } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';
import type { UnitTicket } from './unitDirectory.ts';

export interface ContactRow {
  id: number;
  name: string | null;
  position: string | null;
  unitId: number | null;
  /** Short. */
  unit: string | null;
  notes: string | null;
  active: boolean;
  /** E.164, the one to ring first. */
  phones: string[];
}

/** People, those of today first, by their names; of one unit, or these. */
export function contactRows(
  db: Db,
  which: { unitId: number } | { ids: readonly number[] } | Record<string, never> = {},
): ContactRow[] {
  const where =
    'unitId' in which
      ? eq(contacts.unitId, which.unitId)
      : 'ids' in which
        ? inArray(contacts.id, [...which.ids])
        : undefined;
  const rows = db
    .select({
      id: contacts.id,
      name: contacts.name,
      position: contacts.position,
      unitId: contacts.unitId,
      unit: units.shortName,
      notes: contacts.notes,
      active: contacts.active,
    })
    .from(contacts)
    .leftJoin(units, eq(units.id, contacts.unitId))
    .where(where)
    .orderBy(desc(contacts.active), sql`${contacts.name} COLLATE NOCASE NULLS LAST`, asc(contacts.id))
    .all();
  const phones = phonesOf(db, where === undefined ? undefined : rows.map(({ id }) => id));
  return rows.map((row) => ({ ...row, phones: phones.get(row.id) ?? [] }));
}

function phonesOf(db: Db, ids: readonly number[] | undefined): Map<number, string[]> {
  const phones = new Map<number, string[]>();
  for (const { contactId, phone } of db
    .select()
    .from(contactPhones)
    .where(ids && inArray(contactPhones.contactId, [...ids]))
    .orderBy(contactPhones.id)
    .all())
    phones.set(contactId, [...(phones.get(contactId) ?? []), phone]);
  return phones;
}

const SEARCH_ROWS = 50;

/** People whose name bears the words, or one of whose numbers the digits, in any spelling (R50). */
export function contactsFound(db: Db, actor: Actor, words: string): ContactRow[] {
  demand(actor, 'seeDirectory');
  const wanted = plainWords(words);
  const digits = nationalDigits(words);
  if (wanted.length === 0) return [];
  return contactRows(db)
    .filter(
      ({ name, phones }) =>
        wanted.every((word) => plainWords(name ?? '').some((each) => each.includes(word))) ||
        (digits.length >= 3 && phones.some((phone) => phone.includes(digits))),
    )
    .slice(0, SEARCH_ROWS);
}

/** `0811 3103`, `62811` and `+62 811` look for the same number. */
const nationalDigits = (words: string): string =>
  /\p{L}/u.test(words)
    ? ''
    : words
        .replace(/\D/g, '')
        .replace(/^(?:00)?62/, '')
        .replace(/^0+/, '');

export interface ContactPage {
  contact: ContactRow & { createdAtMs: number };
  unit: { id: number; name: string } | undefined;
  /** What was reported from the person's numbers, the newest first. */
  tickets: UnitTicket[];
}

const TICKET_ROWS = 20;

/** @throws DomainError `not_found`, `forbidden` */
export function contactPage(db: Db, actor: Actor, contactId: number): ContactPage {
  demand(actor, 'seeDirectory');
  const [row] = contactRows(db, { ids: [contactId] });
  const kept = db
    .select({ createdAtMs: contacts.createdAtMs })
    .from(contacts)
    .where(eq(contacts.id, contactId))
    .get();
  if (!row || !kept) throw new DomainError('not_found', 'Orang ini tidak ada di direktori.');
  const visible = may(actor, 'seeAllTickets') ? undefined : eq(tickets.technicianId, actor.userId);
  return {
    contact: { ...row, ...kept },
    unit:
      row.unitId === null
        ? undefined
        : db.select({ id: units.id, name: units.name }).from(units).where(eq(units.id, row.unitId)).get(),
    tickets:
      row.phones.length === 0
        ? []
        : db
            .select({
              id: tickets.id,
              subject: tickets.subject,
              status: tickets.status,
              priority: tickets.priority,
              createdAtMs: tickets.createdAtMs,
            })
            .from(tickets)
            .where(and(inArray(tickets.reporterPhone, row.phones), visible))
            .orderBy(desc(tickets.id))
            .limit(TICKET_ROWS)
            .all(),
  };
}

/** Who may be the same person: those of the same name or unit, to be merged with. */
export function likelyTwins(db: Db, contact: ContactRow): ContactRow[] {
  const name = plainWords(contact.name ?? '').join(' ');
  return contactRows(db).filter(
    (other) =>
      other.id !== contact.id &&
      other.active &&
      ((name !== '' && plainWords(other.name ?? '').join(' ') === name) ||
        (contact.unitId !== null && other.unitId === contact.unitId)),
  );
}

export interface StaffRow {
  id: number;
  name: string;
  username: string;
  role: Role;
  phone: string | null;
  active: boolean;
}

/** Those who work for the help desk. */
export function staff(db: Db, actor: Actor): StaffRow[] {
  demand(actor, 'seeDirectory');
  return db
    .select({
      id: users.id,
      name: users.name,
      username: users.username,
      role: users.role,
      phone: users.phone,
      active: users.active,
    })
    .from(users)
    .orderBy(desc(users.active), sql`${users.name} COLLATE NOCASE`)
    .all()
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
}
