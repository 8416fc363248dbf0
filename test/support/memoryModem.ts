import { type BytePort, PortOpenError } from '../../daemon/serial/bytePort.ts';
import { PortListeners } from '../../daemon/serial/portListeners.ts';
import type { AtEngine } from '../../scripts/sim/atEngine.ts';
import type { SimClock } from '../../scripts/sim/clock.ts';

/** A byte needs this long from the modem to the host. */
const WIRE_MS = 1;
/** A cable is not pulled in the very microsecond of the last byte. */
const PULL_AFTER_MS = 30;
const BACK_AFTER_MS = 1000;
/** What a port is opened with when nobody says otherwise. */
const BAUD_RATE = 115_200;

/** What went over a wire, in Latin-1. */
export interface WireLine {
  readonly atMs: number;
  readonly device: string;
  readonly direction: '>' | '<';
  readonly text: string;
}

const KEPT = 400;

/** Device names, and the simulated modems that are plugged in behind them: a port without any operating system. */
export class MemoryModems {
  readonly #clock: SimClock;
  readonly #plugged = new Map<string, AtEngine>();
  readonly #ports = new Map<string, MemoryPort>();
  readonly #refusals = new Map<string, string>();
  readonly #watchers = new Set<(device: string, text: string) => void>();
  /** The last of what went over the wires. */
  readonly wire: WireLine[] = [];
  /** What hosts were told in one piece with a text that no memory has. */
  readonly pushed: string[] = [];
  opened = 0;
  /** How often either side has said something. */
  said = 0;

  constructor(clock: SimClock) {
    this.#clock = clock;
  }

  /** The last of what was said, for a message about a failure. */
  tail(lines: number): string {
    const shown = this.wire.slice(-lines);
    return shown
      .map(({ atMs, direction, text }) => `${timeOf(atMs)} ${direction} ${JSON.stringify(text)}`)
      .join('\n');
  }

  /** Whatever opens the device from now on talks with this modem. */
  plug(device: string, engine: AtEngine): void {
    const known = [...this.#plugged.values()].includes(engine);
    this.#plugged.set(device, engine);
    if (known) return;
    engine.onOutput((bytes) => this.#said(engine, bytes));
    engine.onHangUp((awayMs) => {
      for (const [name, plugged] of this.#plugged) if (plugged === engine) this.unplug(name, awayMs);
    });
  }

  /** Takes the modem away for good; the one that had the port open loses it. */
  pull(device: string): void {
    this.#plugged.delete(device);
    this.#lose(device);
  }

  /** The cable is out for a while. */
  unplug(device: string, backAfterMs = BACK_AFTER_MS, backAs = device): void {
    const engine = this.#plugged.get(device);
    if (!engine) return;
    this.#plugged.delete(device);
    this.#clock.after(PULL_AFTER_MS, () => this.#lose(device));
    if (Number.isFinite(backAfterMs))
      this.#clock.after(PULL_AFTER_MS + backAfterMs, () => this.plugBack(backAs, engine));
  }

  plugBack(device: string, engine: AtEngine): void {
    this.#plugged.set(device, engine);
  }

  /** Opening fails with this errno until told otherwise. */
  refuse(device: string, code: string | undefined): void {
    if (code === undefined) this.#refusals.delete(device);
    else this.#refusals.set(device, code);
  }

  /** Sees what the host is about to write; what it does happens first. */
  onWrite(watcher: (device: string, text: string) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  readonly open = async (device: string, baudRate = BAUD_RATE): Promise<BytePort> => {
    const code = this.#refusals.get(device);
    if (code !== undefined) throw new PortOpenError(`${device}: ${code}`, code);
    const engine = this.#plugged.get(device);
    if (!engine) throw new PortOpenError(`${device}: not there`, 'ENOENT');
    if (this.#ports.has(device)) throw new PortOpenError(`${device}: held by another`, 'EBUSY');
    const port = new MemoryPort(
      (bytes) => this.#written(device, engine, bytes, baudRate),
      () => engine.isBlocked,
      () => this.#ports.delete(device),
    );
    this.#ports.set(device, port);
    this.opened += 1;
    return port;
  };

  /** The host is gone from one moment to the next: nothing that it has open does anything any more. */
  dropHost(): void {
    for (const port of this.#ports.values()) port.die();
    this.#ports.clear();
  }

  #lose(device: string): void {
    const port = this.#ports.get(device);
    this.#ports.delete(device);
    port?.lost();
  }

  #written(device: string, engine: AtEngine, bytes: Uint8Array, baudRate: number): void {
    const text = Buffer.from(bytes).toString('latin1');
    const port = this.#ports.get(device);
    for (const watcher of this.#watchers) watcher(device, text);
    // A watcher may have ended the host before the bytes left.
    if (this.#ports.get(device) !== port) return;
    this.#note(device, '>', text);
    if (this.#plugged.get(device) === engine) engine.write(bytes, baudRate);
  }

  #said(engine: AtEngine, bytes: Buffer): void {
    const text = bytes.toString('latin1');
    const device = [...this.#plugged].find(([, plugged]) => plugged === engine)?.[0];
    const port = device === undefined ? undefined : this.#ports.get(device);
    this.#note(device ?? '(unplugged)', '<', text);
    this.#clock.after(WIRE_MS, () => {
      if (port?.heard(bytes) && text.includes('+CMT:')) this.pushed.push(text);
    });
  }

  #note(device: string, direction: '>' | '<', text: string): void {
    this.said += 1;
    this.wire.push({ atMs: this.#clock.nowMs(), device, direction, text });
    if (this.wire.length > KEPT * 2) this.wire.splice(0, KEPT);
  }
}

const timeOf = (ms: number): string => new Date(ms).toISOString().slice(11, 23);

class MemoryPort implements BytePort {
  readonly #listeners = new PortListeners();
  readonly #written: (bytes: Uint8Array) => void;
  readonly #released: () => void;
  readonly #isBlocked: () => boolean;
  #dead = false;

  constructor(written: (bytes: Uint8Array) => void, isBlocked: () => boolean, released: () => void) {
    this.#written = written;
    this.#isBlocked = isBlocked;
    this.#released = released;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#dead || this.#isBlocked()) return new Promise(() => {});
    if (this.#listeners.isClosed) throw new Error('EIO: the device is gone');
    this.#written(bytes);
  }

  onBytes(listener: (bytes: Buffer) => void): void {
    this.#listeners.onBytes(listener);
  }

  onClosed(listener: (why: Error | undefined) => void): void {
    this.#listeners.onClosed(listener);
  }

  async close(): Promise<void> {
    if (this.#dead || this.#listeners.isClosed) return;
    this.#released();
    this.#listeners.closed(undefined);
  }

  /** False: nobody was there any more. */
  heard(bytes: Buffer): boolean {
    if (this.#dead || this.#listeners.isClosed) return false;
    this.#listeners.heard(bytes);
    return true;
  }

  lost(): void {
    if (!this.#dead) this.#listeners.closed(new Error('EIO: the device is gone'));
  }

  die(): void {
    this.#dead = true;
  }
}
