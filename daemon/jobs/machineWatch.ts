import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { endAlarm, raiseAlarm } from '../../db/actions/alarm.ts';
import type { Clock } from '../../db/clock.ts';
import type { Db } from '../../db/open.ts';
import { isClockBehind } from '../../db/queries/clockHint.ts';
import type { AlarmKind } from '../../db/rules/alarm.ts';
import { isPlausibleTime } from '../../db/rules/timeWindow.ts';
import { showTime } from '../../db/rules/zonedTime.ts';

export interface MachineDeps {
  db: Db;
  dbPath: string;
  clock: Clock;
  timeZone: string;
  /** Alarms that cannot even be stored go out by this. */
  shout: (kind: AlarmKind, sentence: string) => void;
  /** For tests. */
  freeBytes?: (folder: string) => number;
}

/** Room for the journal, a copy of the database and some weeks of texts. */
const FREE_MIN_BYTES = 200 * 1024 * 1024;
const DISK_WORDS = {
  unwritable:
    'Basis data tidak dapat ditulis: SMS masuk tertahan di modem. Periksa penyimpanan komputer gateway.',
  filling: (bytes: number) =>
    `Penyimpanan komputer gateway hampir penuh, sisa ${Math.floor(bytes / 1024 / 1024)} MB: hapus berkas yang tidak perlu.`,
} as const;

/** The job that looks at what no modem is to blame for: the disk and the clock. */
export function watchMachine({
  db,
  dbPath,
  clock,
  timeZone,
  shout,
  freeBytes = freeOf,
}: MachineDeps): () => void {
  const say = (kind: AlarmKind, text: string | null): void => {
    if (text === null) endAlarm(db, clock, { modem: null, kind });
    else raiseAlarm(db, clock, { modem: null, kind }, text);
  };
  return () => {
    const nowMs = clock.nowMs();
    try {
      const free = freeBytes(dirname(dbPath));
      say('disk', free < FREE_MIN_BYTES ? DISK_WORDS.filling(free) : null);
      const isWrong = !isPlausibleTime(nowMs) || isClockBehind(db, nowMs);
      say('clock', isWrong ? clockWords(showTime(nowMs, timeZone)) : null);
    } catch (error) {
      shout('disk', DISK_WORDS.unwritable);
      throw error;
    }
  };
}

const clockWords = (shown: string): string =>
  `Jam komputer gateway salah (${shown}): betulkan jamnya, karena tenggat dan waktu SMS ikut salah.`;

function freeOf(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
