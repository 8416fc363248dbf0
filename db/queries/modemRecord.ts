import { desc, eq } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { modemRecords } from '../schema/modemRecords.ts';

export type ModemRecordRow = typeof modemRecords.$inferSelect;

export const modemRecordOf = (db: Db, imei: string): ModemRecordRow | undefined =>
  db.select().from(modemRecords).where(eq(modemRecords.imei, imei)).get();

/** The modem that was behind this name last. */
export const lastModemRecord = (db: Db, modem: string): ModemRecordRow | undefined =>
  db
    .select()
    .from(modemRecords)
    .where(eq(modemRecords.modem, modem))
    .orderBy(desc(modemRecords.lastSeenMs))
    .limit(1)
    .get();
