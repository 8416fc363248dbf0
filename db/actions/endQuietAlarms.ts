import { and, isNull, notBetween, or, sql } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { QUIET_AFTER_MS } from '../rules/alarm.ts';
import { alarms } from '../schema/gatewayWatch.ts';
import { inAction } from './action.ts';

/** Ends alarms of kinds that nobody ends, when they have been quiet long enough; one of a wrong future is quiet too. */
export function endQuietAlarms(db: Db, clock: Clock): void {
  inAction(db, clock, (tx, nowMs) => {
    const areQuiet = Object.entries(QUIET_AFTER_MS).map(([kind, ms]) =>
      and(sql`${alarms.kind} = ${kind}`, notBetween(alarms.lastAtMs, nowMs - ms, nowMs + ms)),
    );
    tx.update(alarms)
      .set({ endedAtMs: nowMs })
      .where(and(isNull(alarms.endedAtMs), or(...areQuiet)))
      .run();
  });
}
