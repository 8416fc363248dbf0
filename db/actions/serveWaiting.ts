import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import { countedWords, servedFrom } from '../rules/stock/partRequest.ts';
import { CHANGES, freeOf } from '../rules/stock/stockMove.ts';
import { partRequests } from '../schema/stock.ts';
import { tickets } from '../schema/tickets.ts';
import { stockBalance } from '../stockBalance.ts';
import { moveStock, type PartRow } from './moveStock.ts';
import { recordEvent } from './recordEvent.ts';
import { sendNotice } from './sendNotice.ts';

/**
 * Sets aside what has become free for the tickets that wait for it, the most urgent and then the oldest first, and
 * tells their SKPD and technicians (SOP 7). The tickets themselves go on when their technicians do: a part on a shelf
 * in the office repairs nothing yet. Called after each move that frees pieces.
 */
export function serveWaiting(tx: Tx, part: PartRow, nowMs: number): void {
  const waiting = tx
    .select({
      requestId: partRequests.id,
      ticketId: partRequests.ticketId,
      quantity: partRequests.quantity,
      requestedAtMs: partRequests.requestedAtMs,
      priorityRank: tickets.priorityRank,
      status: tickets.status,
    })
    .from(partRequests)
    .innerJoin(tickets, eq(tickets.id, partRequests.ticketId))
    // Spelled as in the partial index.
    .where(
      and(
        eq(partRequests.partId, part.id),
        sql`${partRequests.state} IN ('waiting', 'reserved')`,
        eq(partRequests.state, 'waiting'),
      ),
    )
    .all();
  for (const { requestId, ticketId, quantity, status } of servedFrom(
    waiting,
    freeOf(stockBalance(tx, part.id)),
  )) {
    moveStock(
      tx,
      {
        part,
        kind: 'reservation',
        change: CHANGES.reservation(quantity),
        userId: undefined,
        ticketId,
        requestId,
      },
      nowMs,
    );
    tx.update(partRequests)
      .set({ state: 'reserved', reservedAtMs: nowMs })
      .where(eq(partRequests.id, requestId))
      .run();
    const words = countedWords(part, quantity);
    recordEvent(tx, ticketId, 'part_arrived', nowMs, {}, { part: words });
    const pending = status === 'pending';
    if (!stillWaits(tx, ticketId))
      tell(tx, { ticketId, requestId, words, shelf: part.shelf, pending }, nowMs);
  }
}

/** Who waits for two parts is told when the second has come. */
const stillWaits = (tx: Tx, ticketId: number): boolean =>
  tx
    .select({ id: partRequests.id })
    .from(partRequests)
    .where(and(eq(partRequests.ticketId, ticketId), eq(partRequests.state, 'waiting')))
    .get() !== undefined;

interface Arrived {
  ticketId: number;
  requestId: number;
  words: string;
  shelf: string | null;
  pending: boolean;
}

function tell(tx: Tx, { ticketId, requestId, words, shelf, pending }: Arrived, nowMs: number): void {
  const cause = `part_arrived:${requestId}`;
  sendNotice(tx, { notice: 'partArrived', ticketId, cause, facts: { barang: words } }, nowMs);
  sendNotice(
    tx,
    {
      notice: 'partArrivedForTechnician',
      ticketId,
      cause: `${cause}:technician`,
      facts: {
        barang: shelf === null ? words : `${words}, rak ${shelf}`,
        // One that was handed over meanwhile no longer waits.
        format: pending ? `LANJUT ${ticketId}` : '',
      },
    },
    nowMs,
  );
}
