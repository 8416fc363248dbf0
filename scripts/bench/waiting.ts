export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** @returns the milliseconds that it took; Infinity when it did not come about in time. */
export async function until(done: () => boolean, withinMs: number, everyMs = 1): Promise<number> {
  const startedMs = performance.now();
  while (!done()) {
    if (performance.now() - startedMs > withinMs) return Number.POSITIVE_INFINITY;
    await pause(everyMs);
  }
  return performance.now() - startedMs;
}
