import type { MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { closeReporterSession, REPORTER_SESSION_MS } from '../../db/actions/reporterSession.ts';
import { sessionHash } from '../../db/actions/session.ts';
import { reporterSignedIn } from '../../db/queries/reporterSignedIn.ts';
import type { Reporter } from '../../db/rules/access/reporter.ts';
import { DomainError } from '../../db/rules/errors.ts';
import type { PanelContext, PanelDeps, PanelEnv } from '../deps.ts';
import { typedFields } from '../http/formFields.ts';
import { sendPage } from '../http/sendPage.tsx';
import { reporterDestination } from './destination.ts';
import { NumberPage } from './signInPages.tsx';

/** Of its own, and sent to the reporters' pages alone: the panel never sees it. */
const COOKIE = 'helpdesk_reporter';
const PATH = '/pelapor';

export function setReporterCookie(deps: PanelDeps, c: PanelContext, token: string): void {
  setCookie(c, COOKIE, token, {
    path: PATH,
    httpOnly: true,
    sameSite: 'Lax',
    secure: deps.secureCookie,
    maxAge: REPORTER_SESSION_MS / 1000,
  });
}

export function endReporterSession(deps: PanelDeps, c: PanelContext): void {
  const token = getCookie(c, COOKIE);
  if (token) closeReporterSession(deps.db, deps.clock, token);
  deleteCookie(c, COOKIE, { path: PATH });
}

/** Whoever has signed in as a reporter; the directory is asked each time. */
export function reporterIn(deps: PanelDeps, c: PanelContext): Reporter | undefined {
  const token = getCookie(c, COOKIE);
  return token === undefined ? undefined : reporterSignedIn(deps.db, sessionHash(token), deps.clock.nowMs());
}

/** @throws DomainError `forbidden` on a route that was mounted outside the guard */
export function reporterOf(deps: PanelDeps, c: PanelContext): Reporter {
  const reporter = reporterIn(deps, c);
  if (!reporter) throw new DomainError('forbidden', 'Silakan masuk dahulu.');
  return reporter;
}

/** Lets only reporters through; what the others typed is carried through signing in (R42). */
export function requireReporter(deps: PanelDeps): MiddlewareHandler<PanelEnv> {
  return async (c, next) => {
    if (reporterIn(deps, c)) return next();
    const page = reporterDestination(new URL(c.req.url).pathname);
    if (c.req.method !== 'POST')
      return c.redirect(
        page === PATH ? '/pelapor/masuk' : `/pelapor/masuk?next=${encodeURIComponent(page)}`,
        303,
      );
    const typed = JSON.stringify(await typedFields(c));
    return sendPage(
      c,
      <NumberPage
        simulated={deps.simulated !== undefined}
        carried={{ next: page, typed }}
        notice="Sesi Anda berakhir. Isian Anda tetap ada dan muncul lagi setelah Anda masuk."
      />,
      401,
    );
  };
}
