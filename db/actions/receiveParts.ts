import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { checkedQuantity } from '../rules/stock/partFields.ts';
import { CHANGES } from '../rules/stock/stockMove.ts';
import { stockBalance } from '../stockBalance.ts';
import { inAction } from './action.ts';
import { moveStock, partNumbered, refuseUnseenMove } from './moveStock.ts';
import { serveWaiting } from './serveWaiting.ts';

/** What an admin does at the shelf, by a form that showed how many there were. */
export interface ShelfWork {
  partId: number;
  quantity: number;
  note: string;
  /** The part's newest move that the form showed; 0 for none. */
  seenMoveId: number;
}

/** New pieces have come: the tickets that wait are served. */
export function receiveParts(db: Db, clock: Clock, actor: Actor, arrival: ShelfWork): void {
  demand(actor, 'changeStock');
  inAction(db, clock, (tx, nowMs) => {
    const part = partNumbered(tx, arrival.partId);
    refuseUnseenMove(tx, part, arrival.seenMoveId);
    const change = CHANGES.arrival(checkedQuantity(arrival.quantity));
    moveStock(tx, { part, kind: 'arrival', change, userId: actor.userId, note: arrival.note }, nowMs);
    serveWaiting(tx, part, nowMs);
  });
}

/** Pieces have left for another reason than a ticket: broken, lent, given away. @throws DomainError `invalid` without a reason */
export function removeParts(db: Db, clock: Clock, actor: Actor, removal: ShelfWork): void {
  demand(actor, 'changeStock');
  inAction(db, clock, (tx, nowMs) => {
    const part = partNumbered(tx, removal.partId);
    const note = reasonIn(removal.note, 'Tulis mengapa barang keluar.');
    refuseUnseenMove(tx, part, removal.seenMoveId);
    const change = CHANGES.out(checkedQuantity(removal.quantity));
    moveStock(tx, { part, kind: 'out', change, userId: actor.userId, note }, nowMs);
  });
}

/**
 * The shelf was counted and holds another number than the book.
 * @param count `quantity` is what was counted
 * @throws DomainError `invalid` without a reason or when the book is right, `conflict` for fewer than are set aside
 */
export function correctStock(db: Db, clock: Clock, actor: Actor, count: ShelfWork): void {
  demand(actor, 'changeStock');
  inAction(db, clock, (tx, nowMs) => {
    const part = partNumbered(tx, count.partId);
    const note = reasonIn(count.note, 'Tulis alasan koreksi.');
    refuseUnseenMove(tx, part, count.seenMoveId);
    const onHand = checkedQuantity(count.quantity, 0) - stockBalance(tx, part.id).onHand;
    if (onHand === 0)
      throw new DomainError(
        'invalid',
        `Catatan sudah ${count.quantity} ${part.countedIn}; tidak ada yang dikoreksi.`,
      );
    moveStock(
      tx,
      { part, kind: 'correction', change: { onHand, reserved: 0 }, userId: actor.userId, note },
      nowMs,
    );
    if (onHand > 0) serveWaiting(tx, part, nowMs);
  });
}

function reasonIn(typed: string, missing: string): string {
  const reason = typed.trim();
  if (reason === '') throw new DomainError('invalid', missing);
  return reason;
}
