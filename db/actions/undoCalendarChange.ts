import { eq } from 'drizzle-orm';
import { areAs, calendarRows } from '../calendarRows.ts';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import type { Actor } from '../rules/permissions.ts';
import { type ChangedRow, calendarChanges, closures, hoursRanges } from '../schema/calendar.ts';
import { settings } from '../schema/people.ts';
import { writeSetting } from '../setting.ts';
import { changeCalendar } from './changeCalendar.ts';

/**
 * Makes the rows of a change what they were before it, all or none. Undoing is a change itself, and can be undone.
 * @throws DomainError as `changeCalendar`, `not_found`, and `conflict` when one of the rows was changed since
 */
export const undoCalendarChange = (
  db: Db,
  clock: Clock,
  actor: Actor,
  changeId: number,
): number | undefined =>
  changeCalendar(db, clock, actor, {
    body: (tx) => {
      const change = tx.select().from(calendarChanges).where(eq(calendarChanges.id, changeId)).get();
      if (!change) throw new DomainError('not_found', 'Perubahan ini tidak ada.');
      const { changedRows } = change;
      if (!areAs(calendarRows(tx), changedRows, 'after')) throw changedSince();
      for (const row of changedRows) putBack(tx, row);
      // The same holiday may have been written down again meanwhile.
      if (!areAs(calendarRows(tx), changedRows, 'before')) throw changedSince();
      return `Diurungkan: ${change.what}`;
    },
  });

const changedSince = (): DomainError =>
  new DomainError(
    'conflict',
    'Perubahan ini tidak bisa diurungkan lagi: isinya sudah diubah sesudahnya. Tidak ada yang berubah.',
  );

function putBack(tx: Tx, { key, before }: ChangedRow): void {
  const [of, id] = key.split(' ');
  if (of === 'hours') {
    if (before === null) tx.delete(settings).where(eq(settings.name, 'calendar')).run();
    else writeSetting(tx, 'calendar', before);
    return;
  }
  const table = of === 'range' ? hoursRanges : closures;
  tx.delete(table)
    .where(eq(table.id, Number(id)))
    .run();
  // Written by changeCalendar from a row of this table.
  if (before !== null) tx.insert(table).values(JSON.parse(before)).onConflictDoNothing().run();
}
