import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AlarmKind } from '../rules/alarm.ts';

export const signalSamples = sqliteTable(
  'signal_samples',
  {
    modem: text('modem').notNull(),
    atMs: integer('at_ms').notNull(),
    dbm: integer('dbm'),
    registered: integer('registered', { mode: 'boolean' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.modem, t.atMs] })],
);

/** An operator's answer to the balance code. Dates are local, YYYY-MM-DD. */
export const balances = sqliteTable('balances', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  modem: text('modem').notNull(),
  simId: text('sim_id').notNull(),
  code: text('code').notNull(),
  atMs: integer('at_ms').notNull(),
  answer: text('answer'),
  fault: text('fault'),
  rupiah: integer('rupiah'),
  activeUntil: text('active_until'),
  graceUntil: text('grace_until'),
});

export const missedCalls = sqliteTable('missed_calls', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  modem: text('modem').notNull(),
  simId: text('sim_id'),
  caller: text('caller'),
  atMs: integer('at_ms').notNull(),
  rings: integer('rings').notNull().default(1),
  messageId: integer('message_id'),
});

/** What a human must look at; open until `endedAtMs`. */
export const alarms = sqliteTable('alarms', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  modem: text('modem'),
  kind: text('kind').$type<AlarmKind>().notNull(),
  text: text('text').notNull(),
  raisedAtMs: integer('raised_at_ms').notNull(),
  lastAtMs: integer('last_at_ms').notNull(),
  endedAtMs: integer('ended_at_ms'),
  seenBy: integer('seen_by'),
  seenAtMs: integer('seen_at_ms'),
  toldAtMs: integer('told_at_ms'),
});
