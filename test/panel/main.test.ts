import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSession } from '../../db/actions/session.ts';
import { PanelAddressUnusable, runPanel } from '../../panel/main.ts';
import { heardLog } from '../support/panelOffice.ts';
import { openServedPanel, type ServedPanel } from '../support/servedPanel.ts';

let panel: ServedPanel;
beforeEach(async () => {
  panel = await openServedPanel();
});
afterEach(() => panel.close());

const run = (changes: { port?: number; host?: string; dbPath?: string }) => {
  const environment = {
    dbPath: panel.dbPath,
    timezone: 'Asia/Jakarta',
    language: 'id' as const,
    publicUrl: undefined,
    logLevel: 'info' as const,
    warnings: [],
    ...changes,
  };
  const config = { host: '127.0.0.1', port: 0, secureCookie: false, ...environment };
  return runPanel({ config, environment, log: heardLog().log });
};

describe('the panel as a process', () => {
  test('says in words that its port is taken, and leaves nothing open', async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const { port } = other.address() as AddressInfo;
    await expect(run({ port })).rejects.toThrow(
      new PanelAddressUnusable(
        `Port ${port} on 127.0.0.1 is taken by another program. Stop that one, or set HELPDESK_PANEL_PORT to a free port.`,
      ),
    );
    other.close();
  });

  test('says in words that the machine has no such address', async () => {
    await expect(run({ host: '192.0.2.77' })).rejects.toThrow('This machine has no address "192.0.2.77".');
  });

  test('refuses a database that was not migrated', async () => {
    await expect(run({ dbPath: `${panel.dbPath}.other` })).rejects.toThrow('Run "helpdesk migrate" first.');
  });

  test('stops at once, whoever is still listening, and its port is free again', async () => {
    const cookie = `helpdesk_session=${openSession(panel.db, panel.clock, panel.people.admin.userId)}`;
    const stream = await fetch(`${panel.url}/siaran`, { headers: { cookie } });
    const reader = stream.body?.getReader();
    await reader?.read();
    const startedMs = performance.now();
    await panel.stopPanel();
    expect(performance.now() - startedMs).toBeLessThan(500);
    await expect(fetch(`${panel.url}/health`)).rejects.toThrow();
    await panel.startPanel();
    expect((await fetch(`${panel.url}/health`)).status).toBe(200);
    await reader?.cancel().catch(() => undefined);
  });

  test('tells an open page of what another connection commits', async () => {
    const cookie = `helpdesk_session=${openSession(panel.db, panel.clock, panel.people.admin.userId)}`;
    const stream = await fetch(`${panel.url}/siaran`, { headers: { cookie } });
    const reader = stream.body?.getReader();
    const heard = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await heard()).toContain('event: changed');
    panel.says('+6281399998888', 'HELPDESK monitor pecah');
    expect(await heard()).toMatch(/^event: changed\nid: \S+\n\n$/);
    await reader?.cancel();
  });

  test('believes the address of a proxy on this machine, for the limit on signing in', async () => {
    const attempt = (address: string, username: string) =>
      fetch(`${panel.url}/masuk`, {
        method: 'POST',
        body: new URLSearchParams({ username, password: '' }),
        headers: { 'X-Forwarded-For': `10.9.9.9, ${address}` },
      }).then((answer) => answer.status);
    const many = await Promise.all(Array.from({ length: 21 }, (_, i) => attempt('203.0.113.5', `orang${i}`)));
    expect(many.filter((status) => status === 429)).toHaveLength(1);
    expect(await attempt('203.0.113.6', 'orang-lain')).toBe(422);
  });
});
