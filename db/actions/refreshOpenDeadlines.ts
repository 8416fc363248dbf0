import { and, asc, eq, gt } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { clockRules, clockRulesVersion } from '../clockFacts.ts';
import type { Db, Tx } from '../open.ts';
import { tickets } from '../schema/tickets.ts';
import { readSetting, writeSetting } from '../setting.ts';
import { inAction } from './action.ts';
import { refreshSome } from './refreshDeadlines.ts';

/** So many tickets a transaction: others may write in between. */
const CHUNK = 200;

/** How far the tickets are reckoned. */
interface Progress {
  /** The calendar and the settings by which. */
  rules: string;
  /** The last open ticket that was; null: all were. */
  openAfter: number | null;
  /** The last closed one, in a database that comes from an edition without deadlines. */
  closedAfter: number | null;
}

/**
 * Reckons the open tickets anew where the calendar or the settings of the clocks have changed since it was last done,
 * a chunk in each transaction; it goes on where it was interrupted. After an upgrade the closed ones follow.
 * @param chunksMax after so many the rest is left for the next call.
 * @returns whether all is done.
 */
export function refreshOpenDeadlines(db: Db, clock: Clock, chunksMax = Number.POSITIVE_INFINITY): boolean {
  for (let chunk = 0; !isDone(progressOf(db)); chunk += 1) {
    if (chunk >= chunksMax) return false;
    inAction(db, clock, refreshChunk);
  }
  return true;
}

/** Has the next `refreshOpenDeadlines` begin again, although nothing has changed. */
export const reckonAnew = (db: Db, clock: Clock): void =>
  inAction(db, clock, (tx) => keepProgress(tx, { ...progressOf(tx), openAfter: 0 }));

const isDone = ({ openAfter, closedAfter }: Progress): boolean => openAfter === null && closedAfter === null;

function refreshChunk(tx: Tx, nowMs: number): void {
  const progress = progressOf(tx);
  const open = progress.openAfter !== null;
  const ids = tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.open, open), gt(tickets.id, progress.openAfter ?? progress.closedAfter ?? 0)))
    .orderBy(asc(tickets.id))
    .limit(CHUNK)
    .all()
    .map(({ id }) => id);
  refreshSome(tx, ids, clockRules(tx), nowMs);
  const after = ids.length < CHUNK ? null : (ids.at(-1) ?? null);
  keepProgress(tx, { ...progress, ...(open ? { openAfter: after } : { closedAfter: after }) });
}

const keepProgress = (tx: Tx, progress: Progress): void =>
  writeSetting(tx, 'deadlines', JSON.stringify(progress));

function progressOf(db: Db | Tx): Progress {
  const rules = clockRulesVersion(db);
  const before = storedProgress(readSetting(db, 'deadlines'));
  if (!before) return { rules, openAfter: 0, closedAfter: 0 };
  return { ...before, rules, openAfter: before.rules === rules ? before.openAfter : 0 };
}

/** Undefined where it was never done, or cannot be read: then it is done again. */
function storedProgress(stored: string | undefined): Progress | undefined {
  try {
    const value: unknown = JSON.parse(stored ?? '');
    if (typeof value !== 'object' || value === null) return undefined;
    const number = (name: string): number | null => {
      const field: unknown = Reflect.get(value, name);
      return typeof field === 'number' ? field : null;
    };
    return {
      rules: String(Reflect.get(value, 'rules')),
      openAfter: number('openAfter'),
      closedAfter: number('closedAfter'),
    };
  } catch {
    return undefined;
  }
}
