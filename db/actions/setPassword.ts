import { eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { sessions, users } from '../schema/people.ts';
import { inAction } from './action.ts';

/**
 * Sets a user's password and ends their sessions.
 * @throws DomainError `not_found`
 */
export function setPassword(db: Db, clock: Clock, username: string, passwordHash: string): void {
  inAction(db, clock, (tx) => {
    const user = tx
      .update(users)
      .set({ passwordHash })
      .where(eq(users.username, username))
      .returning({ id: users.id })
      .get();
    if (!user) throw new DomainError('not_found', `Tidak ada pengguna bernama ${username}.`);
    tx.delete(sessions).where(eq(sessions.userId, user.id)).run();
  });
}
