import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { confirmSecondFactor, startSecondFactor } from '../../db/actions/secondFactor.ts';
import { openSession } from '../../db/actions/session.ts';
import { countSignIn } from '../../db/actions/signIn.ts';
import { systemClock } from '../../db/clock.ts';
import { openDatabase } from '../../db/open.ts';
import { verifyPassword } from '../../db/password.ts';
import { credentialsOf } from '../../db/queries/signedIn.ts';
import { securityEventList } from '../../db/queries/userAccounts.ts';
import { sessions, units, users } from '../../db/schema/people.ts';
import { totpCode, totpStep } from '../../db/totp.ts';
import { startSimulator } from '../../scripts/sim/simulator.ts';
import { freePorts, runProgram } from '../support/program.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/scripts/helpdesk.js', import.meta.url));

let folder: string;
let dbPath: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'helpdesk-commands-'));
  dbPath = join(folder, 'helpdesk.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command to its end with this on standard input. */
function helpdesk(
  argv: readonly string[],
  env: Record<string, string> = {},
  input = '',
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    env: { PATH: process.env['PATH'] ?? '', HELPDESK_DB: dbPath, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

test('migrate makes the database and tells its version', async () => {
  expect(await helpdesk(['migrate'])).toMatchObject({
    code: 0,
    output: expect.stringMatching(/applied 0001_create_people\.sql[\s\S]*schema version \d+/),
  });
  expect((await helpdesk(['migrate'])).output).not.toContain('applied');
});

describe('user add', () => {
  test('takes name, role and phone, and the password from standard input', async () => {
    const added = await helpdesk(
      ['user', 'add', 'Rina Wati', 'admin', '0812-3456-7890'],
      {},
      'rahasia-sekali\n',
    );
    expect(added).toEqual({ code: 0, output: 'added admin Rina Wati, who signs in as "rina.wati"\n' });
    const [rina] = openDatabase(dbPath).select().from(users).all();
    expect(rina).toMatchObject({
      username: 'rina.wati',
      name: 'Rina Wati',
      role: 'admin',
      phone: '+6281234567890',
    });
    expect(await verifyPassword('rahasia-sekali', rina?.passwordHash)).toBe(true);
    expect(await verifyPassword('rahasia-sekali ', rina?.passwordHash)).toBe(false);
  });

  test.each([
    ['an option that there is not', ['--foo'], "Unknown option '--foo'"],
    ['a number that is none', ['Budi', 'technician', '08123'], 'Contoh: 0812-3456-7890.'],
  ])('says what is wrong in a line: %s', async (_, argv, words) => {
    const { code, output } = await helpdesk(['user', 'add', ...argv], {}, 'rahasia-sekali');
    expect(code).toBe(1);
    expect(output).toMatch(/^helpdesk user: .*\n$/);
    expect(output).toContain(words);
  });

  test('takes the same as options', async () => {
    await helpdesk(
      ['user', 'add', '--name', 'rizky', '--role', 'technician', '--phone', '+6281299990001'],
      {},
      'sandi-teknisi',
    );
    expect(openDatabase(dbPath).select().from(users).all()).toMatchObject([
      { username: 'rizky', role: 'technician', phone: '+6281299990001' },
    ]);
  });

  test('lets a technician do without a password, an admin not', async () => {
    expect((await helpdesk(['user', 'add', 'rizky', 'technician', '081299990001'])).code).toBe(0);
    expect(await helpdesk(['user', 'add', 'rina', 'admin'])).toMatchObject({
      code: 1,
      output: expect.stringContaining('paling sedikit 10 karakter'),
    });
  });

  test.each([
    ['an unknown role', ['rina', 'boss'], 'admin, technician, leader'],
    ['a number that is none', ['rina', 'admin', '1708'], 'Nomor telepon tidak dikenali'],
    ['a name that is none', ['!', 'admin'], 'tidak sah'],
  ])('refuses %s in one line without a stack', async (_, args, words) => {
    const { code, output } = await helpdesk(['user', 'add', ...args], {}, 'rahasia-sekali');
    expect(code).toBe(1);
    expect(output).toContain(words);
    expect(output.trim().split('\n')).toHaveLength(1);
  });

  test('refuses a name in use, and user password changes it', async () => {
    await helpdesk(['user', 'add', 'rina', 'admin'], {}, 'rahasia-sekali');
    expect((await helpdesk(['user', 'add', 'RINA', 'admin'], {}, 'rahasia-sekali')).output).toContain(
      'sudah ada',
    );
    expect((await helpdesk(['user', 'password', 'rina'], {}, 'lebih-rahasia')).code).toBe(0);
    const [rina] = openDatabase(dbPath).select().from(users).all();
    expect(await verifyPassword('lebih-rahasia', rina?.passwordHash)).toBe(true);
  });
});

test('user reset is the way back in: no lock, no second factor, no session, a password to be changed', async () => {
  await helpdesk(['user', 'add', 'rina', 'admin'], {}, 'kuda poni naik tangga');
  const db = openDatabase(dbPath);
  const rina = { userId: 1, name: 'rina', role: 'admin' as const };
  openSession(db, systemClock, 1);
  const secret = startSecondFactor(db, systemClock, rina);
  const code = totpCode(secret, totpStep(Date.now()));
  confirmSecondFactor(db, systemClock, rina, { code, address: '192.0.2.1' });
  for (let i = 0; i < 6; i += 1) countSignIn(db, systemClock, { username: 'rina', address: `a${i}` });

  const { output, code: exit } = await helpdesk(['user', 'reset', 'RINA']);
  expect(exit).toBe(0);
  const [, password = ''] = /within 3 days: (\S+)\n$/.exec(output) ?? [];
  const known = credentialsOf(db, 'rina');
  expect(await verifyPassword(password, known?.passwordHash)).toBe(true);
  expect(known).toMatchObject({ hasSecondFactor: false, passwordUntilMs: expect.any(Number) });
  expect(db.select().from(sessions).all()).toEqual([]);
  expect(countSignIn(db, systemClock, { username: 'rina', address: 'b' })).toBe(0);
  expect(securityEventList(db, rina)[0]).toMatchObject({ kind: 'reset_at_server', byName: null });
  expect((await helpdesk(['user', 'reset', 'siapa'])).output).toContain('Tidak ada pengguna bernama siapa.');
});

test('user password makes no database where there is none', async () => {
  const { code, output } = await helpdesk(['user', 'password', 'admin'], {}, 'lebih-rahasia');
  expect(code).toBe(1);
  expect(output).toContain('HELPDESK_DB');
  expect(existsSync(dbPath)).toBe(false);
});

describe('daemon', () => {
  test('refuses to run without a modem and says why', async () => {
    expect(await helpdesk(['daemon'])).toMatchObject({
      code: 78,
      output: expect.stringContaining('HELPDESK_MODEM is not set'),
    });
  });

  test('lists every fault of the configuration at once', async () => {
    const { code, output } = await helpdesk(['daemon'], {
      HELPDESK_MODEM: 'ttyUSB0',
      HELPDESK_PIN: 'abcd',
      HELPDESK_TIMEZONE: 'Mars/Base',
    });
    expect(code).toBe(78);
    for (const name of ['HELPDESK_MODEM', 'HELPDESK_PIN', 'HELPDESK_TIMEZONE'])
      expect(output).toContain(name);
    expect(output).not.toContain('abcd');
  });

  test('names a database that cannot be used', async () => {
    writeFileSync(dbPath, 'not a database, but long enough to be taken for one by its length '.repeat(20));
    expect(await helpdesk(['daemon'], { HELPDESK_MODEM: '/dev/null' })).toMatchObject({
      code: 1,
      output: expect.stringContaining('not an SQLite database'),
    });
  });

  test('is refused beside another one on the same database', async () => {
    const simulator = await startSimulator({ link: join(folder, 'modem') });
    const env = { HELPDESK_DB: dbPath, HELPDESK_MODEM: join(folder, 'modem') };
    const first = runProgram(['daemon'], env);
    await first.prints(/the modem is ready/);
    expect(await helpdesk(['daemon'], env)).toMatchObject({
      code: 1,
      output: expect.stringContaining('Another daemon already works on'),
    });
    expect(await first.ends('SIGTERM')).toBe(0);
    await simulator.close();
  });

  test('goes on while its device is missing, and finds it when it comes', async () => {
    const device = join(folder, 'modem');
    const daemon = runProgram(['daemon'], { HELPDESK_DB: dbPath, HELPDESK_MODEM: device });
    await daemon.prints(/tidak ditemukan|not found|ENOENT|waiting|dicoba/i);
    const simulator = await startSimulator({ link: device });
    await daemon.prints(/the modem is ready/);
    expect(await daemon.ends('SIGINT')).toBe(0);
    await simulator.close();
  });
});

describe('start', () => {
  test('with a modem configured drives that one, and no demonstration appears', async () => {
    const simulator = await startSimulator({ link: join(folder, 'modem') });
    const port = await freePorts();
    const program = runProgram(['start'], {
      HELPDESK_DB: dbPath,
      HELPDESK_MODEM: join(folder, 'modem'),
      HELPDESK_PANEL_PORT: String(port),
    });
    await program.prints(/admin \/ \S+/);
    simulator.deliver('+6281234567890', 'HELPDESK printer rusak');
    while (simulator.received('+6281234567890').length === 0)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(program.output()).not.toMatch(/simulated|Virtual phone/);
    const signIn = await (await fetch(`http://127.0.0.1:${port}/masuk`)).text();
    expect(signIn).not.toMatch(/simulasi/i);
    expect(await program.ends('SIGINT')).toBe(0);
    const db = openDatabase(dbPath);
    expect(db.select().from(units).all()).toEqual([]);
    expect(db.select().from(users).all()).toMatchObject([{ username: 'admin' }]);
    await simulator.close();
  });

  test('says when the port is taken, shows no password and leaves nothing running', async () => {
    const port = await freePorts();
    const env = { HELPDESK_DB: dbPath, HELPDESK_PANEL_PORT: String(port) };
    const first = runProgram(['start'], env);
    await first.prints(/Ctrl-C/);
    const second = runProgram(['start'], { ...env, HELPDESK_DB: join(folder, 'other.sqlite') });
    expect(await second.ends()).toBe(1);
    expect(second.output()).toContain('HELPDESK_PANEL_PORT');
    expect(second.output()).not.toMatch(/admin \//);
    expect(await first.ends('SIGTERM')).toBe(0);
  });

  test('never simulates on a database of real work', async () => {
    await helpdesk(['migrate']);
    openDatabase(dbPath).$client.exec("INSERT INTO settings VALUES ('use', 'office')");
    expect(await helpdesk(['start'])).toMatchObject({
      code: 1,
      output: expect.stringContaining('belongs to a real office'),
    });
  });
});

test('an unknown command lists the known ones', async () => {
  expect(await helpdesk(['frobnicate'])).toMatchObject({
    code: 2,
    output: expect.stringContaining('helpdesk COMMAND'),
  });
  expect(await helpdesk(['--help'])).toMatchObject({ code: 0, output: expect.stringContaining('migrate') });
});
