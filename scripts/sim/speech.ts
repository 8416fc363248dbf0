import type { SimClock } from './clock.ts';
import type { Piece } from './faultBoard.ts';
import type { Frame } from './personalities/personality.ts';
import { NUMERIC_RESULTS } from './reply.ts';
import type { Settings } from './settings.ts';

const HELD_MAX = 256;

/** One piece as it goes on the line by ATV and ATQ; `before` is the piece said just before it (V.250 §5.7). */
function framed(
  piece: Piece,
  before: Piece | undefined,
  { verbose, quiet }: Settings,
  frames: readonly Frame[],
): string {
  switch (piece.role) {
    case 'raw':
    case 'prompt':
      return piece.text;
    case 'urc': {
      const frame = frames.find(({ prefix }) => piece.text.startsWith(prefix));
      return `${frame?.before ?? '\r\n'}${piece.text}${frame?.after ?? '\r\n'}`;
    }
    case 'info':
      return verbose && before?.role !== 'info' ? `\r\n${piece.text}\r\n` : `${piece.text}\r\n`;
    case 'final': {
      if (quiet) return '';
      const digit = verbose ? undefined : NUMERIC_RESULTS[piece.text];
      return digit === undefined ? `\r\n${piece.text}\r\n` : `${digit}\r`;
    }
  }
}

/** The modem's mouth: frames what is said, gathers what belongs to one stretch, and hands bytes to the listeners. */
export class Speech {
  readonly #listeners = new Set<(bytes: Buffer) => void>();
  readonly #clock: SimClock;
  readonly #settings: () => Settings;
  readonly #frames: () => readonly Frame[];
  #gathered = '';
  #stretches = 0;
  #life = 0;
  #held: string[] = [];
  muted = false;

  constructor(clock: SimClock, settings: () => Settings, frames: () => readonly Frame[]) {
    this.#clock = clock;
    this.#settings = settings;
    this.#frames = frames;
  }

  onBytes(listener: (bytes: Buffer) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Runs a job; all that it says leaves in one piece at its end. */
  stretch(job: () => void): void {
    this.#stretches += 1;
    job();
    this.#stretches -= 1;
    if (this.#stretches > 0 || this.#gathered === '') return;
    const bytes = Buffer.from(this.#gathered, 'latin1');
    this.#gathered = '';
    for (const listener of this.#listeners) listener(bytes);
  }

  /** A stretch that comes later, unless the modem restarts before. */
  later(delayMs: number, job: () => void): void {
    const life = this.#life;
    this.#clock.after(delayMs, () => {
      if (life === this.#life) this.stretch(job);
    });
  }

  /** Counts restarts: what was begun before one is not said after it. */
  get life(): number {
    return this.#life;
  }

  /** Drops everything that is still to be said. */
  restart(): void {
    this.#life += 1;
    this.#held = [];
    this.muted = false;
  }

  /** Keeps an unsolicited line until it does not fall into anything else. */
  hold(text: string): void {
    this.#held.push(text);
    if (this.#held.length > HELD_MAX) this.#held.shift();
  }

  /** Says the lines that were kept. */
  release(): void {
    for (const text of this.#held) this.#unsolicited(text);
    this.#held = [];
  }

  raw(text: string): void {
    if (!this.muted) this.#gathered += text;
  }

  #unsolicited(text: string): void {
    this.#gathered += framed({ role: 'urc', text }, undefined, this.#settings(), this.#frames());
  }

  /** Says pieces one after the other, each after its own wait, then goes on. */
  say(pieces: readonly Piece[], done: () => void, previous?: Piece): void {
    let before = previous;
    for (const [at, piece] of pieces.entries()) {
      if (piece.afterMs) {
        const rest = [{ role: piece.role, text: piece.text }, ...pieces.slice(at + 1)];
        this.later(piece.afterMs, () => this.say(rest, done, before));
        return;
      }
      this.raw(framed(piece, before, this.#settings(), this.#frames()));
      before = piece;
    }
    done();
  }
}
