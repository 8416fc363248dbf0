import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { noteSessionSeen, sessionHash } from '../../db/actions/session.ts';
import { type SignedIn, signedIn } from '../../db/queries/signedIn.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { may, type Right } from '../../db/rules/permissions.ts';
import type { PanelContext, PanelDeps, PanelEnv } from '../deps.ts';
import { pageOf } from '../signIn/destination.ts';
import { signInPage } from '../signIn/page.tsx';
import { SessionEnded } from '../views/notices.tsx';
import { typedFields } from './formFields.ts';
import { sendPage } from './sendPage.tsx';

export const SESSION_COOKIE = 'helpdesk_session';

/** Finds out who asks; whether a session is needed is another's question. */
export function recognise(deps: PanelDeps): MiddlewareHandler<PanelEnv> {
  return async (c, next) => {
    const token = getCookie(c, SESSION_COOKIE);
    if (token) {
      const tokenHash = sessionHash(token);
      const found = signedIn(deps.db, tokenHash, deps.clock.nowMs());
      if (found) {
        const { actor, mustChangePassword } = found;
        c.set('session', { actor, tokenHash, mustChangePassword });
        noteSeen(deps, found);
      }
    }
    await next();
  };
}

/** That a session is in use is worth no page that fails while the database is locked. */
function noteSeen({ db, clock, log }: PanelDeps, session: SignedIn): void {
  try {
    noteSessionSeen(db, clock, session);
  } catch (error) {
    log.warn({ err: error }, 'when a session was last seen could not be noted');
  }
}

const OWN_PASSWORD_PATH = '/akun/kata-sandi';

/**
 * Lets only the signed-in through; from the others nothing that they typed is lost (R42). Who came in with a password
 * that somebody else has set must choose another first.
 */
export function requireSession(deps: PanelDeps): MiddlewareHandler<PanelEnv> {
  return async (c, next) => {
    const session = c.get('session');
    if (!session) return askToSignIn(deps, c);
    if (session.mustChangePassword && c.req.path !== OWN_PASSWORD_PATH)
      return c.redirect(OWN_PASSWORD_PATH, 303);
    return next();
  };
}

/** The page exists for those who have this right; the others get the answer of a page that does not exist. */
export function requireRight(right: Right): MiddlewareHandler<PanelEnv> {
  return async (c, next) => {
    const actor = c.get('session')?.actor;
    if (!actor || !may(actor, right)) throw new DomainError('not_found', 'Halaman ini tidak ada.');
    await next();
  };
}

async function askToSignIn(deps: PanelDeps, c: PanelContext): Promise<Response> {
  const byHtmx = c.req.header('HX-Request') === 'true';
  const path = new URL(c.req.url).pathname;
  // The page asks anew for what it shows, and is told there.
  if (path === '/siaran') return c.text('Sesi berakhir.', 401, { 'HX-Trigger': 'changed' });
  if (c.req.method !== 'POST') {
    const next = pageOf(path) + new URL(c.req.url).search;
    // A page that refreshes itself must not lose what is being typed in it.
    if (byHtmx) return c.html(<SessionEnded next={next} />);
    return c.redirect(`/masuk${next === '/' ? '' : `?next=${encodeURIComponent(next)}`}`, 303);
  }
  // The counter asks while somebody types: the page is left as it is.
  if (path === '/sms/ukuran') return c.html(<SessionEnded next={pageOf(pathShown(c))} />);
  const typed = await typedFields(c);
  if (byHtmx) {
    c.header('HX-Retarget', '#page');
    c.header('HX-Reselect', '#page');
    c.header('HX-Reswap', 'outerHTML show:top');
  }
  return sendPage(
    c,
    signInPage(deps, {
      next: pageOf(path),
      typed: JSON.stringify(typed),
      notice: 'Sesi Anda berakhir. Isian Anda tetap ada dan muncul lagi setelah Anda masuk.',
    }),
    401,
  );
}

/** The page in the browser, as htmx tells it. */
function pathShown(c: PanelContext): string {
  const url = c.req.header('HX-Current-URL') ?? '';
  return URL.canParse(url) ? new URL(url).pathname : '/';
}
