import { and, between, desc, eq, isNull, ne, or, sql } from 'drizzle-orm';
import { near } from '../near.ts';
import type { Db } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import { localMidnightMs, nextLocalMidnightMs } from '../rules/localTime.ts';
import { isWindowOpen, nextWindowMs } from '../rules/sendWindow.ts';
import { gateways, outboundParts, sendAttempts } from '../schema/smsOut.ts';
import { messages } from '../schema/tickets.ts';
import { waitsForWindow } from '../waitsForWindow.ts';
import { sendingSettings } from './sendingSettings.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Whether any part waits to be sent, due or not: a question that takes no lock, unlike the claim. */
export const anyQueued = (db: Db): boolean =>
  db
    .select({ id: outboundParts.id })
    .from(outboundParts)
    .where(sql`${outboundParts.state} = 'queued'`)
    .limit(1)
    .get() !== undefined;

/** What keeps a modem from sending besides its own state. */
export interface SendingBrake {
  pausedAtMs: number | null;
  suspendedAtMs: number | null;
  /** A rest after refusals; none when a human or a new SIM has ended it. */
  holdUntilMs: number | null;
  receiveOnly: boolean;
}

export const sendingBrake = (db: Db, modem: string): SendingBrake | undefined =>
  db
    .select({
      pausedAtMs: gateways.pausedAtMs,
      suspendedAtMs: gateways.suspendedAtMs,
      holdUntilMs: gateways.holdUntilMs,
      receiveOnly: gateways.receiveOnly,
    })
    .from(gateways)
    .where(eq(gateways.name, modem))
    .get();

/** The SIM that each modem had last, by the modem's name. */
export const lastKnownSims = (db: Db): { name: string; simId: string | null }[] =>
  db.select({ name: gateways.name, simId: gateways.simId }).from(gateways).all();

/** How many SMS a SIM has sent, refused ones not counted: the operator does not count them either. */
export interface SentLately {
  minute: number;
  hour: number;
  /** Since local midnight. */
  day: number;
}

export function sentLately(db: Db, simId: string, nowMs: number, timeZone: string): SentLately {
  const taken = and(
    eq(sendAttempts.simId, simId),
    or(isNull(sendAttempts.endKind), ne(sendAttempts.endKind, 'notSent')),
  );
  const within = (spanMs: number): number =>
    rowCount(db, sendAttempts, and(taken, near(sendAttempts.writingAtMs, nowMs, spanMs)));
  const today = between(
    sendAttempts.writingAtMs,
    localMidnightMs(nowMs, timeZone),
    nextLocalMidnightMs(nowMs, timeZone) - 1,
  );
  return {
    minute: within(MINUTE_MS),
    hour: within(HOUR_MS),
    day: rowCount(db, sendAttempts, and(taken, today)),
  };
}

/** Parts that wait for the send window, and when it opens; none while it is open. */
export interface WaitingForWindow {
  messageId: number;
  opensAtMs: number;
}

export function waitingForWindow(db: Db, nowMs: number, timeZone: string): WaitingForWindow[] {
  const { windows } = sendingSettings(db);
  if (isWindowOpen(windows, nowMs, timeZone)) return [];
  const opensAtMs = nextWindowMs(windows, nowMs, timeZone);
  return db
    .select({ messageId: outboundParts.messageId })
    .from(outboundParts)
    .innerJoin(messages, eq(messages.id, outboundParts.messageId))
    .where(and(waitsForWindow, eq(outboundParts.seq, 1)))
    .all()
    .map(({ messageId }) => ({ messageId, opensAtMs }));
}

/** How many sendings of a modem ended without an answer within the last hour and are not settled since. */
export const unknownWithinHour = (db: Db, modem: string, nowMs: number): number =>
  db
    .select({ endKind: sendAttempts.endKind, endedAtMs: sendAttempts.endedAtMs })
    .from(sendAttempts)
    .where(eq(sendAttempts.modem, modem))
    .orderBy(desc(sendAttempts.id))
    .limit(NEWEST)
    .all()
    .filter(
      ({ endKind, endedAtMs }) => endKind === 'unknown' && Math.abs((endedAtMs ?? 0) - nowMs) <= HOUR_MS,
    ).length;

/** More than a modem sends in an hour of lost answers, each of which takes minutes. */
const NEWEST = 200;
