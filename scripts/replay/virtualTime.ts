interface Timer {
  readonly job: () => void;
  readonly order: number;
  readonly repeatMs: number | undefined;
  dueMs: number;
}

/** Time that passes when it is told to: `Date`, `performance.now` and the timers of this process follow it. */
export interface VirtualTime {
  nowMs(): number;
  after(delayMs: number, job: () => void): () => void;
  /** How long it is until the next timer is due. */
  leftMs(): number;
  /** Lets real time pass. */
  sleep(ms: number): Promise<void>;
  /** The next timer goes off, and what it has set going comes to rest. */
  step(): Promise<void>;
  /** The machine's own time again. */
  release(): void;
}

/** Rounds of the event loop in which what a timer has set going comes to rest. */
const TURNS = 2;

/** Takes time into its own hands, for all of this process. Whoever holds real timers already keeps them. */
export function takeTime(startMs: number): VirtualTime {
  const real = { setTimeout, setInterval, clearTimeout, clearInterval, Date };
  const startedMs = startMs;
  let nowMs = startMs;
  let count = 0;
  const timers = new Map<object, Timer>();

  const set = (job: () => void, delayMs: number, repeats: boolean): object => {
    const waitMs = Math.max(1, Number.isFinite(delayMs) ? delayMs : 1);
    count += 1;
    const timer: Timer = { job, order: count, repeatMs: repeats ? waitMs : undefined, dueMs: nowMs + waitMs };
    const handle = handleOf(() => {
      timer.dueMs = nowMs + waitMs;
    });
    timers.set(handle, timer);
    return handle;
  };
  const clear = (handle: unknown): void => {
    if (typeof handle === 'object' && handle !== null) timers.delete(handle);
  };
  type Job = (...given: unknown[]) => void;
  Object.assign(globalThis, {
    setTimeout: (job: Job, ms = 1, ...given: unknown[]) => set(() => job(...given), ms, false),
    setInterval: (job: Job, ms = 1, ...given: unknown[]) => set(() => job(...given), ms, true),
    clearTimeout: clear,
    clearInterval: clear,
    Date: dateAt(() => Math.floor(nowMs)),
  });
  Object.assign(performance, { now: () => nowMs - startedMs });

  const next = (): [object, Timer] | undefined => {
    let first: [object, Timer] | undefined;
    for (const entry of timers) if (!first || isBefore(entry[1], first[1])) first = entry;
    return first;
  };
  return {
    nowMs: () => nowMs,
    after: (delayMs, job) => {
      const handle = set(job, delayMs, false);
      return () => clear(handle);
    },
    leftMs: () => Math.max(0, (next()?.[1].dueMs ?? nowMs) - nowMs),
    sleep: (ms) => new Promise((resolve) => real.setTimeout(resolve, ms)),
    step: async () => {
      const [handle, timer] = next() ?? [];
      if (handle && timer) {
        nowMs = Math.max(nowMs, timer.dueMs);
        if (timer.repeatMs === undefined) timers.delete(handle);
        else timer.dueMs = nowMs + timer.repeatMs;
        timer.job();
      }
      for (let turn = 0; turn < TURNS; turn += 1) await new Promise(setImmediate);
    },
    release: () => {
      Object.assign(globalThis, real);
      Reflect.deleteProperty(performance, 'now');
    },
  };
}

const isBefore = (one: Timer, other: Timer): boolean =>
  one.dueMs < other.dueMs || (one.dueMs === other.dueMs && one.order < other.order);

/** What Node gives back for a timer, as far as anybody uses it. */
function handleOf(refresh: () => void): object {
  const handle = {
    ref: () => handle,
    unref: () => handle,
    hasRef: () => true,
    refresh: () => {
      refresh();
      return handle;
    },
  };
  return handle;
}

function dateAt(nowMs: () => number): DateConstructor {
  return new Proxy(Date, {
    construct: (target, given, newTarget) => {
      const made: unknown = Reflect.construct(target, given.length > 0 ? given : [nowMs()], newTarget);
      return Object(made);
    },
    get: (target, name, receiver) => (name === 'now' ? nowMs : Reflect.get(target, name, receiver)),
  });
}
