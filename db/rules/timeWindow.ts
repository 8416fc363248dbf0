/** No right clock has ever shown this program an earlier time; a box without a battery starts in 1970. */
const PLAUSIBLE_FROM_MS = Date.UTC(2025, 0, 1);

/** Whether a clock that says so may be believed. */
export const isPlausibleTime = (atMs: number): boolean => atMs >= PLAUSIBLE_FROM_MS;

/**
 * Whether two times are no further apart than so much, whichever is first: a clock may have been set back
 * between them. One taken from a clock that cannot be right is near to any other.
 */
export const isNear = (aMs: number, bMs: number, spanMs: number): boolean =>
  Math.abs(aMs - bMs) <= spanMs || !isPlausibleTime(aMs) || !isPlausibleTime(bMs);
