import { and, eq, isNotNull, ne } from 'drizzle-orm';
import { accountAttempts } from '../attempts.ts';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import type { SecurityEventKind } from '../rules/access/securityEvent.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand, ROLE_LABELS, type Role } from '../rules/permissions.ts';
import { users } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { addUserWithin, type NewUser } from './addUser.ts';
import { forgiveWithin } from './attempts.ts';
import { recordSecurityEvent } from './recordSecurityEvent.ts';
import { dropFactorWithin } from './secondFactor.ts';
import { endSessionsWithin } from './session.ts';

/** How long a password that somebody else has set lets its owner in, to choose one of their own. */
export const ONE_TIME_PASSWORD_MS = 3 * 24 * 3_600_000;

type UserRow = typeof users.$inferSelect;

/** An admin at an address, and the account that is meant. */
interface AccountAct {
  userId: number;
  address: string;
}

/**
 * Opens an account; with a password it must be changed at the first sign-in.
 * @returns the user's id.
 * @throws DomainError `invalid`, `conflict` for a name or number in use
 */
export function openAccount(db: Db, clock: Clock, actor: Actor, user: NewUser, address: string): number {
  demand(actor, 'changeUsers');
  return inAction(db, clock, (tx, nowMs) => {
    const userId = addUserWithin(tx, user, nowMs);
    if (user.passwordHash !== undefined) setOneTimePassword(tx, userId, user.passwordHash, nowMs);
    const detail = ROLE_LABELS[user.role];
    recordSecurityEvent(tx, { kind: 'user_added', userId, byId: actor.userId, address, detail }, nowMs);
    return userId;
  });
}

/**
 * Shuts an account and ends its sessions.
 * @returns how many open tickets are still in its hands.
 * @throws DomainError `conflict` for the last admin who can sign in.
 */
export const deactivateUser = (db: Db, clock: Clock, actor: Actor, act: AccountAct): number =>
  onAccount(db, clock, actor, act, 'user_deactivated', (tx, user) => {
    refuseLastAdmin(tx, user);
    tx.update(users).set({ active: false }).where(eq(users.id, user.id)).run();
    endSessionsWithin(tx, user.id);
    return openTicketsOf(tx, user.id);
  });

export const activateUser = (db: Db, clock: Clock, actor: Actor, act: AccountAct): void =>
  onAccount(db, clock, actor, act, 'user_activated', (tx, user) => {
    tx.update(users).set({ active: true }).where(eq(users.id, user.id)).run();
  });

/**
 * Gives a user another role; whoever was signed in with the old one signs in anew.
 * @throws DomainError `conflict` for the last admin, and for a technician who still has open tickets.
 */
export const changeRole = (db: Db, clock: Clock, actor: Actor, act: AccountAct & { role: Role }): void =>
  onAccount(
    db,
    clock,
    actor,
    act,
    'role_changed',
    (tx, user) => {
      if (user.role === act.role) return;
      refuseLastAdmin(tx, user);
      const open = openTicketsOf(tx, user.id);
      if (open > 0)
        throw new DomainError(
          'conflict',
          `${user.name} masih memegang ${open} tiket terbuka. Alihkan dahulu, lalu ubah perannya.`,
        );
      tx.update(users).set({ role: act.role }).where(eq(users.id, user.id)).run();
      endSessionsWithin(tx, user.id);
    },
    ROLE_LABELS[act.role],
  );

/** Gives a user a password for one sign-in; the sessions end, and so does a lock. */
export const resetPassword = (
  db: Db,
  clock: Clock,
  actor: Actor,
  act: AccountAct & { passwordHash: string },
): void =>
  onAccount(db, clock, actor, act, 'password_reset', (tx, user, nowMs) => {
    setOneTimePassword(tx, user.id, act.passwordHash, nowMs);
    forgiveWithin(tx, accountAttempts(user.username));
    endSessionsWithin(tx, user.id);
  });

/** Ends the wait after wrong passwords. */
export const unlockUser = (db: Db, clock: Clock, actor: Actor, act: AccountAct): void =>
  onAccount(db, clock, actor, act, 'unlocked', (tx, user) =>
    forgiveWithin(tx, accountAttempts(user.username)),
  );

/**
 * The way back from the server itself: a password for one sign-in, no second factor, no lock, no sessions.
 * @throws DomainError `not_found`
 */
export function resetUser(db: Db, clock: Clock, username: string, passwordHash: string): void {
  inAction(db, clock, (tx, nowMs) => {
    const user = tx.select().from(users).where(eq(users.username, username)).get();
    if (!user) throw new DomainError('not_found', `Tidak ada pengguna bernama ${username}.`);
    setOneTimePassword(tx, user.id, passwordHash, nowMs);
    forgiveWithin(tx, accountAttempts(user.username));
    dropFactorWithin(tx, user.id);
    endSessionsWithin(tx, user.id);
    recordSecurityEvent(tx, { kind: 'reset_at_server', userId: user.id }, nowMs);
  });
}

function onAccount<T>(
  db: Db,
  clock: Clock,
  actor: Actor,
  { userId, address }: AccountAct,
  kind: SecurityEventKind,
  act: (tx: Tx, user: UserRow, nowMs: number) => T extends PromiseLike<unknown> ? never : T,
  detail?: string,
): T {
  demand(actor, 'changeUsers');
  return inAction<T>(db, clock, (tx, nowMs) => {
    const user = tx.select().from(users).where(eq(users.id, userId)).get();
    if (!user) throw new DomainError('not_found', 'Pengguna ini tidak ada.');
    const done = act(tx, user, nowMs);
    recordSecurityEvent(
      tx,
      { kind, userId, byId: actor.userId, address, ...(detail === undefined ? {} : { detail }) },
      nowMs,
    );
    return done;
  });
}

const setOneTimePassword = (tx: Tx, userId: number, passwordHash: string, nowMs: number): void => {
  tx.update(users)
    .set({ passwordHash, passwordUntilMs: nowMs + ONE_TIME_PASSWORD_MS })
    .where(eq(users.id, userId))
    .run();
};

/** Somebody must remain who can open accounts. */
function refuseLastAdmin(tx: Tx, user: UserRow): void {
  if (user.role !== 'admin' || !user.active) return;
  const another = tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.role, 'admin'),
        eq(users.active, true),
        isNotNull(users.passwordHash),
        ne(users.id, user.id),
      ),
    )
    .get();
  if (!another)
    throw new DomainError(
      'conflict',
      `${user.name} adalah satu-satunya admin yang dapat masuk. Buat atau aktifkan admin lain dahulu.`,
    );
}

const openTicketsOf = (tx: Tx, userId: number): number =>
  tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.technicianId, userId), eq(tickets.open, true)))
    .all().length;
