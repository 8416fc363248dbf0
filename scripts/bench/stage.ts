import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Simulator, type SimulatorOptions, startSimulator } from '../sim/simulator.ts';
import type { Contestant, SetUp } from './contestant.ts';
import { useOfGroup } from './processUse.ts';

/** The same build and seed of the simulated modem for all; no time but what the section asks for. */
const MODEM: SimulatorOptions = { personality: 'generic', pace: 'zero', capacity: { SM: 200, ME: 200 } };

/** What the wire carries, one call for each piece. */
export type WireEar = (direction: 'host' | 'modem', text: string) => void;

/** One contestant on a modem of its own. */
export interface Stage extends Omit<SetUp, 'command' | 'env' | 'close'> {
  readonly contestant: Contestant['name'];
  readonly folder: string;
  readonly simulator: Simulator;
  /** Starts the program, once more after a kill. */
  start(): void;
  /** Kills all of it at once, as a loss of power does. */
  kill(): Promise<void>;
  /** Of all its processes, in milliseconds and MiB. */
  use(): { cpuMs: number; rssMib: number };
  listen(ear: WireEar): void;
  close(): Promise<void>;
}

export async function openStage(contestant: Contestant, options: SimulatorOptions = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'helpdesk-bench-'));
  const device = join(folder, 'modem');
  const ears: WireEar[] = [];
  const log = (direction: 'host' | 'modem', bytes: Buffer): void => {
    for (const ear of ears) ear(direction, bytes.toString('latin1'));
  };
  const simulator = await startSimulator({ ...MODEM, ...options, link: device, log });
  const { command, env, close, ...setUp } = contestant.setUp({ folder, device });
  let child: ChildProcess | undefined;

  const kill = async (): Promise<void> => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
    if (killGroup(ending)) await ended;
  };

  return {
    ...setUp,
    contestant: contestant.name,
    folder,
    simulator,
    start: () => {
      const out = openSync(join(folder, 'output.log'), 'a');
      const [program, ...args] = command;
      // As leader of a group, so that a kill reaches all of its processes.
      child = spawn(program, args, {
        env: { ...outsideOf(process.env), ...env },
        stdio: ['ignore', out, out],
        detached: true,
      });
      closeSync(out);
    },
    kill,
    use: () => useOfGroup(child?.pid),
    listen: (ear) => void ears.push(ear),
    close: async () => {
      await kill();
      close();
      await simulator.close();
      if (process.env['HELPDESK_BENCH_KEEP']) console.log(`kept: ${folder}`);
      else rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The settings of whoever starts the benchmark must not reach the program. */
const outsideOf = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('HELPDESK_')));

/** @returns false: there is no such process any more. */
function killGroup({ pid }: ChildProcess): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, 'SIGKILL');
  } catch {
    return false;
  }
}
