import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Names of other programs that hold this device open, as far as /proc shows them to us. A program of another user is
 * seen by its name alone: of those ModemManager is named, since it opens every modem that nobody told it to leave alone.
 */
export function foreignPrograms(device: string, proc = '/proc'): readonly string[] {
  const real = realPath(device);
  const found = new Set<string>();
  for (const pid of list(proc).filter((name) => /^\d+$/.test(name))) {
    if (Number(pid) === process.pid) continue;
    const name = programName(join(proc, pid));
    if (name === undefined) continue;
    const fds = join(proc, pid, 'fd');
    const open = list(fds).map((fd) => linkTarget(join(fds, fd)));
    if (open.includes(real) && !isMaker(open, real)) found.add(name);
  }
  return [...found];
}

/** Whoever has made a pseudo-terminal holds both of its ends: a simulated modem, or a bridge such as socat. */
const isMaker = (open: readonly (string | undefined)[], device: string): boolean =>
  device.startsWith('/dev/pts/') && open.some((path) => path === '/dev/ptmx' || path === '/dev/pts/ptmx');

/** Whether ModemManager runs: a process of that name, or, where a service may not see those of others, its own unit. */
export function isModemManagerRunning(proc = '/proc', units = '/sys/fs/cgroup/system.slice'): boolean {
  if (existsSync(join(units, 'ModemManager.service'))) return true;
  return list(proc).some((pid) => /^\d+$/.test(pid) && programName(join(proc, pid)) === 'ModemManager');
}

function programName(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'comm'), 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** Empty where we may not look, and for a process that has just ended. */
function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function realPath(device: string): string {
  try {
    return realpathSync(device);
  } catch {
    return device;
  }
}
