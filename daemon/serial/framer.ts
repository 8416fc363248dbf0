import { Transform, type TransformCallback } from 'node:stream';

/** Longest line worth keeping: the longest legal one is a PDU of 176 octets, about 360 characters. */
export const LINE_CHARS_MAX = 4096;

/**
 * In-band mark at the end of a line that was cut at {@link LINE_CHARS_MAX}. NUL cannot come from the wire, because the
 * framer drops it there (modems send NULs after a reset).
 */
export const CUT_MARK = '\0';

const NUL = 0x00;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const GREATER = 0x3e;
const CUT = CUT_MARK.charCodeAt(0);

/**
 * Makes every kind of line end a single LF, so that a plain line splitter may follow:
 * - CR, LF, CR LF, CR CR LF (echo with E1, `+CLAC` of some sticks) all end a line; empty lines vanish;
 * - the send prompt `> ` has no line end of its own (27.005 §3.5.1); it becomes the line `>`;
 * - NULs are dropped; a line over the cap is cut and marked.
 * Bytes are passed on as they are (Latin-1), never decoded here.
 */
export class Framer extends Transform {
  #lineChars = 0;
  #afterPrompt = false;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    // A prompt adds one byte at the most to each byte that came in, so twice the length always suffices.
    const out = Buffer.allocUnsafe(chunk.length * 2);
    let length = 0;
    for (const byte of chunk) {
      if (byte === NUL) continue;
      if (byte === CR || byte === LF) {
        if (this.#lineChars > 0) out[length++] = LF;
        this.#lineChars = 0;
        this.#afterPrompt = false;
        continue;
      }
      if (this.#afterPrompt) {
        this.#afterPrompt = false;
        if (byte === SPACE) continue; // `>` or `> `, by vendor
      }
      if (byte === GREATER && this.#lineChars === 0) {
        out[length++] = GREATER;
        out[length++] = LF;
        this.#afterPrompt = true;
        continue;
      }
      if (this.#lineChars < LINE_CHARS_MAX) out[length++] = byte;
      else if (this.#lineChars === LINE_CHARS_MAX) out[length++] = CUT;
      this.#lineChars += 1;
    }
    done(null, out.subarray(0, length));
  }
}
