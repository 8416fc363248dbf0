import { and, eq, gte, isNull, lt, ne, or } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { tickets } from '../schema/tickets.ts';

export interface DisturbanceCounts {
  /** Each ticket that came in, but for what was no complaint. */
  complaints: number;
  /** The same, but what was merged counts once: as its main ticket, when that came in. Months add up to the year. */
  disturbances: number;
}

/** What came in from one moment to before another. */
export function disturbanceCounts(
  db: Db,
  actor: Actor,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): DisturbanceCounts {
  demand(actor, 'seeAllTickets');
  const complaint = and(
    gte(tickets.createdAtMs, fromMs),
    lt(tickets.createdAtMs, toMs),
    or(ne(tickets.status, 'rejected'), eq(tickets.rejectedAs, 'not_ours')),
  );
  return {
    complaints: rowCount(db, tickets, complaint),
    disturbances: rowCount(db, tickets, and(complaint, isNull(tickets.mergedInto))),
  };
}
