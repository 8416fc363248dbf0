import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import {
  type CalendarSettings,
  checkCalendarSettings,
  readCalendarSettings,
} from '../rules/calendar/calendarSettings.ts';
import { durationInWords, minutesOfWeek, weekInWords } from '../rules/calendar/hoursInWords.ts';
import type { Actor } from '../rules/permissions.ts';
import { readSetting, writeSetting } from '../setting.ts';
import { changeCalendar } from './changeCalendar.ts';

/**
 * Changes the usual hours of the week, whether collective leave closes the help desk, and whether every hour counts for
 * an Emergency.
 * @throws DomainError as `changeCalendar`
 */
export function changeOfficeHours(
  db: Db,
  clock: Clock,
  actor: Actor,
  wanted: CalendarSettings,
  seenChangeId: number,
): number | undefined {
  checkCalendarSettings(wanted);
  return changeCalendar(db, clock, actor, {
    seenChangeId,
    body: (tx) => {
      const before = readCalendarSettings(readSetting(tx, 'calendar'));
      const what = changesInWords(before, wanted);
      if (what !== '') writeSetting(tx, 'calendar', JSON.stringify(wanted));
      return what;
    },
  });
}

function changesInWords(before: CalendarSettings, after: CalendarSettings): string {
  const [was, is] = [weekInWords(before.weekly), weekInWords(after.weekly)];
  return [
    was === is
      ? undefined
      : `Jam layanan menjadi ${is} (${durationInWords(minutesOfWeek(after.weekly))} seminggu)`,
    before.collectiveCloses === after.collectiveCloses
      ? undefined
      : `Cuti bersama ${after.collectiveCloses ? 'menutup' : 'tidak menutup'} Help Desk`,
    before.emergencyAllHours === after.emergencyAllHours
      ? undefined
      : `Emergency ${after.emergencyAllHours ? 'dihitung 24 jam' : 'dihitung menurut jam layanan'}`,
  ]
    .filter((words) => words !== undefined)
    .join('; ');
}
