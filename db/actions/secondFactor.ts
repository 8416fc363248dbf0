import { and, eq, isNull } from 'drizzle-orm';
import { factorAttempts } from '../attempts.ts';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { newRecoveryCodes, recoveryCodeHash } from '../recoveryCode.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { recoveryCodes, secondFactors } from '../schema/access.ts';
import { newTotpSecret, totpStepOf } from '../totp.ts';
import { inAction } from './action.ts';
import { forgiveWithin } from './attempts.ts';
import { recordSecurityEvent } from './recordSecurityEvent.ts';
import { openSessionWithin, type SessionOrigin } from './session.ts';

/**
 * Begins to set one's second factor up, with a new secret each time.
 * @returns the secret in Base32.
 * @throws DomainError `conflict` when it is on already.
 */
export const startSecondFactor = (db: Db, clock: Clock, actor: Actor): string =>
  inAction(db, clock, (tx) => {
    if (factorOf(tx, actor.userId)?.confirmedAtMs)
      throw new DomainError('conflict', 'Kode kedua sudah menyala.');
    const secret = newTotpSecret();
    tx.insert(secondFactors)
      .values({ userId: actor.userId, secret })
      .onConflictDoUpdate({ target: secondFactors.userId, set: { secret } })
      .run();
    return secret;
  });

/**
 * Turns it on with a first code.
 * @returns recovery codes, which are nowhere else to be read.
 * @throws DomainError `invalid` for a wrong code, `conflict` when it was not begun or is on already.
 */
export const confirmSecondFactor = (
  db: Db,
  clock: Clock,
  actor: Actor,
  { code, address }: { code: string; address: string },
): string[] =>
  inAction(db, clock, (tx, nowMs) => {
    const factor = factorOf(tx, actor.userId);
    if (!factor || factor.confirmedAtMs !== null)
      throw new DomainError('conflict', 'Pemasangan kode kedua sudah selesai atau belum dimulai.');
    const step = totpStepOf(factor.secret, code, nowMs, factor.lastStep);
    if (step === undefined)
      throw new DomainError('invalid', 'Kode tidak cocok. Periksa jam telepon, lalu ketik kode yang baru.');
    tx.update(secondFactors)
      .set({ confirmedAtMs: nowMs, lastStep: step })
      .where(eq(secondFactors.userId, actor.userId))
      .run();
    recordSecurityEvent(
      tx,
      { kind: 'second_factor_on', userId: actor.userId, byId: actor.userId, address },
      nowMs,
    );
    return makeRecoveryCodes(tx, actor.userId);
  });

/** New recovery codes in place of the old; the caller has asked for the password. */
export const renewRecoveryCodes = (db: Db, clock: Clock, actor: Actor, address: string): string[] =>
  inAction(db, clock, (tx, nowMs) => {
    if (!factorOf(tx, actor.userId)?.confirmedAtMs)
      throw new DomainError('conflict', 'Kode kedua belum menyala.');
    recordSecurityEvent(
      tx,
      { kind: 'recovery_codes_made', userId: actor.userId, byId: actor.userId, address },
      nowMs,
    );
    return makeRecoveryCodes(tx, actor.userId);
  });

/**
 * Opens the session of somebody whose password was right, if the code is: one of the telephone's, each time step once,
 * or a recovery code, each once.
 * @returns the session's token; undefined for a wrong or used code.
 */
export const signInWithCode = (
  db: Db,
  clock: Clock,
  { userId, code, origin }: { userId: number; code: string; origin: SessionOrigin },
): string | undefined =>
  inAction(db, clock, (tx, nowMs) => {
    const way = takeCode(tx, userId, code, nowMs);
    if (!way) return undefined;
    forgiveWithin(tx, factorAttempts(userId));
    const { address } = origin;
    if (way === 'recovery')
      recordSecurityEvent(tx, { kind: 'recovery_code_used', userId, byId: userId, address }, nowMs);
    else recordSecurityEvent(tx, { kind: 'signed_in', userId, byId: userId, address }, nowMs);
    return openSessionWithin(tx, userId, origin, nowMs);
  });

function takeCode(tx: Tx, userId: number, code: string, nowMs: number): 'telephone' | 'recovery' | undefined {
  const factor = factorOf(tx, userId);
  if (!factor?.confirmedAtMs) return undefined;
  const step = totpStepOf(factor.secret, code, nowMs, factor.lastStep);
  if (step !== undefined) {
    tx.update(secondFactors).set({ lastStep: step }).where(eq(secondFactors.userId, userId)).run();
    return 'telephone';
  }
  const { changes } = tx
    .update(recoveryCodes)
    .set({ usedAtMs: nowMs })
    .where(
      and(
        eq(recoveryCodes.codeHash, recoveryCodeHash(code)),
        eq(recoveryCodes.userId, userId),
        isNull(recoveryCodes.usedAtMs),
      ),
    )
    .run();
  return changes === 1 ? 'recovery' : undefined;
}

/**
 * Turns a second factor off: one's own, whose password the caller has asked for, or with the right another's.
 * @throws DomainError `forbidden`
 */
export function dropSecondFactor(
  db: Db,
  clock: Clock,
  actor: Actor,
  { userId, address }: { userId: number; address: string },
): void {
  if (userId !== actor.userId) demand(actor, 'changeUsers');
  inAction(db, clock, (tx, nowMs) => {
    if (dropFactorWithin(tx, userId))
      recordSecurityEvent(tx, { kind: 'second_factor_off', userId, byId: actor.userId, address }, nowMs);
  });
}

/** @returns whether there was one. */
export function dropFactorWithin(tx: Tx, userId: number): boolean {
  tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId)).run();
  forgiveWithin(tx, factorAttempts(userId));
  return tx.delete(secondFactors).where(eq(secondFactors.userId, userId)).run().changes > 0;
}

function makeRecoveryCodes(tx: Tx, userId: number): string[] {
  const codes = newRecoveryCodes();
  tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId)).run();
  tx.insert(recoveryCodes)
    .values(codes.map((code) => ({ codeHash: recoveryCodeHash(code), userId })))
    .run();
  return codes;
}

const factorOf = (tx: Tx, userId: number) =>
  tx.select().from(secondFactors).where(eq(secondFactors.userId, userId)).get();
