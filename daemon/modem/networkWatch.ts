import { isDenied, isLteOnly, isRegistered, type Registration } from './registration.ts';
import { STATE_WORDS } from './stateWords.ts';

const MINUTE_MS = 60_000;
/** More changes than this within the span are a bad place for the antenna, not a network that went away. */
const CHANGES_MAX = 6;
const CHANGES_WITHIN_MS = 10 * MINUTE_MS;
/** While it goes to and fro, only a network that has held for so long is used. */
const STABLE_MS = 30_000;
const DENIED_ALARM_MS = 5 * MINUTE_MS;
const LOST_ALARM_MS = 10 * MINUTE_MS;
/** Numbers of a refusal that LTE without SMS gives. */
const NO_SMS_OVER_LTE: ReadonlySet<number> = new Set([38, 118, 331, 500]);
const LTE_REFUSALS_MAX = 3;
const LTE_HOLD_MS = 10 * MINUTE_MS;

/**
 * How the network has been for a while, and so whether it may be relied on (DRIVER §5.1). What is done about it belongs
 * to the recovery. Monotonic clock.
 */
export class NetworkWatch {
  #registration: Registration | undefined;
  #sinceMs = 0;
  #changesMs: number[] = [];
  #lteRefusals = 0;
  #lteHeldUntilMs = 0;

  note(registration: Registration, nowMs: number): void {
    const before = this.#registration;
    this.#registration = registration;
    this.#changesMs = this.#changesMs.filter((atMs) => nowMs - atMs < CHANGES_WITHIN_MS);
    if (!isLteOnly(registration)) this.#lteRefusals = 0;
    if (before && isRegistered(before) === isRegistered(registration)) return;
    this.#sinceMs = nowMs;
    if (before) this.#changesMs.push(nowMs);
  }

  /**
   * @param code of a refusal; undefined: it was sent.
   * @returns true when LTE alone has refused so often that another way for texts should be tried.
   */
  noteSend(code: number | undefined, nowMs: number): boolean {
    if (code === undefined) this.#lteRefusals = 0;
    if (code === undefined || !NO_SMS_OVER_LTE.has(code) || !this.isLteOnly) return false;
    this.#lteRefusals += 1;
    if (this.#lteRefusals < LTE_REFUSALS_MAX) return false;
    this.#lteRefusals = 0;
    this.#lteHeldUntilMs = nowMs + LTE_HOLD_MS;
    return true;
  }

  get isLteOnly(): boolean {
    return this.#registration !== undefined && isLteOnly(this.#registration);
  }

  /** A network is there, and it is not one that comes and goes, or takes no texts. */
  maySend(nowMs: number): boolean {
    return this.#registration !== undefined && isRegistered(this.#registration) && this.msToSend(nowMs) === 0;
  }

  /** How long a network that is there must still hold; 0: it may be used. */
  msToSend(nowMs: number): number {
    const heldMs = this.isLteOnly ? this.#lteHeldUntilMs - nowMs : 0;
    const shakyMs = this.flaps ? this.#sinceMs + STABLE_MS - nowMs : 0;
    return Math.max(0, heldMs, shakyMs);
  }

  get flaps(): boolean {
    return this.#changesMs.length > CHANGES_MAX;
  }

  /** What people must be told of; null: nothing. */
  alarms(nowMs: number): { network_lost: string | null; network_flaps: string | null } {
    const registration = this.#registration;
    const lastsMs = nowMs - this.#sinceMs;
    let lost: string | null = null;
    if (registration && !isRegistered(registration)) {
      if (isDenied(registration)) lost = lastsMs >= DENIED_ALARM_MS ? STATE_WORDS.denied() : null;
      else lost = lastsMs >= LOST_ALARM_MS ? STATE_WORDS.alarmNoNetwork() : null;
    } else if (this.isLteOnly && nowMs < this.#lteHeldUntilMs) lost = STATE_WORDS.lteRefuses();
    return { network_lost: lost, network_flaps: this.flaps ? STATE_WORDS.flaps() : null };
  }
}
