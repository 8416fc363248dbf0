import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { ARRIVAL } from './arrival.ts';
import { CLICK } from './click.ts';
import type { Contestant } from './contestant.ts';
import { DRAIN } from './drain.ts';
import { type Figure, type Findings, type Section, table } from './figures.ts';
import { GAMMU_SMSD } from './gammuSmsd.ts';
import { IDLE } from './idle.ts';
import { KILLS_IN_A_BURST } from './kills.ts';
import { LOST_ANSWER } from './lostAnswer.ts';
import { OUR_DAEMON } from './ourDaemon.ts';
import { RECOVERY } from './recovery.ts';
import { SAME_SECOND } from './sameSecond.ts';
import { SENDING } from './sending.ts';
import { SMSTOOLS } from './smstools.ts';
import { START_UP } from './startUp.ts';

/*
 * `npm run bench [-- SECTION …]`: our daemon, gammu-smsd and smstools on the same build and seed of the simulated
 * modem. Prints a table; the timings behind it go to scripts/bench/results/.
 */
const SECTIONS: readonly Section[] = [
  START_UP,
  DRAIN,
  ARRIVAL,
  SENDING,
  CLICK,
  KILLS_IN_A_BURST,
  RECOVERY,
  LOST_ANSWER,
  SAME_SECOND,
  IDLE,
];
const RESULTS = join('scripts', 'bench', 'results');
const PEERS = [
  { contestant: GAMMU_SMSD, executable: 'gammu-smsd', debianPackage: 'gammu-smsd' },
  { contestant: SMSTOOLS, executable: 'smsd', debianPackage: 'smstools' },
];

const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const unknown = wanted.filter((name) => !SECTIONS.some((section) => section.name === name));
if (unknown.length > 0) {
  console.error(`no section ${unknown.join(', ')}; there are ${SECTIONS.map(({ name }) => name).join(' ')}`);
  process.exit(2);
}
const contestants = findContestants();
for (const { name, settings } of contestants) console.log(`${name}: ${settings}`);
const chosen = SECTIONS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const figures = new Map<string, readonly Figure[]>();
for (const section of chosen.filter((each) => !each.leisurely)) await measure(section);
await Promise.all(chosen.filter((each) => each.leisurely).map(measure));
console.log(`\nNode ${process.version}, ${cpus().length} processors\n`);
console.log(table(chosen.flatMap(({ name }) => figures.get(name) ?? [])));
process.exit(0);

async function measure(section: Section): Promise<void> {
  const startedMs = performance.now();
  const loadBefore = loadavg()[0]?.toFixed(1);
  const findings = await section.run(contestants);
  figures.set(section.name, findings.figures);
  keep(section, findings, `load ${loadBefore} before`);
  console.log(`${section.title}: took ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);
  console.log(table(findings.figures));
}

function keep({ name, title }: Section, { figures: found, raw }: Findings, machine: string): void {
  mkdirSync(RESULTS, { recursive: true });
  const at = new Date().toISOString();
  const facts = { title, at, node: process.version, processors: cpus().length, machine };
  // JSON has no Infinity, which says that something never came.
  const text = JSON.stringify({ ...facts, figures: found, raw }, (_, value: unknown) =>
    value === Number.POSITIVE_INFINITY ? 'never' : value,
  );
  writeFileSync(join(RESULTS, `${name}.json`), `${text}\n`);
}

/** Ours, and those of the others that are there or can be installed. */
function findContestants(): readonly Contestant[] {
  const missing = PEERS.filter(({ executable }) => !isThere(executable)).map((peer) => peer.debianPackage);
  if (missing.length > 0 && process.getuid?.() === 0) install(missing);
  const found = PEERS.filter(({ executable }) => isThere(executable));
  if (found.length < PEERS.length) {
    const absent = PEERS.filter((peer) => !found.includes(peer)).map((peer) => peer.debianPackage);
    console.log(`Not measured, since not installed (apt-get install ${absent.join(' ')}, as root).`);
  }
  return [OUR_DAEMON, ...found.map(({ contestant }) => contestant)];
}

function isThere(executable: string): boolean {
  try {
    execFileSync('which', [executable], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function install(packages: readonly string[]): void {
  console.log(`Installing ${packages.join(', ')} …`);
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = (...args: string[]) => execFileSync('apt-get', args, { env, stdio: 'ignore' });
    apt('update');
    apt('install', '-y', '--no-install-recommends', ...packages);
  } catch (error) {
    console.log(`apt-get could not: ${error instanceof Error ? error.message : String(error)}`);
  }
}
