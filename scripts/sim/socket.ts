import type { AtEngine } from './atEngine.ts';
import type { SimClock } from './clock.ts';
import { pointLink, removeLink } from './link.ts';
import { type PacedWire, pacedWire } from './pacing.ts';
import { openPty, openPtyBesides, type Pty } from './pty.ts';

/** How long an unplugged port stays away. */
const BACK_AFTER_MS = 1000;

/**
 * A cable is not pulled in the very microsecond of the last byte. And serialport 13 misses a hang-up that falls into a
 * read of its own: that read gives 0 bytes, and it reads on and on.
 */
const PULL_AFTER_MS = 30;

export interface SocketOptions {
  /** A symbolic link to the PTY, replaced if it exists, removed on close. */
  link?: string;
  /** Sees every byte: 'host' is what the client wrote, 'modem' what it was answered. */
  log?: (direction: 'host' | 'modem', bytes: Buffer) => void;
  /** Bytes take as long, both ways, as on a serial line of this rate; without it no time. */
  baud?: number;
}

const UNPACED = (carry: (bytes: Buffer) => void): PacedWire => ({ push: carry, cut: () => {} });

/** Where the modem is plugged in: a PTY that can be pulled out and put back. */
export interface Socket {
  path(): string;
  unplug(backAfterMs?: number): void;
  close(): void;
}

/** Plugs an engine into a PTY. */
export function openSocket(engine: AtEngine, clock: SimClock, { link, log, baud }: SocketOptions): Socket {
  let pty: Pty | undefined;
  let path = '';
  let closing = (): void => {};
  /** The port is away and comes back. One that is away for good does when its cable is pulled once more. */
  let isAwaited = false;

  const wire = baud === undefined ? UNPACED : (carry: (bytes: Buffer) => void) => pacedWire(baud, carry);
  const toModem = wire((bytes) => {
    log?.('host', bytes);
    engine.write(bytes, pty?.baud());
  });
  const toHost = wire((bytes) => {
    log?.('modem', bytes);
    pty?.write(bytes);
  });

  const plugIn = (renamed: boolean): void => {
    isAwaited = false;
    pty = renamed ? openPtyBesides(path, toModem.push) : openPty(toModem.push);
    path = pty.path;
    pty.pause(engine.isBlocked);
    if (link) pointLink(link, path);
  };

  /** Takes the port away from view; what is returned closes it. */
  const pullOut = (): (() => void) => {
    const pulled = pty;
    pty = undefined;
    toModem.cut();
    toHost.cut();
    if (link) removeLink(link, path);
    return () => pulled?.close();
  };

  const unplug = (backAfterMs = BACK_AFTER_MS, renamed = false): void => {
    if (isAwaited) return;
    if (pty) {
      closing = pullOut();
      clock.after(PULL_AFTER_MS, closing);
    }
    if (!Number.isFinite(backAfterMs)) return;
    isAwaited = true;
    clock.after(PULL_AFTER_MS + backAfterMs, () => plugIn(renamed));
  };

  const stopListening = engine.onOutput(toHost.push);
  engine.onHangUp(unplug);
  engine.onFlow((isStopped) => pty?.pause(isStopped));
  plugIn(false);
  return {
    path: () => path,
    unplug,
    close() {
      stopListening();
      closing();
      pullOut()();
    },
  };
}
