import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { EXIT, type Running } from './service.ts';

const PROGRAM = fileURLToPath(import.meta.url).replace(/child\.(js|ts)$/, 'helpdesk.$1');
const RESTART_MS = 2000;
const READY = 'ready';

/** A command of ours that runs as a process of its own. */
export interface Child extends Running {
  /** Resolves when it works; rejects when it ends before that, having said why on its own. */
  ready: Promise<void>;
}

/**
 * Runs one of our commands and, once it has worked, starts it again whenever it ends by itself. It is out of
 * reach of the terminal's Ctrl-C, so that it gets one signal and not two, and ends by itself when this
 * process is gone.
 */
export function startChild(command: string, argv: readonly string[], env: NodeJS.ProcessEnv): Child {
  let stopping = false;
  let worked = false;
  let child: ChildProcess;
  let timer: NodeJS.Timeout | undefined;
  let onReady: () => void;
  let onFailed: (error: Error) => void;
  const ready = new Promise<void>((resolve, reject) => {
    onReady = resolve;
    onFailed = reject;
  });
  const begin = (): void => {
    child = fork(PROGRAM, [command, ...argv], {
      env,
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('message', (message) => {
      if (message !== READY) return;
      worked = true;
      onReady();
    });
    child.on('exit', (code, signal) => {
      if (stopping) return;
      if (!worked) return onFailed(new ChildFailed(command, code));
      console.error(`helpdesk start: the ${command} ended (${signal ?? code}); starting it again`);
      timer = setTimeout(begin, RESTART_MS);
    });
  };
  begin();
  return {
    ready,
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The child has told why on its own output; its exit code is passed on. */
class ChildFailed extends Error {
  override name = 'ChildFailed';
  readonly exitCode: number;

  constructor(command: string, code: number | null) {
    super(`the ${command} could not start; see above`);
    this.exitCode = code ?? EXIT.failed;
  }
}

/** Said by the child: that it works. From now on it ends in order when the one that started it has gone. */
export function tellParent(): void {
  if (!process.connected) return;
  process.send?.(READY);
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
