import { and, eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { users } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';
import { inAction } from './action.ts';
import { callOff } from './callOff.ts';
import { cancelWaiting } from './cancelWaiting.ts';
import { author, moveWithin, ticketFor } from './moveTicket.ts';
import { refuseOwnNumber } from './ownNumbers.ts';
import { recordEvent } from './recordEvent.ts';
import { refuseUnavailable } from './refuseUnavailable.ts';
import { sendNotice } from './sendNotice.ts';

export interface Assignment {
  ticketId: number;
  technicianId: number;
  /** The technician that the form showed: somebody else's assignment in between is a conflict. */
  seenTechnicianId: number | null;
  /** What the next technician should know, when a ticket is handed over. */
  note?: string;
  /** Somebody has confirmed it for a technician who is away or has enough. */
  evenIfUnavailable?: boolean;
}

/**
 * Delegates a ticket and texts the technician the assignment. The first assignment starts the repair
 * clock; another one never resets it (DESIGN 23).
 * @throws DomainError `conflict` when another admin assigned it meanwhile, or for a technician who is away or has enough
 * (R43); `invalid` for who is none.
 */
export function assignTicket(db: Db, clock: Clock, actor: Actor, assignment: Assignment): void {
  inAction(db, clock, (tx, nowMs) => assignWithin(tx, actor, assignment, nowMs));
}

/** The same inside a transaction. @throws DomainError as assignTicket does */
export function assignWithin(tx: Tx, actor: Actor, assignment: Assignment, nowMs: number): void {
  demand(actor, 'assign');
  const ticket = ticketFor(tx, actor, assignment.ticketId);
  if (ticket.technicianId === assignment.technicianId) return;
  if (ticket.technicianId !== assignment.seenTechnicianId) {
    const other = tx
      .select({ name: users.name })
      .from(users)
      .where(eq(users.id, ticket.technicianId ?? 0))
      .get();
    throw new DomainError(
      'conflict',
      `Tiket ini baru saja ditugaskan kepada ${other?.name ?? 'orang lain'}. Periksa lagi sebelum mengalihkan.`,
    );
  }
  const technician = tx
    .select()
    .from(users)
    .where(and(eq(users.id, assignment.technicianId), eq(users.role, 'technician'), eq(users.active, true)))
    .get();
  if (!technician) throw new DomainError('invalid', 'Pilih seorang teknisi.');
  if (technician.phone) refuseOwnNumber(tx, technician.phone);
  if (!assignment.evenIfUnavailable) refuseUnavailable(tx, technician, nowMs);
  moveWithin(tx, actor, ticket, 'assign', {
    technicianId: technician.id,
    acceptedAtMs: null,
    departedAtMs: null,
    arrivedAtMs: null,
    assignedAtMs: ticket.assignedAtMs ?? nowMs,
    updatedAtMs: nowMs,
  });
  const note = assignment.note?.trim() ?? '';
  recordEvent(tx, ticket.id, 'assigned', nowMs, author(actor), {
    technician: technician.name,
    ...(note === '' ? {} : { reason: note }),
  });
  callOff(tx, actor, ticket, { notice: 'handedOver', why: 'Tiket dialihkan', facts: {} }, nowMs);
  const cause = `${ticket.id}:${technician.id}:${nowMs}`;
  sendNotice(
    tx,
    { notice: 'assignment', ticketId: ticket.id, cause: `assignment:${cause}`, facts: { catatan: note } },
    nowMs,
  );
  if (ticket.technicianId === null) confirm(tx, actor, ticket.id, cause, nowMs);
}

/** The reporter learns who will come: an answer by the admin (SOP 6, DESIGN 24), so the acknowledgement has nothing to add. */
function confirm(tx: Tx, actor: Actor, ticketId: number, cause: string, nowMs: number): void {
  const told = sendNotice(
    tx,
    { notice: 'confirmed', ticketId, cause: `confirmed:${cause}`, authorId: actor.userId },
    nowMs,
  );
  if (!told) return;
  cancelWaiting(tx, { ticketId, kind: 'acknowledgement' }, 'Didahului konfirmasi petugas', nowMs);
  tx.update(tickets).set({ awaitsReply: false }).where(eq(tickets.id, ticketId)).run();
}
