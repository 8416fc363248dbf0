import { decodePdu } from '../../daemon/pdu/decode.ts';
import { type BytePort, PortOpenError } from '../../daemon/serial/bytePort.ts';
import { PortListeners } from '../../daemon/serial/portListeners.ts';
import { type HostLine, keyOf, writtenLines } from './hostLines.ts';
import type { Connection, Exchange, SentText, Step } from './recording.ts';
import { isSending, Replies } from './replies.ts';

/** So long after its time a text that nobody has sent is queued: somebody in the office had written it. */
const OVERDUE_MS = 3000;
/** Unless a text was received before it that the daemon has yet to find: it looks every half minute by itself. */
const OVERDUE_READING_MS = 45_000;
/** So long after that it is not waited for any more. */
const GIVEN_UP_MS = 240_000;
/** The daemon looked for the port so often, and found it at the first look. */
const LOOK_MS = 1100;
/** A line that comes so much earlier than it was recorded is not a different one. */
const EARLY_MS = 2000;
/** Of a modem for which a line is new. */
const REFUSED = '\r\nERROR\r\n';
const IMPROVISED_MS = 100;
/** Far from what a modem that has just been recorded would count to. */
const FIRST_REFERENCE = 200;

export interface ReplayClock {
  nowMs(): number;
  after(delayMs: number, job: () => void): () => void;
}

export interface RecordedModemOptions {
  readonly clock: ReplayClock;
  readonly connections: readonly Connection[];
  /** Texts of people, who are not here: to be queued now, as a whole. */
  readonly queue: (parts: readonly SentText[]) => void;
  readonly onWire: (direction: 'tx' | 'rx', text: string) => void;
}

/** A modem that says what another one has said. */
export class RecordedModem {
  readonly replies: Replies;
  /** Lines that the recording does not have, and how often they came. */
  readonly unknownLines = new Map<string, number>();
  /** Texts to whom the recording has none. */
  readonly surplus: string[] = [];
  /** When something of the recording was last played. */
  playedAtMs: number;
  readonly #options: RecordedModemOptions;
  #at = -1;
  #port: ReplayPort | undefined;
  #held = '';
  /** From the recording's clock to that of the replay. */
  #shiftMs = 0;
  #next = 0;
  readonly #queued = new Set<Step>();
  #cancel = (): void => {};
  #openableAtMs = 0;
  #reference = FIRST_REFERENCE;
  /** A prompt was shown that the recording does not have. */
  #improvises = false;

  constructor(options: RecordedModemOptions) {
    this.#options = options;
    this.replies = new Replies(options.connections);
    this.playedAtMs = options.clock.nowMs();
  }

  /** Nothing is to come by itself any more, nor to be asked for. */
  isOver(): boolean {
    const isLast = this.#at >= this.#options.connections.length - 1;
    return isLast && this.#next >= this.#steps().length && this.replies.notAskedFor().length === 0;
  }

  readonly open = async (device: string): Promise<BytePort> => {
    const { clock, connections } = this.#options;
    if (clock.nowMs() < this.#openableAtMs) throw new PortOpenError(`${device}: not there`, 'ENOENT');
    if (this.#at < connections.length - 1) {
      this.#at += 1;
      this.#next = 0;
      this.#shiftMs = clock.nowMs() - (connections[this.#at]?.openedAtMs ?? 0);
      this.replies.startConnection();
    }
    this.#held = '';
    this.#port = new ReplayPort((text) => this.#written(text));
    this.playedAtMs = clock.nowMs();
    this.#goOn();
    return this.#port;
  };

  #steps(): readonly Step[] {
    return this.#options.connections[this.#at]?.steps ?? [];
  }

  #written(text: string): void {
    this.#options.onWire('tx', text);
    const { lines, rest } = writtenLines(this.#held + text);
    this.#held = rest;
    for (const line of lines) this.#answer(line);
  }

