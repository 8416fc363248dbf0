import { eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { isLocalDate, type LocalDate } from '../rules/calendar/calendarDays.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { countedWords } from '../rules/stock/partRequest.ts';
import { freeOf } from '../rules/stock/stockMove.ts';
import { localDate } from '../rules/zonedTime.ts';
import { tickets } from '../schema/tickets.ts';
import { stockBalance } from '../stockBalance.ts';
import { timeZoneOf } from '../timeZone.ts';
import { inAction } from './action.ts';
import { author, type TicketRow } from './moveTicket.ts';
import { pendWithin } from './pendTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { addRequest, type PartWish, refuseSecond, wished } from './ticketParts.ts';

export interface PartOrder extends PartWish {
  /** When it is expected (SOP 7). */
  until: LocalDate;
  note: string;
}

/**
 * A part that is not in stock is on order: the ticket waits for it, with the day on which it is expected (SOP 7). A
 * ticket that waits for a part already waits for this one as well.
 * @throws DomainError `invalid` without a date to come, `conflict` when enough are free or the ticket is not worked on
 */
export function orderPart(db: Db, clock: Clock, actor: Actor, order: PartOrder): void {
  demand(actor, 'useStock');
  inAction(db, clock, (tx, nowMs) => {
    const { ticket, part } = wished(tx, actor, order);
    refuseSecond(tx, ticket, part);
    checkDate(order.until, localDate(nowMs, timeZoneOf(tx)));
    const free = freeOf(stockBalance(tx, part.id));
    if (free >= order.quantity)
      throw new DomainError(
        'conflict',
        `${part.name} masih ada ${free} ${part.countedIn} di stok: pakai atau sisihkan, tidak perlu dipesan.`,
      );
    addRequest(tx, actor, order, 'waiting', nowMs);
    const words = countedWords(part, order.quantity);
    recordEvent(tx, ticket.id, 'part_ordered', nowMs, author(actor), { part: words, until: order.until });
    if (ticket.status === 'pending' && ticket.pendingReason === 'part_on_order') {
      expectLater(tx, ticket, order.until, nowMs);
      return;
    }
    const note = [words, order.note.trim()].filter((word) => word !== '').join('. ');
    pendWithin(tx, actor, { ticketId: ticket.id, reason: 'part_on_order', note, until: order.until }, nowMs);
  });
}

/** The ticket goes on when the last of its parts is there. */
function expectLater(tx: Tx, ticket: TicketRow, until: LocalDate, nowMs: number): void {
  if (ticket.pendingUntil !== null && ticket.pendingUntil >= until) return;
  tx.update(tickets).set({ pendingUntil: until, updatedAtMs: nowMs }).where(eq(tickets.id, ticket.id)).run();
}

function checkDate(until: LocalDate, today: LocalDate): void {
  if (!isLocalDate(until)) throw new DomainError('invalid', 'Tulis tanggal perkiraan barang datang.');
  if (until < today) throw new DomainError('invalid', 'Tanggal perkiraan sudah lewat.');
}
