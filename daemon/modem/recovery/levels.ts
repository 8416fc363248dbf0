/**
 * The steps by which a modem is brought back (DRIVER §7), gentle ones first in each branch, and `N1`, which asks it to
 * look for its network anew (§5.1). `self` is no step: the modem has restarted by itself, or its port was lost.
 */
const LEVELS = ['L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'B1', 'B2', 'B3', 'N1', 'self'] as const;
export type Level = (typeof LEVELS)[number];

/** An earlier edition may have known others. */
export const isLevel = (text: string): text is Level => LEVELS.some((level) => level === text);

/** A step that was taken. Monotonic clock; one of an earlier process lies so far back as it is old. */
export interface Taken {
  readonly level: Level;
  readonly atMs: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** At most so many within so long, whoever asks, whatever restarts in between: resets wear flash and lock SIMs. */
const BUDGETS: Readonly<Partial<Record<Level, ReadonlyArray<readonly [times: number, withinMs: number]>>>> = {
  N1: [[1, 30 * MINUTE_MS]],
  B3: [[1, 30 * MINUTE_MS]],
  L4: [
    [1, 15 * MINUTE_MS],
    [6, DAY_MS],
  ],
  L5: [
    [1, 30 * MINUTE_MS],
    [8, DAY_MS],
  ],
  L6: [
    [2, HOUR_MS],
    [6, DAY_MS],
  ],
};

export function timesWithin(
  history: readonly Taken[],
  level: Level,
  withinMs: number,
  nowMs: number,
): number {
  return history.filter((taken) => taken.level === level && nowMs - taken.atMs < withinMs).length;
}

export function isAffordable(history: readonly Taken[], level: Level, nowMs: number): boolean {
  const budgets = BUDGETS[level] ?? [];
  return budgets.every(([times, withinMs]) => timesWithin(history, level, withinMs, nowMs) < times);
}

/** What no budget counts any more is forgotten. */
export function withTaken(history: readonly Taken[], level: Level, nowMs: number): readonly Taken[] {
  return [...history.filter((taken) => nowMs - taken.atMs < DAY_MS), { level, atMs: nowMs }];
}

/** No answer that makes sense; answers, but cannot be used; no port at all. */
export type Branch = 'mute' | 'sick' | 'missing';

const LADDERS: Readonly<Record<Branch, readonly Level[]>> = {
  mute: ['L2', 'L2', 'L3', 'L5', 'L6'],
  sick: ['B1', 'B1', 'B2', 'B3', 'L4', 'L5', 'L6'],
  missing: ['L5', 'L6'],
};

/** Levels that this installation can take: L3 needs a device with sisters, L5 and L6 a command of the office's. */
export type Means = Readonly<Record<'L3' | 'L5' | 'L6', boolean>>;

/** The lowest step that was not tried in vain since the modem was last well. Undefined: there is nothing but waiting. */
export function nextLevel(
  branch: Branch,
  climbed: readonly Level[],
  history: readonly Taken[],
  means: Means,
  nowMs: number,
): Level | undefined {
  const tried = [...climbed];
  for (const level of LADDERS[branch]) {
    const before = tried.indexOf(level);
    if (before >= 0) {
      tried.splice(before, 1);
      continue;
    }
    const possible = level === 'L3' || level === 'L5' || level === 'L6' ? means[level] : true;
    if (possible && isAffordable(history, level, nowMs)) return level;
  }
  return undefined;
}

/** From the first step on again, for ever, after 1, 2, 5, 10, 30 minutes. */
export function waitMs(rounds: number): number {
  const minutes = [1, 2, 5, 10, 30][Math.min(rounds, 5) - 1] ?? 1;
  return minutes * MINUTE_MS;
}

/** `stalled`: registered, but nothing has come since a full storage was emptied; the network may not know of the room. */
export type NetworkState = 'registered' | 'searching' | 'idle' | 'denied' | 'stalled';

/** What helps a modem that answers but has no network (DRIVER §5.1); never a reset. */
export function networkRemedy(
  network: NetworkState,
  sinceMs: number,
  history: readonly Taken[],
  nowMs: number,
): Level | undefined {
  const afterMs = NETWORK_REMEDIES[network];
  const lastedMs = nowMs - sinceMs;
  const isDue = (level: 'N1' | 'B3'): boolean =>
    lastedMs >= (afterMs[level] ?? Number.POSITIVE_INFINITY) && isAffordable(history, level, nowMs);
  if (isDue('B3')) return 'B3';
  return isDue('N1') && timesWithin(history, 'N1', lastedMs + 1, nowMs) === 0 ? 'N1' : undefined;
}

const NETWORK_REMEDIES: Readonly<Record<NetworkState, Partial<Record<'N1' | 'B3', number>>>> = {
  registered: {},
  searching: { B3: 10 * MINUTE_MS },
  idle: { N1: MINUTE_MS, B3: 5 * MINUTE_MS },
  denied: { N1: 30 * MINUTE_MS, B3: 2 * HOUR_MS },
  stalled: { B3: 0 },
};
