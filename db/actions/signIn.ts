import { eq } from 'drizzle-orm';
import { accountAttempts, addressAttempts, attemptWaitMs, factorAttempts } from '../attempts.ts';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { ACCOUNT_LIMIT, ADDRESS_LIMIT } from '../rules/access/attemptLimit.ts';
import { users } from '../schema/people.ts';
import { inAction } from './action.ts';
import { countAttempt, forgiveWithin, giveBackWithin } from './attempts.ts';
import { recordSecurityEvent } from './recordSecurityEvent.ts';

/** One try to come in by name and password. */
export interface SignInTry {
  username: string;
  address: string;
}

/** @returns 0, or how long to wait in milliseconds; the same for names that there are and that there are not. */
export const countSignIn = (db: Db, clock: Clock, { username, address }: SignInTry): number =>
  countAttempt(db, clock, [
    { what: accountAttempts(username), limit: ACCOUNT_LIMIT },
    { what: addressAttempts(address), limit: ADDRESS_LIMIT },
  ]);

/** The same for the second factor of an account whose password was right. */
export const countFactor = (db: Db, clock: Clock, userId: number, address: string): number =>
  countAttempt(db, clock, [
    { what: factorAttempts(userId), limit: ACCOUNT_LIMIT },
    { what: addressAttempts(address), limit: ADDRESS_LIMIT },
  ]);

/** The password was right. */
export function forgiveSignIn(db: Db, clock: Clock, { username, address }: SignInTry): void {
  inAction(db, clock, (tx) => {
    forgiveWithin(tx, accountAttempts(username));
    giveBackWithin(tx, addressAttempts(address));
  });
}

/** The password was wrong; whether the name is anybody's is written down, and shown to admins alone. */
export function noteWrongPassword(db: Db, clock: Clock, { username, address }: SignInTry): void {
  inAction(db, clock, (tx, nowMs) => {
    const userId = tx.select({ id: users.id }).from(users).where(eq(users.username, username)).get()?.id;
    recordSecurityEvent(tx, { kind: 'password_wrong', userId, address }, nowMs);
    if (userId !== undefined) noteLocked(tx, { what: accountAttempts(username), userId, address }, nowMs);
  });
}

/** The code of the second factor was wrong: whoever tries it knows the password. */
export function noteWrongCode(db: Db, clock: Clock, userId: number, address: string): void {
  inAction(db, clock, (tx, nowMs) => {
    recordSecurityEvent(tx, { kind: 'code_wrong', userId, address }, nowMs);
    noteLocked(tx, { what: factorAttempts(userId), userId, address }, nowMs);
  });
}

function noteLocked(
  tx: Tx,
  { what, userId, address }: { what: string; userId: number; address: string },
  nowMs: number,
): void {
  const waitMs = attemptWaitMs(tx, { what, limit: ACCOUNT_LIMIT }, nowMs);
  if (waitMs === 0) return;
  const detail = `${Math.ceil(waitMs / 1000)} detik`;
  recordSecurityEvent(tx, { kind: 'locked', userId, address, detail }, nowMs);
}
