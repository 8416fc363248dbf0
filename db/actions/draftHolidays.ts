import { and, eq, inArray } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { closuresOfYear } from '../closuresOfYear.ts';
import type { Db } from '../open.ts';
import { checkClosure } from '../rules/calendar/closure.ts';
import { nextYearDrafts } from '../rules/calendar/nextYearDrafts.ts';
import { DomainError } from '../rules/errors.ts';
import type { Actor } from '../rules/permissions.ts';
import { closures } from '../schema/calendar.ts';
import { wholeDayClosures } from '../wholeDayClosures.ts';
import { changeCalendar } from './changeCalendar.ts';
import { closureRow } from './closureRow.ts';

/**
 * Writes a year's holidays down as drafts of the next one; dates that are closed already are passed over.
 * @throws DomainError as `changeCalendar`, and `invalid` where there is nothing to copy
 */
export const draftNextYear = (db: Db, clock: Clock, actor: Actor, year: number): number | undefined =>
  changeCalendar(db, clock, actor, {
    body: (tx) => {
      const drafts = nextYearDrafts(closuresOfYear(tx, year), year);
      if (drafts.length === 0)
        throw new DomainError('invalid', `Tahun ${year} belum punya daftar hari libur untuk disalin.`);
      const known = new Set(
        wholeDayClosures(
          tx,
          drafts.map(({ date }) => date),
        ).map(({ date }) => date),
      );
      const fresh = drafts.filter(({ date }) => !known.has(date));
      for (const draft of fresh) tx.insert(closures).values(closureRow(draft)).run();
      return `${fresh.length} hari libur ${year + 1} disalin dari ${year} sebagai perkiraan`;
    },
  });

/**
 * Has drafts close the office, by a decree.
 * @throws DomainError as `changeCalendar`, and `invalid` where none was chosen
 */
export const confirmDrafts = (
  db: Db,
  clock: Clock,
  actor: Actor,
  { ids, source }: { ids: readonly number[]; source: string },
): number | undefined =>
  changeCalendar(db, clock, actor, {
    body: (tx) => {
      const drafts = chosenDrafts(ids);
      for (const row of tx.select().from(closures).where(drafts).all())
        checkClosure({ ...row, source, closed: null });
      const { changes } = tx
        .update(closures)
        .set({ state: 'fixed', source: source.trim() || null })
        .where(drafts)
        .run();
      return `${changes} perkiraan hari libur ditetapkan`;
    },
  });

/** @throws DomainError as `confirmDrafts` */
export const discardDrafts = (
  db: Db,
  clock: Clock,
  actor: Actor,
  ids: readonly number[],
): number | undefined =>
  changeCalendar(db, clock, actor, {
    body: (tx) => {
      const { changes } = tx.delete(closures).where(chosenDrafts(ids)).run();
      return `${changes} perkiraan hari libur dihapus`;
    },
  });

function chosenDrafts(ids: readonly number[]) {
  if (ids.length === 0) throw new DomainError('invalid', 'Centang dahulu perkiraan yang dimaksud.');
  return and(inArray(closures.id, [...ids]), eq(closures.state, 'draft'));
}
