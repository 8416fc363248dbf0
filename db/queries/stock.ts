import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand, may } from '../rules/permissions.ts';
import type { Priority } from '../rules/priority.ts';
import type { PartRequestState } from '../rules/stock/partRequest.ts';
import { findsPart } from '../rules/stock/partSearch.ts';
import {
  freeOf,
  isBelowMinimum,
  type StockBalance,
  type StockMoveKind,
  UNDOABLE,
} from '../rules/stock/stockMove.ts';
import type { TicketStatus } from '../rules/ticketLifecycle.ts';
import { contactPhones, contacts, units, users } from '../schema/people.ts';
import { partRequests, parts, stockMoves } from '../schema/stock.ts';
import { tickets } from '../schema/tickets.ts';
import { lastStockMove } from '../stockBalance.ts';

/** A part with what there is of it. */
export interface PartView extends StockBalance {
  id: number;
  name: string;
  countedIn: string;
  minimum: number;
  shelf: string | null;
  active: boolean;
  free: number;
  belowMinimum: boolean;
  /** Pieces that tickets wait for. */
  wanted: number;
}

export const STOCK_VIEWS = ['all', 'low', 'wanted', 'inactive'] as const;
export type StockView = (typeof STOCK_VIEWS)[number];

const VIEWS: Record<StockView, (part: PartView) => boolean> = {
  all: ({ active }) => active,
  low: ({ active, belowMinimum }) => active && belowMinimum,
  wanted: ({ wanted }) => wanted > 0,
  inactive: ({ active }) => !active,
};

export interface StockList {
  rows: PartView[];
  counts: Record<StockView, number>;
}

/** The book by name; the number beside a view and its rows come from one condition (R49). */
export function stockList(db: Db, actor: Actor, view: StockView, search: string): StockList {
  demand(actor, 'seeStock');
  const found = allParts(db).filter((part) => findsPart(search, part));
  const counts = Object.fromEntries(
    STOCK_VIEWS.map((each) => [each, found.filter(VIEWS[each]).length] as const),
  ) as Record<StockView, number>;
  return { rows: found.filter(VIEWS[view]), counts };
}

/** What is typed at a ticket finds parts that are kept, those that are there first. */
export function findParts(db: Db, actor: Actor, search: string): PartView[] {
  demand(actor, 'seeStock');
  if (search.trim() === '') return [];
  return allParts(db)
    .filter((part) => part.active && findsPart(search, part))
    .sort((a, b) => Number(b.free > 0) - Number(a.free > 0))
    .slice(0, FOUND_ROWS);
}

const FOUND_ROWS = 6;

function allParts(db: Db): PartView[] {
  const balances = new Map(
    db
      .select({
        partId: stockMoves.partId,
        onHand: sql<number>`sum(${stockMoves.onHand})`,
        reserved: sql<number>`sum(${stockMoves.reserved})`,
      })
      .from(stockMoves)
      .groupBy(stockMoves.partId)
      .all()
      .map(({ partId, ...balance }) => [partId, balance]),
  );
  const wanted = new Map(
    db
      .select({ partId: partRequests.partId, pieces: sql<number>`sum(${partRequests.quantity})` })
      .from(partRequests)
      // Spelled as in the partial index.
      .where(and(sql`${partRequests.state} IN ('waiting', 'reserved')`, eq(partRequests.state, 'waiting')))
      .groupBy(partRequests.partId)
      .all()
      .map(({ partId, pieces }) => [partId, pieces]),
  );
  return db
    .select()
    .from(parts)
    .orderBy(parts.name)
    .all()
    .map(({ createdAtMs: _, ...part }) =>
      viewOf(part, balances.get(part.id) ?? { onHand: 0, reserved: 0 }, wanted.get(part.id) ?? 0),
    );
}

const viewOf = (
  part: Omit<typeof parts.$inferSelect, 'createdAtMs'>,
  balance: StockBalance,
  wanted: number,
): PartView => ({
  ...part,
  ...balance,
  free: freeOf(balance),
  belowMinimum: isBelowMinimum(balance, part.minimum),
  wanted,
});

export interface StockMoveView {
  id: number;
  kind: StockMoveKind;
  onHand: number;
  reserved: number;
  ticketId: number | null;
  /** Null: the program by itself. */
  who: string | null;
  note: string | null;
  atMs: number;
  undone: boolean;
  undoable: boolean;
}

