/** How often codes to sign in with are made and tried; the same for numbers that are registered and others. */
export const CODE_LIMITS = {
  /** The next one for a number. */
  againMs: 60_000,
  perNumberAnHour: 5,
  perNumberADay: 10,
  /** An office shares one address. */
  perAddressAnHour: 20,
  triesMax: 5,
} as const;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A code that was made for a number or from an address. */
interface MadeCode {
  madeAtMs: number;
}

/**
 * @param ofNumber, ofAddress of the last day, the newest first.
 * @returns how long the next code must wait, in milliseconds; 0: not at all.
 */
export function codeWaitMs(
  ofNumber: readonly MadeCode[],
  ofAddress: readonly MadeCode[],
  nowMs: number,
): number {
  return Math.max(
    waitFor(ofNumber, 1, CODE_LIMITS.againMs, nowMs),
    waitFor(ofNumber, CODE_LIMITS.perNumberAnHour, HOUR_MS, nowMs),
    waitFor(ofNumber, CODE_LIMITS.perNumberADay, DAY_MS, nowMs),
    waitFor(ofAddress, CODE_LIMITS.perAddressAnHour, HOUR_MS, nowMs),
  );
}

/** Until the n-th newest is older than the span; a clock that was set back makes nobody wait longer than the span. */
function waitFor(made: readonly MadeCode[], n: number, spanMs: number, nowMs: number): number {
  const nth = made[n - 1];
  if (!nth || Math.abs(nowMs - nth.madeAtMs) >= spanMs) return 0;
  return Math.min(spanMs, nth.madeAtMs + spanMs - nowMs);
}
