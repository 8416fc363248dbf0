import type { Logger } from '../../db/logger.ts';
import type { BytePort } from '../serial/bytePort.ts';
import { type LineReader, readLines } from '../serial/lineReader.ts';
import { type Exchange, type Heard, step } from './exchange.ts';
import { type Expectation, LineSorter, type Sorted, TRAILING_MS } from './sorter.ts';
import type { AtEvent } from './unsolicited.ts';
import { monotonicMs } from './wait.ts';

/** A flood of fifty lines a second must not become a flood of log lines. */
const NOISE_LOG_EVERY = 500;

export interface DialogueOptions {
  readonly log: Logger;
  /** Called synchronously, in the order of the wire. Must not throw. */
  onEvent(event: AtEvent): void;
  onClosed(why: Error | undefined): void;
  /** Something came that does not fit: whose answer the next line is, is open. */
  onConfusion(reason: string): void;
}

interface Pending {
  state: Exchange;
  readonly expected: Expectation;
  readonly changed: (state: Exchange, input: Heard) => void;
}

/**
 * One wire and at most one exchange on it. Lines are sorted against the exchange in flight; what belongs to it moves
 * its state, events go out, the rest is counted.
 */
export class Dialogue {
  readonly #port: BytePort;
  readonly #options: DialogueOptions;
  readonly #reader: LineReader;
  readonly #sorter = new LineSorter(monotonicMs);
  #pending: Pending | undefined;
  #closed = false;
  #overdue: NodeJS.Timeout | undefined;
  #lastByteAtMs = monotonicMs();
  #finals = 0;
  #noise = 0;
  #echoes = 0;

  constructor(port: BytePort, options: DialogueOptions) {
    this.#port = port;
    this.#options = options;
    this.#reader = readLines(
      (line) => this.#onLine(line),
      () => options.onConfusion('a line was too long'),
    );
    port.onBytes((bytes) => {
      this.#lastByteAtMs = monotonicMs();
      this.#reader.feed(bytes);
    });
    port.onClosed((why) => this.close(why));
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Monotonic clock. */
  get lastByteAtMs(): number {
    return this.#lastByteAtMs;
  }

  /** Final results so far, whoever they belonged to. */
  get finalsHeard(): number {
    return this.#finals;
  }

  /** Lines so far that repeated what was sent. */
  get echoes(): number {
    return this.#echoes;
  }

  /** Lines so far that meant nothing to anybody. */
  get noiseLines(): number {
    return this.#noise;
  }

  /**
   * Registers what is waited for, before the first byte leaves. `changed` is told of every input that the state took,
   * the last one being the end.
   */
  begin(state: Exchange, expected: Expectation, changed: Pending['changed']): void {
    this.#sorter.expectNothing();
    this.#pending = { state, expected, changed };
    if (this.#closed) this.hear({ heard: 'closed' });
  }

  /** Something came that belongs to no exchange. */
  confused(reason: string): void {
    this.#options.onConfusion(reason);
  }

  hear(input: Heard): void {
    const pending = this.#pending;
    if (!pending) return;
    pending.state = step(pending.state, input);
    if (pending.state.at === 'ended') {
      this.#pending = undefined;
      if (input.heard === 'timeout' || input.heard === 'quiet')
        this.#options.onConfusion('an answer did not end');
    }
    pending.changed(pending.state, input);
  }

  write(text: string): Promise<void> {
    return this.#port.write(Buffer.from(text, 'latin1'));
  }

  /** A failure shows as the loss of the port or as silence, and either ends the exchange. */
  writeCommand(text: string): void {
    this.write(text).catch((error: unknown) => {
      this.#options.log.debug({ err: error }, 'writing to the modem failed');
    });
  }

  /** Ends everything at once. */
  close(why: Error | undefined): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#overdue);
    this.#reader.stop();
    this.hear({ heard: 'closed' });
    this.#options.onClosed(why);
  }

  #onLine(line: string): void {
    for (const sorted of this.#sorter.sort(line, this.#pending?.expected)) this.#take(sorted);
    clearTimeout(this.#overdue);
    if (this.#sorter.isHolding) this.#overdue = setTimeout(() => this.#closeOverdue(), TRAILING_MS + 1);
  }

  /** A text whose closing quote was lost must not wait for the next line, which may be long in coming. */
  #closeOverdue(): void {
    for (const sorted of this.#sorter.closeOverdue()) this.#take(sorted);
  }

  #take(sorted: Sorted): void {
    switch (sorted.sort) {
      case 'final':
        this.#finals += 1;
        if (!this.#pending) this.#options.onConfusion('a final result came unasked');
        this.hear(sorted.result.final === 'ok' ? { heard: 'ok' } : { heard: 'error', error: sorted.result });
        break;
      case 'prompt':
        this.hear({ heard: 'prompt' });
        break;
      case 'info':
      case 'data':
        this.hear({ heard: sorted.sort, line: sorted.line });
        break;
      case 'event':
        this.#options.onEvent(sorted.event);
        break;
      case 'foreign':
        this.#options.onEvent({ name: 'foreignCommand', lines: [sorted.line] });
        this.#options.onConfusion('a foreign command was echoed');
        break;
      case 'noise':
        this.#countNoise(sorted.line);
        break;
      case 'echo':
        this.#echoes += 1;
        break;
      case 'held':
        break;
    }
  }

  #countNoise(line: string): void {
    this.#noise += 1;
    if (this.#noise % NOISE_LOG_EVERY !== 1) return;
    this.#options.log.debug({ count: this.#noise, last: line.slice(0, 40) }, 'lines of no meaning');
  }
}
