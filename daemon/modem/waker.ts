const SLEEP_MAX_MS = 3_600_000;

/** The one sleep of a loop that has nothing to do. */
export class Waker {
  #look: (() => void) | undefined;

  /** Something may have changed: whoever sleeps looks again. */
  wake(): void {
    this.#look?.();
  }

  /** Until `isWanted`, but no longer than `ms`. One sleeper at a time. */
  sleep(ms: number, isWanted: () => boolean): Promise<void> {
    if (isWanted() || ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#look = undefined;
        resolve();
      };
      const timer = setTimeout(end, Math.min(ms, SLEEP_MAX_MS));
      this.#look = () => {
        if (isWanted()) end();
      };
    });
  }
}
