import type { Level, Taken } from './levels.ts';
import type { StepOutcome } from './supervision.ts';

/** The steps of the ladder as they were taken: its budgets, which outlive the process, and its history for people. */
export interface RecoveryMemory {
  /** Those of the last day; how long ago each began, never negative. */
  recall(): ReadonlyArray<{ readonly level: Level; readonly agoMs: number }>;
  /** @returns by what to end it; undefined when it could not be stored. Never throws. */
  begin(level: Level, reason: string): number | undefined;
  /** Never throws. */
  end(id: number, outcome: StepOutcome, note: string | undefined): void;
}

/** For as long as the process runs. */
export function rememberSteps(): RecoveryMemory {
  return { recall: () => [], begin: () => 0, end: () => {} };
}

/** On the monotonic clock, where the budgets count. */
export function takenBefore(memory: RecoveryMemory, nowMs: number): readonly Taken[] {
  return memory.recall().map(({ level, agoMs }) => ({ level, atMs: nowMs - Math.max(0, agoMs) }));
}
