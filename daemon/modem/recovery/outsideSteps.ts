import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Logger } from '../../../db/logger.ts';
import { AtChannel } from '../../at/channel.ts';
import { command } from '../../at/command.ts';
import type { BytePort } from '../../serial/bytePort.ts';
import type { Timing } from '../timing.ts';
import type { StepEnd } from './wireSteps.ts';

/** The office's own commands, as argument lists; `{device}` in them is the modem's path. */
export interface RecoveryCommands {
  readonly usbReset?: readonly string[];
  readonly power?: readonly string[];
}

/** uhubctl with ten seconds of darkness takes fifteen. */
const COMMAND_MS = 60_000;

export type RunCommand = (words: readonly string[], device: string, log: Logger) => Promise<StepEnd>;

/** Runs a command of the office's, without a shell. Never rejects. */
export function runCommand(words: readonly string[], device: string, log: Logger): Promise<StepEnd> {
  const [file, ...args] = words.map((word) => word.replaceAll('{device}', device));
  if (file === undefined) return Promise.resolve({ outcome: 'skipped', note: 'perintah belum diatur' });
  return new Promise((resolve) => {
    execFile(file, args, { timeout: COMMAND_MS, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      if (error) log.error({ err: error, stderr: stderr.slice(-400) }, 'a command for the recovery failed');
      else log.info({ stdout: stdout.slice(-400) }, 'a command for the recovery was run');
      const note = error ? `perintah gagal (${error.code ?? error.signal ?? 'tidak selesai'})` : undefined;
      resolve({ outcome: error ? 'failed' : 'done', note });
    });
  });
}

/** The other ports of the same device: `…-if02-port0` beside `…-if03-port0` in /dev/serial/by-id or by-path. */
export function sisterPorts(device: string): readonly string[] {
  const [, device1] = SISTER.exec(basename(device)) ?? [];
  if (device1 === undefined) return [];
  try {
    return readdirSync(dirname(device))
      .filter((name) => SISTER.exec(name)?.[1] === device1 && name !== basename(device))
      .toSorted()
      .map((name) => join(dirname(device), name));
  } catch {
    return [];
  }
}

/** by-id ends in `-if02-port0`, by-path in `:1.2-port0`. */
const SISTER = /^(.+(?:-if|:\d+\.))\d+(?:-port\d+)?$/;

export interface SisterDeps {
  readonly ports: readonly string[];
  readonly reset: readonly string[];
  readonly timing: Timing;
  readonly log: Logger;
  open(path: string): Promise<BytePort>;
}

/** A modem that is deaf on one port may listen on another, and be told there to restart. Never rejects. */
export async function resetOverSister({ ports, reset, timing, log, open }: SisterDeps): Promise<StepEnd> {
  if (ports.length === 0) return { outcome: 'skipped', note: 'tidak ada port lain' };
  for (const path of ports) {
    let port: BytePort;
    try {
      port = await open(path);
    } catch (error) {
      log.info({ err: error, path }, 'another port of the modem cannot be opened');
      continue;
    }
    const channel = new AtChannel(port, {
      log,
      timing,
      patient: false,
      onEvent: () => {},
      onClosed: () => {},
    });
    try {
      if (!(await channel.synchronize())) continue;
      for (const text of reset) {
        const answer = await channel.run(command(text, timing.slowCommandMs));
        if (answer.kind !== 'error') return { outcome: 'done', note: path };
      }
    } finally {
      channel.stop();
      await port
        .close()
        .catch((error: unknown) => log.error({ err: error, path }, 'a port cannot be closed'));
    }
  }
  return { outcome: 'failed', note: 'port lain tidak menjawab' };
}
