import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { modemRecords } from '../schema/modemRecords.ts';
import { inAction } from './action.ts';

export type ModemRecordNote = Omit<typeof modemRecords.$inferInsert, 'firstSeenMs' | 'lastSeenMs'>;

/** Keeps what was learned of a modem, by its IMEI. */
export function keepModemRecord(db: Db, clock: Clock, note: ModemRecordNote): void {
  inAction(db, clock, (tx, nowMs) => {
    tx.insert(modemRecords)
      .values({ ...note, firstSeenMs: nowMs, lastSeenMs: nowMs })
      .onConflictDoUpdate({ target: modemRecords.imei, set: { ...note, lastSeenMs: nowMs } })
      .run();
  });
}
