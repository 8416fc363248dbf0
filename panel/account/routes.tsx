import { Hono } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import {
  confirmSecondFactor,
  dropSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from '../../db/actions/secondFactor.ts';
import { endSession, endSessionsOf } from '../../db/actions/session.ts';
import { changeOwnPassword } from '../../db/actions/setPassword.ts';
import { hashPassword } from '../../db/password.ts';
import { ownAccount, secretToConfirm, securityEventList } from '../../db/queries/userAccounts.ts';
import { checkPassword as demandGoodPassword } from '../../db/rules/access/passwordRules.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv, sessionOf } from '../deps.ts';
import { setFlash, takeFlash } from '../http/flash.ts';
import { formFields, rowNumber } from '../http/formFields.ts';
import { problemOf } from '../http/problem.ts';
import { sendPage } from '../http/sendPage.tsx';
import type { PasswordCheck } from '../signIn/passwordCheck.ts';
import { frameOf } from '../views/frame.ts';
import { AccountView } from './accountPage.tsx';
import { proveOwnPassword } from './ownPassword.ts';
import { OwnPasswordView } from './passwordPage.tsx';
import { RecoveryCodesView, SecondFactorView } from './secondFactorPages.tsx';

/** `/akun`: one's own password, second factor and sessions. */
export function accountRoutes(deps: PanelDeps, checkPassword: PasswordCheck): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  const secretCodes = (c: PanelContext, codes: readonly string[]) =>
    sendPage(c, <RecoveryCodesView frame={frameOf(deps, c)} codes={codes} />);

  app.get('/', (c) => sendPage(c, accountView(deps, c)));
  app.get('/kata-sandi', (c) => sendPage(c, passwordView(deps, c)));
  app.post('/kata-sandi', (c) => changePassword(deps, c, checkPassword));
  app.post('/sesi/akhiri-lain', (c) => {
    const { actor, tokenHash } = sessionOf(c);
    endSessionsOf(db, clock, actor, {
      userId: actor.userId,
      keepHash: tokenHash,
      address: deps.addressOf(c),
    });
    return done(c, 'othersEnded');
  });
  app.post('/sesi/:id/akhiri', (c) => {
    const id = rowNumber(c.req.param('id'));
    if (id === undefined) throw new DomainError('not_found', 'Sesi ini sudah berakhir.');
    endSession(db, clock, actorOf(c), id, deps.addressOf(c));
    return done(c, 'sessionEnded');
  });
  app.post('/kode-kedua/mulai', (c) => {
    startSecondFactor(db, clock, actorOf(c));
    return c.redirect('/akun/kode-kedua', 303);
  });
  app.get('/kode-kedua', (c) => sendPage(c, factorView(deps, c)));
  app.post('/kode-kedua', async (c) => {
    const code = (await formFields(c)).get('code');
    return refusable(
      c,
      () => secretCodes(c, confirmSecondFactor(db, clock, actorOf(c), { code, address: deps.addressOf(c) })),
      (problem) => factorView(deps, c, problem),
    );
  });
  app.post('/kode-kedua/kode-pemulihan', async (c) => {
    const password = (await formFields(c)).get('password');
    return refusable(
      c,
      async () => {
        await proveOwnPassword(deps, c, checkPassword, password);
        return secretCodes(c, renewRecoveryCodes(db, clock, actorOf(c), deps.addressOf(c)));
      },
      (problem) => accountView(deps, c, problem),
    );
  });
  app.post('/kode-kedua/matikan', async (c) => {
    const password = (await formFields(c)).get('password');
    return refusable(
      c,
      async () => {
        await proveOwnPassword(deps, c, checkPassword, password);
        const { userId } = actorOf(c);
        dropSecondFactor(db, clock, actorOf(c), { userId, address: deps.addressOf(c) });
        return done(c, 'factorOff');
      },
      (problem) => accountView(deps, c, problem),
    );
  });
  return app;
}

const NOTICES: Readonly<Record<string, string>> = {
  passwordChanged: 'Kata sandi diganti. Semua sesi Anda yang lain diakhiri.',
  othersEnded: 'Semua sesi Anda yang lain diakhiri.',
  sessionEnded: 'Sesi itu diakhiri.',
  factorOff: 'Kode kedua dimatikan. Untuk masuk cukup kata sandi.',
};

function done(c: PanelContext, key: keyof typeof NOTICES): Response {
  setFlash(c, key);
  return c.redirect('/akun', 303);
}

async function refusable(
  c: PanelContext,
  act: () => Response | Promise<Response>,
  show: (problem: string) => JSX.Element,
): Promise<Response> {
  try {
    return await act();
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 403 || problem.status === 404) throw error;
    return sendPage(c, show(problem.message), problem.status);
  }
}

async function changePassword(
  deps: PanelDeps,
  c: PanelContext,
  checkPassword: PasswordCheck,
): Promise<Response> {
  const fields = await formFields(c);
  const password = fields.get('newPassword');
  return refusable(
    c,
    async () => {
      const { actor, tokenHash } = sessionOf(c);
      const account = await proveOwnPassword(deps, c, checkPassword, fields.get('password'));
      if (password !== fields.get('repeatedPassword'))
        throw new DomainError('invalid', 'Kedua kata sandi baru tidak sama');
      if (password === fields.get('password'))
        throw new DomainError('invalid', 'Kata sandi baru sama dengan yang lama');
      demandGoodPassword(password, [account.username, actor.name]);
      changeOwnPassword(deps.db, deps.clock, actor, {
        passwordHash: await hashPassword(password),
        seenHash: account.passwordHash,
        keepHash: tokenHash,
        address: deps.addressOf(c),
      });
      return done(c, 'passwordChanged');
    },
    (problem) => passwordView(deps, c, problem),
  );
}

function accountView(deps: PanelDeps, c: PanelContext, problem?: string): JSX.Element {
  const frame = frameOf(deps, c);
  const { actor, tokenHash } = sessionOf(c);
  return (
    <AccountView
      frame={frame}
      account={ownAccount(deps.db, actor, frame.nowMs)}
      thisSession={tokenHash}
      events={securityEventList(deps.db, actor, actor.userId)}
      notice={NOTICES[takeFlash(c)?.key ?? '']}
      problem={problem}
    />
  );
}

const passwordView = (deps: PanelDeps, c: PanelContext, problem?: string): JSX.Element => (
  <OwnPasswordView frame={frameOf(deps, c)} forced={sessionOf(c).mustChangePassword} problem={problem} />
);

function factorView(deps: PanelDeps, c: PanelContext, problem?: string): JSX.Element {
  const { actor } = sessionOf(c);
  const { username } = ownAccount(deps.db, actor, deps.clock.nowMs());
  const secret = secretToConfirm(deps.db, actor);
  return <SecondFactorView frame={frameOf(deps, c)} secret={secret} username={username} problem={problem} />;
}
