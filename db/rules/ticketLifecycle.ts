/** States of a ticket (DESIGN 16). */
export const TICKET_STATUSES = [
  'new',
  'assigned',
  'in_progress',
  'pending',
  'closed',
  'cancelled',
  'merged',
  'rejected',
] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

/** What people do to a ticket. */
export type TicketMove = 'assign' | 'accept' | 'close';

/** From which states a move is allowed, and where it leads. The whole life cycle is this table. */
const MOVES: Record<TicketMove, { from: readonly TicketStatus[]; to: TicketStatus }> = {
  assign: { from: ['new', 'assigned', 'in_progress', 'pending'], to: 'assigned' },
  accept: { from: ['assigned'], to: 'in_progress' },
  close: { from: ['new', 'assigned', 'in_progress', 'pending'], to: 'closed' },
};

/** The state after a move, or undefined where the move is not allowed. */
export const afterMove = (move: TicketMove, status: TicketStatus): TicketStatus | undefined =>
  MOVES[move].from.includes(status) ? MOVES[move].to : undefined;

export const STATUS_LABELS: Record<TicketStatus, string> = {
  new: 'Baru',
  assigned: 'Ditugaskan',
  in_progress: 'Diproses',
  pending: 'Ditunda',
  closed: 'Selesai',
  cancelled: 'Dibatalkan',
  merged: 'Digabung',
  rejected: 'Bukan pengaduan',
};
