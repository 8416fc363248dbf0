import { eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { checkHoursRange, rangeInWords } from '../rules/calendar/checkHoursRanges.ts';
import type { HoursRange } from '../rules/calendar/officeHours.ts';
import { DomainError } from '../rules/errors.ts';
import type { Actor } from '../rules/permissions.ts';
import { hoursRanges } from '../schema/calendar.ts';
import { changeCalendar } from './changeCalendar.ts';

/**
 * Has other hours apply from a date to a date.
 * @throws DomainError as `changeCalendar`, and for what `checkHoursRange` refuses
 */
export function addHoursRange(db: Db, clock: Clock, actor: Actor, range: HoursRange): number | undefined {
  checkHoursRange(range);
  return changeCalendar(db, clock, actor, {
    body: (tx) => {
      tx.insert(hoursRanges).values(rowOf(range)).run();
      return `Rentang ${rangeInWords(range)} ditambahkan`;
    },
  });
}

/** @throws DomainError as `addHoursRange`, and `not_found` */
export function changeHoursRange(
  db: Db,
  clock: Clock,
  actor: Actor,
  { id, seenChangeId, ...range }: HoursRange & { id: number; seenChangeId: number },
): number | undefined {
  checkHoursRange(range);
  return changeCalendar(db, clock, actor, {
    seenChangeId,
    body: (tx) => {
      rangeWithId(tx, id);
      tx.update(hoursRanges).set(rowOf(range)).where(eq(hoursRanges.id, id)).run();
      return `Rentang ${rangeInWords(range)} diubah`;
    },
  });
}

/** @throws DomainError as `changeCalendar`, and `not_found` */
export function removeHoursRange(db: Db, clock: Clock, actor: Actor, id: number): number | undefined {
  return changeCalendar(db, clock, actor, {
    body: (tx) => {
      const { name, fromDate: from, toDate: to, weekly } = rangeWithId(tx, id);
      tx.delete(hoursRanges).where(eq(hoursRanges.id, id)).run();
      return `Rentang ${rangeInWords({ name, from, to, weekly })} dihapus`;
    },
  });
}

const rowOf = ({ name, from, to, weekly }: HoursRange) => ({
  name: name.trim(),
  fromDate: from,
  toDate: to,
  weekly,
});

function rangeWithId(tx: Tx, id: number) {
  const range = tx.select().from(hoursRanges).where(eq(hoursRanges.id, id)).get();
  if (!range) throw new DomainError('not_found', 'Rentang ini sudah tidak ada.');
  return range;
}
