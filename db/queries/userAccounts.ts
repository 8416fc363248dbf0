import { and, count, desc, eq, gt, isNull, max } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { accountAttempts, attemptWaitMs } from '../attempts.ts';
import type { Db } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import { ACCOUNT_LIMIT } from '../rules/access/attemptLimit.ts';
import type { SecurityEventKind } from '../rules/access/securityEvent.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand, type Role } from '../rules/permissions.ts';
import { recoveryCodes, secondFactors, securityEvents } from '../schema/access.ts';
import { sessions, users } from '../schema/people.ts';

/** An account as admins see it. */
export interface UserAccount {
  id: number;
  username: string;
  name: string;
  role: Role;
  phone: string | null;
  active: boolean;
  /** Without a password nobody signs in with it: a technician may work by SMS alone. */
  hasPassword: boolean;
  passwordUntilMs: number | null;
  hasSecondFactor: boolean;
  sessions: number;
  seenAtMs: number | null;
  /** After wrong passwords, how long the next try must wait. */
  lockedMs: number;
}

/** Everybody who has an account, those in use first. */
export function userAccounts(db: Db, actor: Actor, nowMs: number): UserAccount[] {
  demand(actor, 'changeUsers');
  return accounts(db, nowMs);
}

/** @throws DomainError `not_found` */
export function userAccount(db: Db, actor: Actor, userId: number, nowMs: number): UserAccount {
  demand(actor, 'changeUsers');
  const [account] = accounts(db, nowMs, userId);
  if (!account) throw new DomainError('not_found', 'Pengguna ini tidak ada.');
  return account;
}

function accounts(db: Db, nowMs: number, userId?: number): UserAccount[] {
  return db
    .select({
      user: users,
      confirmedAtMs: secondFactors.confirmedAtMs,
      sessions: count(sessions.id),
      seenAtMs: max(sessions.seenAtMs),
    })
    .from(users)
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .leftJoin(sessions, and(eq(sessions.userId, users.id), gt(sessions.expiresAtMs, nowMs)))
    .where(userId === undefined ? undefined : eq(users.id, userId))
    .groupBy(users.id)
    .orderBy(desc(users.active), users.role, users.name)
    .all()
    .map(({ user, confirmedAtMs, ...seen }) => ({
      id: user.id,
      username: user.username,
      name: user.name,
      role: user.role,
      phone: user.phone,
      active: user.active,
      hasPassword: user.passwordHash !== null,
      passwordUntilMs: user.passwordUntilMs,
      hasSecondFactor: confirmedAtMs !== null,
      ...seen,
      lockedMs: attemptWaitMs(db, { what: accountAttempts(user.username), limit: ACCOUNT_LIMIT }, nowMs),
    }));
}

export interface SessionRow {
  id: number;
  tokenHash: string;
  createdAtMs: number;
  seenAtMs: number;
  address: string | null;
  browser: string | null;
}

/** What one sees of one's own account. */
export interface OwnAccount {
  username: string;
  passwordHash: string | null;
  hasSecondFactor: boolean;
  /** Of recovery codes. */
  codesLeft: number;
  sessions: SessionRow[];
}

export function ownAccount(db: Db, actor: Actor, nowMs: number): OwnAccount {
  const user = db.select().from(users).where(eq(users.id, actor.userId)).get();
  if (!user) throw new DomainError('not_found', 'Akun ini tidak ada.');
  const factor = db.select().from(secondFactors).where(eq(secondFactors.userId, user.id)).get();
  return {
    username: user.username,
    passwordHash: user.passwordHash,
    hasSecondFactor: (factor?.confirmedAtMs ?? null) !== null,
    codesLeft: rowCount(
      db,
      recoveryCodes,
      and(eq(recoveryCodes.userId, user.id), isNull(recoveryCodes.usedAtMs)),
    ),
    sessions: db
      .select({
        id: sessions.id,
        tokenHash: sessions.tokenHash,
        createdAtMs: sessions.createdAtMs,
        seenAtMs: sessions.seenAtMs,
        address: sessions.address,
        browser: sessions.browser,
      })
      .from(sessions)
      .where(and(eq(sessions.userId, user.id), gt(sessions.expiresAtMs, nowMs)))
      .orderBy(desc(sessions.seenAtMs), desc(sessions.id))
      .all(),
  };
}

/**
 * The secret of a second factor that was begun, for its owner's telephone.
 * @throws DomainError `conflict` when none was begun or it is on already: a secret that counts is shown to nobody.
 */
export function secretToConfirm(db: Db, actor: Actor): string {
  const factor = db.select().from(secondFactors).where(eq(secondFactors.userId, actor.userId)).get();
  if (!factor || factor.confirmedAtMs !== null)
    throw new DomainError('conflict', 'Kode kedua sudah menyala atau pemasangannya belum dimulai.');
  return factor.secret;
}

/** A line of the record of accounts. */
export interface SecurityEventRow {
  id: number;
  kind: SecurityEventKind;
  /** Whose account; null: of none that there is. */
  userName: string | null;
  /** Who did it; null: whoever was at the address, or sat at the server. */
  byName: string | null;
  address: string | null;
  detail: string | null;
  atMs: number;
}

const EVENT_ROWS = 50;

/** The newest first: everybody's with the right, one user's with it, and one's own. */
export function securityEventList(db: Db, actor: Actor, userId?: number): SecurityEventRow[] {
  if (userId !== actor.userId) demand(actor, 'changeUsers');
  const by = alias(users, 'by');
  return db
    .select({
      id: securityEvents.id,
      kind: securityEvents.kind,
      userName: users.name,
      byName: by.name,
      address: securityEvents.address,
      detail: securityEvents.detail,
      atMs: securityEvents.atMs,
    })
    .from(securityEvents)
    .leftJoin(users, eq(users.id, securityEvents.userId))
    .leftJoin(by, eq(by.id, securityEvents.byId))
    .where(userId === undefined ? undefined : eq(securityEvents.userId, userId))
    .orderBy(desc(securityEvents.id))
    .limit(EVENT_ROWS)
    .all();
}
