import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../dist/scripts/helpdesk.js', import.meta.url));

/** The built program as a process of its own, as a person starts it. */
export interface Program {
  process: ChildProcess;
  /** What it has printed so far, both streams. */
  output(): string;
  /** Resolves with the first match in the output. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends a signal and resolves with the exit code, or the signal that ended it. */
  ends(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

const PRINT_TIMEOUT_MS = 30_000;

export function runProgram(argv: readonly string[], env: Record<string, string>): Program {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('HELPDESK_')),
  );
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal)),
  );
  return {
    process: child,
    output: () => output,
    prints: async (pattern) => {
      for (const endMs = performance.now() + PRINT_TIMEOUT_MS; performance.now() < endMs; ) {
        const match = pattern.exec(output);
        if (match) return match;
        if (child.exitCode !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`waited for ${pattern} and read:\n${output}`);
    },
    ends: (signal) => {
      if (signal) child.kill(signal);
      return ended;
    },
  };
}

/** A port that is free, with the one behind it. */
export async function freePorts(): Promise<number> {
  for (;;) {
    const port = await freePort(0);
    const behind = port === undefined || port > 65_000 ? undefined : await freePort(port + 1);
    if (port !== undefined && behind !== undefined) return port;
  }
}

function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
