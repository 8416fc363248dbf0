import { closeSync } from 'node:fs';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** States of sd_notify(3) that a service tells its manager. */
export type ServiceState = 'READY=1' | 'STOPPING=1' | 'WATCHDOG=1' | `STATUS=${string}`;

/** Linux values; see socket(2), send(2) and unix(7). */
const AF_UNIX = 1;
const SOCK_DGRAM_CLOEXEC = 2 | 0o2000000;
const MSG_DONTWAIT = 0x40;
const MSG_NOSIGNAL = 0x4000;
const PATH_BYTES_MAX = 108;

/** A busy manager has a full queue for a moment; the event loop must not wait for it inside the kernel. */
const RETRY_MS = 20;
const TRIES_MAX = 250;

/**
 * Tells systemd how the service is, from this very process (NotifyAccess=main takes it from no other). Node.js has no
 * Unix datagrams, so libc is called. Without NOTIFY_SOCKET, that is when nobody asked, it does nothing.
 * Never fails: a service that runs must not end because its manager did not listen.
 * @returns whether the manager took it
 */
export async function sdNotify(...states: readonly ServiceState[]): Promise<boolean> {
  const path = process.env['NOTIFY_SOCKET'];
  if (!path) return false;
  try {
    const { default: koffi } = await import('koffi');
    const libc = koffi.load(null);
    const socket = libc.func('int socket(int domain, int type, int protocol)');
    const sendTo = libc.func(
      'intptr_t sendto(int fd, const void *data, size_t size, int flags, const void *to, unsigned int toSize)',
    );
    // One state a line: a line break inside a status would be read as the next state.
    const message = Buffer.from(states.map((state) => state.replace(/[\r\n]+/g, ' ')).join('\n'));
    const address = socketAddress(path);
    const fd: number = socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
    if (fd < 0) return false;
    try {
      for (let tries = 0; tries < TRIES_MAX; tries += 1) {
        const flags = MSG_NOSIGNAL | MSG_DONTWAIT;
        if (Number(sendTo(fd, message, message.length, flags, address, address.length)) >= 0) return true;
        if (koffi.errno() !== constants.errno.EAGAIN) return false;
        await sleep(RETRY_MS);
      }
      return false;
    } finally {
      closeSync(fd);
    }
  } catch {
    return false;
  }
}

/** A `struct sockaddr_un`; a path that begins with @ is an abstract name, whose first byte is 0. */
function socketAddress(path: string): Buffer {
  const name = Buffer.from(path.startsWith('@') ? `\0${path.slice(1)}` : `${path}\0`);
  if (name.length > PATH_BYTES_MAX)
    throw new RangeError(`NOTIFY_SOCKET is longer than ${PATH_BYTES_MAX} bytes`);
  const family = Buffer.alloc(2);
  new Uint16Array(family.buffer, family.byteOffset, 1)[0] = AF_UNIX;
  return Buffer.concat([family, name]);
}
