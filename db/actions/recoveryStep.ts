import { eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { recoverySteps } from '../schema/modemRecords.ts';
import { inAction } from './action.ts';

/** A step of the recovery ladder begins. @returns its id. */
export const beginRecoveryStep = (
  db: Db,
  clock: Clock,
  step: { modem: string; level: string; reason: string },
): number =>
  inAction(
    db,
    clock,
    (tx, nowMs) =>
      tx
        .insert(recoverySteps)
        .values({ ...step, startedAtMs: nowMs })
        .returning({ id: recoverySteps.id })
        .get().id,
  );

/** What has become of it. */
export function endRecoveryStep(
  db: Db,
  clock: Clock,
  id: number,
  end: { outcome: 'done' | 'failed' | 'skipped'; note: string | null },
): void {
  inAction(db, clock, (tx, nowMs) => {
    tx.update(recoverySteps)
      .set({ ...end, endedAtMs: nowMs })
      .where(eq(recoverySteps.id, id))
      .run();
  });
}
