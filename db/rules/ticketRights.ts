import { type Actor, may } from './permissions.ts';
import { afterMove, MOVES, type TicketMove, type TicketStatus } from './ticketLifecycle.ts';

interface Standing {
  status: TicketStatus;
  technicianId: number | null;
}

/** Whether the role, or being the ticket's own technician, gives the right to a move, whatever its state. */
export const hasRightTo = (actor: Actor, { technicianId }: Standing, move: TicketMove): boolean =>
  MOVES[move].rights.some(
    (right) => may(actor, right) && (technicianId === actor.userId || !right.endsWith('Own')),
  );

/** Whether this person may make this move now. */
export const mayMove = (actor: Actor, ticket: Standing, move: TicketMove): boolean =>
  hasRightTo(actor, ticket, move) && afterMove(move, ticket) !== undefined;
