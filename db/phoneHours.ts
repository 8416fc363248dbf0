import { phoneCalendar } from './calendars.ts';
import type { Db, Tx } from './open.ts';
import { dateAfter, localDayAt, weekdayOf } from './rules/calendar/calendarDays.ts';
import { weekInWords } from './rules/calendar/hoursInWords.ts';

/**
 * The telephone's hours (SOP 5) of this week as they really are, holidays and other hours of a range included:
 * `Sen–Kam 08.00–12.00, 13.00–17.00; Jum 08.00–11.00, 13.00–17.00; Sab 08.00–12.00`.
 */
export function phoneHoursText(db: Db | Tx, nowMs: number): string {
  const calendar = phoneCalendar(db);
  const { date } = localDayAt(nowMs, calendar.timeZone);
  const monday = dateAfter(date, 1 - weekdayOf(date));
  return weekInWords(Array.from({ length: 7 }, (_, day) => calendar.days(dateAfter(monday, day)).intervals));
}
