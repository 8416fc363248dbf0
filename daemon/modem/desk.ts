import type { AtChannel } from '../at/channel.ts';
import { type Answer, command } from '../at/command.ts';
import { monotonicMs } from '../at/wait.ts';
import type { Timing } from './timing.ts';

/** Why the work with a modem cannot go on as it is. Caught by the session, which knows what comes next. */
export class LinkTrouble extends Error {
  override readonly name = 'LinkTrouble';
  readonly reason: 'closed' | 'mute' | 'sick' | 'rebooted' | 'settingsLost';

  constructor(reason: LinkTrouble['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** An answer after which the conversation goes on. */
export type Settled = Extract<Answer, { kind: 'ok' | 'error' | 'timeout' }>;

export type AskExtras = Parameters<typeof command>[2];

/** Commands that may time out in a row before the modem counts as mute though it answers AT. */
const TIMEOUTS_MAX = 3;

/** Where the procedures of this folder put their questions. */
export class Desk {
  readonly channel: AtChannel;
  readonly #timing: Timing;
  #timeouts = 0;
  #lastAnswerAtMs = monotonicMs();

  constructor(channel: AtChannel, timing: Timing) {
    this.channel = channel;
    this.#timing = timing;
  }

  /** Monotonic clock. An answer, not a byte: events keep coming from a modem whose other half is dead. */
  get lastAnswerAtMs(): number {
    return this.#lastAnswerAtMs;
  }

  /** @throws {LinkTrouble} when no conversation is possible any more. */
  async ask(text: string, timeoutMs: number, extras?: AskExtras): Promise<Settled> {
    const answer = await this.#put(text, timeoutMs, extras);
    switch (answer.kind) {
      case 'ok':
      case 'error':
        this.#timeouts = 0;
        this.#lastAnswerAtMs = monotonicMs();
        return answer;
      case 'timeout':
        this.#timeouts += 1;
        if (this.#timeouts >= TIMEOUTS_MAX) {
          throw new LinkTrouble('mute', `${TIMEOUTS_MAX} commands in a row had no answer`);
        }
        return answer;
      case 'rebooted':
      case 'closed':
      case 'mute':
        throw new LinkTrouble(answer.kind, `the link is ${answer.kind}`);
    }
  }

  /**
   * A question changes nothing, so one that has no answer soon is put again at leisure: what fell silent for a moment
   * is in use again the sooner (DRIVER §7 L0, §8).
   */
  async #put(text: string, timeoutMs: number, extras: AskExtras): Promise<Answer> {
    const soonMs = Math.min(timeoutMs, this.#timing.questionMs);
    const isQuestion = /^AT(?:\+C\w+\?|\+CSQ)?$/.test(text);
    if (!isQuestion) return this.channel.run(command(text, timeoutMs, extras));
    const patient = { lateLineMs: this.#timing.lateLineMs, ...extras };
    if (soonMs < timeoutMs) {
      const answer = await this.channel.run(command(text, soonMs, patient));
      if (answer.kind !== 'timeout' || answer.lines.length > 0) return answer;
    }
    return this.channel.run(command(text, timeoutMs, patient));
  }

  /** The first line of a good answer. @throws {LinkTrouble} */
  async askLine(text: string, timeoutMs: number, extras?: AskExtras): Promise<string | undefined> {
    const answer = await this.ask(text, timeoutMs, extras);
    return answer.kind === 'ok' ? answer.lines[0] : undefined;
  }

  /** @throws {LinkTrouble} */
  async accepts(text: string, timeoutMs: number, extras?: AskExtras): Promise<boolean> {
    return (await this.ask(text, timeoutMs, extras)).kind === 'ok';
  }
}
