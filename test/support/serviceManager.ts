import { closeSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import koffi from 'koffi';

const libc = koffi.load(null);
const socket = libc.func('int socket(int domain, int type, int protocol)');
const bind = libc.func('int bind(int fd, const void *address, unsigned int size)');
const receive = libc.func('intptr_t recv(int fd, void *data, size_t size, int flags)');

const AF_UNIX = 1;
const SOCK_DGRAM_CLOEXEC = 2 | 0o2000000;
const MSG_DONTWAIT = 0x40;

/** systemd's side of NOTIFY_SOCKET: a real datagram socket of the kernel. */
export interface ServiceManager {
  /** For NOTIFY_SOCKET. */
  readonly path: string;
  /** Every datagram that came until now, oldest first. */
  heard(): string[];
  close(): void;
}

/** @param abstract a name in the kernel's own space, written with @, instead of a file */
export function listenAsServiceManager(abstract = false): ServiceManager {
  const folder = mkdtempSync(join(tmpdir(), 'helpdesk-notify-'));
  const path = abstract ? `@${folder}` : join(folder, 'notify');
  const name = Buffer.from(abstract ? `\0${folder}` : `${path}\0`);
  // The family is one 16-bit word; every machine that this runs on is little-endian.
  const address = Buffer.concat([Buffer.from([AF_UNIX, 0]), name]);
  const fd: number = socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
  if (fd < 0 || bind(fd, address, address.length) !== 0) throw new Error(`cannot listen at ${path}`);
  const heard: string[] = [];
  const buffer = Buffer.alloc(4096);
  return {
    path,
    heard: () => {
      for (;;) {
        const size = Number(receive(fd, buffer, buffer.length, MSG_DONTWAIT));
        if (size < 0) return [...heard];
        heard.push(buffer.toString('utf8', 0, size));
      }
    },
    close: () => {
      closeSync(fd);
      rmSync(folder, { recursive: true });
    },
  };
}
