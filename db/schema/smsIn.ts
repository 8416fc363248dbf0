import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { SenderKind } from '../rules/phoneNumber.ts';

export const rawMessages = sqliteTable('raw_messages', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  simId: text('sim_id').notNull(),
  modem: text('modem').notNull(),
  storage: text('storage').notNull(),
  slot: integer('slot'),
  stat: integer('stat'),
  tpduLength: integer('tpdu_length'),
  pduHex: text('pdu_hex').notNull(),
  via: text('via').$type<'CMGL' | 'CMGR' | 'CMT' | 'CDS'>().notNull(),
  fingerprint: text('fingerprint').notNull(),
  state: text('state')
    .$type<'received' | 'derived' | 'ignored' | 'quarantined'>()
    .notNull()
    .default('received'),
  reason: text('reason'),
  attempts: integer('attempts').notNull().default(0),
  seenCount: integer('seen_count').notNull().default(1),
  receivedAtMs: integer('received_at_ms').notNull(),
  lastSeenAtMs: integer('last_seen_at_ms').notNull(),
  /** It lay on the SIM, read or old, before this database knew that SIM. */
  preExisting: integer('pre_existing', { mode: 'boolean' }).notNull().default(false),
});

export const sims = sqliteTable('sims', {
  simId: text('sim_id').primaryKey(),
  firstSeenMs: integer('first_seen_ms').notNull(),
  /** When all that it held at first had been read. */
  emptiedAtMs: integer('emptied_at_ms'),
});

export const inboundTexts = sqliteTable('inbound_texts', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  simId: text('sim_id').notNull(),
  modem: text('modem').notNull(),
  sender: text('sender').notNull(),
  senderKind: text('sender_kind').$type<SenderKind>().notNull(),
  content: text('content').$type<'text' | 'data'>().notNull().default('text'),
  concatRef: integer('concat_ref'),
  concatBits: integer('concat_bits').$type<8 | 16>(),
  partCount: integer('part_count').notNull(),
  state: text('state').$type<'assembling' | 'pending' | 'done' | 'failed'>().notNull(),
  attempts: integer('attempts').notNull().default(0),
  nextAttemptAtMs: integer('next_attempt_at_ms').notNull().default(0),
  fault: text('fault'),
  sentAtMs: integer('sent_at_ms'),
  receivedAtMs: integer('received_at_ms').notNull(),
  messageId: integer('message_id'),
});

export const inboundParts = sqliteTable(
  'inbound_parts',
  {
    textId: integer('text_id').notNull(),
    seq: integer('seq').notNull(),
    rawId: integer('raw_id').notNull(),
    /** What it says, to tell a part that was sent again from one of another text. */
    digest: text('digest').notNull(),
    sentAtMs: integer('sent_at_ms'),
  },
  (t) => [primaryKey({ columns: [t.textId, t.seq] })],
);