  #answer(line: HostLine): void {
    const connection = this.#options.connections[this.#at];
    const to = line.end === '\x1a' ? recipientOf(line.text) : undefined;
    const seen = { steps: this.#next, untilMs: this.#options.clock.nowMs() - this.#shiftMs + EARLY_MS };
    const at = connection && this.replies.take(connection, line, seen, to);
    const step = at === undefined ? undefined : connection?.steps[at];
    if (at === undefined || step?.kind !== 'exchange') {
      this.#improvise(line, to);
      return;
    }
    if (step.sent && to !== undefined && step.sent.to !== to) this.surplus.push(to);
    this.#shiftMs = this.#options.clock.nowMs() - step.atMs;
    this.playedAtMs = this.#options.clock.nowMs();
    this.#catchUp(at);
    this.#give(step, line);
    this.#goOn();
  }

  /** What happened before this line happens before its answer. */
  #catchUp(at: number): void {
    for (; this.#next < at; this.#next += 1) {
      const step = this.#steps()[this.#next];
      if (!step || this.#isAwaited(step)) return;
      this.#happen(step);
    }
  }

  #give(exchange: Exchange, line: HostLine, again = false): void {
    const port = this.#port;
    // In as many pieces as they came.
    const pieces = new Map<number, string>();
    for (const { afterMs, text, unasked } of exchange.answer) {
      if (again && unasked) continue;
      // An echo is of what was really written.
      const said = exchange.written.length > 1 ? text.replace(exchange.written, () => line.text) : text;
      pieces.set(afterMs, (pieces.get(afterMs) ?? '') + said);
    }
    for (const [afterMs, said] of pieces)
      this.#options.clock.after(Math.max(1, afterMs), () => this.#say(port, said));
  }

  #improvise(line: HostLine, to: string | undefined): void {
    const key = keyOf(line);
    if (this.#improvises && line.end === '\x1a') {
      this.#improvises = false;
      if (!this.isOver()) this.surplus.push(to ?? '');
      this.#reference += 1;
      this.#sayLater(`\r\n+CMGS: ${this.#reference % 256}\r\n\r\nOK\r\n`);
    } else if (/^AT\+CMGS=/i.test(key)) {
      this.#improvises = true;
      this.#sayLater('\r\n> ');
    } else if (/^AT\+CMG[LD]=/i.test(key) || key === 'AT') this.#sayLater('\r\nOK\r\n');
    else if (/^AT/i.test(key)) this.#repeat(line);
  }

  /** Says what it said, or would have said, at another time. */
  #repeat(line: HostLine): void {
    const connection = this.#options.connections[this.#at];
    const index = /^AT\+CMGR=(\d+)$/i.exec(line.text)?.[1];
    const listed = connection && index !== undefined && this.replies.listed(connection, index);
    const known = this.replies.lastKnown(connection, line, this.#options.clock.nowMs() - this.#shiftMs);
    if (listed) this.#sayLater(listed);
    else if (known) this.#give(known, line, true);
    else this.#refuse(line);
  }

  #refuse(line: HostLine): void {
    this.#sayLater(REFUSED);
    // What comes behind the end of the recording cannot be in it.
    if (!this.isOver() && !this.replies.isKnown(line))
      this.unknownLines.set(line.text, (this.unknownLines.get(line.text) ?? 0) + 1);
  }

  /** Waits for the next thing that happens by itself, or for a text that is to be sent. */
  #goOn(): void {
    this.#cancel();
    for (;;) {
      const step = this.#steps()[this.#next];
      if (!step) return;
      const dueMs = this.#dueMs(step);
      const leftMs = dueMs === undefined ? 0 : dueMs - this.#options.clock.nowMs();
      if (leftMs > 0) {
        this.#cancel = this.#options.clock.after(leftMs, () => this.#goOn());
        return;
      }
      this.#pass(step);
    }
  }

  /** Undefined for what need not be waited for. */
  #dueMs(step: Step): number | undefined {
    const recordedMs = step.atMs + this.#shiftMs;
    if (step.kind === 'happening') return recordedMs;
    if (this.#isAwaited(step)) {
      if (this.#queued.has(step)) return recordedMs + OVERDUE_MS + GIVEN_UP_MS;
      const isReadingOwed = this.replies.isReadingOwed(this.#steps().slice(0, this.#next));
      return recordedMs + (isReadingOwed ? OVERDUE_READING_MS : OVERDUE_MS);
    }
    const bringsNews = !this.replies.isGiven(step) && step.answer.some(({ unasked }) => unasked);
    return bringsNews ? recordedMs + OVERDUE_MS : undefined;
  }

  #isAwaited(step: Step): boolean {
    return step.kind === 'exchange' && isSending(step) && !this.replies.isGiven(step);
  }

  #pass(step: Step): void {
    if (this.#isAwaited(step) && !this.#queued.has(step)) {
      this.#queued.add(step);
      const parts = this.#textAt(this.#next);
      if (parts.length > 0) this.#options.queue(parts);
      this.playedAtMs = this.#options.clock.nowMs();
      return;
    }
    this.#next += 1;
    this.#happen(step);
  }

  /** The text that is sent from here on, with all of its parts; none when this is not its beginning. */
  #textAt(from: number): SentText[] {
    const sent = this.#steps()
      .slice(from)
      .flatMap((step) => (step.kind === 'exchange' && step.sent ? [step.sent] : []));
    const [first] = sent;
    if (!first?.concat) return first ? [first] : [];
    const ofText = sent.filter(({ to, concat }) => to === first.to && concat?.ref === first.concat?.ref);
    return first.concat.seq === 1 ? ofText.filter(({ concat }, at) => concat?.seq === at + 1) : [];
  }

  #happen(step: Step): void {
    if (step.kind === 'exchange') {
      if (this.replies.isGiven(step)) return;
      for (const { text, unasked } of step.answer) if (unasked) this.#say(this.#port, text);
      return;
    }
    this.playedAtMs = this.#options.clock.nowMs();
    if (step.text === undefined) this.#lose(step.atMs);
    else this.#say(this.#port, step.text);
  }

  #lose(lostAtMs: number): void {
    const { connections, clock } = this.#options;
    const next = connections[this.#at + 1];
    const awayMs = next ? next.openedAtMs - lostAtMs - LOOK_MS : Number.POSITIVE_INFINITY;
    this.#openableAtMs = clock.nowMs() + Math.max(0, awayMs);
    this.#port?.lose();
    this.#port = undefined;
  }

  #sayLater(text: string): void {
    const port = this.#port;
    this.#options.clock.after(IMPROVISED_MS, () => this.#say(port, text));
  }

  #say(port: ReplayPort | undefined, text: string): void {
    if (port?.say(text)) this.#options.onWire('rx', text);
  }
}

function recipientOf(pduHex: string): string | undefined {
  const pdu = decodePdu(pduHex);
  return pdu.kind === 'submit' ? pdu.recipient.number : undefined;
}

class ReplayPort implements BytePort {
  readonly #listeners = new PortListeners();
  readonly #written: (text: string) => void;

  constructor(written: (text: string) => void) {
    this.#written = written;
  }

  /** @returns whether somebody may have heard it. */
  say(text: string): boolean {
    if (this.#listeners.isClosed) return false;
    this.#listeners.heard(Buffer.from(text, 'latin1'));
    return true;
  }

  lose(): void {
    this.#listeners.closed(new Error('EIO: the device is gone'));
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#listeners.isClosed) throw new Error('closed');
    this.#written(Buffer.from(bytes).toString('latin1'));
  }

  onBytes(listener: (bytes: Buffer) => void): void {
    this.#listeners.onBytes(listener);
  }

  onClosed(listener: (why: Error | undefined) => void): void {
    this.#listeners.onClosed(listener);
  }

  async close(): Promise<void> {
    this.#listeners.closed(undefined);
  }
}
