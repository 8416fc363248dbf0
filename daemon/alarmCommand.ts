import { spawn } from 'node:child_process';
import type { Logger } from '../db/logger.ts';

export interface AlarmNews {
  /** `modem_mute`; several joined by commas. */
  kinds: readonly string[];
  modems: readonly string[];
  sentences: readonly string[];
}

const COMMAND_MS = 30_000;

/**
 * Hands an alarm to a program of the office's, such as `mail -s Gateway admin@…`: the sentences on its standard input,
 * kind and modem in its environment, which has none of our own settings in it. Never rejects; a program that hangs is
 * killed with whatever it has started.
 */
export function runAlarmCommand(
  words: readonly string[],
  { kinds, modems, sentences }: AlarmNews,
  log: Logger,
  timeoutMs = COMMAND_MS,
): Promise<boolean> {
  const [file, ...args] = words;
  if (file === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      env: {
        ...withoutOurs(process.env),
        HELPDESK_ALARM_KIND: kinds.join(','),
        HELPDESK_ALARM_MODEM: modems.join(','),
      },
    });
    const end = (fault: object | undefined): void => {
      clearTimeout(timer);
      if (fault) log.error({ ...fault, command: file }, 'the alarm command failed');
      resolve(fault === undefined);
    };
    const timer = setTimeout(() => {
      killGroup(child.pid);
      end({ why: `not done within ${timeoutMs} ms` });
    }, timeoutMs);
    child.on('error', (error) => end({ err: error }));
    child.on('exit', (code, signal) => end(code === 0 ? undefined : { code, signal }));
    // One that does not read its input has closed it: how it ends is what counts.
    child.stdin.on('error', () => {});
    child.stdin.end(`${sentences.join('\n')}\n`);
  });
}

const withoutOurs = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('HELPDESK_')));

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended just now.
  }
}
