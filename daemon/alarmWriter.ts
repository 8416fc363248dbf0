import { endAlarm, raiseAlarm } from '../db/actions/alarm.ts';
import type { Clock } from '../db/clock.ts';
import type { Logger } from '../db/logger.ts';
import type { Db } from '../db/open.ts';
import type { AlarmKind } from '../db/rules/alarm.ts';

/** Says how things are with a trouble: one Indonesian sentence, or null when it is over. */
export type TellAlarm = (kind: AlarmKind, text: string | null) => void;

/** Every check says how things are; only news is written. */
export function alarmWriter(db: Db, clock: Clock, log: Logger, modem: string): TellAlarm {
  const told = new Map<AlarmKind, string | null>();
  return (kind, text) => {
    if (told.get(kind) === text) return;
    try {
      if (text === null) endAlarm(db, clock, { modem, kind });
      else raiseAlarm(db, clock, { modem, kind }, text);
      told.set(kind, text);
    } catch (error) {
      log.warn({ err: error, kind }, 'an alarm cannot be stored');
    }
  };
}
