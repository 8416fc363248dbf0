import { monotonicMs } from '../at/wait.ts';

/** Nobody takes calls here: each is a missed one. */
export interface MissedCall {
  /** As the network wrote it; undefined: withheld. */
  readonly caller: string | undefined;
  readonly rings: number;
}

/** The same, with the SIM that was called. */
export interface CallOfSim extends MissedCall {
  readonly simId: string | undefined;
}

/** Rings no further apart than this are one call. */
const ONE_CALL_MS = 10_000;
/** RING and +CRING of the same ring. */
const SAME_RING_MS = 500;
/** The number follows the ring; with a call that is ended before it the caller stays unknown. */
const NUMBER_FOLLOWS_MS = 1500;
/** A phone rings every five seconds or so: without another ring the caller has given up. */
const STILL_RINGS_MS = 7000;

/** Makes calls of the lines that a ringing modem prints (27.007 §6.11, §7.6). */
export class CallWatch {
  readonly #tell: (call: MissedCall) => void;
  #caller: string | undefined;
  #rings = 0;
  #lastRingAtMs = Number.NEGATIVE_INFINITY;
  #hangUpAtMs = Number.POSITIVE_INFINITY;
  #end: NodeJS.Timeout | undefined;

  constructor(tell: (call: MissedCall) => void) {
    this.#tell = tell;
  }

  /** How long until the call should be ended, so that the line is free; infinite: there is none. */
  msToHangUp(): number {
    const nowMs = monotonicMs();
    if (nowMs - this.#lastRingAtMs > STILL_RINGS_MS) return Number.POSITIVE_INFINITY;
    return Math.max(0, this.#hangUpAtMs - nowMs);
  }

  hungUp(): void {
    this.#hangUpAtMs = Number.POSITIVE_INFINITY;
  }

  take(line: string): void {
    if (line === 'RING' || /^\+CRING:/i.test(line)) this.#ring();
    else if (/^\+CLIP:/i.test(line)) this.#number(/^\+CLIP: *"?([^",]*)/i.exec(line)?.[1]);
    else if (line.startsWith('MISSED_CALL:')) this.#missed(/\+?\d{5,}\s*$/.exec(line)?.[0].trim());
    else if (line === 'NO CARRIER') this.hungUp();
  }

  /** Tells of what is not over yet. */
  flush(): void {
    clearTimeout(this.#end);
    const call = { caller: this.#caller, rings: this.#rings };
    this.#caller = undefined;
    this.#rings = 0;
    if (call.rings > 0) this.#tell(call);
  }

  #ring(): void {
    const nowMs = monotonicMs();
    if (nowMs - this.#lastRingAtMs < SAME_RING_MS) return;
    this.#lastRingAtMs = nowMs;
    this.#rings += 1;
    if (this.#rings === 1 || this.#hangUpAtMs === Number.POSITIVE_INFINITY)
      this.#hangUpAtMs = nowMs + (this.#caller === undefined ? NUMBER_FOLLOWS_MS : 0);
    this.#waitForTheEnd();
  }

  #number(number: string | undefined): void {
    const caller = number || undefined;
    // The ring before it was the first one of this call.
    if (caller !== undefined && this.#caller !== undefined && caller !== this.#caller) {
      this.#rings -= 1;
      this.flush();
      this.#rings = 1;
    }
    if (this.#rings === 0) this.#ring();
    this.#caller ??= caller;
    this.#hangUpAtMs = monotonicMs();
    this.#waitForTheEnd();
  }

  /** Some firmwares tell of a call only when it is over. */
  #missed(number: string | undefined): void {
    this.hungUp();
    this.#caller ??= number;
    this.#rings = Math.max(1, this.#rings);
    this.#waitForTheEnd();
  }

  #waitForTheEnd(): void {
    clearTimeout(this.#end);
    this.#end = setTimeout(() => this.flush(), ONE_CALL_MS).unref();
  }
}
