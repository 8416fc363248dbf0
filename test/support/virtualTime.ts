import { afterEach, beforeEach, vi } from 'vitest';

/** Virtual timers for every test of a file; streams and microtasks stay real. */
export function useVirtualTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
      now: Date.UTC(2026, 2, 2, 1, 15),
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

export const elapse = async (ms: number): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms);
};

/**
 * Lets virtual time pass until the promise settles.
 * @throws when it has not settled after `withinMs`: it hangs.
 */
export async function settled<T>(promise: Promise<T>, withinMs = 600_000): Promise<T> {
  let done = false;
  const watched = promise.finally(() => {
    done = true;
  });
  watched.catch(() => {});
  for (let passedMs = 0; !done; passedMs += 10) {
    if (passedMs > withinMs) throw new Error(`nothing after ${withinMs} ms of virtual time`);
    await vi.advanceTimersByTimeAsync(10);
  }
  return watched;
}
