import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { sdNotify } from '../../scripts/sdNotify.ts';
import { listenAsServiceManager, type ServiceManager } from '../support/serviceManager.ts';

let manager: ServiceManager | undefined;

function listening(abstract = false): ServiceManager {
  manager = listenAsServiceManager(abstract);
  vi.stubEnv('NOTIFY_SOCKET', manager.path);
  return manager;
}

afterEach(() => {
  manager?.close();
  manager = undefined;
  vi.unstubAllEnvs();
});

test.each([
  ['a path', false],
  ['an abstract name', true],
])('the manager at %s hears each state as one datagram', async (_, abstract) => {
  const { heard } = listening(abstract);
  expect(await sdNotify('READY=1')).toBe(true);
  expect(await sdNotify('STOPPING=1', 'STATUS=menunggu SMS terkirim – é')).toBe(true);
  expect(await sdNotify('WATCHDOG=1')).toBe(true);
  expect(heard()).toEqual(['READY=1', 'STOPPING=1\nSTATUS=menunggu SMS terkirim – é', 'WATCHDOG=1']);
});

test('a line break in a status does not start another state', async () => {
  const { heard } = listening();
  await sdNotify('STATUS=first\nREADY=1');
  expect(heard()).toEqual(['STATUS=first READY=1']);
});

test('nothing is said when nobody asked', async () => {
  const { heard } = listening();
  vi.stubEnv('NOTIFY_SOCKET', undefined);
  expect(await sdNotify('READY=1')).toBe(false);
  expect(heard()).toEqual([]);
});

test.each(['/nowhere/notify', '@nobody-listens-here', `/${'long'.repeat(40)}`])(
  'a manager that does not listen at %s is no failure',
  async (path) => {
    vi.stubEnv('NOTIFY_SOCKET', path);
    expect(await sdNotify('READY=1')).toBe(false);
  },
);

test('a manager that is busy gets it later, and the process goes on meanwhile', async () => {
  const { heard } = listening();
  let sent = 0;
  const all = Promise.all(Array.from({ length: 40 }, () => sdNotify('WATCHDOG=1').then(() => (sent += 1))));
  // The kernel queues some ten datagrams of one socket.
  await sleep(200);
  expect(sent).toBeGreaterThan(0);
  expect(sent).toBeLessThan(40);
  const reading = setInterval(heard, 10);
  expect(await all).toHaveLength(40);
  clearInterval(reading);
  expect(heard()).toHaveLength(40);
});

test('no file descriptor is left behind', async () => {
  const { heard } = listening();
  const open = () => readdirSync('/proc/self/fd').length;
  await sdNotify('READY=1');
  const before = open();
  for (let turn = 0; turn < 20; turn += 1) {
    await sdNotify('WATCHDOG=1');
    heard();
  }
  expect(open()).toBe(before);
});
