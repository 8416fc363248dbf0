/** A start bit, eight of data, and a stop bit. */
const BITS_PER_OCTET = 10;
/** What comes in pieces no longer than this looks like a line, and does not wake the host for each octet. */
const PIECE_MS = 4;
/** setTimeout may be a millisecond late: shorter waits are spun through. */
const SPIN_MS = 1.5;

/** One direction of a serial line. */
export interface PacedWire {
  push(bytes: Buffer): void;
  /** Drops what is on its way. */
  cut(): void;
}

/** Lets bytes through as fast as a line of that rate does, in real time. */
export function pacedWire(baud: number, carry: (bytes: Buffer) => void): PacedWire {
  const octetsPerMs = baud / BITS_PER_OCTET / 1000;
  let waiting = Buffer.alloc(0);
  /** When the last octet that was carried had left. */
  let leftAtMs = 0;
  let cancel: (() => void) | undefined;

  const later = (ms: number): void => {
    if (ms > SPIN_MS) {
      const timer = setTimeout(step, ms - 1);
      cancel = () => clearTimeout(timer);
    } else {
      const turn = setImmediate(step);
      cancel = () => clearImmediate(turn);
    }
  };
  const step = (): void => {
    cancel = undefined;
    while (waiting.length > 0 && !cancel) {
      const octets = Math.min(waiting.length, Math.ceil(PIECE_MS * octetsPerMs));
      const pieceAtMs = leftAtMs + octets / octetsPerMs;
      const restMs = pieceAtMs - performance.now();
      if (restMs > 0) {
        later(restMs);
      } else {
        leftAtMs = pieceAtMs;
        const piece = waiting.subarray(0, octets);
        waiting = waiting.subarray(octets);
        carry(piece);
      }
    }
  };

  return {
    push(bytes) {
      if (waiting.length === 0) leftAtMs = Math.max(leftAtMs, performance.now());
      waiting = Buffer.concat([waiting, bytes]);
      if (!cancel) step();
    },
    cut() {
      cancel?.();
      cancel = undefined;
      waiting = Buffer.alloc(0);
    },
  };
}
