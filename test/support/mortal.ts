import Database from 'better-sqlite3';
import { vi } from 'vitest';

type Timers = Pick<typeof globalThis, 'setTimeout' | 'clearTimeout' | 'setInterval' | 'clearInterval'>;

/**
 * A program that can be killed inside of this process, as kill -9 would: its timers never fire again and its database
 * handles are shut, so that nothing of it is done any more. It needs virtual timers; promises that nobody fulfils are
 * all that is left of it.
 */
export class Mortal {
  /** Timers that no kill stops: those of the world around the program. */
  readonly world: Timers = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    setInterval: globalThis.setInterval,
    clearInterval: globalThis.clearInterval,
  };
  readonly #timers = new Set<unknown>();
  #dead = false;
  #handles: Database.Database[] = [];

  /** From now on whatever sets a timer by the global names is the program, until `release`. */
  capture(): void {
    const { world } = this;
    const timers = this.#timers;
    const own = (timer: NodeJS.Timeout): NodeJS.Timeout => {
      // What was just being done when it was killed comes to its end, and sets nothing going.
      if (this.#dead) world.clearTimeout(timer);
      else timers.add(timer);
      return timer;
    };
    const setTimeout = (job: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => {
      const timer = world.setTimeout(
        () => {
          timers.delete(timer);
          job(...given);
          // As Node does it: even a delay of a part of a millisecond takes one.
        },
        Math.max(1, ms ?? 1),
      );
      return own(timer);
    };
    const setInterval = (job: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => {
      return own(world.setInterval(job, ms, ...given));
    };
    const clear = (timer: NodeJS.Timeout | undefined): void => {
      timers.delete(timer);
      world.clearTimeout(timer);
    };
    Object.assign(globalThis, { setTimeout, setInterval, clearTimeout: clear, clearInterval: clear });
  }

  release(): void {
    Object.assign(globalThis, this.world);
  }

  /** Starts the program; the databases that it opens meanwhile die with it. */
  begin<T>(start: () => T): T {
    this.#dead = false;
    const pragma = vi.spyOn(Database.prototype, 'pragma');
    const prepare = vi.spyOn(Database.prototype, 'prepare');
    try {
      return start();
    } finally {
      const used: unknown[] = [...pragma.mock.contexts, ...prepare.mock.contexts];
      this.#handles = [...new Set(used)].filter((handle) => handle instanceof Database);
      pragma.mockRestore();
      prepare.mockRestore();
    }
  }

  kill(): void {
    this.#dead = true;
    for (const timer of this.#timers) this.world.clearTimeout(timer as NodeJS.Timeout);
    this.#timers.clear();
    for (const handle of this.#handles) handle.close();
    this.#handles = [];
  }
}
