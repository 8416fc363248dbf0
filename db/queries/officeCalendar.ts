import { asc, desc, eq } from 'drizzle-orm';
import { areAs, calendarRows } from '../calendarRows.ts';
import { newestChangeId, serviceCalendar } from '../calendars.ts';
import { closuresOfYear, type StoredClosure } from '../closuresOfYear.ts';
import type { Db } from '../open.ts';
import type { BusinessCalendar } from '../rules/calendar/businessCalendar.ts';
import { type CalendarSettings, readCalendarSettings } from '../rules/calendar/calendarSettings.ts';
import { type PlannedClosure, planImport } from '../rules/calendar/closureImport.ts';
import { type ListedLine, readClosureList } from '../rules/calendar/closureList.ts';
import type { HoursRange } from '../rules/calendar/officeHours.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { calendarChanges, closures, hoursRanges } from '../schema/calendar.ts';
import { users } from '../schema/people.ts';
import { readSetting } from '../setting.ts';
import { wholeDayClosures } from '../wholeDayClosures.ts';

export interface StoredRange extends HoursRange {
  id: number;
}

export interface CalendarChangeView {
  id: number;
  /** Undefined: the program itself. */
  by: string | undefined;
  what: string;
  atMs: number;
  /** Nothing that it changed has been changed since. */
  undoable: boolean;
}

/** Everything of the page on the calendar, for one year. */
export interface OfficeCalendar {
  settings: CalendarSettings;
  ranges: StoredRange[];
  closures: StoredClosure[];
  /** What the clocks run by. */
  calendar: BusinessCalendar;
  changes: CalendarChangeView[];
  newestChangeId: number;
}

const CHANGES_SHOWN = 15;

/** @throws DomainError `forbidden` */
export function officeCalendar(db: Db, actor: Actor, year: number): OfficeCalendar {
  demand(actor, 'changeSettings');
  return {
    settings: readCalendarSettings(readSetting(db, 'calendar')),
    ranges: ranges(db),
    closures: closuresOfYear(db, year),
    calendar: serviceCalendar(db),
    changes: newestChanges(db),
    newestChangeId: newestChangeId(db),
  };
}

const ranges = (db: Db): StoredRange[] =>
  db
    .select()
    .from(hoursRanges)
    .orderBy(asc(hoursRanges.fromDate))
    .all()
    .map(({ fromDate: from, toDate: to, ...range }) => ({ ...range, from, to }));

/** @throws DomainError `forbidden` */
export function hoursRange(db: Db, actor: Actor, id: number): StoredRange | undefined {
  demand(actor, 'changeSettings');
  return ranges(db).find((range) => range.id === id);
}

/** @throws DomainError `forbidden` */
export function officeClosure(db: Db, actor: Actor, id: number): StoredClosure | undefined {
  demand(actor, 'changeSettings');
  const row = db.select({ date: closures.date }).from(closures).where(eq(closures.id, id)).get();
  return row && closuresOfYear(db, Number(row.date.slice(0, 4))).find((closure) => closure.id === id);
}

function newestChanges(db: Db): CalendarChangeView[] {
  const rows = calendarRows(db);
  return db
    .select({
      id: calendarChanges.id,
      by: users.name,
      what: calendarChanges.what,
      changedRows: calendarChanges.changedRows,
      atMs: calendarChanges.atMs,
    })
    .from(calendarChanges)
    .leftJoin(users, eq(users.id, calendarChanges.userId))
    .orderBy(desc(calendarChanges.id))
    .limit(CHANGES_SHOWN)
    .all()
    .map(({ by, changedRows, ...change }) => ({
      ...change,
      by: by ?? undefined,
      undoable: areAs(rows, changedRows, 'after'),
    }));
}

/** A line of a pasted list with what would come of it. */
export type PreviewedLine = { line: number; typed: string } & (
  | { planned: PlannedClosure[] }
  | { fault: string }
);

/**
 * What an import would do, line by line, without keeping anything.
 * @throws DomainError `forbidden`
 */
export function importPreview(db: Db, actor: Actor, text: string, year: number): PreviewedLine[] {
  demand(actor, 'changeSettings');
  const lines: ListedLine[] = readClosureList(text, year);
  const listed = lines.flatMap((line) => ('closures' in line ? line.closures : []));
  const planned = planImport(
    listed,
    wholeDayClosures(
      db,
      listed.map(({ date }) => date),
    ),
  );
  return lines.map((line) => {
    const place = { line: line.line, typed: line.typed };
    return 'closures' in line
      ? { ...place, planned: planned.splice(0, line.closures.length) }
      : { ...place, fault: line.fault };
  });
}
