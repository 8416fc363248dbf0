import { type Command, parseCommandLine } from './commandLine.ts';
import { Params } from './commands/params.ts';
import type { CommandSpec, CommandTable } from './commands/spec.ts';
import type { Piece } from './faultBoard.ts';
import { type Heard, LineReader } from './lineReader.ts';
import type { Line, Modem } from './modem.ts';
import { CME, CMS, finalResult, NUMERIC_RESULTS, Refusal, type Reply } from './reply.ts';

const HELD_MAX = 256;

/** How far the modem has fallen silent: not at all, answers only, altogether. */
type Silence = 'none' | 'answers' | 'all';

/**
 * The AT side of the modem, bytes in and bytes out (V.250, 27.005, 27.007). It knows no PTY. One command line runs at
 * a time; bytes that come meanwhile wait; unsolicited lines wait while a line is being typed, run or answered.
 */
export class AtEngine implements Line {
  readonly #modem: Modem;
  readonly #commands: CommandTable;
  readonly #reader: LineReader;
  readonly #outputListeners = new Set<(bytes: Buffer) => void>();
  readonly #hangUpListeners = new Set<() => void>();
  #input: Buffer = Buffer.alloc(0);
  #output = '';
  #batches = 0;
  #busy = false;
  #abortCall: (() => void) | undefined;
  #typed: ((bytes: Buffer) => Reply) | undefined;
  #held: string[] = [];
  #withheld: Piece[] = [];
  #lastLine = '';
  #silence: Silence = 'none';
  #deaf = false;
  /** Counts restarts: what was begun before one has no say after it. */
  #life = 0;

  constructor(modem: Modem, commands: CommandTable, lineMax = 560) {
    this.#modem = modem;
    this.#commands = commands;
    this.#reader = new LineReader(lineMax);
    modem.connect(this);
  }

  onOutput(listener: (bytes: Buffer) => void): () => void {
    this.#outputListeners.add(listener);
    return () => this.#outputListeners.delete(listener);
  }

  /** The cable was pulled, as it were: whoever carries the bytes closes the port. */
  onHangUp(listener: () => void): () => void {
    this.#hangUpListeners.add(listener);
    return () => this.#hangUpListeners.delete(listener);
  }

