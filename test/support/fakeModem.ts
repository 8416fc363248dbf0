import type { BytePort } from '../../daemon/serial/bytePort.ts';
import { PortListeners } from '../../daemon/serial/portListeners.ts';

/** Latin-1 text that goes back; several pieces are several chunks on the wire; undefined is silence. */
export type Reply = string | readonly string[] | undefined;
export type Answer = Reply | ((written: string) => Reply);

/** Bytes written → bytes answered. The key is what one write brought, e.g. `AT+CSQ\r`, or a pattern for it. */
export type Script = Readonly<Record<string, Answer>> | ReadonlyArray<readonly [string | RegExp, Answer]>;

export const ok = (...info: string[]): string =>
  `${info.map((line) => `\r\n${line}\r\n`).join('')}\r\nOK\r\n`;

/** A modem at the level of bytes: it knows a script and nothing else. */
export class FakeModem implements BytePort {
  /** Everything that was written, one entry per write, as Latin-1. */
  readonly written: string[] = [];
  readonly #listeners = new PortListeners();
  readonly #script: Array<readonly [string | RegExp, Answer]> = [];
  readonly #onlyOnce = new Set<readonly [string | RegExp, Answer]>();
  /** Cuts what the modem says into chunks; by default each reply is one. */
  cut: (text: string) => readonly string[] = (text) => [text];
  /** Swallows everything, as a dead AT side does. */
  mute = false;
  /** Writes never finish, as with CTS low. */
  stuck = false;
  #unclosable = false;
  closeCalls = 0;

  constructor(script: Script = {}) {
    this.add(script);
  }

  /** Later scripts go first. */
  add(script: Script): void {
    const rows = Array.isArray(script) ? script : Object.entries(script);
    this.#script.unshift(...(rows as Array<readonly [string | RegExp, Answer]>));
  }

  /** Answers the first matching write so, and the later ones as before. */
  once(key: string | RegExp, answer: Answer): void {
    const row = [key, answer] as const;
    this.#script.unshift(row);
    this.#onlyOnce.add(row);
  }

  /** Closing never finishes, as with some drivers. */
  refuseToClose(): void {
    this.#unclosable = true;
  }

  /** All commands written so far, without their CR. */
  get commands(): string[] {
    return this.written.filter((w) => w.startsWith('AT')).map((w) => w.replace(/\r$/, ''));
  }

  say(text: string): void {
    for (const piece of this.cut(text)) this.#listeners.heard(Buffer.from(piece, 'latin1'));
  }

  unplug(why: Error | undefined = new Error('EIO: the device is gone')): void {
    this.#listeners.closed(why);
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#listeners.isClosed) throw new Error('closed');
    const text = Buffer.from(bytes).toString('latin1');
    this.written.push(text);
    if (this.stuck) return new Promise<void>(() => {});
    if (this.mute) return;
    const row = this.#script.find(([key]) => (typeof key === 'string' ? key === text : key.test(text)));
    if (row && this.#onlyOnce.delete(row)) this.#script.splice(this.#script.indexOf(row), 1);
    const answer = typeof row?.[1] === 'function' ? row[1](text) : row?.[1];
    if (answer === undefined) return;
    for (const piece of typeof answer === 'string' ? [answer] : answer) this.say(piece);
  }

  onBytes(listener: (bytes: Buffer) => void): void {
    this.#listeners.onBytes(listener);
  }

  onClosed(listener: (why: Error | undefined) => void): void {
    this.#listeners.onClosed(listener);
  }

  async close(): Promise<void> {
    this.closeCalls += 1;
    if (this.#unclosable) return new Promise<void>(() => {});
    this.#listeners.closed(undefined);
  }
}
