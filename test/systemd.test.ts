import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, type TestContext, test } from 'vitest';
import { readDaemonConfig } from '../daemon/config.ts';
import { VARIABLE_NAMES } from '../db/environment.ts';
import { readPanelConfig } from '../panel/config.ts';
import { EXIT } from '../scripts/service.ts';
import { PROJECT } from './support/planted.ts';

const UNITS = ['helpdesk-daemon.service', 'helpdesk-panel.service'] as const;

const folder = mkdtempSync(join(tmpdir(), 'helpdesk-units-'));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (name: string): string => readFileSync(join(PROJECT, 'systemd', name), 'utf8');

/** The values that a unit gives a key, in order. */
const valuesOf = (unit: string, key: string): string[] =>
  [...read(unit).matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value);

/** `NAME=value` lines, as systemd reads them; `alsoOff` takes the examples behind a # as well. */
function variablesIn(text: string, alsoOff: boolean): [string, string][] {
  const pattern = alsoOff ? /^#?(HELPDESK_\w+)=(.*)$/gm : /^(HELPDESK_\w+)=(.*)$/gm;
  return [...text.matchAll(pattern)].map(([, name = '', value = '']) => [name, value]);
}

/** systemd-analyze is part of Debian's systemd; elsewhere these checks say why they did not run. */
function analyze(context: TestContext, ...args: string[]): { status: number | null; output: string } {
  const run = spawnSync('systemd-analyze', args, {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', LC_ALL: 'C.UTF-8' },
  });
  if (run.error)
    context.skip(
      `systemd-analyze does not run on this machine (Debian: package systemd): ${run.error.message}`,
    );
  return { status: run.status, output: run.stdout + run.stderr };
}

/**
 * A root of its own with the unit, the targets that it names and a program in place of Node.js: neither what is
 * installed on this machine nor its other units have a say.
 */
function installed(
  unit: string,
  change: (text: string) => string = (text) => text,
): { root: string; path: string } {
  const root = mkdtempSync(join(folder, 'root-'));
  const units = join(root, 'etc/systemd/system');
  for (const made of [units, join(root, 'usr/bin')]) mkdirSync(made, { recursive: true });
  writeFileSync(join(root, 'usr/bin/node'), '#!/bin/sh\n', { mode: 0o755 });
  for (const target of ['sysinit', 'basic', 'shutdown', 'network', 'multi-user']) {
    writeFileSync(join(units, `${target}.target`), '[Unit]\nDescription=Stand-in\nDefaultDependencies=no\n');
  }
  const path = join(units, unit);
  writeFileSync(path, change(read(unit)));
  return { root, path };
}

function verify(context: TestContext, unit: string, change?: (text: string) => string) {
  const { root, path } = installed(unit, change);
  return analyze(context, 'verify', '--man=no', '--recursive-errors=yes', `--root=${root}`, path);
}

function rate(context: TestContext, unit: string, change?: (text: string) => string) {
  const { path } = installed(unit, change);
  return analyze(context, 'security', '--offline=true', '--no-pager', '--threshold=20', path);
}

describe.each(UNITS)('%s', (unit) => {
  test('it is verified by systemd itself', (context) => {
    const { status, output } = rate(context, unit);
    expect(output).toMatch(/Overall exposure level/);
    expect(status).toBe(0);
  });

  test('it is ready when it says so, comes back always, and not with a faulty configuration', () => {
    expect(valuesOf(unit, 'Type')).toEqual(['notify']);
    expect(valuesOf(unit, 'NotifyAccess')).toEqual(['main']);
    expect(valuesOf(unit, 'Restart')).toEqual(['always']);
    expect(valuesOf(unit, 'RestartPreventExitStatus')).toEqual([String(EXIT.configuration)]);
  });

  test('it runs as its own user on the shared state', () => {
    expect(valuesOf(unit, 'User')).toEqual(['helpdesk']);
    expect(valuesOf(unit, 'StateDirectory')).toEqual(['helpdesk']);
    expect(read('helpdesk.sysusers.conf')).toMatch(/^u helpdesk - /m);
  });
});

describe('the checks see a planted fault', () => {
  test.for<[string, (text: string) => string]>([
    ['a misspelt key', (text) => text.replace('RestartSec=', 'RestartSecs=')],
    ['a program that is missing', (text) => text.replace('ExecStart=node', 'ExecStart=nodejs')],
  ])('%s', ([, plant], context) => {
    expect(verify(context, 'helpdesk-daemon.service', plant).status).toBe(1);
  });

  test('less hardening', (context) => {
    const plant = (text: string) => text.replace(/^(Protect|Restrict|SystemCall)\w+=.*$/gm, '');
    expect(rate(context, 'helpdesk-panel.service', plant).status).toBe(1);
  });
});

test('the daemon is given the time that a send in flight may take', () => {
  const [seconds = ''] = valuesOf('helpdesk-daemon.service', 'TimeoutStopSec');
  expect(Number.parseInt(seconds, 10)).toBeGreaterThan(180 + 5);
});

describe('the example of the environment file', () => {
  const example = read('helpdesk.env.example');

  test('it explains every variable', () => {
    const explained = new Set(variablesIn(example, true).map(([name]) => name));
    expect(VARIABLE_NAMES.filter((name) => !explained.has(name))).toEqual([]);
  });

  test('as it stands, both processes take it without a warning', () => {
    const env = Object.fromEntries(variablesIn(example, false));
    expect(readDaemonConfig(env)).toMatchObject({ modems: [{ device: '/dev/ttyUSB0' }], warnings: [] });
    expect(readPanelConfig(env).warnings).toEqual([]);
  });

  test.each(variablesIn(example, true).filter(([name]) => !name.endsWith('_FILE')))(
    'its %s=%s is taken',
    (name, value) => {
      const env = { HELPDESK_MODEM: '/dev/ttyUSB0', [name]: value };
      expect(() => [readDaemonConfig(env), readPanelConfig(env)]).not.toThrow();
    },
  );
});
