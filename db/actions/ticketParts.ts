import { and, eq, gt } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { checkedQuantity } from '../rules/stock/partFields.ts';
import { countedWords, type PartRequestState, QUANTITY_MAX } from '../rules/stock/partRequest.ts';
import { CHANGES } from '../rules/stock/stockMove.ts';
import { partRequests } from '../schema/stock.ts';
import { inAction } from './action.ts';
import { moveStock, type PartRow, partNumbered } from './moveStock.ts';
import { author, type TicketRow, ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { serveWaiting } from './serveWaiting.ts';

/** A part that somebody wants for a ticket. */
export interface PartWish {
  ticketId: number;
  partId: number;
  quantity: number;
  /** The ticket's newest request that the page showed; a form sent twice counts once. @default not looked at */
  seenRequestId?: number;
}

/**
 * Takes a part out of stock for a ticket at once; also for one that is closed already, when that was forgotten.
 * @throws DomainError `conflict` when so many are not free
 */
export function takePart(db: Db, clock: Clock, actor: Actor, wish: PartWish): void {
  demand(actor, 'useStock');
  inAction(db, clock, (tx, nowMs) => {
    const { ticket, part } = wished(tx, actor, wish);
    if (!(ticket.open || ticket.status === 'closed')) throw notWorkedOn(ticket);
    const requestId = addRequest(tx, actor, wish, 'used', nowMs);
    const common = { part, userId: actor.userId, ticketId: ticket.id, requestId };
    moveStock(tx, { ...common, kind: 'use', change: CHANGES.use(wish.quantity) }, nowMs);
    recordEvent(tx, ticket.id, 'part_used', nowMs, author(actor), {
      part: countedWords(part, wish.quantity),
    });
  });
}

/**
 * Sets a part aside for an open ticket.
 * @throws DomainError `conflict` when so many are not free, or some are set aside or ordered for it already
 */
export function reservePart(db: Db, clock: Clock, actor: Actor, wish: PartWish): void {
  demand(actor, 'useStock');
  inAction(db, clock, (tx, nowMs) => {
    const { ticket, part } = wished(tx, actor, wish);
    refuseSecond(tx, ticket, part);
    const requestId = addRequest(tx, actor, wish, 'reserved', nowMs);
    const common = { part, userId: actor.userId, ticketId: ticket.id, requestId };
    moveStock(tx, { ...common, kind: 'reservation', change: CHANGES.reservation(wish.quantity) }, nowMs);
    recordEvent(tx, ticket.id, 'part_reserved', nowMs, author(actor), {
      part: countedWords(part, wish.quantity),
    });
  });
}

/** A part of a ticket, as its page names it. */
export interface TicketPartNumber {
  ticketId: number;
  requestId: number;
}

/** What was set aside is built in. @throws DomainError `conflict` when it was used or released meanwhile */
export function useReservedPart(db: Db, clock: Clock, actor: Actor, which: TicketPartNumber): void {
  demand(actor, 'useStock');
  inAction(db, clock, (tx, nowMs) => {
    const { request, part } = requestFor(tx, actor, which, ['reserved']);
    end(tx, request.id, 'used', nowMs);
    const { id: requestId, ticketId, quantity } = request;
    const common = { part, userId: actor.userId, ticketId, requestId };
    moveStock(tx, { ...common, kind: 'use', change: CHANGES.useReserved(quantity) }, nowMs);
    recordEvent(tx, ticketId, 'part_used', nowMs, author(actor), { part: countedWords(part, quantity) });
  });
}

/**
 * What was set aside is free again, for the next who waits; what was ordered is no longer waited for.
 * @throws DomainError `conflict` when it was used or released meanwhile
 */
export function releasePart(db: Db, clock: Clock, actor: Actor, which: TicketPartNumber): void {
  demand(actor, 'useStock');
  inAction(db, clock, (tx, nowMs) => {
    const { request, part } = requestFor(tx, actor, which, ['waiting', 'reserved']);
    end(tx, request.id, 'released', nowMs);
    const { id: requestId, ticketId, quantity } = request;
    if (request.state === 'reserved') {
      const common = { part, userId: actor.userId, ticketId, requestId };
      moveStock(tx, { ...common, kind: 'release', change: CHANGES.release(quantity) }, nowMs);
    }
    recordEvent(tx, ticketId, 'part_released', nowMs, author(actor), { part: countedWords(part, quantity) });
    serveWaiting(tx, part, nowMs);
  });
}

/** A ticket that the actor may see and a part that is still kept, for a sensible number. */
export function wished(tx: Tx, actor: Actor, wish: PartWish): { ticket: TicketRow; part: PartRow } {
  const ticket = ticketFor(tx, actor, wish.ticketId);
  const part = partNumbered(tx, wish.partId);
  checkedQuantity(wish.quantity, 1, QUANTITY_MAX);
  if (!part.active) throw new DomainError('conflict', `${part.name} tidak dipakai lagi dalam stok.`);
  if (wish.seenRequestId !== undefined) refuseUnseenRequest(tx, ticket.id, wish.seenRequestId);
  return { ticket, part };
}

/** @throws DomainError `conflict` for a ticket on which nobody works, or one that has this part already */
export function refuseSecond(tx: Tx, ticket: TicketRow, part: PartRow): void {
  if (!ticket.open) throw notWorkedOn(ticket);
  const before = tx
    .select({ state: partRequests.state })
    .from(partRequests)
    .where(and(eq(partRequests.ticketId, ticket.id), eq(partRequests.partId, part.id)))
    .all()
    .find(({ state }) => state === 'waiting' || state === 'reserved');
  if (!before) return;
  const how = before.state === 'waiting' ? 'sudah dipesan' : 'sudah disisihkan';
  throw new DomainError(
    'conflict',
    `${part.name} ${how} untuk tiket ${ticket.id}. Lepaskan dahulu bila jumlahnya lain.`,
  );
}

export function addRequest(
  tx: Tx,
  actor: Actor,
  { ticketId, partId, quantity }: PartWish,
  state: PartRequestState,
  nowMs: number,
): number {
  return tx
    .insert(partRequests)
    .values({
      ticketId,
      partId,
      quantity,
      state,
      requestedBy: actor.userId,
      requestedAtMs: nowMs,
      reservedAtMs: state === 'reserved' ? nowMs : null,
      endedAtMs: state === 'used' ? nowMs : null,
    })
    .returning({ id: partRequests.id })
    .get().id;
}

/** @throws DomainError `not_found` alike for one that does not exist and one of another ticket */
function requestFor(
  tx: Tx,
  actor: Actor,
  { ticketId, requestId }: TicketPartNumber,
  states: readonly PartRequestState[],
): { request: typeof partRequests.$inferSelect; part: PartRow } {
  ticketFor(tx, actor, ticketId);
  const request = tx
    .select()
    .from(partRequests)
    .where(and(eq(partRequests.id, requestId), eq(partRequests.ticketId, ticketId)))
    .get();
  if (!request) throw new DomainError('not_found', 'Suku cadang tiket ini tidak ada.');
  const part = partNumbered(tx, request.partId);
  if (!states.includes(request.state))
    throw new DomainError(
      'conflict',
      `${part.name} untuk tiket ${request.ticketId} ${ENDED[request.state]}.`,
    );
  return { request, part };
}

const ENDED: Record<PartRequestState, string> = {
  waiting: 'belum datang',
  reserved: 'masih disisihkan',
  used: 'sudah dicatat terpakai',
  released: 'sudah dilepas',
  returned: 'sudah dikembalikan ke rak',
};

const end = (tx: Tx, requestId: number, state: 'used' | 'released', nowMs: number): void => {
  tx.update(partRequests).set({ state, endedAtMs: nowMs }).where(eq(partRequests.id, requestId)).run();
};

const notWorkedOn = ({ id }: TicketRow): DomainError =>
  new DomainError('conflict', `Tiket ${id} tidak dikerjakan lagi; stok tidak berubah.`);

function refuseUnseenRequest(tx: Tx, ticketId: number, seenRequestId: number): void {
  const newer = tx
    .select({ id: partRequests.id })
    .from(partRequests)
    .where(and(eq(partRequests.ticketId, ticketId), gt(partRequests.id, seenRequestId)))
    .get();
  if (newer)
    throw new DomainError(
      'conflict',
      'Suku cadang tiket ini baru saja berubah (lihat daftarnya). Isian Anda belum disimpan; kirim sekali lagi bila tetap perlu.',
    );
}
