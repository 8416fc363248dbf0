import { eq, sql } from 'drizzle-orm';
import type { Db, Tx } from './open.ts';
import type { StockBalance } from './rules/stock/stockMove.ts';
import { stockMoves } from './schema/stock.ts';

/** The sum of a part's moves. */
export const stockBalance = (db: Db | Tx, partId: number): StockBalance =>
  db
    .select({
      onHand: sql<number>`coalesce(sum(${stockMoves.onHand}), 0)`,
      reserved: sql<number>`coalesce(sum(${stockMoves.reserved}), 0)`,
    })
    .from(stockMoves)
    .where(eq(stockMoves.partId, partId))
    .get() ?? { onHand: 0, reserved: 0 };

/** The newest move of a part; 0 for none. */
export const lastStockMove = (db: Db | Tx, partId: number): number =>
  db
    .select({ id: sql<number>`coalesce(max(${stockMoves.id}), 0)` })
    .from(stockMoves)
    .where(eq(stockMoves.partId, partId))
    .get()?.id ?? 0;
