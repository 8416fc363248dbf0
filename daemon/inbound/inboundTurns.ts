/** So long the handling of texts may keep everything else waiting, the serial line above all. */
const TURN_MS = 20;
/** As long as that the others have then, while the modem brings more; else no more than a breath. */
const PAUSE_MS = 20;
const BREATH_MS = 1;
/** More records than this at once are a backlog: then the modem goes first, for what it holds is not safe yet. */
const BACKLOG_MIN = 10;
/** A modem that goes on to bring something is waited for … */
const QUIET_MS = 100;
/** … but not for longer than this. */
const WAIT_MAX_MS = 2000;

/**
 * When texts are handled. What comes alone is handled at once. A backlog, such as a full SIM that the network refills
 * while it is emptied, is first taken from the modem as fast as it gives it, and then handled in short turns.
 */
export class InboundTurns {
  readonly #work: (isOver: () => boolean) => void;
  #cancel: (() => void) | undefined;
  #backlogSinceMs: number | undefined;
  #broughtAtMs = Number.NEGATIVE_INFINITY;
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
    const waitedMs = performance.now() - this.#backlogSinceMs;
    this.#later(Math.max(0, Math.min(QUIET_MS, WAIT_MAX_MS - waitedMs)));
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
    const isBringing = performance.now() - this.#broughtAtMs < 2 * QUIET_MS;
    if (isOver) this.#later(isBringing ? PAUSE_MS : BREATH_MS);
    else this.#backlogSinceMs = undefined;
  }
}
