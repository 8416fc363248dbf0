import { and, asc, desc, eq, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import { bearsWords, likelyUnits } from '../rules/directory/unitNames.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand, may } from '../rules/permissions.ts';
import type { Priority } from '../rules/priority.ts';
import type { TicketStatus } from '../rules/ticketLifecycle.ts';
import { units } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';
import { type ContactRow, contactRows } from './contactDirectory.ts';

export type UnitRow = typeof units.$inferSelect;

/** A unit as it can be chosen in a form. */
export type UnitChoice = Pick<UnitRow, 'id' | 'name' | 'shortName' | 'oldNames'>;

/** Units in use, by their short names; also this one, that a row bears already. */
export const unitChoices = (db: Db, alsoId = 0): UnitChoice[] =>
  db
    .select({ id: units.id, name: units.name, shortName: units.shortName, oldNames: units.oldNames })
    .from(units)
    .where(or(eq(units.active, true), eq(units.id, alsoId)))
    .orderBy(sql`${units.shortName} COLLATE NOCASE`)
    .all();

export const UNIT_SHOWS = ['active', 'inactive', 'all'] as const;
export type UnitShow = (typeof UNIT_SHOWS)[number];

export interface ListedUnit extends UnitRow {
  people: number;
  openTickets: number;
}

/** More are not read by anybody: typing narrows the list. */
const LIST_ROWS = 200;

export interface UnitList {
  rows: ListedUnit[];
  /** How many fit, shown or not. */
  total: number;
  /** Nothing bears the words: these are near. */
  guessed: boolean;
}

/** Units that bear the words in one of their names or their kecamatan; where none does, those that may be meant. */
export function unitList(db: Db, actor: Actor, wanted: { words: string; show: UnitShow }): UnitList {
  demand(actor, 'seeDirectory');
  const shown = wanted.show === 'all' ? undefined : eq(units.active, wanted.show === 'active');
  const all = db.select().from(units).where(shown).orderBy(sql`${units.shortName} COLLATE NOCASE`).all();
  const district = (unit: UnitRow) => ({ ...unit, name: `${unit.name} ${unit.district ?? ''}` });
  const bearing = all.filter((unit) => bearsWords(district(unit), wanted.words));
  const found = bearing.length > 0 ? bearing : likelyUnits(all, wanted.words, 5);
  return {
    rows: found.slice(0, LIST_ROWS).map((unit) => ({ ...unit, ...countsOf(db, unit.id) })),
    total: found.length,
    guessed: bearing.length === 0 && found.length > 0,
  };
}

const openOf = (unitId: number): SQL | undefined => and(eq(tickets.unitId, unitId), eq(tickets.open, true));

const countsOf = (db: Db, unitId: number) => ({
  people: db.get<{ n: number }>(
    sql`SELECT count(*) AS n FROM contacts WHERE unit_id = ${unitId} AND active = 1`,
  ).n,
  openTickets: rowCount(db, tickets, openOf(unitId)),
});

export interface UnitTicket {
  id: number;
  subject: string;
  status: TicketStatus;
  priority: Priority;
  createdAtMs: number;
}

export interface UnitPage {
  unit: UnitRow;
  parent: UnitRow | undefined;
  parts: UnitRow[];
  people: ContactRow[];
  openTickets: UnitTicket[];
  /** Of all times. */
  ticketCount: number;
}

const OPEN_ROWS = 50;

/** @throws DomainError `not_found`, `forbidden` */
export function unitPage(db: Db, actor: Actor, unitId: number): UnitPage {
  demand(actor, 'seeDirectory');
  const unit = db.select().from(units).where(eq(units.id, unitId)).get();
  if (!unit) throw new DomainError('not_found', 'SKPD ini tidak ditemukan.');
  return {
    unit,
    parent:
      unit.parentId === null ? undefined : db.select().from(units).where(eq(units.id, unit.parentId)).get(),
    parts: db.select().from(units).where(eq(units.parentId, unitId)).orderBy(asc(units.shortName)).all(),
    people: contactRows(db, { unitId }),
    openTickets: openTicketsOf(db, actor, unitId),
    ticketCount: rowCount(db, tickets, eq(tickets.unitId, unitId)),
  };
}

export interface UnitTickets {
  unit: UnitRow;
  tickets: UnitTicket[];
  /** The ticket behind which the next page begins; undefined on the last. */
  next: number | undefined;
}

/**
 * All tickets of a unit that the actor may see, the newest first.
 * @param after the last ticket of the page before
 * @throws DomainError `not_found`, `forbidden`
 */
export function unitTickets(db: Db, actor: Actor, unitId: number, after?: number): UnitTickets {
  demand(actor, 'seeDirectory');
  const unit = db.select().from(units).where(eq(units.id, unitId)).get();
  if (!unit) throw new DomainError('not_found', 'SKPD ini tidak ditemukan.');
  const older = after === undefined ? undefined : lt(tickets.id, after);
  const rows = db
    .select(TICKET_COLUMNS)
    .from(tickets)
    .where(and(eq(tickets.unitId, unitId), visibleTo(actor), older))
    .orderBy(desc(tickets.id))
    .limit(OPEN_ROWS + 1)
    .all();
  const page = rows.slice(0, OPEN_ROWS);
  return { unit, tickets: page, next: rows.length > OPEN_ROWS ? page.at(-1)?.id : undefined };
}

const TICKET_COLUMNS = {
  id: tickets.id,
  subject: tickets.subject,
  status: tickets.status,
  priority: tickets.priority,
  createdAtMs: tickets.createdAtMs,
};

const visibleTo = (actor: Actor): SQL | undefined =>
  may(actor, 'seeAllTickets') ? undefined : eq(tickets.technicianId, actor.userId);

/** Open tickets of a unit that the actor may see, the newest first. */
export const openTicketsOf = (db: Db, actor: Actor, unitId: number): UnitTicket[] =>
  db
    .select(TICKET_COLUMNS)
    .from(tickets)
    .where(and(openOf(unitId), visibleTo(actor)))
    .orderBy(desc(tickets.id))
    .limit(OPEN_ROWS)
    .all();
