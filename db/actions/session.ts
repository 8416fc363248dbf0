import { createHash, randomBytes } from 'node:crypto';
import { and, eq, lte, ne } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { sessions } from '../schema/people.ts';
import { inAction } from './action.ts';
import { recordSecurityEvent } from './recordSecurityEvent.ts';

/** A working day and a half: nobody signs in twice a day, nobody stays signed in over the weekend. */
export const SESSION_MS = 14 * 3_600_000;
/** How exactly "last seen" is known: each write has every open page look for news. */
const SEEN_EVERY_MS = 10 * 60_000;
const BROWSER_CHARS_MAX = 300;

/** The database keeps only this: who reads it cannot sign in with it. */
export const sessionHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Where a session was begun, for its owner to recognise it. */
export interface SessionOrigin {
  address: string;
  /** As the browser calls itself. */
  browser: string;
}

/** @returns the token for the cookie; a new one with each sign-in, so that none can be foisted on anybody. */
export const openSession = (db: Db, clock: Clock, userId: number, origin?: SessionOrigin): string =>
  inAction(db, clock, (tx, nowMs) => {
    const token = openSessionWithin(tx, userId, origin, nowMs);
    recordSecurityEvent(tx, { kind: 'signed_in', userId, byId: userId, address: origin?.address }, nowMs);
    return token;
  });

/** The same, inside the caller's transaction and without a line in the record. */
export function openSessionWithin(
  tx: Tx,
  userId: number,
  origin: SessionOrigin | undefined,
  nowMs: number,
): string {
  const token = randomBytes(32).toString('base64url');
  tx.delete(sessions).where(lte(sessions.expiresAtMs, nowMs)).run();
  tx.insert(sessions)
    .values({
      tokenHash: sessionHash(token),
      userId,
      createdAtMs: nowMs,
      expiresAtMs: nowMs + SESSION_MS,
      seenAtMs: nowMs,
      address: origin?.address ?? null,
      browser: origin?.browser.slice(0, BROWSER_CHARS_MAX) ?? null,
    })
    .run();
  return token;
}

/** Signing out. */
export function closeSession(db: Db, clock: Clock, token: string, address?: string): void {
  inAction(db, clock, (tx, nowMs) => {
    const ended = tx
      .delete(sessions)
      .where(eq(sessions.tokenHash, sessionHash(token)))
      .returning({ userId: sessions.userId })
      .get();
    if (ended)
      recordSecurityEvent(
        tx,
        { kind: 'signed_out', userId: ended.userId, byId: ended.userId, address },
        nowMs,
      );
  });
}

/** Notes that a session is in use, now and then. */
export function noteSessionSeen(db: Db, clock: Clock, session: { id: number; seenAtMs: number }): void {
  if (Math.abs(clock.nowMs() - session.seenAtMs) < SEEN_EVERY_MS) return;
  inAction(db, clock, (tx, nowMs) => {
    tx.update(sessions).set({ seenAtMs: nowMs }).where(eq(sessions.id, session.id)).run();
  });
}

/**
 * Ends one of one's own sessions.
 * @throws DomainError `not_found` for one that is gone or somebody else's.
 */
export function endSession(db: Db, clock: Clock, actor: Actor, sessionId: number, address: string): void {
  inAction(db, clock, (tx, nowMs) => {
    const ended = tx
      .delete(sessions)
      .where(and(eq(sessions.id, sessionId), eq(sessions.userId, actor.userId)))
      .returning({ userId: sessions.userId })
      .get();
    if (!ended) throw new DomainError('not_found', 'Sesi ini sudah berakhir.');
    recordSecurityEvent(
      tx,
      { kind: 'session_ended', userId: ended.userId, byId: actor.userId, address },
      nowMs,
    );
  });
}

/**
 * Ends all of a user's sessions but this one.
 * @returns how many there were.
 * @throws DomainError `forbidden` for another's without the right.
 */
export function endSessionsOf(
  db: Db,
  clock: Clock,
  actor: Actor,
  { userId, keepHash, address }: { userId: number; keepHash: string | undefined; address: string },
): number {
  if (userId !== actor.userId) demand(actor, 'changeUsers');
  return inAction(db, clock, (tx, nowMs) => {
    const ended = endSessionsWithin(tx, userId, keepHash);
    recordSecurityEvent(tx, { kind: 'sessions_ended', userId, byId: actor.userId, address }, nowMs);
    return ended;
  });
}

export const endSessionsWithin = (tx: Tx, userId: number, keepHash?: string): number =>
  tx
    .delete(sessions)
    .where(
      and(eq(sessions.userId, userId), keepHash === undefined ? undefined : ne(sessions.tokenHash, keepHash)),
    )
    .run().changes;