  write(bytes: Uint8Array): void {
    if (this.#deaf || this.#silence !== 'none') return;
    if (this.#abortCall) return this.#abortCall();
    this.#input = Buffer.concat([this.#input, bytes]);
    this.#batch(() => this.#pump());
  }

  say(text: string): void {
    if (this.#deaf || this.#silence === 'all') return;
    this.#held.push(text);
    if (this.#held.length > HELD_MAX) this.#held.shift();
    this.#batch(() => this.#releaseHeld());
  }

  deafFor(ms: number, then: () => void): void {
    this.#life += 1;
    this.#reader.reset();
    this.#input = Buffer.alloc(0);
    this.#held = [];
    this.#withheld = [];
    this.#typed = undefined;
    this.#abortCall = undefined;
    this.#busy = false;
    this.#silence = 'none';
    this.#deaf = true;
    this.#later(ms, () => {
      this.#deaf = false;
      then();
    });
  }

  goDumb(silence: 'answers' | 'all'): void {
    this.#silence = silence;
    this.#reader.reset();
  }

  hangUp(): void {
    for (const listener of this.#hangUpListeners) listener();
  }

  #later(ms: number, job: () => void): void {
    const life = this.#life;
    this.#modem.clock.after(ms, () => {
      if (life === this.#life) this.#batch(job);
    });
  }

  /** Output of one stretch leaves as one piece. */
  #batch(job: () => void): void {
    this.#batches += 1;
    job();
    this.#batches -= 1;
    if (this.#batches > 0 || this.#output === '') return;
    const bytes = Buffer.from(this.#output, 'latin1');
    this.#output = '';
    for (const listener of this.#outputListeners) listener(bytes);
  }

  #pump(): void {
    let at = 0;
    while (at < this.#input.length && !this.#busy) {
      const byte = this.#input[at] ?? 0;
      at += 1;
      const heard = this.#reader.feed(byte);
      const control = heard?.heard === 'typed' || heard?.heard === 'abandoned';
      if (this.#modem.settings.echo && this.#silence === 'none' && !control)
        this.#output += String.fromCharCode(byte);
      if (heard) {
        const rest = this.#input.subarray(at);
        this.#input = rest;
        at = 0;
        this.#react(heard);
        // A restart inside of the reaction has emptied the input.
        if (this.#input !== rest) at = this.#input.length;
      }
    }
    this.#input = this.#input.subarray(at);
    this.#releaseHeld();
  }

  #react(heard: Heard): void {
    switch (heard.heard) {
      case 'line':
        this.#lastLine = heard.body;
        return this.#runLine(heard.body);
      case 'repeat':
        return this.#runLine(this.#lastLine);
      case 'tooLong':
        return this.#answer('', [this.#final({ kind: 'error' })]);
      case 'abandoned':
        this.#typed = undefined;
        return this.#answer('', [this.#final({ kind: 'ok' })]);
      case 'newTextLine':
        if (this.#modem.settings.textMode && this.#silence === 'none') this.#output += '\r\n> ';
        return;
      case 'typed': {
        const typed = this.#typed;
        this.#typed = undefined;
        this.#busy = true;
        return this.#finish('', [], typed ? guarded(() => typed(heard.bytes)) : { kind: 'error' }, 0, []);
      }
    }
  }

  #runLine(body: string): void {
    const commands = parseCommandLine(body);
    if (!commands) return this.#answer('', [this.#final({ kind: 'error' })]);
    this.#busy = true;
    const pieces: Piece[] = [];
    const afterwards: (() => void)[] = [];
    let tookMs = 0;
    let last = '';
    let reply: Reply = { kind: 'ok' };
    for (const command of commands) {
      last = command.name;
      const spec = Object.hasOwn(this.#commands, command.name) ? this.#commands[command.name] : undefined;
      reply = spec ? guarded(() => this.#execute(command, spec)) : { kind: 'error' };
      const lines = reply.kind === 'ok' ? (reply.info ?? []) : [];
      pieces.push(...lines.map((text): Piece => ({ role: 'info', text })));
      if (reply.kind === 'ok' && reply.then) afterwards.push(reply.then);
      const step = this.#modem.latency[spec?.latency ?? 'command'];
      tookMs += spec?.latency === 'read' ? step * Math.max(1, lines.length) : step;
      if (reply.kind !== 'ok') break;
    }
    this.#finish(last, pieces, reply, tookMs, afterwards);
  }

  #execute(command: Command, spec: CommandSpec): Reply {
    const handler = spec[command.form];
    if (handler === undefined)
      return spec.family === 'cms' ? { kind: 'cms', code: CMS.notSupported } : { kind: 'error' };
    if (spec.needsCard && command.form !== 'test') this.#demandCard(spec.family ?? 'cme');
    if (typeof handler === 'string') return { kind: 'ok', info: [handler] };
    return handler(this.#modem, new Params(command.args, spec.family ?? 'cme'));
  }

  /** The card's lock comes first (27.005 §3.2.5, 27.007 §9.2.1). */
  #demandCard(family: 'cme' | 'cms'): void {
    const refuse = (cmeCode: number, cmsCode: number): never => {
      throw new Refusal(family === 'cms' ? { kind: 'cms', code: cmsCode } : { kind: 'cme', code: cmeCode });
    };
    switch (this.#modem.card.state) {
      case 'NOT INSERTED':
        return refuse(CME.simNotInserted, CMS.simNotInserted);
      case 'SIM PIN':
        return refuse(CME.pinRequired, CMS.pinRequired);
      case 'SIM PUK':
      case 'BLOCKED':
        return refuse(CME.pukRequired, CMS.pukRequired);
      case 'READY':
        if (this.#modem.cardBusy) refuse(CME.simBusy, CMS.simBusy);
    }
  }

  #finish(
    command: string,
    pieces: Piece[],
    reply: Reply,
    tookMs: number,
    afterwards: readonly (() => void)[],
  ): void {
    const { latency, faults } = this.#modem;
    if (reply.kind === 'prompt') {
      const turn = faults.meet('prompt', {
        pieces: [...pieces, { role: 'prompt', text: '\r\n> ' }],
        open: true,
      });
      return this.#later(tookMs + latency.prompt, () =>
        this.#speak(turn.pieces, () => {
          if (turn.open) {
            this.#reader.openPrompt();
            this.#typed = reply.typed;
          }
          this.#idle();
        }),
      );
    }
    if (reply.kind === 'send') return this.#send(reply);
    const done = [...pieces, this.#final(reply)];
    if (reply.kind === 'call') this.#waitForCall(tookMs, done);
    else this.#later(tookMs, () => this.#answer(command, done, afterwards));
  }

  /** A call attempt is given up at any byte (V.250 §5.6.1). */
  #waitForCall(tookMs: number, pieces: Piece[]): void {
    let over = false;
    const end = (): void => {
      if (over) return;
      over = true;
      this.#abortCall = undefined;
      this.#batch(() => this.#answer('D', pieces));
    };
    this.#abortCall = end;
    this.#later(tookMs, end);
  }

  #send(reply: Extract<Reply, { kind: 'send' }>): void {
    const { faults, latency, smsc } = this.#modem;
    const reference = this.#modem.nextReference();
    const turn = faults.meet('sent', {
      accepted: true,
      pieces: [{ role: 'info', text: `${reply.prefix}: ${reference}` }, this.#final({ kind: 'ok' })],
      reportFirst: false,
      reportTwice: false,
    });
    this.#later(latency.send, () => {
      if (turn.accepted) {
        smsc.accept(reply.submit, reference, reply.pduHex, turn.reportTwice ? 2 : 1);
        reply.sent?.();
      }
      if (turn.reportFirst) this.#flushHeld();
      this.#speak(turn.pieces, () => {
        this.#idle();
        if (turn.end === 'dumb') this.goDumb('all');
        if (turn.end === 'hangUp') this.hangUp();
        if (turn.end === 'reboot') this.#modem.reset(true);
      });
    });
  }

  #final(reply: Reply): Piece {
    return { role: 'final', text: finalResult(reply, this.#modem.settings.errorForm) };
  }

  #answer(command: string, pieces: Piece[], afterwards: readonly (() => void)[] = []): void {
    this.#busy = true;
    const turn = this.#modem.faults.meet('answer', { command, pieces });
    const earlier = this.#withheld;
    this.#withheld = [];
    let now = [...earlier, ...turn.pieces];
    if (turn.late !== undefined) {
      now = earlier;
      if (turn.late === 'next') this.#withheld = turn.pieces;
      else this.#later(turn.late, () => this.#speak(turn.pieces, () => {}));
    }
    this.#speak(now, () => {
      for (const job of afterwards) job();
      this.#idle();
    });
  }

  #idle(): void {
    this.#busy = false;
    this.#pump();
  }

  /** Says pieces one after the other, each after its own wait, then goes on. */
  #speak(pieces: readonly Piece[], done: () => void, previous?: Piece): void {
    let before = previous;
    for (const [at, piece] of pieces.entries()) {
      if (piece.afterMs) {
        const rest = [{ role: piece.role, text: piece.text }, ...pieces.slice(at + 1)];
        return this.#later(piece.afterMs, () => this.#speak(rest, done, before));
      }
      if (this.#silence === 'none') this.#output += this.#framed(piece, before);
      before = piece;
    }
    this.#batch(done);
  }

  #framed(piece: Piece, before: Piece | undefined): string {
    const { verbose, quiet } = this.#modem.settings;
    switch (piece.role) {
      case 'raw':
      case 'prompt':
        return piece.text;
      case 'urc':
        return `\r\n${piece.text}\r\n`;
      case 'info':
        return verbose && before?.role !== 'info' ? `\r\n${piece.text}\r\n` : `${piece.text}\r\n`;
      case 'final':
        if (quiet) return '';
        return verbose
          ? `\r\n${piece.text}\r\n`
          : (NUMERIC_RESULTS[piece.text]?.concat('\r') ?? `\r\n${piece.text}\r\n`);
    }
  }

  #releaseHeld(): void {
    if (!this.#busy && !this.#reader.midLine && !this.#reader.atPrompt) this.#flushHeld();
  }

  #flushHeld(): void {
    for (const text of this.#held) this.#output += this.#framed({ role: 'urc', text }, undefined);
    this.#held = [];
  }
}

/** Runs a command; a refusal thrown inside is its reply. */
function guarded(run: () => Reply): Reply {
  try {
    return run();
  } catch (reason) {
    if (reason instanceof Refusal) return reason.reply;
    throw reason;
  }
}
