import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { type ClockSettings, checkClockSettings } from '../rules/clocks/clockSettings.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { writeSetting } from '../setting.ts';
import { inAction } from './action.ts';
import { refreshOpenDeadlines } from './refreshOpenDeadlines.ts';

/**
 * Changes how clocks run. Open tickets are reckoned anew at once; a ticket that is closed keeps its verdicts.
 * @throws DomainError `invalid` with the first thing that is wrong.
 */
export function changeClockSettings(db: Db, clock: Clock, actor: Actor, wanted: ClockSettings): void {
  demand(actor, 'changeSettings');
  checkClockSettings(wanted);
  inAction(db, clock, (tx) => writeSetting(tx, 'clocks', JSON.stringify(wanted)));
  // If this is interrupted, the daemon goes on with it.
  refreshOpenDeadlines(db, clock);
}
