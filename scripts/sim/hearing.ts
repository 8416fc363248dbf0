import type { SimClock } from './clock.ts';

/** How far the modem has fallen silent: not at all, answers only, altogether. */
export type Silence = 'none' | 'answers' | 'all';

/** Silence around the +++ that leads out of data mode; the makers' S12 is a second with most. */
const GUARD_MS = 1000;
/** What a receiver makes of bytes at another rate than its own. */
const GARBLED_BITS = 0x95;

/** What keeps the modem from hearing the host, and from being heard. */
export class Hearing {
  /** It is starting. */
  deaf = false;
  silence: Silence = 'none';
  /** The only baud rate that its UART has; undefined when it follows the host's. */
  rate: number | undefined;
  /** The rate of the host's last bytes, where whoever carries them knows it. */
  hostRate: number | undefined;
  readonly #clock: SimClock;
  readonly #flowListeners = new Set<(isStopped: boolean) => void>();
  #data: { readonly escapable: boolean; heard: string; heardAtMs: number; cancel: () => void } | undefined;
  #blockedUntilMs = 0;

  constructor(clock: SimClock) {
    this.#clock = clock;
  }

  /** It takes no bytes at all (CTS low): whoever carries them cannot get rid of them. */
  get isBlocked(): boolean {
    return this.#clock.nowMs() < this.#blockedUntilMs;
  }

  blockFor(ms: number): void {
    this.#blockedUntilMs = this.#clock.nowMs() + ms;
    this.#tellFlow();
    this.#clock.after(ms, () => this.#tellFlow());
  }

  onFlow(listener: (isStopped: boolean) => void): void {
    this.#flowListeners.add(listener);
  }

  #tellFlow(): void {
    for (const listener of this.#flowListeners) listener(this.isBlocked);
  }

  /** What comes is data and no command. */
  get data(): boolean {
    return this.#data !== undefined;
  }

  takeData(escapable: boolean): void {
    this.#data = { escapable, heard: '', heardAtMs: this.#clock.nowMs(), cancel: () => {} };
  }

  leaveData(): void {
    this.#data?.cancel();
    this.#data = undefined;
  }

  /** Data comes; calls back when it was +++ and nothing else between two silences. */
  hearData(bytes: Uint8Array, escaped: () => void): void {
    const data = this.#data;
    if (!data?.escapable) return;
    data.cancel();
    const nowMs = this.#clock.nowMs();
    if (nowMs - data.heardAtMs >= GUARD_MS) data.heard = '';
    data.heardAtMs = nowMs;
    data.heard = (data.heard + Buffer.from(bytes).toString('latin1')).slice(0, 4);
    if (data.heard === '+++') data.cancel = this.#clock.after(GUARD_MS, escaped);
  }

  /** Host and modem do not talk at the same rate. */
  get #isGarbled(): boolean {
    return this.rate !== undefined && this.hostRate !== undefined && this.rate !== this.hostRate;
  }

  /** What the host makes of what is said. */
  toHost(bytes: Buffer): Buffer {
    return this.#isGarbled ? Buffer.from(bytes.map((byte) => byte ^ GARBLED_BITS)) : bytes;
  }

  get hears(): boolean {
    return !this.deaf && this.silence === 'none' && !this.isBlocked && !this.#isGarbled;
  }

  get isHeard(): boolean {
    return !this.deaf && !this.data && this.silence !== 'all';
  }

  /** Power off and on cures all of it, after a while. */
  restart(): void {
    this.deaf = true;
    this.silence = 'none';
    this.rate = undefined;
    this.leaveData();
    this.#blockedUntilMs = 0;
    this.#tellFlow();
  }
}
