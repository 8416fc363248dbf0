import { ConfigError } from '../db/configuration.ts';
import { createLog } from '../db/log.ts';
import { maskWithin } from '../db/logPrivacy.ts';
import { DomainError } from '../db/rules/errors.ts';
import { sdNotify } from './sdNotify.ts';

/** What a process has built and must close again. */
export interface Running {
  /** Ends within the limits of DESIGN 29; called once. */
  stop(): Promise<void>;
}

/** Exit codes that the units under systemd/ know. */
export const EXIT = { failed: 1, configuration: 78, interrupted: 130 } as const;

/**
 * One press of Ctrl-C reaches a program twice under npm: from the terminal and forwarded by npm. What comes so soon
 * after the first signal is not a person's second thought.
 */
const ECHO_MS = 500;

/**
 * Runs one of the program's processes from start to exit. It lives here because it serves the daemon and the panel,
 * which may not import each other. Never returns: the process exits when it has stopped.
 *
 * - `start` builds everything and resolves when the service is ready; its signal is aborted when it should stop waiting.
 * - The first SIGTERM, SIGINT or SIGHUP stops it in order (exit 0), a second one ends it at once.
 * - A ConfigError is printed as a list (exit 78, which systemd does not restart); what else `start` throws, and every
 *   error that nobody caught, ends the process with the error's own `exitCode` if it has one, else 1.
 */
export async function runService(
  name: string,
  start: (stopping: AbortSignal) => Promise<Running>,
): Promise<never> {
  const stopping = new AbortController();
  tolerateClosedOutput();
  endOnUncaughtErrors(name);
  stopOnSignals(stopping);
  // A service that has nothing to do for the moment, or waits in its start, is not at its end.
  setInterval(() => undefined, 2 ** 30);
  try {
    const running = await start(stopping.signal);
    if (!stopping.signal.aborted) await sdNotify('READY=1');
    await aborted(stopping.signal);
    await sdNotify('STOPPING=1');
    await running.stop();
    process.exit(0);
  } catch (error) {
    // Stopping was asked for, and start gave way to it.
    if (stopping.signal.aborted && isAbort(error)) process.exit(0);
    console.error(explain(name, error));
    process.exit(exitCodeOf(error));
  }
}

function stopOnSignals(stopping: AbortController): void {
  let firstAtMs: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    const nowMs = performance.now();
    if (firstAtMs === undefined) {
      firstAtMs = nowMs;
      stopping.abort();
    } else if (nowMs - firstAtMs > ECHO_MS) {
      process.exit(signal === 'SIGINT' ? EXIT.interrupted : EXIT.failed);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal);
}

/** An error that nobody caught leaves the process in a state that nobody knows: it ends and is started anew. */
function endOnUncaughtErrors(name: string): void {
  const log = createLog({ level: 'info', name });
  process.on('uncaughtException', (err, origin) => {
    log.fatal({ err, origin }, 'an error that nobody caught ends the process');
    process.exit(exitCodeOf(err));
  });
}

/** `helpdesk daemon | head -1` must not end the daemon: its lines are lost, its work goes on. */
function tolerateClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

/** In words for the person at the terminal or the journal; numbers masked, since a message may hold some. */
export function explain(name: string, error: unknown): string {
  const head = `helpdesk ${name}:`;
  if (error instanceof ConfigError) {
    const warnings = error.warnings.map((warning) => `  - (warning) ${warning}`);
    return [
      `${head} the configuration cannot be used`,
      ...error.faults.map((f) => `  - ${f}`),
      ...warnings,
    ].join('\n');
  }
  // Written for people, and the only number in it may be the example to follow.
  if (error instanceof DomainError) return `${head} ${error.message}`;
  if (!(error instanceof Error)) return maskWithin(`${head} ${String(error)}`);
  return maskWithin(`${head} ${isBug(error) ? (error.stack ?? error.message) : error.message}`);
}

/** A named error or one from the system speaks for itself; a plain one needs its stack. */
function isBug(error: Error): boolean {
  const plain = ['Error', 'TypeError', 'RangeError', 'ReferenceError', 'AssertionError'];
  const mistyped = 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return plain.includes(error.name) && !('syscall' in error) && !mistyped;
}

/** An error's own exit code, or the one for its kind. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof ConfigError) return EXIT.configuration;
  const own = error instanceof Error && 'exitCode' in error ? Number(error.exitCode) : Number.NaN;
  return Number.isInteger(own) && own > 0 && own < 256 ? own : EXIT.failed;
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
