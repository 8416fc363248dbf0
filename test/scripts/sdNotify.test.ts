import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DgramSocket } from 'node-unix-socket';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sdNotify } from '../../scripts/sdNotify.ts';

let folder: string;
let manager: DgramSocket;
let heard: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'helpdesk-notify-'));
  heard = [];
  manager = new DgramSocket();
  manager.on('data', (message: Buffer) => heard.push(message.toString()));
  manager.bind(join(folder, 'notify'));
  vi.stubEnv('NOTIFY_SOCKET', join(folder, 'notify'));
});

afterEach(() => {
  manager.close();
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});

test('the manager hears each state as one datagram', async () => {
  expect(await sdNotify('READY=1')).toBe(true);
  expect(await sdNotify('STOPPING=1', 'STATUS=waiting for a send')).toBe(true);
  expect(await sdNotify('WATCHDOG=1')).toBe(true);
  await vi.waitFor(() =>
    expect(heard).toEqual(['READY=1', 'STOPPING=1\nSTATUS=waiting for a send', 'WATCHDOG=1']),
  );
});

test('a line break in a status does not start another state', async () => {
  await sdNotify('STATUS=first\nREADY=1');
  await vi.waitFor(() => expect(heard).toEqual(['STATUS=first READY=1']));
});

test('nothing is said when nobody asked', async () => {
  vi.stubEnv('NOTIFY_SOCKET', undefined);
  expect(await sdNotify('READY=1')).toBe(false);
  expect(heard).toEqual([]);
});

test.each(['/nowhere/notify', '@abstract', '\0bad'])(
  'a manager that does not listen at %j is no failure',
  async (path) => {
    vi.stubEnv('NOTIFY_SOCKET', path);
    expect(await sdNotify('READY=1')).toBe(false);
  },
);
