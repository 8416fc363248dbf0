import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What a technician proves by SMS to be themselves; the office may ask for it. */
export const technicianPins = sqliteTable('technician_pins', {
  userId: integer('user_id').primaryKey(),
  /** As db/pinHash.ts writes it. */
  pinHash: text('pin_hash').notNull(),
  setAtMs: integer('set_at_ms').notNull(),
  failures: integer('failures').notNull().default(0),
  failedAtMs: integer('failed_at_ms'),
  lockedUntilMs: integer('locked_until_ms'),
});

/** Forms that have been carried out; kept for some days. */
export const usedForms = sqliteTable('used_forms', {
  formId: text('form_id').primaryKey(),
  userId: integer('user_id').notNull(),
  atMs: integer('at_ms').notNull(),
});
