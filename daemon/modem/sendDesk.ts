import { monotonicMs } from '../at/wait.ts';
import type { OutgoingPdu } from './gatewayContract.ts';
import { Refusals } from './recovery/refusals.ts';
import type { SendOutcome } from './sendOutcome.ts';
import type { Timing } from './timing.ts';

export interface SendJob {
  readonly pdu: OutgoingPdu;
  readonly onWriting: () => void;
  /** @param answerOpen the network may have taken it, and the modem may still say so. */
  readonly settle: (outcome: SendOutcome, answerOpen?: boolean) => void;
}

const BREAKDOWNS_MIN = 2;
const DAY_MS = 86_400_000;
/** How long the alarm of a weak supply stays after the modem's own words for it. */
const WEAK_MS = 600_000;

/**
 * When the next part may go out, and whether a late reference still belongs to somebody. Outlives the connection: the
 * reference of a message may come after the port was opened anew.
 */
export class SendDesk {
  readonly #timing: Timing;
  readonly #minGapMs: number;
  #job: SendJob | undefined;
  #inFlight = false;
  #notBeforeMs = 0;
  #powerAlarmUntilMs = Number.NEGATIVE_INFINITY;
  #breakdownsAtMs: readonly number[] = [];
  #owedReference = false;
  readonly #refusals = new Refusals();

  constructor(timing: Timing, minGapMs: number) {
    this.#timing = timing;
    this.#minGapMs = minGapMs;
  }

  /** How long still until a part may be sent; 0: now. */
  waitMs(): number {
    return Math.max(0, this.#notBeforeMs - monotonicMs());
  }

  /** Sending draws two amperes; a modem on a weak supply reboots under it. */
  powerAlarm(ms: number): void {
    this.#powerAlarmUntilMs = monotonicMs() + ms;
    this.pauseFor(ms);
  }

  /** The modem restarted, or vanished, under a send. Once is bad luck; twice in a day the supply is too weak for it. */
  brokeDown(): void {
    this.#breakdownsAtMs = [monotonicMs(), ...this.#breakdownsAtMs].slice(0, BREAKDOWNS_MIN);
  }

  /** For the alarm, which outlasts the pause. */
  isPowerWeak(): boolean {
    const nowMs = monotonicMs();
    const oldestMs = this.#breakdownsAtMs[BREAKDOWNS_MIN - 1];
    return nowMs < this.#powerAlarmUntilMs + WEAK_MS || (oldestMs !== undefined && nowMs - oldestMs < DAY_MS);
  }

  isPowerAlarm(): boolean {
    return monotonicMs() < this.#powerAlarmUntilMs;
  }

  pauseFor(ms: number): void {
    this.#notBeforeMs = Math.max(this.#notBeforeMs, monotonicMs() + ms);
  }

  begin(pdu: OutgoingPdu, onWriting: () => void): Promise<SendOutcome> {
    return new Promise((resolve) => {
      this.#job = {
        pdu,
        onWriting: () => {
          onWriting();
          // From here on a reference can only be this one's.
          this.#owedReference = false;
        },
        settle: (outcome, answerOpen = false) => {
          this.#job = undefined;
          this.#inFlight = false;
          this.#owedReference ||= answerOpen;
          this.#refusals.note(pdu.pduHex, outcome, monotonicMs());
          this.pauseFor(
            answerOpen ? this.#timing.lateReferenceMs : Math.max(this.#minGapMs, this.#timing.sendGapMs),
          );
          resolve(outcome);
        },
      };
    });
  }

  /** The modem refuses whatever it is given, so nothing more is. */
  get isRefused(): boolean {
    return this.#refusals.isRefusing(monotonicMs());
  }

  /** It was restarted, and may have learned better. */
  forgetRefusals(): void {
    this.#refusals.forget();
  }

  /** The part that waits to be sent, or is being sent. */
  get job(): SendJob | undefined {
    return this.#job;
  }

  /** The part is on its way to the modem: only its own end settles it from here on. */
  get isInFlight(): boolean {
    return this.#inFlight;
  }

  take(): SendJob | undefined {
    this.#inFlight = this.#job !== undefined;
    return this.#job;
  }

  /** Gives up the part that waits. For one in flight, which only a fault of ours leaves behind, nobody knows. */
  refuse(text: string): void {
    this.#job?.settle(this.#inFlight ? unknown(text) : refused(text));
  }

  /** True, once: a message without an answer waits for this. */
  claimLateReference(): boolean {
    const owed = this.#owedReference;
    this.#owedReference = false;
    return owed;
  }
}

export const refused = (text: string): SendOutcome => ({
  kind: 'notSent',
  fault: { class: 'transient-retry', sub: 'link', code: undefined, text },
});

const unknown = (text: string): SendOutcome => ({
  kind: 'unknown',
  fault: { class: 'unknown-outcome', sub: 'link', code: undefined, text },
});
