import { reckonAnew, refreshOpenDeadlines } from '../../db/actions/refreshOpenDeadlines.ts';
import { sweepDeadlines } from '../../db/actions/sweepDeadlines.ts';
import type { Clock } from '../../db/clock.ts';
import type { Logger } from '../../db/logger.ts';
import type { Db } from '../../db/open.ts';

/** Clocks that are kept right are moved back by less. */
const SET_BACK_MIN_MS = 60_000;
/** Some hundred tickets each time: the serial line is read in between. */
const CHUNKS_A_TURN = 2;

/**
 * The job that keeps deadlines and tells of them. At its start, and after the clock was set back, all open tickets are
 * reckoned anew: what was to be looked at next, by a clock that ran ahead, may lie years away.
 */
export function watchDeadlines({ db, clock, log }: { db: Db; clock: Clock; log: Logger }): () => void {
  let lookedMs = Number.POSITIVE_INFINITY;
  return () => {
    const nowMs = clock.nowMs();
    if (nowMs < lookedMs - SET_BACK_MIN_MS) reckonAnew(db, clock);
    lookedMs = nowMs;
    refreshOpenDeadlines(db, clock, CHUNKS_A_TURN);
    const told = sweepDeadlines(db, clock);
    if (told > 0) log.info({ told }, 'deadlines were told of');
  };
}
