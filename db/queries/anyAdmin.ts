import { and, eq, isNotNull } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { users } from '../schema/people.ts';

/** Whether somebody can sign in as admin. */
export const anyAdmin = (db: Db): boolean =>
  db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), eq(users.active, true), isNotNull(users.passwordHash)))
    .get() !== undefined;
