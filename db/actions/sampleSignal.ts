import { gt, lt, or } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { signalSamples } from '../schema/gatewayWatch.ts';
import { inAction } from './action.ts';

export interface SignalNow {
  modem: string;
  dbm: number | undefined;
  registered: boolean;
}

const KEPT_MS = 8 * 86_400_000;
/** A sample of a wrong future would otherwise stay for years. */
const AHEAD_MAX_MS = 86_400_000;

/** One sample of each modem; what is older than a week and a day goes. */
export function sampleSignal(db: Db, clock: Clock, now: readonly SignalNow[]): void {
  inAction(db, clock, (tx, nowMs) => {
    for (const { modem, dbm, registered } of now)
      tx.insert(signalSamples)
        .values({ modem, atMs: nowMs, dbm: dbm ?? null, registered })
        .onConflictDoNothing()
        .run();
    tx.delete(signalSamples)
      .where(or(lt(signalSamples.atMs, nowMs - KEPT_MS), gt(signalSamples.atMs, nowMs + AHEAD_MAX_MS)))
      .run();
  });
}
