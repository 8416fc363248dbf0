import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { SecurityEventKind } from '../rules/access/securityEvent.ts';

/** A user's second factor (RFC 6238); it counts once it was confirmed with a first code. */
export const secondFactors = sqliteTable('second_factors', {
  userId: integer('user_id').primaryKey(),
  /** Base32. */
  secret: text('secret').notNull(),
  confirmedAtMs: integer('confirmed_at_ms'),
  /** The last time step whose code was taken; no code is taken twice. */
  lastStep: integer('last_step').notNull().default(0),
});

/** For who has lost the telephone; each works once. */
export const recoveryCodes = sqliteTable('recovery_codes', {
  codeHash: text('code_hash').primaryKey(),
  userId: integer('user_id').notNull(),
  usedAtMs: integer('used_at_ms'),
});

/** Failed tries of a name or an address, by its hash. */
export const attempts = sqliteTable('attempts', {
  subject: text('subject').primaryKey(),
  failures: integer('failures').notNull(),
  lastAtMs: integer('last_at_ms').notNull(),
});

/** Who came in or tried to, and what was changed of accounts; append-only. */
export const securityEvents = sqliteTable('security_events', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  kind: text('kind').$type<SecurityEventKind>().notNull(),
  /** Whose account it is. */
  userId: integer('user_id'),
  /** Who did it; null: whoever was at the address, or sat at the server. */
  byId: integer('by_id'),
  address: text('address'),
  detail: text('detail'),
  atMs: integer('at_ms').notNull(),
});

/** A reporter's code by SMS; one that was asked for a number in nobody's hands was never sent. */
export const oneTimeCodes = sqliteTable('one_time_codes', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  phone: text('phone').notNull(),
  codeHash: text('code_hash').notNull(),
  address: text('address').notNull(),
  madeAtMs: integer('made_at_ms').notNull(),
  tries: integer('tries').notNull().default(0),
  /** Taken, or overtaken by a newer one. */
  endedAtMs: integer('ended_at_ms'),
  sent: integer('sent', { mode: 'boolean' }).notNull(),
});

/** A reporter's browser; whose number it is is asked of the directory each time. */
export const reporterSessions = sqliteTable('reporter_sessions', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  tokenHash: text('token_hash').notNull(),
  phone: text('phone').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  expiresAtMs: integer('expires_at_ms').notNull(),
});
