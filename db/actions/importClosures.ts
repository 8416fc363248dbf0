import { eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { checkClosure, type OfficeClosure } from '../rules/calendar/closure.ts';
import { planImport } from '../rules/calendar/closureImport.ts';
import { readClosureList } from '../rules/calendar/closureList.ts';
import { DomainError } from '../rules/errors.ts';
import type { Actor } from '../rules/permissions.ts';
import { closures } from '../schema/calendar.ts';
import { wholeDayClosures } from '../wholeDayClosures.ts';
import { changeCalendar } from './changeCalendar.ts';
import { closureRow } from './closureRow.ts';

export interface PastedList {
  text: string;
  /** Of dates that name none. */
  year: number;
  /** The decree. */
  source: string;
}

/**
 * Takes a pasted list of holidays over: new dates are added, drafts of these dates become fixed, dates that are closed
 * already stay as they are. All of it or nothing.
 * @throws DomainError as `changeCalendar`, and `invalid` with the first line that cannot be read
 */
export function importClosures(
  db: Db,
  clock: Clock,
  actor: Actor,
  { text, year, source }: PastedList,
): number | undefined {
  const listed = readClosureList(text, year).flatMap((line) => {
    if ('closures' in line) return line.closures;
    throw new DomainError('invalid', `Baris ${line.line}: ${line.fault}. Tidak ada yang disimpan.`);
  });
  if (listed.length === 0) throw new DomainError('invalid', 'Tempel dahulu daftar hari liburnya.');
  return changeCalendar(db, clock, actor, {
    body: (tx) => {
      const dates = listed.map(({ date }) => date);
      const planned = planImport(listed, wholeDayClosures(tx, dates)).filter(
        ({ outcome }) => outcome !== 'known',
      );
      for (const { date, name, kind, other } of planned) {
        const closure: OfficeClosure = {
          date,
          name,
          kind,
          state: 'fixed',
          source,
          appliesTo: 'all',
          closed: null,
        };
        checkClosure(closure);
        if (other) tx.update(closures).set(closureRow(closure)).where(eq(closures.id, other.id)).run();
        else tx.insert(closures).values(closureRow(closure)).run();
      }
      return `${planned.length} hari libur dari daftar yang ditempel`;
    },
  });
}
