/** So long the handling of texts may keep everything else waiting, the serial line above all. */
const TURN_MS = 20;
/** As long as that the others have then, while the modem is being emptied; else no more than a breath. */
const PAUSE_MS = 20;
const BREATH_MS = 1;
/** More records than this at once are a backlog: then the modem goes first, for what it holds is not safe yet. */
const BACKLOG_MIN = 10;
/**
 * After each listing what it brought is deleted, for which the line should have this whole process. What takes longer
 * is a slow modem, beside which there is time.
 */
const WAIT_MS = 2000;
/** However fast a modem is, and however often it is filled again, it is not waited for any longer. */
const WAIT_MAX_MS = 10_000;
/** One that says no more of it has been forgotten. */
const EMPTYING_MAX_MS = 15_000;

/**
 * When texts are handled. What comes alone is handled at once. A backlog, such as a full SIM that the network refills
 * while it is emptied, is first taken from the modem as fast as it gives it, and then handled in short turns.
 */
export class InboundTurns {
  readonly #work: (isOver: () => boolean) => void;
  #cancel: (() => void) | undefined;
  #backlogSinceMs: number | undefined;
  #broughtAtMs: number | undefined;
  #stopped = false;

  /** @param work handles what waits until nothing does, or the turn is over; must not throw. */
  constructor(work: (isOver: () => boolean) => void) {
    this.#work = work;
  }

  /** Something may wait. @param records how many came at once. */
  readonly kick = (records = 1): void => {
    if (this.#stopped) return;
    if (records < BACKLOG_MIN) {
      if (!this.#cancel) this.#soon();
      return;
    }
    this.#broughtAtMs = performance.now();
    this.#backlogSinceMs ??= this.#broughtAtMs;
    const waitMs = Math.min(WAIT_MS, this.#backlogSinceMs + WAIT_MAX_MS - this.#broughtAtMs);
    if (waitMs > 0) this.#later(waitMs);
    else if (!this.#cancel) this.#soon();
  };

  /** The modem has no more for now. */
  readonly quiet = (): void => {
    if (this.#stopped || this.#broughtAtMs === undefined) return;
    this.#broughtAtMs = undefined;
    this.#cancel?.();
    this.#soon();
  };

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #soon(): void {
    const turn = setImmediate(() => this.#turn());
    this.#cancel = () => clearImmediate(turn);
  }

  #later(ms: number): void {
    this.#cancel?.();
    const timer = setTimeout(() => this.#turn(), ms);
    this.#cancel = () => clearTimeout(timer);
  }

  #turn(): void {
    this.#cancel = undefined;
    const startedAtMs = performance.now();
    let isOver = false;
    this.#work(() => {
      isOver = performance.now() - startedAtMs >= TURN_MS;
      return isOver;
    });
    if (this.#stopped) return;
    if (isOver) this.#later(this.#isEmptying() ? PAUSE_MS : BREATH_MS);
    else this.#backlogSinceMs = undefined;
  }

  #isEmptying(): boolean {
    return this.#broughtAtMs !== undefined && performance.now() - this.#broughtAtMs < EMPTYING_MAX_MS;
  }
}
