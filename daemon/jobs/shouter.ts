import type { AlarmKind } from '../../db/rules/alarm.ts';

const AGAIN_MS = 6 * 3_600_000;

/**
 * Tells of troubles that cannot be stored, each of them as seldom as one that can be.
 * @param steadyMs for tests.
 */
export function shouter(
  tell: (kind: AlarmKind, sentence: string) => void,
  steadyMs: () => number = () => performance.now(),
): (kind: AlarmKind, sentence: string) => void {
  const told = new Map<AlarmKind, number>();
  return (kind, sentence) => {
    const nowMs = steadyMs();
    if (nowMs - (told.get(kind) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return;
    told.set(kind, nowMs);
    tell(kind, sentence);
  };
}
