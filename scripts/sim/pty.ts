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
const getSpeed = libc.func('uint cfgetospeed(const void *attributes)');
const makeRaw = libc.func('void cfmakeraw(void *attributes)');

const O_CLOEXEC = 0o2000000;
/** The codes of baud rates (termbits.h); a newer libc has the rates themselves. */
const BAUD_RATES: Readonly<Record<number, number>> = {
  13: 9600,
  14: 19_200,
  15: 38_400,
  4097: 57_600,
  4098: 115_200,
  4099: 230_400,
  4100: 460_800,
};
/** More than struct termios has on any Linux. */
const TERMIOS_BYTES = 128;
const BACKLOG_MAX = 1024 * 1024;
const RETRY_FIRST_MS = 2;
const RETRY_MOST_MS = 500;

/** A pseudo terminal: we hold the master, any program may open `path` as if it were a serial port. */
export interface Pty {
  readonly path: string;
  write(bytes: Buffer): void;
  /** Whether what the client writes stays with the kernel, as with a UART whose CTS is low. */
  pause(isStopped: boolean): void;
  /** The rate that the client has set. */
  baud(): number;
  close(): void;
}

function must(result: number, what: string): void {
  if (result !== 0) throw new Error(`${what} failed (${result})`);
}

function attributesOf(fd: number): Buffer {
  const attributes = Buffer.alloc(TERMIOS_BYTES);
  must(getAttributes(fd, attributes), 'tcgetattr');
  return attributes;
}

/** A raw line from the start: else the kernel would echo the modem's words back to it as commands. */
function setRaw(fd: number): void {
  const attributes = attributesOf(fd);
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
    pause(isStopped) {
      if (isStopped) reading.pause();
      else reading.resume();
    },
    baud() {
      const speed: number = getSpeed(attributesOf(slave));
      return BAUD_RATES[speed] ?? speed;
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

/** The same under another name than one that was free a moment ago. */
export function openPtyBesides(path: string, onBytes: (bytes: Buffer) => void): Pty {
  const pty = openPty(onBytes);
  if (pty.path !== path) return pty;
  const other = openPty(onBytes);
  pty.close();
  return other;
}
