import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { checkSendingSettings, type SendingSettings } from '../rules/sendingSettings.ts';
import { writeSetting } from '../setting.ts';
import { inAction } from './action.ts';

/**
 * Takes effect with the next SMS, without a restart.
 * @throws DomainError `invalid` with the first thing that is wrong.
 */
export function changeSendingSettings(db: Db, clock: Clock, actor: Actor, wanted: SendingSettings): void {
  demand(actor, 'changeSettings');
  checkSendingSettings(wanted);
  inAction(db, clock, (tx) => writeSetting(tx, 'sending', JSON.stringify(wanted)));
}
