import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { type Clock, systemClock } from '../db/clock.ts';
import type { Environment } from '../db/environment.ts';
import type { Log } from '../db/log.ts';
import { assertSchema } from '../db/migrate.ts';
import { type Db, openDatabase } from '../db/open.ts';
import { notePublicUrl } from '../db/publicUrl.ts';
import { isDemo } from '../db/queries/databaseUse.ts';
import { noteTimeZone } from '../db/timeZone.ts';
import { watchDatabase } from '../db/watch.ts';
import { createApp } from './app.tsx';
import type { PanelConfig } from './config.ts';
import { gatewayHealth } from './gateway/gatewayHealth.ts';
import { type ChangeFeed, createChangeFeed } from './live/changeFeed.ts';

export interface PanelOptions {
  config: PanelConfig;
  environment: Environment;
  log: Log;
  clock?: Clock;
  /** The modem is simulated: every page says so, and where the virtual phone is. */
  simulated?: { phoneUrl: string };
}

export interface Panel {
  /** Where it listens, for people to open. */
  url: string;
  /** Ends every stream and connection at once. */
  stop(): Promise<void>;
}

/** How soon an open page hears of an SMS. */
const WATCH_MS = 250;
/** The daemon's death is no change in the database. */
const HEALTH_POLL_MS = 2000;
/** While another program holds the lock nobody else is served: soon a person is told to try again. */
const BUSY_TIMEOUT_MS = 1500;

/**
 * Builds the panel and serves it; everything opened here is closed by `stop`. The schema must be up to date already.
 * @throws DatabaseUnavailable, SchemaMismatch, PanelAddressUnusable
 */
export async function runPanel(options: PanelOptions): Promise<Panel> {
  const { config, environment, log, clock = systemClock } = options;
  const db = openDatabase(environment.dbPath);
  const feed = createChangeFeed();
  const closers: (() => void)[] = [() => db.$client.close(), () => feed.close()];
  const closeAll = (): void => {
    for (const close of closers.splice(0).reverse()) close();
  };
  try {
    db.$client.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    assertSchema(db);
    noteTimeZone(db, environment.timezone);
    notePublicUrl(db, environment.publicUrl);
    closers.push(
      watchDatabase(environment.dbPath, WATCH_MS, feed.changed, (error) =>
        log.error({ err: error }, 'the database cannot be watched'),
      ),
      watchGateway(db, environment.dbPath, clock, feed, log),
    );
    const app = createApp({
      db,
      clock,
      dbPath: environment.dbPath,
      timeZone: environment.timezone,
      publicUrl: environment.publicUrl,
      secureCookie: config.secureCookie,
      log,
      feed,
      simulated: options.simulated ?? (isDemo(db) ? { phoneUrl: undefined } : undefined),
      addressOf,
    });
    const { server, url } = await listen(app.fetch, config);
    log.info({ url }, 'the panel is open');
    return {
      url,
      stop: async () => {
        closeAll();
        const closed = new Promise<void>((done) => server.close(() => done()));
        server.closeAllConnections();
        await closed;
      },
    };
  } catch (error) {
    closeAll();
    throw error;
  }
}

/** Tells the pages when the gateway's state changed without a commit: the daemon fell silent, a rest ran out. */
function watchGateway(db: Db, dbPath: string, clock: Clock, feed: ChangeFeed, log: Log): () => void {
  const condition = (): string => gatewayHealth(db, dbPath, clock.nowMs()).condition;
  let seen = condition();
  const timer = setInterval(() => {
    try {
      const now = condition();
      if (now !== seen) feed.changed();
      seen = now;
    } catch (error) {
      log.error({ err: error }, 'the state of the gateway cannot be read');
    }
  }, HEALTH_POLL_MS);
  return () => clearInterval(timer);
}

/** The panel cannot listen where it was told to; the message says what to do. */
export class PanelAddressUnusable extends Error {
  override name = 'PanelAddressUnusable';
}

function listen(
  fetch: (request: Request, env: object) => Response | Promise<Response>,
  { host, port }: PanelConfig,
): Promise<{ server: Server; url: string }> {
  return new Promise((resolve, reject) => {
    // Of the kinds of servers that the adapter knows, without options it makes a plain one.
    const server = serve({ fetch, hostname: host, port }, (address) => {
      const shown = host.includes(':') ? `[${host}]` : host;
      resolve({ server, url: `http://${shown}:${address.port}` });
    }) as Server;
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(new PanelAddressUnusable(adviceOn(cause, host, port), { cause })),
    );
  });
}

function adviceOn(cause: NodeJS.ErrnoException, host: string, port: number): string {
  switch (cause.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program. Stop that one, or set HELPDESK_PANEL_PORT to a free port.`;
    case 'EACCES':
      return `Port ${port} needs more rights than this user has. Set HELPDESK_PANEL_PORT to a port from 1024 on.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address "${host}". Is HELPDESK_PANEL_HOST right?`;
    default:
      return `The panel cannot listen on ${host}:${port}: ${cause.message}`;
  }
}

/** Behind a proxy of this machine the last address that it added counts; what others claim to be does not. */
function addressOf(c: Context): string {
  const peer = getConnInfo(c).remote.address ?? 'unknown';
  const local = peer === '::1' || peer.replace(/^::ffff:/, '').startsWith('127.');
  return (local && c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim()) || peer;
}
