import { eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import type { Role } from '../rules/permissions.ts';
import type { PhoneNumber } from '../rules/phoneNumber.ts';
import { users } from '../schema/people.ts';
import { inAction } from './action.ts';
import { refuseOwnNumber } from './ownNumbers.ts';

export interface NewUser {
  username: string;
  name: string;
  role: Role;
  phone?: PhoneNumber;
  /** From hashPassword; without it the user cannot sign in. */
  passwordHash?: string;
}

const USERNAME = /^[a-z0-9][a-z0-9._-]{1,31}$/i;

/**
 * @returns the user's id.
 * @throws DomainError `invalid` for an unfit name or the gateway's own number, `conflict` for a name or number in use.
 */
export const addUser = (db: Db, clock: Clock, user: NewUser): number =>
  inAction(db, clock, (tx, nowMs) => addUserWithin(tx, user, nowMs));

/** The same, inside the caller's transaction. */
export function addUserWithin(tx: Tx, user: NewUser, nowMs: number): number {
  if (!USERNAME.test(user.username)) {
    throw new DomainError(
      'invalid',
      `Nama pengguna "${user.username}" tidak sah: 2–32 huruf, angka, titik, garis; tanpa spasi.`,
    );
  }
  if (tx.select().from(users).where(eq(users.username, user.username)).get()) {
    throw new DomainError('conflict', `Pengguna ${user.username} sudah ada.`);
  }
  if (user.phone) refuseOwnNumber(tx, user.phone);
  if (user.phone && tx.select().from(users).where(eq(users.phone, user.phone)).get()) {
    throw new DomainError('conflict', 'Nomor telepon itu sudah dipakai pengguna lain.');
  }
  return tx
    .insert(users)
    .values({
      username: user.username,
      name: user.name,
      role: user.role,
      phone: user.phone ?? null,
      passwordHash: user.passwordHash ?? null,
      createdAtMs: nowMs,
    })
    .returning({ id: users.id })
    .get().id;
}
