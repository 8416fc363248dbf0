import type { Db, Tx } from './open.ts';
import { type ChangedRow, closures, hoursRanges } from './schema/calendar.ts';
import { readSetting } from './setting.ts';

/** All that a calendar is made of, as text by `hours`, `range 3` or `closure 12`: some hundred rows after years. */
export function calendarRows(db: Db | Tx): ReadonlyMap<string, string> {
  const rows = new Map<string, string>();
  const hours = readSetting(db, 'calendar');
  if (hours !== undefined) rows.set('hours', hours);
  for (const row of db.select().from(hoursRanges).all()) rows.set(`range ${row.id}`, JSON.stringify(row));
  for (const row of db.select().from(closures).all()) rows.set(`closure ${row.id}`, JSON.stringify(row));
  return rows;
}

/** Whether all rows of a change are as they were before it, or as it left them. */
export const areAs = (
  rows: ReadonlyMap<string, string>,
  changed: readonly ChangedRow[],
  when: 'before' | 'after',
): boolean => changed.every((row) => (rows.get(row.key) ?? null) === row[when]);
