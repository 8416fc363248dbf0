import type { AtEngine } from './atEngine.ts';
import type { SimClock } from './clock.ts';
import { pointLink, removeLink } from './link.ts';
import { openPty, type Pty } from './pty.ts';

/** How long an unplugged port stays away. */
const BACK_AFTER_MS = 1000;

export interface SocketOptions {
  /** A symbolic link to the PTY, replaced if it exists, removed on close. */
  link?: string;
  /** Sees every byte: 'host' is what the client wrote, 'modem' what it was answered. */
  log?: (direction: 'host' | 'modem', bytes: Buffer) => void;
}

/** Where the modem is plugged in: a PTY that can be pulled out and put back. */
export interface Socket {
  path(): string;
  unplug(backAfterMs?: number): void;
  close(): void;
}

/** Plugs an engine into a PTY. */
export function openSocket(engine: AtEngine, clock: SimClock, { link, log }: SocketOptions): Socket {
  let pty: Pty | undefined;
  let path = '';

  const plugIn = (): void => {
    pty = openPty((bytes) => {
      log?.('host', bytes);
      engine.write(bytes);
    });
    path = pty.path;
    if (link) pointLink(link, path);
  };

  const pullOut = (): void => {
    if (link) removeLink(link, path);
    pty?.close();
    pty = undefined;
  };

  const unplug = (backAfterMs = BACK_AFTER_MS): void => {
    if (!pty) return;
    pullOut();
    clock.after(backAfterMs, plugIn);
  };

  const stopListening = engine.onOutput((bytes) => {
    log?.('modem', bytes);
    pty?.write(bytes);
  });
  engine.onHangUp(() => unplug());
  plugIn();
  return {
    path: () => path,
    unplug,
    close() {
      stopListening();
      pullOut();
    },
  };
}
