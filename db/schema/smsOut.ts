import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PartState } from '../rules/partState.ts';
import type { FaultClass } from '../rules/retry.ts';
import type { SmsAlphabet } from '../rules/smsText.ts';

export const outboundTexts = sqliteTable('outbound_texts', {
  messageId: integer('message_id').primaryKey(),
  recipient: text('recipient').notNull(),
  /** What it is for, by its place in the sending order (DESIGN 25). */
  rank: integer('rank').notNull(),
  expiresAtMs: integer('expires_at_ms').notNull(),
  cause: text('cause').notNull(),
  /** The SIM that received what this answers; it is preferred while it can send. */
  preferredSim: text('preferred_sim'),
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
  /** Its turn, lowest first; see rules/sendOrder.ts. */
  sendOrder: integer('send_order').notNull().default(0),
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

/** One handing over of a part to a modem. */
export const sendAttempts = sqliteTable('send_attempts', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  partId: integer('part_id').notNull(),
  modem: text('modem').notNull(),
  simId: text('sim_id').notNull(),
  claimedAtMs: integer('claimed_at_ms').notNull(),
  writingAtMs: integer('writing_at_ms'),
  endedAtMs: integer('ended_at_ms'),
  endKind: text('end_kind').$type<'sent' | 'notSent' | 'unknown'>(),
  reference: integer('reference'),
  faultClass: text('fault_class').$type<FaultClass>(),
  /** The finer tag of the class, such as 'network' or 'modem-busy'. */
  faultSub: text('fault_sub'),
  /** The modem's own number, CMS or CME. */
  faultCode: integer('fault_code'),
  fault: text('fault'),
});

export const statusReports = sqliteTable('status_reports', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  rawId: integer('raw_id').notNull(),
  simId: text('sim_id').notNull(),
  reference: integer('reference').notNull(),
  recipient: text('recipient').notNull(),
  status: integer('status').notNull(),
  /** When the SMSC took the text, by its own clock. */
  submittedAtMs: integer('submitted_at_ms'),
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
  /** A pause ordered by a human. */
  pausedAtMs: integer('paused_at_ms'),
  pausedBy: integer('paused_by'),
  /** A rest by the program after the same refusal again and again; a probe ends it. */
  suspendedAtMs: integer('suspended_at_ms'),
  suspendReason: text('suspend_reason'),
  /** The SIM may no longer send, in its grace time. */
  receiveOnly: integer('receive_only', { mode: 'boolean' }).notNull().default(false),
  imei: text('imei'),
  model: text('model'),
  firmware: text('firmware'),
  /** Of the radio: '2G', '3G', '4G'. */
  technology: text('technology'),
  storages: text('storages', { mode: 'json' }).$type<readonly StorageUse[]>(),
  /** The recovery ladder's level while it works. */
  recoveryLevel: text('recovery_level'),
});

/** How full one of a modem's storages is. */
export interface StorageUse {
  readonly name: string;
  readonly used: number;
  readonly total: number;
}
