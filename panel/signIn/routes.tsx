import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { signInWithCode } from '../../db/actions/secondFactor.ts';
import { closeSession, openSession, SESSION_MS } from '../../db/actions/session.ts';
import {
  countFactor,
  countSignIn,
  forgiveSignIn,
  noteWrongCode,
  noteWrongPassword,
} from '../../db/actions/signIn.ts';
import { type Credentials, credentialsOf } from '../../db/queries/signedIn.ts';
import type { PanelContext, PanelDeps, PanelEnv } from '../deps.ts';
import { type FormFields, formFields } from '../http/formFields.ts';
import type { KeptForms } from '../http/keptForms.ts';
import { problemOf } from '../http/problem.ts';
import { sendPage } from '../http/sendPage.tsx';
import { SESSION_COOKIE } from '../http/session.tsx';
import { secondStepPage } from './codePage.tsx';
import { safeDestination } from './destination.ts';
import type { HalfSignIns } from './halfSignIns.ts';
import { originOf } from './origin.ts';
import { signInPage } from './page.tsx';
import type { PasswordCheck } from './passwordCheck.ts';
import { typedIn } from './typedBefore.ts';
import { inWords } from './waitWords.ts';

export interface SignInParts {
  checkPassword: PasswordCheck;
  halves: HalfSignIns;
  keptForms: KeptForms;
}

const UNWRITABLE = 'Basis data sedang tidak bisa ditulis. Coba lagi sebentar lagi.';

export function signInRoutes(deps: PanelDeps, parts: SignInParts): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.get('/masuk', (c) => {
    const next = safeDestination(c.req.query('next') ?? '/');
    if (c.get('session')) return c.redirect(next, 303);
    return sendPage(c, signInPage(deps, { next }));
  });
  app.post('/masuk', (c) => signIn(deps, parts, c));
  app.post('/masuk/kode', (c) => secondStep(deps, parts, c));
  app.post('/keluar', (c) => {
    const token = getCookie(c, SESSION_COOKIE);
    if (token) closeSession(deps.db, deps.clock, token, deps.addressOf(c));
    deleteCookie(c, SESSION_COOKIE, { path: '/' });
    return c.redirect('/masuk', 303);
  });
  return app;
}

/** What the forms carry on to where signing in leads. */
const carriedBy = (fields: FormFields) => ({
  next: safeDestination(fields.get('next')),
  typed: fields.get('typed') || undefined,
});

async function signIn(deps: PanelDeps, parts: SignInParts, c: PanelContext): Promise<Response> {
  const { db, clock } = deps;
  const fields = await formFields(c);
  const username = fields.get('username').trim().slice(0, 64);
  const carried = carriedBy(fields);
  const refuse = (problem: string, status: 422 | 429 | 503) =>
    sendPage(c, signInPage(deps, { ...carried, username, problem }), status);
  const attempt = { username, address: deps.addressOf(c) };
  try {
    const waitMs = countSignIn(db, clock, attempt);
    if (waitMs > 0) return refuse(tooMany(deps, c, waitMs), 429);
    const known = credentialsOf(db, username);
    const right = await parts.checkPassword(fields.get('password').slice(0, 1000), known?.passwordHash);
    if (right === undefined)
      return refuse('Terlalu banyak yang masuk bersamaan. Coba lagi sebentar lagi.', 503);
    if (!right || !known) {
      noteWrongPassword(db, clock, attempt);
      return refuse('Nama pengguna atau kata sandi salah.', 422);
    }
    if (isOver(known, clock.nowMs()))
      return refuse('Kata sandi sekali pakai ini sudah tidak berlaku. Minta yang baru kepada admin.', 422);
    forgiveSignIn(db, clock, attempt);
    if (known.hasSecondFactor) {
      const half = parts.halves.begin(known.id);
      return sendPage(c, secondStepPage(deps, { ...carried, half }));
    }
    return enter(parts, c, deps, carried, known.id, openSession(db, clock, known.id, originOf(deps, c)));
  } catch (error) {
    if (problemOf(error)?.status !== 503) throw error;
    deps.log.warn({ err: error }, 'the database refused a session');
    return refuse(UNWRITABLE, 503);
  }
}

async function secondStep(deps: PanelDeps, parts: SignInParts, c: PanelContext): Promise<Response> {
  const { db, clock } = deps;
  const fields = await formFields(c);
  const carried = carriedBy(fields);
  const half = fields.get('half');
  const userId = parts.halves.userOf(half);
  if (userId === undefined)
    return sendPage(
      c,
      signInPage(deps, { ...carried, problem: 'Waktu untuk kode sudah habis. Masuk sekali lagi.' }),
      422,
    );
  const refuse = (problem: string, status: 422 | 429 | 503) =>
    sendPage(c, secondStepPage(deps, { ...carried, half, problem }), status);
  const address = deps.addressOf(c);
  try {
    const waitMs = countFactor(db, clock, userId, address);
    if (waitMs > 0) return refuse(tooMany(deps, c, waitMs), 429);
    const code = fields.get('code').slice(0, 100);
    const token = signInWithCode(db, clock, { userId, code, origin: originOf(deps, c) });
    if (token === undefined) {
      noteWrongCode(db, clock, userId, address);
      return refuse('Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya, lalu ketik lagi.', 422);
    }
    parts.halves.end(half);
    return enter(parts, c, deps, carried, userId, token);
  } catch (error) {
    if (problemOf(error)?.status !== 503) throw error;
    deps.log.warn({ err: error }, 'the database refused a session');
    return refuse(UNWRITABLE, 503);
  }
}

const isOver = ({ passwordUntilMs }: Credentials, nowMs: number): boolean =>
  passwordUntilMs !== null && passwordUntilMs < nowMs;

/** The same words whether the name is anybody's or not. */
function tooMany(deps: PanelDeps, c: PanelContext, waitMs: number): string {
  deps.log.warn({ address: deps.addressOf(c), waitMs }, 'signing in is limited after failures');
  const waitS = Math.ceil(waitMs / 1000);
  c.header('Retry-After', String(waitS));
  return `Terlalu banyak percobaan masuk. Coba lagi dalam ${inWords(waitS)}. Admin dapat membukanya lebih cepat.`;
}

function enter(
  { keptForms }: SignInParts,
  c: PanelContext,
  deps: PanelDeps,
  carried: ReturnType<typeof carriedBy>,
  userId: number,
  token: string,
): Response {
  const before = getCookie(c, SESSION_COOKIE);
  if (before) closeSession(deps.db, deps.clock, before, deps.addressOf(c));
  setCookie(c, SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: deps.secureCookie,
    maxAge: SESSION_MS / 1000,
  });
  const typed = typedIn(carried.typed);
  if (!typed) return c.redirect(carried.next, 303);
  return c.redirect(`${carried.next}?isian=${keptForms.keep(userId, typed)}`, 303);
}
