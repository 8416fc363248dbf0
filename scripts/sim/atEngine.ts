import { parseCommandLine } from './commandLine.ts';
import { bareOutcome, type Outcome, runCommands } from './commandRun.ts';
import { commandsOf } from './commands/table.ts';
import type { Piece } from './faultBoard.ts';
import { Hearing } from './hearing.ts';
import type { Line } from './line.ts';
import { type Heard, LineReader } from './lineReader.ts';
import type { Modem } from './modem.ts';
import { finalResult, guarded, type Reply } from './reply.ts';
import { sendMessage } from './sending.ts';
import { Speech } from './speech.ts';

/** `awayMs`: how long the port is away, Infinity for good; undefined where that is not the modem's to say. */
type HangUpListener = (awayMs?: number, renamed?: boolean) => void;

/**
 * The AT side of the modem, bytes in and bytes out (V.250, 27.005, 27.007). It knows no PTY. One command line runs at
 * a time; bytes that come meanwhile wait; unsolicited lines wait while a line is being typed, run or answered.
 */
export class AtEngine implements Line {
  readonly #modem: Modem;
  readonly #reader: LineReader;
  readonly #speech: Speech;
  readonly #hearing: Hearing;
  readonly #hangUpListeners = new Set<HangUpListener>();
  #input: Buffer = Buffer.alloc(0);
  #busy = false;
  #lastLine = '';
  #abortCall: (() => void) | undefined;
  #typed: ((bytes: Buffer) => Reply) | undefined;
  #withheld: Piece[] = [];

