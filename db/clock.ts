/** Wall time as UTC epoch milliseconds; handed in so that tests own time (DESIGN 7). */
export interface Clock {
  nowMs(): number;
}

export const systemClock: Clock = { nowMs: () => Date.now() };
