import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSession } from '../../db/actions/session.ts';
import type { Log } from '../../db/log.ts';
import { createLog } from '../../db/log.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { createApp } from '../../panel/app.tsx';
import type { PanelDeps } from '../../panel/deps.ts';
import { createChangeFeed } from '../../panel/live/changeFeed.ts';
import { openOffice } from './office.ts';

/** A log of the real kind whose lines can be read. */
export function heardLog(): { log: Log; lines: () => string } {
  const heard: string[] = [];
  const log = createLog({ level: 'info', name: 'panel', to: { write: (line) => void heard.push(line) } });
  return { log, lines: () => heard.join('') };
}

/** The office with its panel, asked by requests; nothing listens. */
export function openPanelOffice(changes: Partial<PanelDeps> = {}) {
  const office = openOffice();
  const feed = createChangeFeed();
  const { log, lines } = heardLog();
  const folder = mkdtempSync(join(tmpdir(), 'helpdesk-panel-'));
  const dbPath = join(folder, 'test.sqlite');
  const app = createApp({
    db: office.db,
    clock: office.clock,
    dbPath,
    timeZone: 'Asia/Jakarta',
    publicUrl: undefined,
    secureCookie: false,
    log,
    feed,
    simulated: undefined,
    addressOf: (c) => c.req.header('X-Test-Address') ?? '192.0.2.1',
    ...changes,
  });

  const signedInAs = (actor: Actor) => {
    const cookie = `helpdesk_session=${openSession(office.db, office.clock, actor.userId)}`;
    const send = (path: string, init: RequestInit = {}) =>
      app.request(path, { ...init, headers: { cookie, ...init.headers } });
    return {
      cookie,
      get: (path: string, headers: Record<string, string> = {}) => send(path, { headers }),
      post: (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
        send(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
      page: async (path: string) => (await send(path)).text(),
    };
  };

  return {
    ...office,
    app,
    feed,
    dbPath,
    logLines: lines,
    signedInAs,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type PanelOffice = ReturnType<typeof openPanelOffice>;

/** What htmx sends with each of its requests. */
export const BY_HTMX = { 'HX-Request': 'true' };
