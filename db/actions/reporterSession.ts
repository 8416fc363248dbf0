import { randomBytes } from 'node:crypto';
import { eq, lte } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { reporterSessions } from '../schema/access.ts';
import { inAction } from './action.ts';
import { sessionHash } from './session.ts';

/** A day's work: a code costs an SMS, a forgotten telephone a unit's tickets. */
export const REPORTER_SESSION_MS = 12 * 3_600_000;

/** Begins a reporter's session. @returns the token for the cookie */
export function openReporterSession(tx: Tx, phone: string, nowMs: number): string {
  const token = randomBytes(32).toString('base64url');
  tx.delete(reporterSessions).where(lte(reporterSessions.expiresAtMs, nowMs)).run();
  tx.insert(reporterSessions)
    .values({
      tokenHash: sessionHash(token),
      phone,
      createdAtMs: nowMs,
      expiresAtMs: nowMs + REPORTER_SESSION_MS,
    })
    .run();
  return token;
}

export function closeReporterSession(db: Db, clock: Clock, token: string): void {
  inAction(db, clock, (tx) => {
    tx.delete(reporterSessions)
      .where(eq(reporterSessions.tokenHash, sessionHash(token)))
      .run();
  });
}
