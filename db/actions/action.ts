import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';

/** A promise is refused by the type: better-sqlite3 would commit before its body has ended. */
type Sync<T> = T extends PromiseLike<unknown> ? never : T;

/**
 * The shape of every write: one immediate transaction with one `now` (DESIGN 9). Immediate, since a
 * transaction that reads first and then writes fails at once when another process wrote in between.
 */
export const inAction = <T>(db: Db, clock: Clock, body: (tx: Tx, nowMs: number) => Sync<T>): T =>
  db.transaction((tx) => body(tx, clock.nowMs()) as T, { behavior: 'immediate' });
