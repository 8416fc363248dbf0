import { eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { OPEN_STATUSES } from '../rules/ticketLifecycle.ts';
import { ticketMerges } from '../schema/links.ts';
import { users } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { cancelWaiting } from './cancelWaiting.ts';
import { lastDoing } from './lastDoing.ts';
import { anyTicket, author, moveWithin, type TicketRow, ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { sendNotice } from './sendNotice.ts';

/** One disturbance, several complaints: these become parts of the main one. */
export interface Merging {
  mainId: number;
  ticketIds: readonly number[];
}

/**
 * Merges open tickets into a main one: it is worked on once, and each reporter hears of it. What was merged into one of
 * them goes along, so that everything always lies right beneath the main ticket.
 * @returns the main ticket's number; another than was asked for when that one had been merged itself.
 * @throws DomainError `invalid` for a ticket with itself, `conflict` for one that is not open, with who closed or merged
 * it and when: of two admins at once one wins. Nothing is merged then.
 */
export function mergeWithin(tx: Tx, actor: Actor, merging: Merging, nowMs: number): number {
  demand(actor, 'merge');
  const main = mainOf(tx, ticketFor(tx, actor, merging.mainId));
  refuseOver(tx, main);
  const ids = [...new Set(merging.ticketIds)];
  if (ids.length === 0) throw new DomainError('invalid', 'Pilih tiket yang digabungkan.');
  for (const id of ids) mergeOne(tx, actor, main, ticketFor(tx, actor, id), nowMs);
  return main.id;
}

export const mergeTickets = (db: Db, clock: Clock, actor: Actor, merging: Merging): number =>
  inAction(db, clock, (tx, nowMs) => mergeWithin(tx, actor, merging, nowMs));

/** Whatever was merged leads to one that was not. */
const mainOf = (tx: Tx, ticket: TicketRow): TicketRow =>
  ticket.mergedInto === null ? ticket : anyTicket(tx, ticket.mergedInto);

function refuseOver(tx: Tx, ticket: TicketRow): void {
  if (OPEN_STATUSES.includes(ticket.status)) return;
  const state =
    ticket.status === 'merged' ? `sudah digabung dengan tiket ${ticket.mergedInto}` : 'sudah tidak terbuka';
  throw new DomainError(
    'conflict',
    `Tiket ${ticket.id} ${state} ${lastDoing(tx, ticket.id)}. Tidak ada yang digabungkan.`,
  );
}

function mergeOne(tx: Tx, actor: Actor, main: TicketRow, ticket: TicketRow, nowMs: number): void {
  if (ticket.id === main.id)
    throw new DomainError('invalid', `Tiket ${ticket.id} tidak bisa digabung dengan dirinya sendiri.`);
  refuseOver(tx, ticket);
  tx.insert(ticketMerges)
    .values({
      ticketId: ticket.id,
      intoId: main.id,
      statusBefore: ticket.status,
      awaitedReply: ticket.awaitsReply,
      pendingReason: ticket.pendingReason,
      pendingSinceMs: ticket.pendingSinceMs,
      pendingUntil: ticket.pendingUntil,
      pendingNote: ticket.pendingNote,
      mergedBy: actor.userId,
      mergedAtMs: nowMs,
    })
    .run();
  moveWithin(tx, actor, ticket, 'merge', { mergedInto: main.id, awaitsReply: false, updatedAtMs: nowMs });
  tx.update(tickets).set({ mergedInto: main.id }).where(eq(tickets.mergedInto, ticket.id)).run();
  tx.update(tickets).set({ updatedAtMs: nowMs }).where(eq(tickets.id, main.id)).run();
  recordEvent(tx, ticket.id, 'merged', nowMs, author(actor), { into: main.id });
  recordEvent(tx, main.id, 'absorbed', nowMs, author(actor), { ticket: ticket.id });
  tellMerged(tx, actor, main, ticket, nowMs);
}

/** The reporter has an answer by it (DESIGN 24), and a technician of its own one errand less. */
function tellMerged(tx: Tx, actor: Actor, main: TicketRow, ticket: TicketRow, nowMs: number): void {
  const cause = `merged:${ticket.id}:${nowMs}`;
  cancelWaiting(tx, { ticketId: ticket.id, kind: 'assignment' }, 'Tiket digabung', nowMs);
  if (ticket.reporterPhone !== main.reporterPhone) {
    const told = sendNotice(
      tx,
      { notice: 'merged', ticketId: ticket.id, cause, authorId: actor.userId },
      nowMs,
    );
    if (told)
      cancelWaiting(tx, { ticketId: ticket.id, kind: 'acknowledgement' }, 'Didahului kabar petugas', nowMs);
  }
  if (ticket.technicianId === null || ticket.technicianId === main.technicianId) return;
  const facts = { teknisi: nameOf(tx, main.technicianId) };
  sendNotice(
    tx,
    { notice: 'mergedForTechnician', ticketId: ticket.id, cause: `${cause}:technician`, facts },
    nowMs,
  );
}

const nameOf = (tx: Tx, userId: number | null): string =>
  tx
    .select({ name: users.name })
    .from(users)
    .where(eq(users.id, userId ?? 0))
    .get()?.name ?? '';
