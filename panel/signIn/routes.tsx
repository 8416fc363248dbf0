import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { closeSession, openSession, SESSION_MS } from '../../db/actions/session.ts';
import { credentialsOf } from '../../db/queries/signedIn.ts';
import type { PanelContext, PanelDeps, PanelEnv } from '../deps.ts';
import { formFields } from '../http/formFields.ts';
import type { KeptForms } from '../http/keptForms.ts';
import { problemOf } from '../http/problem.ts';
import { sendPage } from '../http/sendPage.tsx';
import { SESSION_COOKIE } from '../http/session.tsx';
import type { SignInAttempts } from './attempts.ts';
import { safeDestination } from './destination.ts';
import { signInPage } from './page.tsx';
import type { PasswordCheck } from './passwordCheck.ts';

export interface SignInParts {
  attempts: SignInAttempts;
  checkPassword: PasswordCheck;
  keptForms: KeptForms;
}

export function signInRoutes(deps: PanelDeps, parts: SignInParts): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.get('/masuk', (c) => {
    const next = safeDestination(c.req.query('next') ?? '/');
    if (c.get('session')) return c.redirect(next, 303);
    return sendPage(c, signInPage(deps, { next }));
  });
  app.post('/masuk', (c) => signIn(deps, parts, c));
  app.post('/keluar', (c) => {
    const token = getCookie(c, SESSION_COOKIE);
    if (token) closeSession(deps.db, deps.clock, token);
    deleteCookie(c, SESSION_COOKIE, { path: '/' });
    return c.redirect('/masuk', 303);
  });
  return app;
}

async function signIn(deps: PanelDeps, parts: SignInParts, c: PanelContext): Promise<Response> {
  const fields = await formFields(c);
  const username = fields.get('username').trim().slice(0, 64);
  const state = {
    username,
    next: safeDestination(fields.get('next')),
    typed: fields.get('typed') || undefined,
  };
  const refuse = (problem: string, status: 422 | 429 | 503) =>
    sendPage(c, signInPage(deps, { ...state, problem }), status);

  const address = deps.addressOf(c);
  const waitMs = parts.attempts.waitMs(username, address);
  if (waitMs > 0) {
    const waitS = Math.ceil(waitMs / 1000);
    deps.log.warn({ address, waitMs }, 'signing in is limited after failures');
    c.header('Retry-After', String(waitS));
    return refuse(`Terlalu banyak percobaan masuk. Coba lagi dalam ${inWords(waitS)}.`, 429);
  }
  const known = credentialsOf(deps.db, username);
  const right = await parts.checkPassword(fields.get('password').slice(0, 1000), known?.passwordHash);
  if (right === undefined)
    return refuse('Terlalu banyak yang masuk bersamaan. Coba lagi sebentar lagi.', 503);
  if (!right || !known) return refuse('Nama pengguna atau kata sandi salah.', 422);

  parts.attempts.succeeded(username, address);
  const token = sessionFor(deps, known.id);
  if (token === undefined)
    return refuse('Basis data sedang tidak bisa ditulis. Coba lagi sebentar lagi.', 503);
  setCookie(c, SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: deps.secureCookie,
    maxAge: SESSION_MS / 1000,
  });
  const typed = typedBefore(state.typed);
  if (!typed) return c.redirect(state.next, 303);
  return c.redirect(`${state.next}?isian=${parts.keptForms.keep(known.id, typed)}`, 303);
}

/** Undefined when the database cannot be written: what the form carries must not be lost by that. */
function sessionFor({ db, clock, log }: PanelDeps, userId: number): string | undefined {
  try {
    return openSession(db, clock, userId);
  } catch (error) {
    if (problemOf(error)?.status !== 503) throw error;
    log.warn({ err: error }, 'the database refused a session');
    return undefined;
  }
}

/** What our own sign-in page carried; anything else is nothing. */
function typedBefore(json: string | undefined): Record<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(json ?? 'null');
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return undefined;
  }
}

const inWords = (seconds: number): string =>
  seconds < 60 ? `${seconds} detik` : `${Math.ceil(seconds / 60)} menit`;
