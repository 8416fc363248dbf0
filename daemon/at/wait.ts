/** A pause. Timers come from the global object, so that tests may replace the clock. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A clock for measuring: never set back, never jumping. */
export const monotonicMs = (): number => performance.now();
