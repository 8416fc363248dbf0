import { monotonicMs } from '../at/wait.ts';
import type { SweepScope } from './storage.ts';

const WIDTHS: readonly SweepScope[] = ['chosen', 'announced', 'all'];

/** That a sweep is wanted. Thirty announcements are one wish, and the widest one counts. */
export class SweepWish {
  #scope: SweepScope | undefined;
  #notBeforeMs = 0;
  #later: { readonly scope: SweepScope; readonly atMs: number } | undefined;

  want(scope: SweepScope): void {
    if (this.#scope === undefined || WIDTHS.indexOf(scope) > WIDTHS.indexOf(this.#scope)) this.#scope = scope;
  }

  /** Once more in a while: what was announced was not to be seen yet. */
  wantLater(scope: SweepScope, ms: number): void {
    this.#later ??= { scope, atMs: monotonicMs() + ms };
  }

  /** After a failure: not at once again. */
  rest(ms: number): void {
    this.#notBeforeMs = monotonicMs() + ms;
  }

  isDue(): boolean {
    if (this.#later && monotonicMs() >= this.#later.atMs) {
      this.want(this.#later.scope);
      this.#later = undefined;
    }
    return this.#scope !== undefined && monotonicMs() >= this.#notBeforeMs;
  }

  msToDue(): number {
    const nowMs = monotonicMs();
    const laterMs = this.#later ? this.#later.atMs - nowMs : Number.POSITIVE_INFINITY;
    const wantedMs = this.#scope === undefined ? Number.POSITIVE_INFINITY : this.#notBeforeMs - nowMs;
    return Math.max(0, Math.min(laterMs, wantedMs));
  }

  take(): SweepScope {
    const scope = this.#scope ?? 'chosen';
    this.#scope = undefined;
    return scope;
  }
}
