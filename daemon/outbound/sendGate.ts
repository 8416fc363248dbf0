import type { SendingBrake } from '../../db/queries/sendingWork.ts';
import type { SendingFault } from '../../db/rules/retry.ts';
import type { SimRest } from '../../db/rules/simRest.ts';
import type { GatewayState } from '../modem/gatewayContract.ts';
import type { Ability } from './fleet.ts';
import { AS_WISHED, gapMs, type Pace, paceAfter } from './pace.ts';

/** After the network was lost and found: it is asked for nothing at once. */
const SETTLE_MS = 5000;

/**
 * When one modem may take the next part: its gap, its rest after refusals, what humans ordered, and the settling of
 * its network. All by a clock that nobody sets; one put back by an hour must not hold the queue for one.
 */
export class SendGate {
  readonly #steadyMs: () => number;
  #pace: Pace = AS_WISHED;
  #notBeforeMs = 0;
  #rest: { untilMs: number; cause: SimRest['cause'] } | undefined;
  #networkLost = false;

  constructor(steadyMs: () => number = () => performance.now()) {
    this.#steadyMs = steadyMs;
  }

  /** An attempt has ended; `rest` as the database has noted it. */
  ended(fault: SendingFault | undefined, rest: SimRest | undefined, wishedGapMs: number): void {
    const nowMs = this.#steadyMs();
    this.#pace = paceAfter(this.#pace, fault);
    this.#notBeforeMs = Math.max(this.#notBeforeMs, nowMs + gapMs(this.#pace, wishedGapMs));
    this.#rest = rest && { untilMs: nowMs + rest.ms, cause: rest.cause };
  }

  /** Ends the rest without a probe: the SIM is another, or the modem was reset. */
  wake(): void {
    this.#rest = undefined;
  }

  /** @returns true when the network has come back, which ends a rest that it was the cause of. */
  watchNetwork({ phase, registered }: GatewayState): boolean {
    if (phase !== 'ready') return false;
    const found = registered && this.#networkLost;
    this.#networkLost = !registered;
    if (!found) return false;
    this.#notBeforeMs = Math.max(this.#notBeforeMs, this.#steadyMs() + SETTLE_MS);
    if (this.#rest?.cause !== 'network') return false;
    this.#rest = undefined;
    return true;
  }

  /** How long still until a part may be taken, in milliseconds; 0: now; Infinity: until somebody changes something. */
  waitMs(brake: SendingBrake | undefined): number {
    if (brake && (brake.pausedAtMs !== null || brake.receiveOnly)) return Number.POSITIVE_INFINITY;
    // Ended by a human in the panel.
    if (this.#rest && brake?.holdUntilMs === null) this.#rest = undefined;
    return Math.max(0, this.#notBeforeMs - this.#steadyMs(), (this.#rest?.untilMs ?? 0) - this.#steadyMs());
  }

  ability(state: GatewayState, brake: SendingBrake | undefined): Ability {
    if (brake && (brake.pausedAtMs !== null || brake.suspendedAtMs !== null || brake.receiveOnly))
      return 'out';
    return state.phase === 'ready' && state.registered && !this.#rest ? 'able' : 'unable';
  }
}
