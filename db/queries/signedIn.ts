import { and, eq, gt } from 'drizzle-orm';
import type { Db } from '../open.ts';
import type { Actor } from '../rules/permissions.ts';
import { sessions, users } from '../schema/people.ts';

/** The user behind a session's hash, as long as it has not run out and the user is active. */
export function signedIn(db: Db, tokenHash: string, nowMs: number): Actor | undefined {
  return db
    .select({ userId: users.id, name: users.name, role: users.role })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAtMs, nowMs), eq(users.active, true)))
    .get();
}

/** What signing in compares with; undefined for an unknown or inactive name. */
export function credentialsOf(
  db: Db,
  username: string,
): { id: number; passwordHash: string | null } | undefined {
  return db
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(and(eq(users.username, username), eq(users.active, true)))
    .get();
}
