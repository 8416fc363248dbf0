import { and, eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import type { Actor } from '../rules/permissions.ts';
import { users } from '../schema/people.ts';
import { inAction } from './action.ts';
import { recordSecurityEvent } from './recordSecurityEvent.ts';
import { endSessionsWithin } from './session.ts';

/**
 * Sets a user's password from the server itself and ends their sessions.
 * @throws DomainError `not_found`
 */
export function setPassword(db: Db, clock: Clock, username: string, passwordHash: string): void {
  inAction(db, clock, (tx, nowMs) => {
    const user = tx
      .update(users)
      .set({ passwordHash, passwordUntilMs: null })
      .where(eq(users.username, username))
      .returning({ id: users.id })
      .get();
    if (!user) throw new DomainError('not_found', `Tidak ada pengguna bernama ${username}.`);
    endSessionsWithin(tx, user.id);
    recordSecurityEvent(tx, { kind: 'password_changed', userId: user.id }, nowMs);
  });
}

/** One's own new password, whose old one the caller has asked for. */
export interface OwnPassword {
  passwordHash: string;
  /** That the old one was compared with: another change in between is not overwritten. */
  seenHash: string | null;
  /** The session that stays. */
  keepHash: string;
  address: string;
}

/**
 * Changes the own password; all other sessions end.
 * @throws DomainError `conflict` when it was changed meanwhile.
 */
export function changeOwnPassword(db: Db, clock: Clock, actor: Actor, change: OwnPassword): void {
  inAction(db, clock, (tx, nowMs) => {
    const { changes } = tx
      .update(users)
      .set({ passwordHash: change.passwordHash, passwordUntilMs: null })
      .where(and(eq(users.id, actor.userId), eq(users.passwordHash, change.seenHash ?? '')))
      .run();
    if (changes !== 1) throw new DomainError('conflict', 'Kata sandi baru saja diganti dari tempat lain.');
    endSessionsWithin(tx, actor.userId, change.keepHash);
    const { userId } = actor;
    recordSecurityEvent(
      tx,
      { kind: 'password_changed', userId, byId: userId, address: change.address },
      nowMs,
    );
  });
}
