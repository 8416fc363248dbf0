import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What the office has changed about an automatic SMS. */
export const noticeWordings = sqliteTable('notice_wordings', {
  notice: text('notice').primaryKey(),
  /** Null: the program's own words. */
  wording: text('wording'),
  parts: integer('parts').notNull().default(1),
  active: integer('active', { mode: 'boolean' }).notNull().default(true),
});

export const noticeChanges = sqliteTable('notice_changes', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  notice: text('notice').notNull(),
  wordingBefore: text('wording_before'),
  wordingAfter: text('wording_after'),
  activeBefore: integer('active_before', { mode: 'boolean' }).notNull(),
  activeAfter: integer('active_after', { mode: 'boolean' }).notNull(),
  userId: integer('user_id').notNull(),
  atMs: integer('at_ms').notNull(),
});

/** Answers that admins write again and again, in the order of `position`. */
export const cannedReplies = sqliteTable('canned_replies', {
  id: integer('id').primaryKey(),
  title: text('title').notNull(),
  wording: text('wording').notNull(),
  position: integer('position').notNull(),
  active: integer('active', { mode: 'boolean' }).notNull().default(true),
  updatedBy: integer('updated_by'),
  updatedAtMs: integer('updated_at_ms').notNull(),
});

/** For which categories a canned reply is offered; none: for every ticket. */
export const cannedReplyCategories = sqliteTable(
  'canned_reply_categories',
  { replyId: integer('reply_id').notNull(), categoryId: integer('category_id').notNull() },
  (table) => [primaryKey({ columns: [table.replyId, table.categoryId] })],
);
