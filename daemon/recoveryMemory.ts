import { beginRecoveryStep, endRecoveryStep } from '../db/actions/recoveryStep.ts';
import type { Clock } from '../db/clock.ts';
import type { Log } from '../db/log.ts';
import type { Db } from '../db/open.ts';
import { recoveryStepsSince } from '../db/queries/recoveryBudget.ts';
import { DAY_MS, isLevel } from './modem/recovery/levels.ts';
import type { RecoveryMemory } from './modem/recovery/recoveryMemory.ts';

/** The recovery's history in the database, so that a restart of the process does not give a modem new resets. */
export function durableRecovery(db: Db, clock: Clock, log: Log, modem: string): RecoveryMemory {
  const whenWritable = <T>(write: () => T): T | undefined => {
    try {
      return write();
    } catch (error) {
      // The modem is to be brought back all the same; this process itself does not forget the step.
      log.warn({ err: error }, 'a step of the recovery cannot be stored');
      return undefined;
    }
  };
  return {
    recall: () =>
      recoveryStepsSince(db, modem, clock.nowMs() - DAY_MS).flatMap(({ level, startedAtMs, outcome }) =>
        isLevel(level) && outcome !== 'skipped'
          ? [{ level, agoMs: Math.max(0, clock.nowMs() - startedAtMs) }]
          : [],
      ),
    begin: (level, reason) => whenWritable(() => beginRecoveryStep(db, clock, { modem, level, reason })),
    end: (id, outcome, note) =>
      void whenWritable(() => endRecoveryStep(db, clock, id, { outcome, note: note ?? null })),
  };
}
