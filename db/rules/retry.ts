/** Classes of a failed sending; the codes are sorted into them where the modem is driven (DESIGN 5). */
export type FaultClass =
  | 'permanent'
  | 'transient-retry'
  | 'retry-after-network'
  | 'fatal-sim'
  | 'unknown-outcome';

const MINUTE = 60_000;
const STEPS_MS = [30_000, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE];
/** The longest wait between two attempts. */
export const RETRY_MAX_MS = 60 * MINUTE;

/** How long a part waits after its nth refusal (1 = first); the message's expiry ends it, not a count. */
export const retryDelayMs = (attempts: number): number => STEPS_MS[attempts - 1] ?? RETRY_MAX_MS;

/** How long a SIM's whole queue rests when the SIM or the network is at fault, without using up attempts. */
export const holdMs = (fault: 'retry-after-network' | 'fatal-sim'): number =>
  fault === 'fatal-sim' ? 60 * MINUTE : 30_000;

/** How long a text rests that our own code stumbled over. */
export const HANDLING_RETRY_MS = 10_000;

/** An unsent text is worthless after a day. */
export const MESSAGE_TTL_MS = 24 * 60 * MINUTE;
