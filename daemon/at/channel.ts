import type { Logger } from '../../db/logger.ts';
import type { BytePort } from '../serial/bytePort.ts';
import type { Answer, Command, PromptedAnswer, PromptedCommand } from './command.ts';
import { Dialogue } from './dialogue.ts';
import { performPlain } from './plainExchange.ts';
import { performPrompted } from './promptedExchange.ts';
import { resync } from './resync.ts';
import type { AtTiming } from './timing.ts';
import type { AtEvent } from './unsolicited.ts';
import { monotonicMs } from './wait.ts';

/** Answers that nobody waits for any more have come by then, or never will. */
const DOUBT_MS = 60_000;

export interface ChannelOptions {
  readonly log: Logger;
  readonly timing: AtTiming;
  /** A stick may be mute for forty seconds after it was plugged in. @default true */
  readonly patient?: boolean;
  /** Called synchronously, in the order of the wire. Must not throw. */
  onEvent(event: AtEvent): void;
  onClosed(why: Error | undefined): void;
}

/**
 * Commands in turn on one wire. After a timeout, a stray final result or a foreign command the line counts as out of
 * step, and is repaired before the next command goes out. Nothing waits for ever: closing ends the exchange in flight
 * and all behind it. Not in step at first: the first command, or {@link synchronize}, sees to it.
 */
export class AtChannel {
  readonly #options: ChannelOptions;
  readonly #dialogue: Dialogue;
  #queue: Promise<unknown> = Promise.resolve();
  #synced = false;
  #wasInStep = false;
  #patient: boolean;
  /** When the line, having been in step, last fell out of it. */
  #confusedAtMs = Number.NEGATIVE_INFINITY;

  constructor(port: BytePort, options: ChannelOptions) {
    this.#options = options;
    this.#patient = options.patient ?? true;
    this.#dialogue = new Dialogue(port, {
      log: options.log,
      onEvent: (event) => options.onEvent(event),
      onClosed: (why) => options.onClosed(why),
      onConfusion: (reason) => this.#outOfStep(reason),
    });
  }

  get isSynced(): boolean {
    return this.#synced;
  }

  get isClosed(): boolean {
    return this.#dialogue.isClosed;
  }

  get echoes(): number {
    return this.#dialogue.echoes;
  }

  get noiseLines(): number {
    return this.#dialogue.noiseLines;
  }

  /** Never rejects. */
  run(command: Command): Promise<Answer> {
    return this.#inTurn(async () => ((await this.#ready()) ? this.#perform(command) : this.#unready()));
  }

  /** Never rejects. */
  submit(command: PromptedCommand): Promise<PromptedAnswer> {
    return this.#inTurn(async () => {
      if (await this.#ready()) {
        const answer = await performPrompted(this.#dialogue, command, {
          log: this.#options.log,
          onLateLine: (line) => this.#options.onEvent({ name: 'lateReference', lines: [line] }),
          onConfusion: (reason) => this.#outOfStep(reason),
        });
        return { ...answer, doubtful: monotonicMs() - this.#confusedAtMs < DOUBT_MS };
      }
      const end = this.#unready().kind;
      return {
        end,
        error: undefined,
        lines: [],
        submitted: false,
        sinceSubmitMs: undefined,
        doubtful: false,
      };
    });
  }

  /** Repairs the line even when it seems to be in step. False: no sensible answer could be had. */
  synchronize(): Promise<boolean> {
    return this.#inTurn(() => {
      this.#synced = false;
      return this.#ready();
    });
  }

  /** The modem has rebooted: what is in flight has no answer any more. */
  rebooted(): void {
    this.#outOfStep('the modem has rebooted');
    this.#dialogue.hear({ heard: 'rebooted' });
  }

  /** Ends everything at once and lets go of the wire, which the caller closes. */
  stop(): void {
    this.#dialogue.close(undefined);
  }

  #inTurn<T>(body: () => Promise<T>): Promise<T> {
    const mine = this.#queue.then(body);
    this.#queue = mine.catch(() => {});
    return mine;
  }

  async #ready(): Promise<boolean> {
    if (this.isClosed) return false;
    if (this.#synced) return true;
    const startedAtMs = monotonicMs();
    const dialogue = this.#dialogue;
    const line = {
      write: (text: string) => dialogue.write(text),
      perform: (command: Command) => this.#perform(command),
      lastByteAtMs: () => dialogue.lastByteAtMs,
      finalsHeard: () => dialogue.finalsHeard,
      isClosed: () => dialogue.isClosed,
    };
    this.#synced = (await resync(line, this.#options.timing, this.#patient)) && !this.isClosed;
    const tookMs = Math.round(monotonicMs() - startedAtMs);
    if (this.#synced) this.#options.log.debug({ tookMs }, 'the line is in step');
    else if (!this.isClosed) this.#options.log.warn({ tookMs }, 'the modem gives no sensible answer');
    if (this.#synced && this.#wasInStep) this.#options.onEvent({ name: 'repaired', lines: [] });
    if (this.#synced) {
      this.#patient = false;
      this.#wasInStep = true;
    }
    return this.#synced;
  }

  #unready(): { kind: 'closed' } | { kind: 'mute' } {
    return this.isClosed ? { kind: 'closed' } : { kind: 'mute' };
  }

  async #perform(command: Command): Promise<Answer> {
    const startedAtMs = monotonicMs();
    const answer = await performPlain(this.#dialogue, command);
    const tookMs = Math.round(monotonicMs() - startedAtMs);
    this.#options.log.debug({ command: shown(command), kind: answer.kind, tookMs }, 'exchange');
    return answer;
  }

  #outOfStep(reason: string): void {
    if (this.#synced) this.#options.log.debug({ reason }, 'the line is out of step');
    if (this.#wasInStep) this.#confusedAtMs = monotonicMs();
    this.#synced = false;
  }
}

/** The command for a log: a secret one without what follows its name. */
function shown(command: Command): string {
  return command.secret ? command.text.replace(/=.*/, '=***') : command.text;
}
