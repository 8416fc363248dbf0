import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { PROJECT } from '../support/planted.ts';
import { listenAsServiceManager } from '../support/serviceManager.ts';

const SERVICE = new URL('dist/scripts/service.js', `file://${PROJECT}`).href;
const CONFIGURATION = new URL('dist/db/configuration.js', `file://${PROJECT}`).href;

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

interface Service {
  child: ChildProcess;
  /** Resolves when the service has printed this. */
  said(text: string): Promise<void>;
  ended: Promise<Ended>;
}

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A process whose start function has the given body; `say` prints a line. */
function service(body: string, env: Record<string, string> = {}): Service {
  const program = `
    import { setTimeout as sleep } from 'node:timers/promises';
    import { runService } from '${SERVICE}';
    import { ConfigError } from '${CONFIGURATION}';
    const say = (text) => process.stdout.write(text + '\\n');
    await runService('daemon', async (stopping) => { ${body} });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, ...env },
  });
  children.push(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (err += data));
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, out, err })),
  );
  const said = async (text: string) => {
    while (!out.includes(text)) {
      if (child.exitCode !== null) throw new Error(`ended without saying "${text}": ${out}${err}`);
      await sleep(5);
    }
  };
  return { child, said, ended };
}

const PATIENT = `say('ready'); return { stop: async () => { say('stopping'); await sleep(200); say('stopped'); } };`;
const STUBBORN = `say('ready'); return { stop: () => new Promise(() => { say('stopping'); setInterval(() => {}, 1000); }) };`;

describe('stopping', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s stops it in order', async (signal) => {
    const { child, said, ended } = service(PATIENT);
    await said('ready');
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 0, signal: null, err: '', out: 'ready\nstopping\nstopped\n' });
  });

  test.each([
    ['SIGTERM', 1],
    ['SIGINT', 130],
  ] as const)('a second signal, %s, ends it at once with code %i', async (signal, code) => {
    const { child, said, ended } = service(STUBBORN);
    await said('ready');
    child.kill(signal);
    await said('stopping');
    await sleep(600);
    child.kill(signal);
    expect(await ended).toMatchObject({ code, err: '' });
  });

  test('one Ctrl-C that npm forwards once more counts once', async () => {
    const { child, said, ended } = service(PATIENT);
    await said('ready');
    child.kill('SIGINT');
    await said('stopping');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0, out: 'ready\nstopping\nstopped\n' });
  });

  test('a signal during start is told to it, and what it built is stopped', async () => {
    const { child, said, ended } = service(`
      say('starting');
      await new Promise((resolve) => stopping.addEventListener('abort', resolve));
      return { stop: async () => say('stopped') };`);
    await said('starting');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, out: 'starting\nstopped\n' });
  });

  test('a start that gives way to the signal is no failure', async () => {
    const { child, said, ended } = service(
      `say('starting'); await sleep(60_000, undefined, { signal: stopping });`,
    );
    await said('starting');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });

  test('a stop that fails is said and counts as failure', async () => {
    const { child, said, ended } = service(
      `say('ready'); return { stop: async () => { throw new Error('no way') } };`,
    );
    await said('ready');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 1, err: expect.stringContaining('no way') });
  });
});

describe('failing', () => {
  test('a faulty configuration is printed as a list, with an exit code of its own', async () => {
    const { ended } = service(`throw new ConfigError(['A: wrong', 'B: missing'], ['C: unknown']);`);
    expect(await ended).toMatchObject({
      code: 78,
      err: 'helpdesk daemon: the configuration cannot be used\n  - A: wrong\n  - B: missing\n  - (warning) C: unknown\n',
    });
  });

  test('an error with a name of its own is told in its words, numbers masked', async () => {
    const { ended } = service(`
      class Locked extends Error { name = 'Locked' }
      throw new Locked('locked by +6281234567890');`);
    expect(await ended).toMatchObject({ code: 1, err: 'helpdesk daemon: locked by +62812…7890\n' });
  });

  test('a port in use is told without a stack', async () => {
    const { ended } = service(`
      const { createServer } = await import('node:net');
      const other = createServer().listen(0, '127.0.0.1');
      await new Promise((r) => other.on('listening', r));
      await new Promise((r, reject) => createServer().listen(other.address().port, '127.0.0.1').on('error', reject));`);
    expect(await ended).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^helpdesk daemon: listen EADDRINUSE: [^\n]*\n$/),
    });
  });

  test('a bug is told with its stack', async () => {
    expect(await service(`undefined.x;`).ended).toMatchObject({
      code: 1,
      err: expect.stringMatching(/TypeError.*\n {4}at /),
    });
  });

  test.each([
    ['a rejection that nobody handles', `Promise.reject(new Error('lost +6281234567890'))`],
    ['an error that nobody catches', `setTimeout(() => { throw new Error('lost +6281234567890') }, 1)`],
  ])('%s is logged, without numbers, and ends the process', async (_, fault) => {
    const { code, out } = await service(`${fault}; return { stop: async () => {} };`).ended;
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      level: 60,
      name: 'daemon',
      err: { message: 'lost +62812…7890' },
    });
  });

  test('an error may bring its own exit code, such as 75 for a modem that cannot be closed', async () => {
    const fault = `setTimeout(() => { throw Object.assign(new Error('stuck'), { exitCode: 75 }) }, 1)`;
    expect((await service(`${fault}; return { stop: async () => {} };`).ended).code).toBe(75);
  });

  test('a reader that goes away does not end it', async () => {
    const { child, said, ended } = service(`
      say('ready');
      const chatter = setInterval(() => say('more'), 5);
      return { stop: async () => clearInterval(chatter) };`);
    await said('ready');
    child.stdout?.destroy();
    await sleep(100);
    expect(child.exitCode).toBe(null);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });
});

test('systemd hears when it is ready and when it stops', async () => {
  const manager = listenAsServiceManager();
  const { child, ended } = service(`await sleep(50); return { stop: async () => {} };`, {
    NOTIFY_SOCKET: manager.path,
  });
  await expect.poll(manager.heard, { timeout: 5_000 }).toEqual(['READY=1']);
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
  expect(manager.heard()).toEqual(['READY=1', 'STOPPING=1']);
  manager.close();
});
