import type { SimClock } from './clock.ts';

/** How far the modem has fallen silent: not at all, answers only, altogether. */
export type Silence = 'none' | 'answers' | 'all';

/** What keeps the modem from hearing the host, and from being heard. */
export class Hearing {
  /** It is starting. */
  deaf = false;
  silence: Silence = 'none';
  /** What comes is data and no command. */
  data = false;
  readonly #clock: SimClock;
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
  }

  get hears(): boolean {
    return !this.deaf && this.silence === 'none' && !this.isBlocked;
  }

  get isHeard(): boolean {
    return !this.deaf && !this.data && this.silence !== 'all';
  }

  /** Power off and on cures all of it, after a while. */
  restart(): void {
    this.deaf = true;
    this.silence = 'none';
    this.data = false;
    this.#blockedUntilMs = 0;
  }
}
