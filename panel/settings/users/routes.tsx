import { Hono } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { dropSecondFactor } from '../../../db/actions/secondFactor.ts';
import { endSessionsOf } from '../../../db/actions/session.ts';
import {
  activateUser,
  changeRole,
  deactivateUser,
  openAccount,
  resetPassword,
  unlockUser,
} from '../../../db/actions/userAccounts.ts';
import { newPassword } from '../../../db/oneTimePassword.ts';
import { hashPassword } from '../../../db/password.ts';
import { securityEventList, userAccount, userAccounts } from '../../../db/queries/userAccounts.ts';
import { DomainError } from '../../../db/rules/errors.ts';
import { ROLES, type Role } from '../../../db/rules/permissions.ts';
import { parsePhoneNumber } from '../../../db/rules/phoneNumber.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv, sessionOf } from '../../deps.ts';
import { keptFields } from '../../directory/keptFields.ts';
import { setFlash, takeFlash } from '../../http/flash.ts';
import { type FormFields, formFields, rowNumber } from '../../http/formFields.ts';
import type { KeptForms } from '../../http/keptForms.ts';
import { problemOf } from '../../http/problem.ts';
import { sendPage } from '../../http/sendPage.tsx';
import { requireRight } from '../../http/session.tsx';
import { frameOf } from '../../views/frame.ts';
import { USER_NOTICES, type UserNotice } from './userNotices.ts';
import { UserView } from './userPage.tsx';
import { UsersView } from './usersPage.tsx';

/** A password for one sign-in, shown once, in the answer to the button that made it. */
interface Shown {
  password: string;
  name: string;
}

/** `/pengaturan/pengguna`: who may sign in, as what. */
export function userRoutes(deps: PanelDeps, keptForms: KeptForms): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.use(requireRight('changeUsers'));
  app.get('/', (c) => sendPage(c, usersView(deps, c, { typed: keptFields(keptForms, c) })));
  app.post('/', (c) => add(deps, c));
  app.get('/:id', (c) => sendPage(c, userView(deps, c)));

  const on = (verb: string, act: (c: PanelContext, userId: number) => UserNotice | Promise<UserNotice>) =>
    app.post(`/:id/${verb}`, (c) => perform(deps, c, () => act(c, userIdOf(c))));
  const address = (c: PanelContext) => deps.addressOf(c);

  on('aktif', (c, userId) => {
    activateUser(db, clock, actorOf(c), { userId, address: address(c) });
    return { key: 'activated' };
  });
  on('nonaktif', (c, userId) => {
    const tickets = deactivateUser(db, clock, actorOf(c), { userId, address: address(c) });
    return { key: tickets > 0 ? 'deactivatedWithTickets' : 'deactivated', row: tickets };
  });
  on('peran', async (c, userId) => {
    const role = roleIn(await formFields(c));
    changeRole(db, clock, actorOf(c), { userId, role, address: address(c) });
    return { key: 'roleChanged' };
  });
  on('sesi', (c, userId) => {
    const { actor, tokenHash } = sessionOf(c);
    const keepHash = userId === actor.userId ? tokenHash : undefined;
    endSessionsOf(db, clock, actor, { userId, keepHash, address: address(c) });
    return { key: 'sessionsEnded' };
  });
  on('kunci', (c, userId) => {
    unlockUser(db, clock, actorOf(c), { userId, address: address(c) });
    return { key: 'unlocked' };
  });
  on('kode-kedua', (c, userId) => {
    dropSecondFactor(db, clock, actorOf(c), { userId, address: address(c) });
    return { key: 'factorOff' };
  });
  app.post('/:id/kata-sandi', async (c) => {
    const { id: userId, name } = userAccount(db, actorOf(c), userIdOf(c), clock.nowMs());
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    resetPassword(db, clock, actorOf(c), { userId, passwordHash, address: address(c) });
    return sendPage(c, userView(deps, c, { shown: { password, name } }));
  });
  return app;
}

/** @throws DomainError `not_found` for what is no user's number. */
function userIdOf(c: PanelContext): number {
  const id = rowNumber(c.req.param('id') ?? '');
  if (id === undefined) throw new DomainError('not_found', 'Pengguna ini tidak ada.');
  return id;
}

function roleIn(fields: FormFields): Role {
  const role = ROLES.find((known) => known === fields.get('role'));
  if (!role) throw new DomainError('invalid', 'Pilih peran.');
  return role;
}

async function add(deps: PanelDeps, c: PanelContext): Promise<Response> {
  const fields = await formFields(c);
  try {
    const phone = fields.get('phone').trim();
    const name = fields.get('name').trim();
    if (name === '') throw new DomainError('invalid', 'Nama masih kosong.');
    const user = {
      name,
      username: fields.get('username').trim(),
      role: roleIn(fields),
      ...(phone === '' ? {} : { phone: parsePhoneNumber(phone) }),
    };
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    openAccount(deps.db, deps.clock, actorOf(c), { ...user, passwordHash }, deps.addressOf(c));
    return sendPage(c, usersView(deps, c, { shown: { password, name: user.username } }));
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 403) throw error;
    return sendPage(c, usersView(deps, c, { typed: fields, problem: problem.message }), problem.status);
  }
}

async function perform(
  deps: PanelDeps,
  c: PanelContext,
  act: () => UserNotice | Promise<UserNotice>,
): Promise<Response> {
  try {
    const { key, row } = await act();
    setFlash(c, key, row);
    return c.redirect(`/pengaturan/pengguna/${userIdOf(c)}`, 303);
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 403 || problem.status === 404) throw error;
    return sendPage(c, userView(deps, c, { problem: problem.message }), problem.status);
  }
}

interface UsersState {
  typed?: FormFields | undefined;
  problem?: string;
  shown?: Shown;
}

function usersView(deps: PanelDeps, c: PanelContext, state: UsersState): JSX.Element {
  const frame = frameOf(deps, c);
  return (
    <UsersView
      frame={frame}
      accounts={userAccounts(deps.db, frame.actor, frame.nowMs)}
      events={securityEventList(deps.db, frame.actor)}
      {...state}
    />
  );
}

function userView(
  deps: PanelDeps,
  c: PanelContext,
  state: { problem?: string; shown?: Shown } = {},
): JSX.Element {
  const frame = frameOf(deps, c);
  const account = userAccount(deps.db, frame.actor, userIdOf(c), frame.nowMs);
  const flash = takeFlash(c);
  const notice = Object.entries(USER_NOTICES).find(([key]) => key === flash?.key)?.[1];
  return (
    <UserView
      frame={frame}
      account={account}
      events={securityEventList(deps.db, frame.actor, account.id)}
      notice={notice?.(flash?.row ?? 0)}
      {...state}
    />
  );
}
