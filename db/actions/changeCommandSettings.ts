import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { type CommandSettings, checkCommandSettings } from '../rules/commandSettings.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { writeSetting } from '../setting.ts';
import { inAction } from './action.ts';

/**
 * Takes effect with the next SMS, without a restart.
 * @throws DomainError `invalid` with the first thing that is wrong.
 */
export function changeCommandSettings(db: Db, clock: Clock, actor: Actor, wanted: CommandSettings): void {
  demand(actor, 'changeSettings');
  checkCommandSettings(wanted);
  inAction(db, clock, (tx) => writeSetting(tx, 'commands', JSON.stringify(wanted)));
}
