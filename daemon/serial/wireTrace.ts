import type { BytePort } from './bytePort.ts';

/**
 * `opened` and `closed`: the port itself; a `closed` with the text `lost` was not of our doing. `omitted`: so many
 * entries were here that are not kept.
 */
export type WireDirection = 'rx' | 'tx' | 'opened' | 'closed' | 'omitted';

export interface WireEntry {
  /** Wall clock of the last byte of the entry. */
  readonly atMs: number;
  /** The same on a clock that is never set. */
  readonly monotonicMs: number;
  readonly direction: WireDirection;
  /** The bytes as Latin-1, a PIN among them as `***`. */
  readonly text: string;
}

const ENTRIES_MAX = 2000;
/** Without what an entry itself costs. */
const CHARS_MAX = 512 * 1024;
/** Of the beginning of a connection: the preparations, without which nobody knows what the modem was told. */
const HEAD_ENTRIES_MAX = 400;
const HEAD_CHARS_MAX = 64 * 1024;
const HELD_CHARS_MAX = 8192;
/** Whatever follows these up to the end of the line is a secret: the PIN, and the PINs of a facility lock. */
const SECRET = /(\+?\^?(?:CPIN|CPIN2|CPWD|CLCK)=)[^\r\n]*/gi;

/** An echo comes before the answer, and certainly before so many more commands were sent. */
const ECHO_COMMANDS_MAX = 3;

/** A command as the trace has it. */
export const withoutSecrets = (text: string): string => text.replace(SECRET, '$1***');

export interface WireClocks {
  readonly nowMs: () => number;
  readonly monotonicMs: () => number;
}

const CLOCKS: WireClocks = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

/**
 * The last some thousand lines of both directions and the beginning of the last connection, for the log level `trace`
 * and for a dump after a fault.
 */
export class WireTrace {
  readonly #entries: WireEntry[] = [];
  #head: WireEntry[] = [];
  #headChars = 0;
  /** How many entries there were since the beginning of the last connection. */
  #count = 0;
  readonly #onEntry: (entry: WireEntry) => void;
  readonly #clocks: WireClocks;
  #chars = 0;
  #held = '';
  #heldAt: Pick<WireEntry, 'atMs' | 'monotonicMs'> | undefined;
  /** Of the last secret command; an echo that lost a byte does not show any more what it was. */
  #codes: readonly string[] = [];
  #commandsSince = 0;

  constructor(onEntry: (entry: WireEntry) => void = () => {}, clocks: WireClocks = CLOCKS) {
    this.#onEntry = onEntry;
    this.#clocks = clocks;
  }

  /**
   * Received bytes are held until a line ends, so that an echoed PIN is masked however it was cut; a command of ours
   * ends what was held.
   */
  add(direction: 'rx' | 'tx', bytes: Uint8Array): void {
    const text = Buffer.from(bytes).toString('latin1');
    if (direction === 'tx') {
      // A half echoed PIN stays held until its line ends, or its tail would pass unmasked.
      if (this.#held.search(SECRET) < 0) this.#release(this.#held.length);
      this.#noteCodes(text);
      this.#enter('tx', text, this.#now());
      return;
    }
    this.#held += text;
    this.#heldAt = this.#now();
    this.#release(this.#held.lastIndexOf('\n') + 1);
    if (this.#held.length > HELD_CHARS_MAX) this.#release(this.#held.length);
  }

  mark(direction: 'opened' | 'closed', text = ''): void {
    this.#release(this.#held.length);
    this.#enter(direction, text, this.#now());
  }

  #noteCodes(text: string): void {
    const secret = text.match(SECRET);
    this.#commandsSince += 1;
    if (secret) {
      this.#codes = secret.flatMap((command) => command.match(/\d{4,}/g) ?? []);
      this.#commandsSince = 0;
    } else if (this.#commandsSince >= ECHO_COMMANDS_MAX) this.#codes = [];
  }

  entries(): readonly WireEntry[] {
    const omitted = this.#count - this.#entries.length;
    const [first] = this.#entries;
    if (omitted <= 0 || !first) return [...this.#entries];
    const head = this.#head.slice(0, omitted);
    if (head.length === omitted) return [...head, ...this.#entries];
    const gap: WireEntry = { ...first, direction: 'omitted', text: String(omitted - head.length) };
    return [...head, gap, ...this.#entries];
  }

  #now(): Pick<WireEntry, 'atMs' | 'monotonicMs'> {
    return { atMs: this.#clocks.nowMs(), monotonicMs: this.#clocks.monotonicMs() };
  }

  #release(length: number): void {
    if (length === 0) return;
    const text = this.#held.slice(0, length);
    this.#held = this.#held.slice(length);
    const clean = this.#codes.reduce((left, code) => left.replaceAll(code, '***'), text);
    this.#enter('rx', clean, this.#heldAt ?? this.#now());
  }

  #enter(direction: WireDirection, text: string, at: Pick<WireEntry, 'atMs' | 'monotonicMs'>): void {
    const entry = { ...at, direction, text: withoutSecrets(text) };
    this.#entries.push(entry);
    this.#chars += entry.text.length;
    this.#keepHead(entry);
    while (this.#entries.length > ENTRIES_MAX || this.#chars > CHARS_MAX)
      this.#chars -= this.#entries.shift()?.text.length ?? 0;
    this.#onEntry(entry);
  }

  #keepHead(entry: WireEntry): void {
    if (entry.direction === 'opened') {
      this.#head = [];
      this.#headChars = 0;
      this.#count = 0;
    }
    this.#count += 1;
    const isFull =
      this.#head.length === HEAD_ENTRIES_MAX || this.#headChars + entry.text.length > HEAD_CHARS_MAX;
    // Nothing after a gap: the head is the beginning as a whole.
    if (isFull || this.#head.length !== this.#count - 1) return;
    this.#head.push(entry);
    this.#headChars += entry.text.length;
  }
}

/** For people: control characters as escapes. */
export function printable(text: string): string {
  return text
    .replace(/\r/g, '\\r')
    .replace(/\n/g, '\\n')
    .replace(/\x1a/g, '<SUB>')
    .replace(/\x1b/g, '<ESC>')
    .replace(/[^\x20-\x7e]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** The same port, with everything that passes noted before anybody else sees it. For one listener. */
export function traced(port: BytePort, trace: WireTrace): BytePort {
  trace.mark('opened');
  port.onClosed((why) => trace.mark('closed', why && 'lost'));
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
