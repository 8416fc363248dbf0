import { addUser } from '../db/actions/addUser.ts';
import type { Clock } from '../db/clock.ts';
import { newPassword } from '../db/oneTimePassword.ts';
import type { Db } from '../db/open.ts';
import { hashPassword } from '../db/password.ts';
import { anyAdmin } from '../db/queries/anyAdmin.ts';

/**
 * Adds the account "admin" to a database that has none to sign in with.
 * @returns its password, which is nowhere else to be read, or undefined when there is an admin already.
 */
export async function addFirstAdmin(db: Db, clock: Clock): Promise<string | undefined> {
  if (anyAdmin(db)) return undefined;
  const password = newPassword();
  addUser(db, clock, {
    username: 'admin',
    name: 'Admin',
    role: 'admin',
    passwordHash: await hashPassword(password),
  });
  return password;
}
