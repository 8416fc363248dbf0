import { and, eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { users } from '../schema/people.ts';
import { inAction } from './action.ts';
import { cancelWaiting } from './cancelWaiting.ts';
import { moveWithin, ticketFor } from './moveTicket.ts';
import { refuseOwnNumber } from './ownNumbers.ts';
import { recordEvent } from './recordEvent.ts';
import { sendNotice } from './sendNotice.ts';

export interface Assignment {
  ticketId: number;
  technicianId: number;
  /** The technician that the form showed: somebody else's assignment in between is a conflict. */
  seenTechnicianId: number | null;
}

/**
 * Delegates a ticket and texts the technician the assignment. The first assignment starts the repair
 * clock; another one never resets it (DESIGN 23).
 * @throws DomainError `conflict` when another admin assigned it meanwhile, `invalid` for an unfit technician.
 */
export function assignTicket(db: Db, clock: Clock, actor: Actor, assignment: Assignment): void {
  demand(actor, 'assign');
  inAction(db, clock, (tx, nowMs) => {
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
    moveWithin(tx, actor, ticket, 'assign', {
      technicianId: technician.id,
      acceptedAtMs: null,
      departedAtMs: null,
      arrivedAtMs: null,
      assignedAtMs: ticket.assignedAtMs ?? nowMs,
      updatedAtMs: nowMs,
    });
    recordEvent(tx, ticket.id, 'assigned', nowMs, { userId: actor.userId }, { technician: technician.name });
    cancelWaiting(tx, { ticketId: ticket.id, kind: 'assignment' }, 'Tiket dialihkan', nowMs);
    sendNotice(
      tx,
      {
        notice: 'assignment',
        ticketId: ticket.id,
        cause: `assignment:${ticket.id}:${technician.id}:${nowMs}`,
      },
      nowMs,
    );
  });
}
