import { monotonicMs } from '../at/wait.ts';
import type { SweepScope } from './storage.ts';

const WIDTHS: readonly SweepScope[] = ['chosen', 'announced', 'all'];

/** That a sweep is wanted. Thirty announcements are one wish, and the widest one counts. */
export class SweepWish {
  #scope: SweepScope | undefined;
  #notBeforeMs = 0;

  want(scope: SweepScope): void {
    if (this.#scope === undefined || WIDTHS.indexOf(scope) > WIDTHS.indexOf(this.#scope)) this.#scope = scope;
  }

  /** After a failure: not at once again. */
  rest(ms: number): void {
    this.#notBeforeMs = monotonicMs() + ms;
  }

  isDue(): boolean {
    return this.#scope !== undefined && monotonicMs() >= this.#notBeforeMs;
  }

  msToDue(): number {
    return this.#scope === undefined
      ? Number.POSITIVE_INFINITY
      : Math.max(0, this.#notBeforeMs - monotonicMs());
  }

  take(): SweepScope {
    const scope = this.#scope ?? 'chosen';
    this.#scope = undefined;
    return scope;
  }
}
