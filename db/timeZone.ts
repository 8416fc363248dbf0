import type { Db, Tx } from './open.ts';
import { readSetting, writeSetting } from './setting.ts';

const DEFAULT_ZONE = 'Asia/Jakarta';

/** The office's zone, the same for both processes: with two of them a deadline would have two times. */
export const timeZoneOf = (db: Db | Tx): string => readSetting(db, 'time_zone') ?? DEFAULT_ZONE;

/** Keeps what a process was configured with; called at its start. */
export function noteTimeZone(db: Db, timeZone: string): void {
  if (timeZoneOf(db) === timeZone) return;
  db.transaction((tx) => writeSetting(tx, 'time_zone', timeZone), { behavior: 'immediate' });
}
