import { readdirSync, readFileSync } from 'node:fs';

/** Of /proc/PID/stat: USER_HZ is 100 on every Linux that Node.js runs on. */
const TICK_MS = 10;
const PAGE_MIB = 4096 / 2 ** 20;
/** Places behind the name, which may hold blanks: proc_pid_stat(5) minus 3. */
const FIELD = { group: 2, userTicks: 11, systemTicks: 12, pages: 21 } as const;

/** CPU time so far and memory in use of all processes of a group. */
export function useOfGroup(group: number | undefined): { cpuMs: number; rssMib: number } {
  let cpuMs = 0;
  let rssMib = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const fields = statOf(pid);
    const number = (at: number): number => Number(fields[at]);
    if (number(FIELD.group) !== group) continue;
    cpuMs += (number(FIELD.userTicks) + number(FIELD.systemTicks)) * TICK_MS;
    rssMib += number(FIELD.pages) * PAGE_MIB;
  }
  return { cpuMs, rssMib };
}

function statOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return [];
  }
}
