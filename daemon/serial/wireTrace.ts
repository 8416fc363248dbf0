import type { BytePort } from './bytePort.ts';

export type WireDirection = 'rx' | 'tx';

export interface WireEntry {
  /** Wall clock of the last byte of the entry. */
  readonly atMs: number;
  readonly direction: WireDirection;
  /** Printable: control characters are written as escapes, a PIN as `***`. */
  readonly text: string;
}

const ENTRIES_MAX = 2000;
const HELD_CHARS_MAX = 8192;
/** Whatever follows these up to the end of the line is a secret: the PIN, and the PINs of a facility lock. */
const SECRET = /(\+?\^?(?:CPIN|CPIN2|CPWD|CLCK)=)[^\r\n]*/gi;

/** The last some thousand lines of both directions, for the log level `trace` and for a dump after a fault. */
export class WireTrace {
  readonly #entries: WireEntry[] = [];
  readonly #onEntry: (entry: WireEntry) => void;
  readonly #nowMs: () => number;
  #held = '';

  constructor(onEntry: (entry: WireEntry) => void = () => {}, nowMs: () => number = Date.now) {
    this.#onEntry = onEntry;
    this.#nowMs = nowMs;
  }

  /**
   * Received bytes are held until a line ends, so that an echoed PIN is masked however it was cut; a command of ours
   * ends what was held.
   */
  add(direction: WireDirection, bytes: Uint8Array): void {
    const text = Buffer.from(bytes).toString('latin1');
    if (direction === 'tx') {
      // A half echoed PIN stays held until its line ends, or its tail would pass unmasked.
      if (this.#held.search(SECRET) < 0) this.#release(this.#held.length);
      this.#enter('tx', text);
      return;
    }
    this.#held += text;
    this.#release(this.#held.lastIndexOf('\n') + 1);
    if (this.#held.length > HELD_CHARS_MAX) this.#release(this.#held.length);
  }

  entries(): readonly WireEntry[] {
    return [...this.#entries];
  }

  #release(length: number): void {
    if (length === 0) return;
    const text = this.#held.slice(0, length);
    this.#held = this.#held.slice(length);
    this.#enter('rx', text);
  }

  #enter(direction: WireDirection, text: string): void {
    const entry = { atMs: this.#nowMs(), direction, text: printable(text.replace(SECRET, '$1***')) };
    this.#entries.push(entry);
    if (this.#entries.length > ENTRIES_MAX) this.#entries.shift();
    this.#onEntry(entry);
  }
}

function printable(text: string): string {
  return text
    .replace(/\r/g, '\\r')
    .replace(/\n/g, '\\n')
    .replace(/\x1a/g, '<SUB>')
    .replace(/\x1b/g, '<ESC>')
    .replace(/[^\x20-\x7e]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** The same port, with everything that passes noted before anybody else sees it. For one listener. */
export function traced(port: BytePort, trace: WireTrace): BytePort {
  return {
    write: (bytes) => {
      trace.add('tx', bytes);
      return port.write(bytes);
    },
    onBytes: (listener) =>
      port.onBytes((bytes) => {
        trace.add('rx', bytes);
        listener(bytes);
      }),
    onClosed: (listener) => port.onClosed(listener),
    close: (how) => port.close(how),
  };
}
