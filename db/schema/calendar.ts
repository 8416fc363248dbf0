import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ClosureKind, ClosureScope, ClosureState } from '../rules/calendar/closure.ts';
import type { WeeklyHours } from '../rules/calendar/officeHours.ts';

/** Other weekly hours from a date to a date, both included. */
export const hoursRanges = sqliteTable('hours_ranges', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  fromDate: text('from_date').notNull(),
  toDate: text('to_date').notNull(),
  weekly: text('weekly', { mode: 'json' }).$type<WeeklyHours>().notNull(),
});

export const closures = sqliteTable('closures', {
  id: integer('id').primaryKey(),
  date: text('date').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<ClosureKind>().notNull(),
  state: text('state').$type<ClosureState>().notNull().default('fixed'),
  source: text('source'),
  appliesTo: text('applies_to').$type<ClosureScope>().notNull().default('all'),
  /** Minutes since midnight; null: the whole day. */
  closedFrom: integer('closed_from'),
  closedTo: integer('closed_to'),
});

/** A row as it was before a change and became; null where there was or is none. */
export interface ChangedRow {
  /** `hours` for the weekly hours and switches, `range 3`, `closure 12`. */
  key: string;
  before: string | null;
  after: string | null;
}

export const calendarChanges = sqliteTable('calendar_changes', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  /** Null: the program itself. */
  userId: integer('user_id'),
  what: text('what').notNull(),
  changedRows: text('changed_rows', { mode: 'json' }).$type<ChangedRow[]>().notNull(),
  atMs: integer('at_ms').notNull(),
});
