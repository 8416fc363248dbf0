import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import koffi from 'koffi';

const libc = koffi.load(null);
const posixOpenPt = libc.func('int posix_openpt(int flags)');
const grantPt = libc.func('int grantpt(int fd)');
const unlockPt = libc.func('int unlockpt(int fd)');
const ptsName = libc.func('int ptsname_r(int fd, void *buffer, size_t size)');
const getAttributes = libc.func('int tcgetattr(int fd, void *attributes)');
const setAttributes = libc.func('int tcsetattr(int fd, int when, const void *attributes)');
const makeRaw = libc.func('void cfmakeraw(void *attributes)');

const O_CLOEXEC = 0o2000000;
/** More than struct termios has on any Linux. */
const TERMIOS_BYTES = 128;
const BACKLOG_MAX = 1024 * 1024;
const RETRY_FIRST_MS = 2;
const RETRY_MOST_MS = 500;

/** A pseudo terminal: we hold the master, any program may open `path` as if it were a serial port. */
export interface Pty {
  readonly path: string;
  write(bytes: Buffer): void;
  close(): void;
}

function must(result: number, what: string): void {
  if (result !== 0) throw new Error(`${what} failed (${result})`);
}

/** A raw line from the start: else the kernel would echo the modem's words back to it as commands. */
function setRaw(fd: number): void {
  const attributes = Buffer.alloc(TERMIOS_BYTES);
  must(getAttributes(fd, attributes), 'tcgetattr');
  makeRaw(attributes);
  must(setAttributes(fd, 0, attributes), 'tcsetattr');
}

function slaveName(master: number): string {
  const buffer = Buffer.alloc(128);
  must(ptsName(master, buffer, buffer.length), 'ptsname_r');
  return buffer.toString('latin1', 0, buffer.indexOf(0));
}

function isFull(reason: unknown): boolean {
  return reason instanceof Error && 'code' in reason && reason.code === 'EAGAIN';
}

/** Opens a pseudo terminal in raw mode. Throws when the system has none left. */
export function openPty(onBytes: (bytes: Buffer) => void): Pty {
  const master = posixOpenPt(constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK | O_CLOEXEC);
  if (master < 0) throw new Error('posix_openpt failed: no pseudo terminal to be had');
  must(grantPt(master), 'grantpt');
  must(unlockPt(master), 'unlockpt');
  const path = slaveName(master);
  // Kept open for as long as we live: without any holder of the slave, the master would read EIO between two clients.
  const slave = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
  setRaw(slave);
  const reading = new ReadStream(master);
  let backlog = Buffer.alloc(0);
  let retry: NodeJS.Timeout | undefined;
  let retryMs = RETRY_FIRST_MS;
  let closed = false;

  // Node would write to a master in blocking mode, and stop altogether once a client no longer reads.
  const drain = (): void => {
    retry = undefined;
    while (backlog.length > 0 && !closed) {
      try {
        backlog = backlog.subarray(writeSync(master, backlog));
        retryMs = RETRY_FIRST_MS;
      } catch (reason) {
        if (!isFull(reason)) throw reason;
        retry = setTimeout(drain, retryMs);
        retry.unref();
        retryMs = Math.min(retryMs * 2, RETRY_MOST_MS);
        return;
      }
    }
  };

  reading.on('data', (bytes: Buffer) => {
    retryMs = RETRY_FIRST_MS;
    onBytes(bytes);
  });
  reading.on('error', () => {});

  return {
    path,
    write(bytes) {
      if (closed) return;
      backlog = Buffer.concat([backlog, bytes]);
      // Nobody reads: like a UART that overruns, forget the oldest.
      if (backlog.length > BACKLOG_MAX) backlog = backlog.subarray(backlog.length - BACKLOG_MAX);
      if (!retry) drain();
    },
    close() {
      if (closed) return;
      closed = true;
      clearTimeout(retry);
      closeSync(slave);
      reading.destroy();
    },
  };
}
