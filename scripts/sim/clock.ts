/** All that the simulation may know about time; tests pass one that they turn by hand. */
export interface SimClock {
  nowMs(): number;
  /** Runs `job` after `delayMs`; a delay of 0 or less runs it at once. The answer cancels it. */
  after(delayMs: number, job: () => void): () => void;
}

/** The longest delay that setTimeout takes. */
const TIMER_MAX_MS = 2 ** 31 - 1;

/** The machine's own clock, whose timers can all be dropped together. */
export function machineClock(): SimClock & { cancelAll(): void } {
  const timers = new Set<NodeJS.Timeout>();
  const arm = (delayMs: number, job: () => void): (() => void) => {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        if (delayMs > TIMER_MAX_MS) cancel = arm(delayMs - TIMER_MAX_MS, job);
        else job();
      },
      Math.min(delayMs, TIMER_MAX_MS),
    );
    timers.add(timer);
    let cancel = (): void => {
      clearTimeout(timer);
      timers.delete(timer);
    };
    return () => cancel();
  };
  return {
    nowMs: () => Date.now(),
    after(delayMs, job) {
      if (delayMs > 0) return arm(delayMs, job);
      job();
      return () => {};
    },
    cancelAll() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
