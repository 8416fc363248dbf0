import { asc, inArray, max } from 'drizzle-orm';
import type { Db, Tx } from './open.ts';
import type { BusinessCalendar } from './rules/calendar/businessCalendar.ts';
import { readCalendarSettings } from './rules/calendar/calendarSettings.ts';
import type { ClosureScope } from './rules/calendar/closure.ts';
import { ALL_HOURS, calendarOf, type OfficeHours } from './rules/calendar/officeHours.ts';
import { calendarChanges, closures, hoursRanges } from './schema/calendar.ts';
import { readSetting } from './setting.ts';
import { timeZoneOf } from './timeZone.ts';

/** The newest change of the calendar; 0 for none. */
export const newestChangeId = (db: Db | Tx): number =>
  db
    .select({ id: max(calendarChanges.id) })
    .from(calendarChanges)
    .get()?.id ?? 0;

/** Another text after each change: what was reckoned by another calendar is old. */
export const calendarVersion = (db: Db | Tx): string => `${newestChangeId(db)} ${timeZoneOf(db)}`;

/** By which the clocks of replying and repairing run (SLA 0.6). */
export const serviceCalendar = (db: Db | Tx): BusinessCalendar => calendars(db).service;

/** Null where an Emergency has no hours of its own. */
export const emergencyCalendar = (db: Db | Tx): BusinessCalendar | null => calendars(db).emergency;

/** When somebody answers the telephone (SOP 5). */
export const phoneCalendar = (db: Db | Tx): BusinessCalendar => calendars(db).phone;

interface Calendars {
  service: BusinessCalendar;
  phone: BusinessCalendar;
  emergency: BusinessCalendar | null;
}

/** The last that was read of each database: a ticket more must not cost a year of holidays. */
const known = new WeakMap<object, { version: string; calendars: Calendars }>();

function calendars(db: Db | Tx): Calendars {
  const version = calendarVersion(db);
  const connection = connectionOf(db);
  const before = known.get(connection);
  if (before?.version === version) return before.calendars;
  const read = readCalendars(db);
  known.set(connection, { version, calendars: read });
  return read;
}

/** The same for a database and for a transaction on it. */
const connectionOf = (db: Db | Tx): object => Reflect.get(db, 'session')?.client ?? db;

function readCalendars(db: Db | Tx): Calendars {
  const { weekly, collectiveCloses, emergencyAllHours } = readCalendarSettings(readSetting(db, 'calendar'));
  const timeZone = timeZoneOf(db);
  const ranges = db
    .select()
    .from(hoursRanges)
    .orderBy(asc(hoursRanges.fromDate))
    .all()
    .map(({ name, fromDate: from, toDate: to, weekly: hours }) => ({ name, from, to, weekly: hours }));
  const closed = (scopes: ClosureScope[]) =>
    db
      .select()
      .from(closures)
      .where(inArray(closures.appliesTo, scopes))
      .orderBy(asc(closures.date))
      .all()
      .filter(({ kind, state }) => state === 'fixed' && (collectiveCloses || kind !== 'collective'))
      .map(({ date, name, closedFrom: from, closedTo: to }) => ({
        date,
        name,
        ...(from === null || to === null ? {} : { closed: { from, to } }),
      }));
  const hours = (scopes: ClosureScope[]): OfficeHours => ({
    timeZone,
    weekly,
    ranges,
    closures: closed(scopes),
  });
  return {
    service: calendarOf(hours(['all', 'service'])),
    phone: calendarOf(hours(['all', 'phone'])),
    emergency: emergencyAllHours
      ? calendarOf({ timeZone, weekly: ALL_HOURS, ranges: [], closures: [] })
      : null,
  };
}
