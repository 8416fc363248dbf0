import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import { countedWords } from '../rules/stock/partRequest.ts';
import { CHANGES } from '../rules/stock/stockMove.ts';
import { partRequests } from '../schema/stock.ts';
import { moveStock, type PartRow, partNumbered } from './moveStock.ts';
import { type EventAuthor, recordEvent } from './recordEvent.ts';
import { serveWaiting } from './serveWaiting.ts';

/**
 * What a ticket that ends still holds of the stock: solved, its technician has built in what was set aside for it; ended
 * otherwise, that is free again, for the next who waits. What had not come is no longer waited for.
 */
export function settleTicketParts(
  tx: Tx,
  ticketId: number,
  how: 'used' | 'released',
  nowMs: number,
  author: EventAuthor,
): void {
  const held = tx
    .select()
    .from(partRequests)
    .where(and(eq(partRequests.ticketId, ticketId), sql`${partRequests.state} IN ('waiting', 'reserved')`))
    .all();
  const freed = held.flatMap((request): PartRow[] => {
    const part = partNumbered(tx, request.partId);
    const reserved = request.state === 'reserved';
    const state = reserved ? how : 'released';
    if (reserved)
      moveStock(
        tx,
        {
          part,
          ...(state === 'used'
            ? { kind: 'use', change: CHANGES.useReserved(request.quantity) }
            : { kind: 'release', change: CHANGES.release(request.quantity) }),
          userId: author.userId,
          ticketId,
          requestId: request.id,
        },
        nowMs,
      );
    tx.update(partRequests).set({ state, endedAtMs: nowMs }).where(eq(partRequests.id, request.id)).run();
    recordEvent(tx, ticketId, state === 'used' ? 'part_used' : 'part_released', nowMs, author, {
      part: countedWords(part, request.quantity),
    });
    return reserved && state === 'released' ? [part] : [];
  });
  for (const part of freed) serveWaiting(tx, part, nowMs);
}
