import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url));
const ON_THE_MACHINE = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Nothing but the page under test: no look-ups, no updates, no helper process of its own for forks. */
const ARGS = [
  '--no-zygote',
  '--no-first-run',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Program {
  path: string;
  /** Added to the environment of the browser alone. */
  env: Record<string, string>;
}

/**
 * A headless Chromium: CHROMIUM_PATH if set, else one installed on the machine, else the one that comes in the package
 * @sparticuz/chromium. The caller closes it.
 * @throws when CHROMIUM_PATH names nothing that runs; a test never goes without a browser
 */
export async function openBrowser(): Promise<Browser> {
  const { path, env } = chosenByHand() ?? foundOnTheMachine() ?? (await unpacked());
  return chromium.launch({
    executablePath: path,
    args: ARGS,
    chromiumSandbox: false,
    env: { ...process.env, ...env },
  });
}

function chosenByHand(): Program | undefined {
  const path = process.env['CHROMIUM_PATH'];
  if (!path) return undefined;
  if (!runs(path)) throw new Error(`CHROMIUM_PATH: expected a Chromium that runs, got "${path}"`);
  return { path, env: {} };
}

function foundOnTheMachine(): Program | undefined {
  const path = ON_THE_MACHINE.find((candidate) => existsSync(candidate) && runs(candidate));
  return path === undefined ? undefined : { path, env: {} };
}

function runs(path: string, env: Record<string, string> = {}): boolean {
  return spawnSync(path, ['--version'], { stdio: 'ignore', env: { ...process.env, ...env } }).status === 0;
}

async function unpacked(): Promise<Program> {
  const folder = join(CACHE, packagedVersion());
  if (!existsSync(folder)) await unpackInto(folder);
  const path = join(folder, 'chromium');
  if (existsSync('/etc/fonts/fonts.conf') && runs(path)) return { path, env: {} };
  // A bare Debian has neither libnss3 nor fonts: the package brings both.
  const env = { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  if (!runs(path, env))
    throw new Error(
      `The browser of @sparticuz/chromium does not run here (${process.arch}). Install Debian's chromium or set CHROMIUM_PATH.`,
    );
  return { path, env };
}

function packagedVersion(): string {
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const manifest: unknown = JSON.parse(readFileSync(join(main, '../../../package.json'), 'utf8'));
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest))
    throw new Error(`${main} has no version`);
  return String(manifest.version);
}

/**
 * Unpacks beside the place and moves there when whole: several test workers may do so at once, and none may see the
 * half-written browser of another.
 */
async function unpackInto(folder: string): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const own = mkdtempSync(join(CACHE, 'unpacking-'));
  const { default: packaged } = await import('@sparticuz/chromium');
  packaged.setGraphicsMode = false;
  // The package unpacks into TMPDIR, and its libraries only where it takes itself to be on AWS.
  await withEnvironment({ TMPDIR: own, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }, () =>
    packaged.executablePath(),
  );
  // The package's own file looks for the fonts in /tmp.
  const fonts = join(folder, 'fonts');
  writeFileSync(
    join(own, 'fonts.conf'),
    `<fontconfig><dir>${fonts}</dir><cachedir>${fonts}/cache</cachedir></fontconfig>\n`,
  );
  try {
    renameSync(own, folder);
  } catch (error) {
    rmSync(own, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

async function withEnvironment<T>(variables: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}
