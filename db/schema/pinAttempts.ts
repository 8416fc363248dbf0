import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const pinAttempts = sqliteTable(
  'pin_attempts',
  {
    card: text('card').notNull(),
    pinDigest: text('pin_digest').notNull(),
    state: text('state').$type<'opened' | 'accepted' | 'refused'>().notNull(),
    atMs: integer('at_ms').notNull(),
  },
  (t) => [primaryKey({ columns: [t.card, t.pinDigest] })],
);
