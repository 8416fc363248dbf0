import type { Tx } from '../open.ts';
import { CLOCK_EVENTS } from '../rules/clocks/ticketTimes.ts';
import type { EventKind } from '../rules/ticketEvent.ts';
import { ticketEvents } from '../schema/tickets.ts';
import { refreshDeadlines } from './refreshDeadlines.ts';

/** Who did it: a signed-in user, a number that wrote by SMS, or (left out) the program itself. */
export interface EventAuthor {
  userId?: number;
  phone?: string;
}

/**
 * Adds a line to a ticket's history, inside the transaction that does the thing and after its rows are written: what
 * can move a clock has the deadlines reckoned anew.
 */
export function recordEvent(
  tx: Tx,
  ticketId: number,
  kind: EventKind,
  atMs: number,
  author: EventAuthor = {},
  detail: Record<string, string | number> = {},
): void {
  tx.insert(ticketEvents)
    .values({ ticketId, kind, detail, atMs, userId: author.userId ?? null, phone: author.phone ?? null })
    .run();
  if (CLOCK_EVENTS.includes(kind)) refreshDeadlines(tx, ticketId, atMs);
}
