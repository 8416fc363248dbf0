import { and, eq, gt } from 'drizzle-orm';
import type { Db } from '../open.ts';
import type { Actor } from '../rules/permissions.ts';
import { secondFactors } from '../schema/access.ts';
import { sessions, users } from '../schema/people.ts';

/** A session that still runs. */
export interface SignedIn {
  actor: Actor;
  id: number;
  seenAtMs: number;
  /** The password is somebody else's choice: nothing is done with this session but choosing another. */
  mustChangePassword: boolean;
}

/** The user behind a session's hash, as long as it has not run out and the user is active. */
export function signedIn(db: Db, tokenHash: string, nowMs: number): SignedIn | undefined {
  const row = db
    .select({
      id: sessions.id,
      seenAtMs: sessions.seenAtMs,
      userId: users.id,
      name: users.name,
      role: users.role,
      passwordUntilMs: users.passwordUntilMs,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAtMs, nowMs), eq(users.active, true)))
    .get();
  if (!row) return undefined;
  const { id, seenAtMs, passwordUntilMs, ...actor } = row;
  return { actor, id, seenAtMs, mustChangePassword: passwordUntilMs !== null };
}

/** What signing in compares with. */
export interface Credentials {
  id: number;
  passwordHash: string | null;
  /** When a password that somebody else has set stops working; null: it is the user's own. */
  passwordUntilMs: number | null;
  hasSecondFactor: boolean;
}

/** Undefined for an unknown or inactive name. */
export function credentialsOf(db: Db, username: string): Credentials | undefined {
  const row = db
    .select({
      id: users.id,
      passwordHash: users.passwordHash,
      passwordUntilMs: users.passwordUntilMs,
      confirmedAtMs: secondFactors.confirmedAtMs,
    })
    .from(users)
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(and(eq(users.username, username), eq(users.active, true)))
    .get();
  if (!row) return undefined;
  const { confirmedAtMs, ...credentials } = row;
  return { ...credentials, hasSecondFactor: confirmedAtMs !== null };
}
