import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { checkReporterPages, type ReporterPagesSettings } from '../rules/access/reporterPages.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { writeSetting } from '../setting.ts';
import { inAction } from './action.ts';

/**
 * Takes effect at once.
 * @throws DomainError `invalid`
 */
export function changeReporterPages(db: Db, clock: Clock, actor: Actor, wanted: ReporterPagesSettings): void {
  demand(actor, 'changeSettings');
  checkReporterPages(wanted);
  inAction(db, clock, (tx) => writeSetting(tx, 'reporter_pages', JSON.stringify(wanted)));
}
