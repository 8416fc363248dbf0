/** How many failures are free, and how long one is then made to wait. */
export interface AttemptLimit {
  free: number;
  firstWaitMs: number;
  longestWaitMs: number;
  /** What stayed quiet for so long starts anew. */
  forgottenMs: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Of one account: the wait doubles with each failure. Nobody can be shut out for longer than a quarter of an hour. */
export const ACCOUNT_LIMIT: AttemptLimit = {
  free: 5,
  firstWaitMs: 15_000,
  longestWaitMs: 15 * MINUTE_MS,
  forgottenMs: 12 * HOUR_MS,
};

/** Many people may share one address behind a proxy. */
export const ADDRESS_LIMIT: AttemptLimit = { ...ACCOUNT_LIMIT, free: 20, forgottenMs: HOUR_MS / 2 };

export interface Tally {
  failures: number;
  lastAtMs: number;
}

/** What of a tally still counts; a clock that was set far back forgives it as well. */
export const tallyNow = (tally: Tally | undefined, limit: AttemptLimit, nowMs: number): Tally =>
  tally && Math.abs(nowMs - tally.lastAtMs) < limit.forgottenMs ? tally : { failures: 0, lastAtMs: nowMs };

/** Until the next try; 0: at once. */
export function waitMs(tally: Tally, limit: AttemptLimit, nowMs: number): number {
  if (tally.failures < limit.free) return 0;
  const doublings = Math.min(tally.failures - limit.free, 10);
  const wholeMs = Math.min(limit.longestWaitMs, limit.firstWaitMs * 2 ** doublings);
  // Never longer than the whole, though the clock was set back.
  return Math.min(wholeMs, Math.max(0, tally.lastAtMs + wholeMs - nowMs));
}
