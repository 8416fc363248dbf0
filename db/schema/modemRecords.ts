import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What was learned of a modem, by its IMEI; `learned` is the daemon's own JSON. */
export const modemRecords = sqliteTable('modem_records', {
  imei: text('imei').primaryKey(),
  modem: text('modem').notNull(),
  simId: text('sim_id'),
  manufacturer: text('manufacturer').notNull(),
  model: text('model').notNull(),
  revision: text('revision').notNull(),
  profile: text('profile').notNull(),
  learned: text('learned').notNull(),
  firstSeenMs: integer('first_seen_ms').notNull(),
  lastSeenMs: integer('last_seen_ms').notNull(),
});

/** One step of the recovery ladder. */
export const recoverySteps = sqliteTable('recovery_steps', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  modem: text('modem').notNull(),
  level: text('level').notNull(),
  reason: text('reason').notNull(),
  startedAtMs: integer('started_at_ms').notNull(),
  endedAtMs: integer('ended_at_ms'),
  outcome: text('outcome').$type<'done' | 'failed' | 'skipped'>(),
  note: text('note'),
});
