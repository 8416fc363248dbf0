import type { SessionOrigin } from '../../db/actions/session.ts';
import type { PanelContext, PanelDeps } from '../deps.ts';

/** Where a session is begun. */
export const originOf = (deps: PanelDeps, c: PanelContext): SessionOrigin => ({
  address: deps.addressOf(c),
  browser: c.req.header('User-Agent') ?? '',
});
