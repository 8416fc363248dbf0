import { and, asc, desc, eq, gt, inArray, ne, or, sql } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import type { MessageKind } from '../rules/messageKind.ts';
import type { PartState } from '../rules/partState.ts';
import { inboundTexts, rawMessages } from '../schema/smsIn.ts';
import { gateways, outboundParts, outboundTexts } from '../schema/smsOut.ts';
import { messages } from '../schema/tickets.ts';

export type GatewayRow = typeof gateways.$inferSelect;

export interface QueueState {
  /** Parts waiting or under way. */
  queued: number;
  oldestQueuedAtMs: number | null;
  /** Parts whose fate only a report or a human can settle. */
  unknown: number;
  /** Texts that came in and could not be handled, and PDUs that could not be read. */
  failedInbound: number;
  quarantined: number;
  /** What came in and is being tried again after a fault of our own: the program is not well. */
  stumbling: number;
}

export const gatewayStates = (db: Db): GatewayRow[] =>
  db.select().from(gateways).orderBy(asc(gateways.name)).all();

export function queueState(db: Db): QueueState {
  const waiting = db
    .select({ queued: sql<number>`count(*)`, oldest: sql<number | null>`min(${messages.atMs})` })
    .from(outboundParts)
    .innerJoin(messages, eq(messages.id, outboundParts.messageId))
    .where(inArray(outboundParts.state, ['queued', 'claimed', 'writing']))
    .get();
  return {
    queued: waiting?.queued ?? 0,
    oldestQueuedAtMs: waiting?.oldest ?? null,
    unknown: rowCount(db, outboundParts, eq(outboundParts.state, 'unknown')),
    failedInbound: rowCount(db, inboundTexts, eq(inboundTexts.state, 'failed')),
    quarantined: rowCount(db, rawMessages, eq(rawMessages.state, 'quarantined')),
    stumbling:
      rowCount(db, rawMessages, and(eq(rawMessages.state, 'received'), gt(rawMessages.attempts, 0))) +
      rowCount(db, inboundTexts, and(eq(inboundTexts.state, 'pending'), gt(inboundTexts.attempts, 0))),
  };
}

/** Parts that wait or are under way, by what they are for. */
export interface WaitingKind {
  kind: MessageKind;
  parts: number;
  oldestAtMs: number;
}

/** In the order in which they go out (DESIGN 25). */
export const waitingByKind = (db: Db): WaitingKind[] =>
  db
    .select({
      kind: messages.kind,
      parts: sql<number>`count(*)`,
      oldestAtMs: sql<number>`min(${messages.atMs})`,
    })
    .from(outboundParts)
    .innerJoin(messages, eq(messages.id, outboundParts.messageId))
    .innerJoin(outboundTexts, eq(outboundTexts.messageId, outboundParts.messageId))
    .where(inArray(outboundParts.state, ['queued', 'claimed', 'writing']))
    .groupBy(messages.kind)
    .orderBy(sql`min(${outboundTexts.rank})`)
    .all();

export interface TroubledSms {
  messageId: number;
  ticketId: number | null;
  recipient: string | null;
  kind: MessageKind;
  text: string;
  state: PartState;
  fault: string | null;
  atMs: number;
}

/** Texts that failed, expired or are of unknown fate, the newest first: what a human must decide. */
export function troubledSms(db: Db): TroubledSms[] {
  return db
    .select({
      messageId: messages.id,
      ticketId: messages.ticketId,
      recipient: messages.peer,
      kind: messages.kind,
      text: messages.text,
      state: outboundParts.state,
      fault: outboundParts.fault,
      atMs: messages.atMs,
    })
    .from(outboundParts)
    .innerJoin(messages, eq(messages.id, outboundParts.messageId))
    .where(
      and(
        inArray(outboundParts.state, ['unknown', 'failed', 'expired']),
        // A code that did not leave is asked for anew: nobody has to decide.
        or(ne(messages.kind, 'one_time_code'), eq(outboundParts.state, 'unknown')),
      ),
    )
    .groupBy(messages.id)
    .orderBy(desc(messages.id))
    .limit(100)
    .all();
}
