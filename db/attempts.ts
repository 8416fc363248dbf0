import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Db, Tx } from './open.ts';
import { type AttemptLimit, type Tally, tallyNow, waitMs } from './rules/access/attemptLimit.ts';
import { attempts } from './schema/access.ts';

/** What tries are counted for. */
export interface AttemptSubject {
  /** By what kind of thing it is, such as `name rina`. */
  what: string;
  limit: AttemptLimit;
}

export const accountAttempts = (username: string): string =>
  `name ${username.trim().toLowerCase().slice(0, 64)}`;
export const addressAttempts = (address: string): string => `address ${address}`;
/** Of the second factor, apart from those of the password. */
export const factorAttempts = (userId: number): string => `factor ${userId}`;

/** What is typed as a name may be a password: only its hash is kept. */
export const attemptKey = (what: string): string => createHash('sha256').update(what).digest('base64url');

export function attemptTally(db: Db | Tx, { what, limit }: AttemptSubject, nowMs: number): Tally {
  const known = db
    .select()
    .from(attempts)
    .where(eq(attempts.subject, attemptKey(what)))
    .get();
  return tallyNow(known, limit, nowMs);
}

/** How long a subject must wait now, in milliseconds; 0: not at all. */
export const attemptWaitMs = (db: Db | Tx, subject: AttemptSubject, nowMs: number): number =>
  waitMs(attemptTally(db, subject, nowMs), subject.limit, nowMs);
