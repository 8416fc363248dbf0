import {
  chmodSync,
  linkSync,
  readFileSync,
  realpathSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { PortOpenError } from './bytePort.ts';

/** Where minicom, uucp, gammu and their kin look (FHS 3.0 §5.9). */
export const LOCK_FOLDER = '/var/lock';

export interface DeviceLock {
  /** Undefined when the folder could not be written: only flock guards the device then. */
  readonly path: string | undefined;
  release(): void;
}

/** Locks of this process. A lock file with our own pid that is not here was left by a dead process of the same pid. */
const held = new Set<string>();

/**
 * Takes the UUCP lock file of a device (FHS: `LCK..name`, ten characters of pid and a line feed). A lock of a dead
 * process is removed; one of a living process is respected.
 * @throws {PortOpenError} naming the holder, code EBUSY.
 */
export function lockDevice(device: string, folder: string = LOCK_FOLDER): DeviceLock {
  const path = join(folder, `LCK..${lockName(device)}`);
  const own = `${path}.${process.pid}`;
  try {
    writeFileSync(own, `${String(process.pid).padStart(10)}\n`);
    // Whatever the umask: other programs must be able to read who holds the device.
    chmodSync(own, 0o644);
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(errno(error)))
      return { path: undefined, release: () => {} };
    throw error;
  }
  try {
    claim(device, path, own);
  } finally {
    unlinkSync(own);
  }
  held.add(path);
  return {
    path,
    release: () => {
      if (held.delete(path)) removeQuietly(path);
    },
  };
}

/** A hard link either is made, with its content, or is not: no reader ever sees an empty lock. */
function claim(device: string, path: string, own: string): void {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      linkSync(own, path);
      return;
    } catch (error) {
      if (errno(error) !== 'EEXIST') throw error;
    }
    const holder = readHolder(path);
    const ours = holder === process.pid && held.has(path);
    if (holder !== undefined && (ours || (holder !== process.pid && isAlive(holder)))) {
      throw new PortOpenError(`${device} is in use by ${describeProcess(holder)} (${path})`, 'EBUSY');
    }
    removeQuietly(path);
  }
  throw new PortOpenError(`${device}: the lock ${path} keeps coming back`, 'EBUSY');
}

/** `ttyUSB0` for /dev/ttyUSB0 and every link to it; `pts_5` for /dev/pts/5. */
function lockName(device: string): string {
  let real = device;
  try {
    real = realpathSync(device);
  } catch {
    // A missing device is the business of the one who opens it.
  }
  const inDev = relative('/dev', real);
  return (inDev.startsWith('..') ? real : inDev).replace(/^\/+/, '').replaceAll('/', '_');
}

function readHolder(path: string): number | undefined {
  try {
    const content = readFileSync(path);
    // Old programs write the pid as a binary int.
    const pid =
      content.length === 4 ? content.readInt32LE() : Number.parseInt(content.toString('latin1'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errno(error) === 'EPERM';
  }
}

function describeProcess(pid: number): string {
  try {
    return `process ${pid} (${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()})`;
  } catch {
    return `process ${pid}`;
  }
}

/** Who holds the flock of a device, from /proc/locks; undefined where that cannot be told. */
export function flockHolder(device: string): { pid: number; description: string } | undefined {
  try {
    const inode = statSync(device).ino;
    for (const line of readFileSync('/proc/locks', 'utf8').split('\n')) {
      const match = /FLOCK\s+\S+\s+\S+\s+(\d+)\s+[0-9a-f]+:[0-9a-f]+:(\d+)\s/.exec(line);
      if (match && Number(match[2]) === inode) {
        const pid = Number(match[1]);
        return { pid, description: describeProcess(pid) };
      }
    }
  } catch {
    // No /proc, or the device is gone.
  }
  return undefined;
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Somebody else was faster; the next attempt shows who.
  }
}

function errno(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
