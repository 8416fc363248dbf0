import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { TicketStatus } from '../rules/ticketLifecycle.ts';

/** `related`: somebody says so; `repeated`: the same number again soon after closing (R17); `split`: from one ticket. */
export type LinkKind = 'related' | 'repeated' | 'split';

/** A merging that stands or was undone, with what the ticket was before. */
export const ticketMerges = sqliteTable('ticket_merges', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  ticketId: integer('ticket_id').notNull(),
  /** As it was chosen; the ticket's `mergedInto` is where it leads by now. */
  intoId: integer('into_id').notNull(),
  statusBefore: text('status_before').$type<TicketStatus>().notNull(),
  awaitedReply: integer('awaited_reply', { mode: 'boolean' }).notNull(),
  pendingReason: text('pending_reason'),
  pendingSinceMs: integer('pending_since_ms'),
  pendingUntil: text('pending_until'),
  pendingNote: text('pending_note'),
  mergedBy: integer('merged_by').notNull(),
  mergedAtMs: integer('merged_at_ms').notNull(),
  undoneBy: integer('undone_by'),
  undoneAtMs: integer('undone_at_ms'),
});

/** Each pair once, the older ticket first. */
export const ticketLinks = sqliteTable(
  'ticket_links',
  {
    olderId: integer('older_id').notNull(),
    newerId: integer('newer_id').notNull(),
    kind: text('kind').$type<LinkKind>().notNull(),
    reason: text('reason'),
    /** Null: by the program itself. */
    linkedBy: integer('linked_by'),
    linkedAtMs: integer('linked_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.olderId, table.newerId] })],
);
