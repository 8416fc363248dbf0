import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PartState } from '../rules/partState.ts';
import type { SmsAlphabet } from '../rules/smsText.ts';

export const outboundTexts = sqliteTable('outbound_texts', {
  messageId: integer('message_id').primaryKey(),
  recipient: text('recipient').notNull(),
  rank: integer('rank').notNull(),
  expiresAtMs: integer('expires_at_ms').notNull(),
  cause: text('cause').notNull(),
});

export const outboundParts = sqliteTable('outbound_parts', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  messageId: integer('message_id').notNull(),
  seq: integer('seq').notNull(),
  partCount: integer('part_count').notNull(),
  concatRef: integer('concat_ref'),
  alphabet: text('alphabet').$type<SmsAlphabet>().notNull(),
  text: text('text').notNull(),
  state: text('state').$type<PartState>().notNull().default('queued'),
  attempts: integer('attempts').notNull().default(0),
  nextAttemptAtMs: integer('next_attempt_at_ms').notNull().default(0),
  modem: text('modem'),
  simId: text('sim_id'),
  /** TP-MR as the modem assigned it. */
  reference: integer('reference'),
  claimedAtMs: integer('claimed_at_ms'),
  writingAtMs: integer('writing_at_ms'),
  sentAtMs: integer('sent_at_ms'),
  endedAtMs: integer('ended_at_ms'),
  fault: text('fault'),
});

export const statusReports = sqliteTable('status_reports', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  rawId: integer('raw_id').notNull(),
  simId: text('sim_id').notNull(),
  reference: integer('reference').notNull(),
  recipient: text('recipient').notNull(),
  status: integer('status').notNull(),
  dischargedAtMs: integer('discharged_at_ms'),
  receivedAtMs: integer('received_at_ms').notNull(),
  partId: integer('part_id'),
});

export const gateways = sqliteTable('gateways', {
  name: text('name').primaryKey(),
  phase: text('phase').notNull(),
  detail: text('detail').notNull(),
  simId: text('sim_id'),
  operator: text('operator'),
  signalDbm: integer('signal_dbm'),
  registered: integer('registered', { mode: 'boolean' }).notNull().default(false),
  storageUsed: integer('storage_used'),
  storageTotal: integer('storage_total'),
  simulated: integer('simulated', { mode: 'boolean' }).notNull().default(false),
  holdUntilMs: integer('hold_until_ms'),
  holdReason: text('hold_reason'),
  sinceMs: integer('since_ms').notNull(),
});
