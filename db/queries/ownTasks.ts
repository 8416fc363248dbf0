import type { Db } from '../open.ts';
import { openTasks, type Task } from '../openTasks.ts';
import { type Actor, demand } from '../rules/permissions.ts';

/** A technician's own open tickets, the most urgent first. */
export function ownTasks(db: Db, actor: Actor): Task[] {
  demand(actor, 'acceptOwn');
  return openTasks(db, actor.userId);
}
