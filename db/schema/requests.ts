import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { RequestKind, RequestState } from '../rules/gatewayRequest.ts';

/** What the panel asks of the daemon (DESIGN 26). */
export const requests = sqliteTable('requests', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  kind: text('kind').$type<RequestKind>().notNull(),
  modem: text('modem'),
  askedBy: integer('asked_by'),
  askedAtMs: integer('asked_at_ms').notNull(),
  expiresAtMs: integer('expires_at_ms').notNull(),
  state: text('state').$type<RequestState>().notNull().default('queued'),
  claimedAtMs: integer('claimed_at_ms'),
  endedAtMs: integer('ended_at_ms'),
  result: text('result'),
});