/** A ticket that holds some of a part, or waits for it. */
export interface PartHolder {
  requestId: number;
  ticketId: number;
  quantity: number;
  state: PartRequestState;
  requestedAtMs: number;
  priority: Priority;
  status: TicketStatus;
  subject: string;
  /** `2026-01-12` */
  pendingUntil: string | null;
  unit: string | null;
  reporterName: string | null;
  reporterPhone: string | null;
  technician: string | null;
}

export interface PartPage {
  part: PartView;
  /** The most urgent and then the oldest first, as they will be served. */
  holders: PartHolder[];
  /** The newest first. */
  moves: StockMoveView[];
  /** Hand it back as `before` for older moves; undefined at the end. */
  older: number | undefined;
  /** What a form of this page has seen. */
  lastMoveId: number;
}

const MOVE_ROWS = 50;

/** @throws DomainError `not_found` */
export function partPage(db: Db, actor: Actor, partId: number, before?: number): PartPage {
  demand(actor, 'seeStock');
  const part = allParts(db).find(({ id }) => id === partId);
  if (!part) throw new DomainError('not_found', 'Suku cadang ini tidak ada.');
  const undoing = alias(stockMoves, 'undoing');
  const rows = db
    .select({ move: stockMoves, who: users.name, undoneBy: undoing.id, technicianId: tickets.technicianId })
    .from(stockMoves)
    .leftJoin(users, eq(users.id, stockMoves.userId))
    .leftJoin(undoing, eq(undoing.undoes, stockMoves.id))
    .leftJoin(tickets, eq(tickets.id, stockMoves.ticketId))
    .where(and(eq(stockMoves.partId, partId), before === undefined ? undefined : lt(stockMoves.id, before)))
    .orderBy(desc(stockMoves.id))
    .limit(MOVE_ROWS + 1)
    .all();
  const page = rows.slice(0, MOVE_ROWS);
  const seesAll = may(actor, 'seeAllTickets');
  return {
    part,
    holders: holdersOf(db, actor, partId),
    moves: page.map(({ move, who, undoneBy, technicianId }) => ({
      id: move.id,
      kind: move.kind,
      onHand: move.onHand,
      reserved: move.reserved,
      // Not even the number of another's ticket (R58).
      ticketId: seesAll || technicianId === actor.userId ? move.ticketId : null,
      who,
      note: move.note,
      atMs: move.atMs,
      undone: undoneBy !== null,
      undoable: undoneBy === null && UNDOABLE.includes(move.kind),
    })),
    older: rows.length > MOVE_ROWS ? page.at(-1)?.move.id : undefined,
    lastMoveId: lastStockMove(db, partId),
  };
}

/** Rights are in the query: of the tickets of others a technician learns nothing (R58). */
function holdersOf(db: Db, actor: Actor, partId: number): PartHolder[] {
  const technician = alias(users, 'technician');
  const visible = may(actor, 'seeAllTickets') ? undefined : eq(tickets.technicianId, actor.userId);
  return db
    .select({
      requestId: partRequests.id,
      ticketId: partRequests.ticketId,
      quantity: partRequests.quantity,
      state: partRequests.state,
      requestedAtMs: partRequests.requestedAtMs,
      priority: tickets.priority,
      status: tickets.status,
      subject: tickets.subject,
      pendingUntil: tickets.pendingUntil,
      unit: units.shortName,
      reporterName: contacts.name,
      reporterPhone: tickets.reporterPhone,
      technician: technician.name,
    })
    .from(partRequests)
    .innerJoin(tickets, eq(tickets.id, partRequests.ticketId))
    .leftJoin(units, eq(units.id, tickets.unitId))
    .leftJoin(contactPhones, eq(contactPhones.phone, tickets.reporterPhone))
    .leftJoin(contacts, eq(contacts.id, contactPhones.contactId))
    .leftJoin(technician, eq(technician.id, tickets.technicianId))
    .where(
      and(eq(partRequests.partId, partId), sql`${partRequests.state} IN ('waiting', 'reserved')`, visible),
    )
    .orderBy(partRequests.state, desc(tickets.priorityRank), partRequests.requestedAtMs)
    .all();
}
