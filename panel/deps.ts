import type { Context } from 'hono';
import type { Clock } from '../db/clock.ts';
import type { Log } from '../db/log.ts';
import type { Db } from '../db/open.ts';
import { DomainError } from '../db/rules/errors.ts';
import type { Actor } from '../db/rules/permissions.ts';
import type { ChangeFeed } from './live/changeFeed.ts';

/** What the panel stands on; handed in whole, so that a test may own the clock and the database. */
export interface PanelDeps {
  db: Db;
  clock: Clock;
  /** The heartbeat of the daemon lies beside this file. */
  dbPath: string;
  timeZone: string;
  publicUrl: string | undefined;
  /** The session cookie travels over https only. */
  secureCookie: boolean;
  log: Log;
  feed: ChangeFeed;
  /** Set when the modem is simulated: every page says so. */
  simulated: { phoneUrl: string | undefined } | undefined;
  /** Where a request comes from, for the limit on signing in. */
  addressOf: (c: Context) => string;
}

export interface Session {
  actor: Actor;
  tokenHash: string;
  /** Nothing is done with it but choosing a password of one's own. */
  mustChangePassword: boolean;
}

/** What a request carries from the middleware to its route. */
export interface PanelEnv {
  Variables: { session?: Session };
}

export type PanelContext = Context<PanelEnv>;

/** @throws DomainError `forbidden` on a route that was mounted outside the session's guard. */
export function sessionOf(c: PanelContext): Session {
  const session = c.get('session');
  if (!session) throw new DomainError('forbidden', 'Silakan masuk dahulu.');
  return session;
}

export const actorOf = (c: PanelContext): Actor => sessionOf(c).actor;
