import { createHash, randomBytes } from 'node:crypto';
import { eq, lte } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { sessions } from '../schema/people.ts';
import { inAction } from './action.ts';

/** A working day and a half: nobody signs in twice a day, nobody stays signed in over the weekend. */
export const SESSION_MS = 14 * 3_600_000;

/** The database keeps only this: who reads it cannot sign in with it. */
export const sessionHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** @returns the token for the cookie. */
export function openSession(db: Db, clock: Clock, userId: number): string {
  const token = randomBytes(32).toString('base64url');
  inAction(db, clock, (tx, nowMs) => {
    tx.delete(sessions).where(lte(sessions.expiresAtMs, nowMs)).run();
    tx.insert(sessions)
      .values({ tokenHash: sessionHash(token), userId, createdAtMs: nowMs, expiresAtMs: nowMs + SESSION_MS })
      .run();
  });
  return token;
}

export function closeSession(db: Db, clock: Clock, token: string): void {
  inAction(db, clock, (tx) => {
    tx.delete(sessions)
      .where(eq(sessions.tokenHash, sessionHash(token)))
      .run();
  });
}
