import { and, desc, eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { countedWords } from '../rules/stock/partRequest.ts';
import { UNDOABLE } from '../rules/stock/stockMove.ts';
import { partRequests, stockMoves } from '../schema/stock.ts';
import { inAction } from './action.ts';
import { moveStock, partNumbered } from './moveStock.ts';
import { author, ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { serveWaiting } from './serveWaiting.ts';
import type { TicketPartNumber } from './ticketParts.ts';

type Move = typeof stockMoves.$inferSelect;

/**
 * Answers a wrong move by its opposite; both stay in the book.
 * @throws DomainError `conflict` when it was undone already, cannot be, or what had come is set aside or gone
 */
export function undoStockMove(db: Db, clock: Clock, actor: Actor, moveId: number): void {
  demand(actor, 'changeStock');
  inAction(db, clock, (tx, nowMs) => {
    const move = tx.select().from(stockMoves).where(eq(stockMoves.id, moveId)).get();
    if (!move) throw new DomainError('not_found', 'Catatan stok ini tidak ada.');
    undo(tx, actor, move, nowMs);
  });
}

/**
 * A part that was taken for a ticket goes back to the shelf.
 * @throws DomainError `not_found` for a ticket that the actor may not see
 */
export function returnPart(
  db: Db,
  clock: Clock,
  actor: Actor,
  { ticketId, requestId }: TicketPartNumber,
): void {
  demand(actor, 'useStock');
  inAction(db, clock, (tx, nowMs) => {
    ticketFor(tx, actor, ticketId);
    const use = tx
      .select()
      .from(stockMoves)
      .where(
        and(
          eq(stockMoves.requestId, requestId),
          eq(stockMoves.ticketId, ticketId),
          eq(stockMoves.kind, 'use'),
        ),
      )
      .orderBy(desc(stockMoves.id))
      .get();
    if (!use) throw new DomainError('not_found', 'Suku cadang tiket ini tidak ada.');
    undo(tx, actor, use, nowMs);
  });
}

function undo(tx: Tx, actor: Actor, move: Move, nowMs: number): void {
  if (!UNDOABLE.includes(move.kind)) throw new DomainError('conflict', 'Catatan ini tidak bisa diurungkan.');
  const before = tx
    .select({ id: stockMoves.id })
    .from(stockMoves)
    .where(eq(stockMoves.undoes, move.id))
    .get();
  if (before) throw new DomainError('conflict', 'Catatan ini sudah diurungkan.');
  const part = partNumbered(tx, move.partId);
  moveStock(
    tx,
    {
      part,
      kind: 'undo',
      // What had been set aside before it was used comes back free.
      change: { onHand: -move.onHand, reserved: 0 },
      userId: actor.userId,
      undoes: move.id,
      ...(move.ticketId === null ? {} : { ticketId: move.ticketId }),
      ...(move.requestId === null ? {} : { requestId: move.requestId }),
    },
    nowMs,
  );
  if (move.requestId !== null && move.ticketId !== null) {
    tx.update(partRequests).set({ state: 'returned' }).where(eq(partRequests.id, move.requestId)).run();
    recordEvent(tx, move.ticketId, 'part_returned', nowMs, author(actor), {
      part: countedWords(part, -move.onHand),
    });
  }
  if (move.onHand < 0) serveWaiting(tx, part, nowMs);
}
