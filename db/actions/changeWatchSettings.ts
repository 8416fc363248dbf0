import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { checkWatchSettings, type WatchSettings } from '../rules/watchSettings.ts';
import { writeSetting } from '../setting.ts';
import { inAction } from './action.ts';
import { refuseOwnNumber } from './ownNumbers.ts';

/**
 * Takes effect at once, without a restart.
 * @throws DomainError `invalid` with the first thing that is wrong, such as a number of the gateway itself.
 */
export function changeWatchSettings(db: Db, clock: Clock, actor: Actor, wanted: WatchSettings): void {
  demand(actor, 'changeSettings');
  checkWatchSettings(wanted);
  inAction(db, clock, (tx) => {
    for (const phone of wanted.alarmPhones) refuseOwnNumber(tx, phone);
    writeSetting(tx, 'watch', JSON.stringify(wanted));
  });
}
