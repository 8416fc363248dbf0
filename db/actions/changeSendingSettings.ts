import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { checkSendingSettings, type SendingSettings } from '../rules/sendingSettings.ts';
import { settings } from '../schema/people.ts';
import { inAction } from './action.ts';

/**
 * Takes effect with the next SMS, without a restart.
 * @throws DomainError `invalid` with the first thing that is wrong.
 */
export function changeSendingSettings(db: Db, clock: Clock, actor: Actor, wanted: SendingSettings): void {
  demand(actor, 'changeSettings');
  checkSendingSettings(wanted);
  inAction(db, clock, (tx) => {
    const value = JSON.stringify(wanted);
    tx.insert(settings)
      .values({ name: 'sending', value })
      .onConflictDoUpdate({ target: settings.name, set: { value } })
      .run();
  });
}
