const CR = 0x0d;
const BACKSPACE = 0x08;
const CTRL_Z = 0x1a;
const ESC = 0x1b;
const TYPED_MAX = 4096;

/** What the reader makes of a byte. */
export type Heard =
  | { readonly heard: 'line'; readonly body: string }
  | { readonly heard: 'tooLong' }
  | { readonly heard: 'repeat' }
  | { readonly heard: 'typed'; readonly bytes: Buffer }
  | { readonly heard: 'abandoned' }
  | { readonly heard: 'newTextLine' };

/**
 * Makes command lines, and the text typed at a prompt, out of bytes (V.250 §5.2.1, 27.005 §3.5.1): a line starts
 * with AT in either case, whatever stood before is dropped, only CR ends it, backspace edits it.
 */
export class LineReader {
  #line = '';
  #typed: number[] | undefined;
  readonly #lineMax: () => number;

  /** `lineMax`: the longest line that is taken, AT included. */
  constructor(lineMax: () => number) {
    this.#lineMax = lineMax;
  }

  /** True while a command line has begun and not ended. */
  get midLine(): boolean {
    return this.#line !== '';
  }

  get atPrompt(): boolean {
    return this.#typed !== undefined;
  }

  openPrompt(): void {
    this.#typed = [];
  }

  reset(): void {
    this.#line = '';
    this.#typed = undefined;
  }

  feed(byte: number): Heard | undefined {
    return this.#typed ? this.#feedPrompt(byte, this.#typed) : this.#feedLine(byte);
  }

  #feedLine(byte: number): Heard | undefined {
    if (byte === CR) return this.#endLine();
    if (byte === BACKSPACE) {
      this.#line = this.#line.slice(0, -1);
      return undefined;
    }
    if (byte < 0x20) return undefined;
    if (this.#line.length <= this.#lineMax() + 2) this.#line += String.fromCharCode(byte);
    if (/a\/$/i.test(this.#line) && !/at/i.test(this.#line)) {
      this.#line = '';
      return { heard: 'repeat' };
    }
    return undefined;
  }

  #endLine(): Heard | undefined {
    const line = this.#line;
    this.#line = '';
    const start = line.search(/at/i);
    if (start < 0) return undefined;
    if (line.length > this.#lineMax()) return { heard: 'tooLong' };
    return { heard: 'line', body: line.slice(start + 2) };
  }

  #feedPrompt(byte: number, typed: number[]): Heard | undefined {
    if (byte === CTRL_Z || byte === ESC) {
      this.#typed = undefined;
      return byte === ESC ? { heard: 'abandoned' } : { heard: 'typed', bytes: Buffer.from(typed) };
    }
    if (byte === BACKSPACE) typed.pop();
    else if (typed.length < TYPED_MAX) typed.push(byte);
    return byte === CR ? { heard: 'newTextLine' } : undefined;
  }
}
