import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PartRequestState } from '../rules/stock/partRequest.ts';
import type { StockMoveKind } from '../rules/stock/stockMove.ts';

/** What lies in the office's stock, or used to. */
export const parts = sqliteTable('parts', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  /** `buah`, `meter`, `dus` … */
  countedIn: text('counted_in').notNull(),
  /** Fewer than this want buying; 0: never. */
  minimum: integer('minimum').notNull().default(0),
  shelf: text('shelf'),
  active: integer('active', { mode: 'boolean' }).notNull().default(true),
  createdAtMs: integer('created_at_ms').notNull(),
});

/** A part that a ticket needs (SOP 7). */
export const partRequests = sqliteTable('part_requests', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  ticketId: integer('ticket_id').notNull(),
  partId: integer('part_id').notNull(),
  quantity: integer('quantity').notNull(),
  state: text('state').$type<PartRequestState>().notNull(),
  requestedBy: integer('requested_by'),
  requestedAtMs: integer('requested_at_ms').notNull(),
  reservedAtMs: integer('reserved_at_ms'),
  endedAtMs: integer('ended_at_ms'),
});

/** Append-only: how much there is of a part is the sum of its moves. */
export const stockMoves = sqliteTable('stock_moves', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  partId: integer('part_id').notNull(),
  kind: text('kind').$type<StockMoveKind>().notNull(),
  /** By how much it changed what lies on the shelf, and what of that is set aside for tickets. */
  onHand: integer('on_hand').notNull(),
  reserved: integer('reserved').notNull(),
  ticketId: integer('ticket_id'),
  requestId: integer('request_id'),
  /** The wrong move that this one is the opposite of. */
  undoes: integer('undoes'),
  userId: integer('user_id'),
  note: text('note'),
  atMs: integer('at_ms').notNull(),
});