  constructor(modem: Modem) {
    this.#modem = modem;
    this.#reader = new LineReader(() => modem.make.wire.lineMax);
    this.#speech = new Speech(
      modem.clock,
      () => modem.settings,
      () => modem.make.wire.frames,
    );
    this.#hearing = new Hearing(modem.clock);
    modem.connect(this);
  }

  onOutput(listener: (bytes: Buffer) => void): () => void {
    return this.#speech.onBytes((bytes) => listener(this.#hearing.toHost(bytes)));
  }

  /** The cable was pulled, as it were: whoever carries the bytes closes the port. */
  onHangUp(listener: HangUpListener): () => void {
    this.#hangUpListeners.add(listener);
    return () => this.#hangUpListeners.delete(listener);
  }

  /** Bytes from the host, at this baud rate if whoever carries them knows it. */
  write(bytes: Uint8Array, baud?: number): void {
    this.#hearing.hostRate = baud;
    if (!this.#hearing.hears) return;
    if (this.#hearing.data) {
      this.#hearing.hearData(bytes, () => this.#leaveData('OK'));
      return;
    }
    if (this.#abortCall) {
      this.#abortCall();
      return;
    }
    this.#input = Buffer.concat([this.#input, bytes]);
    this.#speech.stretch(() => this.#listen());
  }

  /** The host cannot get rid of its bytes: whoever carries them takes none. */
  get isBlocked(): boolean {
    return this.#hearing.isBlocked;
  }

  /** Told when that begins and ends. */
  onFlow(listener: (isStopped: boolean) => void): void {
    this.#hearing.onFlow(listener);
  }

  blockFor(ms: number): void {
    this.#hearing.blockFor(ms);
  }

  listenAt(baud: number): void {
    this.#hearing.rate = baud;
  }

  awaitText(typed: (bytes: Buffer) => Reply, begun: string): void {
    this.#reader.openPrompt();
    this.#typed = typed;
    for (const byte of Buffer.from(begun, 'latin1')) this.#reader.feed(byte);
  }

  dataMode(ms: number, escapable: boolean): void {
    this.say('CONNECT');
    this.#hearing.takeData(escapable);
    this.#speech.later(ms, () => this.#leaveData('NO CARRIER'));
  }

  #leaveData(word: string): void {
    if (!this.#hearing.data) return;
    this.#hearing.leaveData();
    this.#reader.reset();
    this.say(word);
  }

  say(text: string): void {
    if (!this.#hearing.isHeard) return;
    this.#speech.hold(text);
    this.#speech.stretch(() => this.#releaseHeld());
  }

  deafFor(ms: number, then: () => void): void {
    this.#speech.restart();
    this.#reader.reset();
    this.#input = Buffer.alloc(0);
    this.#withheld = [];
    this.#typed = undefined;
    this.#abortCall = undefined;
    this.#busy = false;
    this.#hearing.restart();
    this.#speech.later(ms, () => {
      this.#hearing.deaf = false;
      then();
    });
  }

  later(ms: number, job: () => void): void {
    this.#speech.later(ms, job);
  }

  goDumb(silence: 'answers' | 'all'): void {
    this.#hearing.silence = silence;
    this.#speech.muted = true;
    this.#reader.reset();
  }

  hangUp(...how: Parameters<HangUpListener>): void {
    for (const listener of this.#hangUpListeners) listener(...how);
  }

  /** Takes waiting bytes one by one, up to the end of a command line; goes on when that has been answered. */
  #listen(): void {
    while (this.#input.length > 0 && !this.#busy) {
      const byte = this.#input[0] ?? 0;
      this.#input = this.#input.subarray(1);
      const heard = this.#reader.feed(byte);
      const control = heard?.heard === 'typed' || heard?.heard === 'abandoned';
      if (this.#modem.settings.echo && !control) this.#speech.raw(String.fromCharCode(byte));
      if (heard) this.#react(heard);
    }
    this.#releaseHeld();
  }

  #react(heard: Heard): void {
    switch (heard.heard) {
      case 'line':
        this.#lastLine = heard.body;
        this.#runLine(heard.body);
        break;
      case 'repeat':
        this.#runLine(this.#lastLine);
        break;
      case 'tooLong':
        this.#answer('', [this.#final({ kind: 'error' })]);
        break;
      case 'abandoned':
        this.#typed = undefined;
        this.#answer('', this.#escaped());
        break;
      case 'newTextLine':
        if (this.#modem.settings.textMode) this.#speech.raw('\r\n> ');
        break;
      case 'typed':
        this.#runTyped(heard.bytes);
    }
  }

  #runTyped(bytes: Buffer): void {
    const typed = this.#typed;
    this.#typed = undefined;
    this.#busy = true;
    const reply: Reply = typed ? guarded(() => typed(bytes)) : { kind: 'error' };
    this.#finish(bareOutcome(reply));
  }

  #runLine(body: string): void {
    const { life } = this.#speech;
    const turn = this.#modem.faults.meet('line', { body, ignore: false, instead: undefined });
    const { hears, data } = this.#hearing;
    // What a fault does at a command line may well be the end of it.
    if (turn.ignore || life !== this.#speech.life || !hears || data || this.#reader.atPrompt) return;
    if (turn.instead) {
      this.#answer('', turn.instead);
      return;
    }
    const commands = parseCommandLine(body);
    if (!commands) {
      this.#answer('', [this.#final({ kind: 'error' })]);
      return;
    }
    this.#busy = true;
    this.#finish(runCommands(this.#modem, commandsOf(this.#modem.make), commands));
  }

  #finish(outcome: Outcome): void {
    const { command, pieces, reply, tookMs, afterwards } = outcome;
    switch (reply.kind) {
      case 'prompt':
        this.#prompt(outcome, reply.typed);
        break;
      case 'send':
        this.#send(reply);
        break;
      case 'call':
        this.#waitForCall(tookMs, [...pieces, this.#final(reply)]);
        break;
      default: {
        const good = reply.kind === 'ok' && this.#modem.make.wire.withoutOk.includes(outcome.sent);
        const all = good ? pieces : [...pieces, this.#final(reply)];
        this.#speech.later(tookMs, () => this.#answer(command, all, afterwards));
      }
    }
  }

  #prompt(outcome: Outcome, typed: (bytes: Buffer) => Reply): void {
    const { faults, latency, make } = this.#modem;
    const pieces: Piece[] = [...outcome.pieces, { role: 'prompt', text: make.wire.prompt }];
    const turn = faults.meet('prompt', { pieces, open: true });
    this.#speech.later(outcome.tookMs + latency.prompt, () =>
      this.#speech.say(turn.pieces, () => {
        if (turn.open) {
          this.#reader.openPrompt();
          this.#typed = typed;
        }
        this.#idle();
      }),
    );
  }

  /** A call attempt is given up at any byte (V.250 §5.6.1). */
  #waitForCall(tookMs: number, pieces: Piece[]): void {
    const end = (): void => {
      if (this.#abortCall !== end) return;
      this.#abortCall = undefined;
      this.#speech.stretch(() => this.#answer('D', pieces));
    };
    this.#abortCall = end;
    this.#speech.later(tookMs, end);
  }

  #send(reply: Extract<Reply, { kind: 'send' }>): void {
    sendMessage(this.#modem, this.#speech, reply, {
      early: () => this.#speech.release(),
      done: (end) => {
        this.#idle();
        end?.();
      },
    });
  }

  #escaped(): Piece[] {
    const text = this.#modem.make.wire.escape;
    return text === undefined ? [] : [{ role: 'final', text }];
  }

  #final(reply: Reply): Piece {
    return { role: 'final', text: finalResult(reply, this.#modem.settings.errorForm) };
  }

  #answer(command: string, pieces: Piece[], afterwards: readonly (() => void)[] = []): void {
    this.#busy = true;
    const turn = this.#modem.faults.meet('answer', { command, body: this.#lastLine, pieces });
    let now = [...this.#withheld, ...turn.pieces];
    if (turn.late !== undefined) {
      now = this.#withheld;
      if (typeof turn.late === 'number')
        this.#speech.later(turn.late, () => this.#speech.say(turn.pieces, () => {}));
    }
    this.#withheld = turn.late === 'next' ? turn.pieces : [];
    this.#speech.say(now, () => {
      for (const job of afterwards) job();
      this.#idle();
    });
  }

  #idle(): void {
    this.#busy = false;
    this.#listen();
  }

  #releaseHeld(): void {
    if (!this.#busy && !this.#reader.midLine && !this.#reader.atPrompt) this.#speech.release();
  }
}
