import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { alarms } from '../schema/gatewayWatch.ts';
import { inAction } from './action.ts';
import { raiseWithin } from './alarm.ts';

/** So long people are told of what could not be read; it stays on the page for good. */
const TOLD_MS = 3 * 24 * 3_600_000;

/** Something that came in could not be read: it is kept as it came, and a person should know. */
export function tellOfQuarantine(tx: Tx, modem: string, nowMs: number): void {
  raiseWithin(
    tx,
    { modem, kind: 'quarantine' },
    'Ada SMS masuk yang tidak dapat dibaca; isinya disimpan apa adanya di halaman gateway.',
    nowMs,
  );
}

/** Nothing unreadable has come for days. */
export function endQuietQuarantine(db: Db, clock: Clock): void {
  inAction(db, clock, (tx, nowMs) => {
    tx.update(alarms)
      .set({ endedAtMs: nowMs })
      .where(
        and(eq(alarms.kind, 'quarantine'), isNull(alarms.endedAtMs), lt(alarms.lastAtMs, nowMs - TOLD_MS)),
      )
      .run();
  });
}
