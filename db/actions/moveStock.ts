import { eq } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { balanceAfter, type StockBalance, type StockMoveKind } from '../rules/stock/stockMove.ts';
import { parts, stockMoves } from '../schema/stock.ts';
import { lastStockMove, stockBalance } from '../stockBalance.ts';

export type PartRow = typeof parts.$inferSelect;

/** @throws DomainError `not_found` */
export function partNumbered(tx: Tx, partId: number): PartRow {
  const part = tx.select().from(parts).where(eq(parts.id, partId)).get();
  if (!part) throw new DomainError('not_found', 'Suku cadang ini tidak ada.');
  return part;
}

export interface StockMove {
  part: PartRow;
  kind: StockMoveKind;
  change: StockBalance;
  /** Undefined: the program by itself. */
  userId: number | undefined;
  ticketId?: number;
  requestId?: number;
  undoes?: number;
  note?: string;
}

/**
 * Adds a move, inside the caller's transaction; of two people who want the last piece the second is refused.
 * @throws DomainError `conflict` when more is wanted than is free
 */
export function moveStock(tx: Tx, move: StockMove, nowMs: number): void {
  const { part, kind, change } = move;
  balanceAfter(stockBalance(tx, part.id), change, part.name);
  const note = move.note?.trim() ?? '';
  tx.insert(stockMoves)
    .values({
      partId: part.id,
      kind,
      ...change,
      ticketId: move.ticketId ?? null,
      requestId: move.requestId ?? null,
      undoes: move.undoes ?? null,
      userId: move.userId ?? null,
      note: note === '' ? null : note,
      atMs: nowMs,
    })
    .run();
}

/**
 * Refuses what was decided by a number that is no longer true; the same form sent twice counts once.
 * @throws DomainError `conflict` saying how many there are now
 */
export function refuseUnseenMove(tx: Tx, part: PartRow, seenMoveId: number): void {
  if (lastStockMove(tx, part.id) === seenMoveId) return;
  const { onHand } = stockBalance(tx, part.id);
  throw new DomainError(
    'conflict',
    `Stok ${part.name} baru saja berubah: sekarang ${onHand} ${part.countedIn}. Isian Anda belum disimpan; periksa, lalu kirim sekali lagi bila tetap perlu.`,
  );
}
