import { and, eq, gt } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { recoverySteps } from '../schema/modemRecords.ts';

/** The steps of a modem's recovery that began after a moment, oldest first. */
export const recoveryStepsSince = (
  db: Db,
  modem: string,
  sinceMs: number,
): Array<{ level: string; startedAtMs: number; outcome: 'done' | 'failed' | 'skipped' | null }> =>
  db
    .select({
      level: recoverySteps.level,
      startedAtMs: recoverySteps.startedAtMs,
      outcome: recoverySteps.outcome,
    })
    .from(recoverySteps)
    .where(and(eq(recoverySteps.modem, modem), gt(recoverySteps.startedAtMs, sinceMs)))
    .orderBy(recoverySteps.startedAtMs)
    .all();
