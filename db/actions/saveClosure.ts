import { and, eq, ne } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { checkClosure, type OfficeClosure } from '../rules/calendar/closure.ts';
import { intervalsInWords } from '../rules/calendar/hoursInWords.ts';
import { DomainError } from '../rules/errors.ts';
import type { Actor } from '../rules/permissions.ts';
import { showDate } from '../rules/zonedTime.ts';
import { closures } from '../schema/calendar.ts';
import { changeCalendar } from './changeCalendar.ts';
import { closureRow } from './closureRow.ts';

/**
 * Closes a date, or some hours of it.
 * @throws DomainError as `changeCalendar`, for what `checkClosure` refuses, and `invalid` for one that is there already
 */
export function addClosure(db: Db, clock: Clock, actor: Actor, closure: OfficeClosure): number | undefined {
  checkClosure(closure);
  return changeCalendar(db, clock, actor, {
    body: (tx) => {
      refuseTwin(tx, closure, 0);
      tx.insert(closures).values(closureRow(closure)).run();
      return `${inWords(closure)} ditambahkan`;
    },
  });
}

/** @throws DomainError as `addClosure`, and `not_found` */
export function changeClosure(
  db: Db,
  clock: Clock,
  actor: Actor,
  { id, seenChangeId, ...closure }: OfficeClosure & { id: number; seenChangeId: number },
): number | undefined {
  checkClosure(closure);
  return changeCalendar(db, clock, actor, {
    seenChangeId,
    body: (tx) => {
      closureWithId(tx, id);
      refuseTwin(tx, closure, id);
      tx.update(closures).set(closureRow(closure)).where(eq(closures.id, id)).run();
      return `${inWords(closure)} diubah`;
    },
  });
}

/** @throws DomainError as `changeCalendar`, and `not_found` */
export function removeClosure(db: Db, clock: Clock, actor: Actor, id: number): number | undefined {
  return changeCalendar(db, clock, actor, {
    body: (tx) => {
      const { closedFrom: from, closedTo: to, ...row } = closureWithId(tx, id);
      tx.delete(closures).where(eq(closures.id, id)).run();
      return `${inWords({ ...row, closed: from === null || to === null ? null : { from, to } })} dihapus`;
    },
  });
}

/** `16/01/2026 Isra Mikraj`, `24/12/2026 Misa (12.00–17.00)`. */
const inWords = ({ date, name, closed }: Pick<OfficeClosure, 'date' | 'name' | 'closed'>): string =>
  `${showDate(date)} ${name.trim()}${closed ? ` (${intervalsInWords([closed])})` : ''}`;

function closureWithId(tx: Tx, id: number) {
  const closure = tx.select().from(closures).where(eq(closures.id, id)).get();
  if (!closure) throw new DomainError('not_found', 'Hari libur ini sudah tidak ada.');
  return closure;
}

function refuseTwin(tx: Tx, { date, name }: OfficeClosure, exceptId: number): void {
  const twin = tx
    .select({ id: closures.id })
    .from(closures)
    .where(and(eq(closures.date, date), eq(closures.name, name.trim()), ne(closures.id, exceptId)))
    .get();
  if (twin) throw new DomainError('invalid', `${showDate(date)} ${name.trim()} sudah ada dalam daftar.`);
}
