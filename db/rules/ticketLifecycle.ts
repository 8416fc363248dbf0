import type { Right } from './permissions.ts';

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

/** Why a ticket is none: nothing was reported, or another office must see to it. */
export type RejectedAs = 'not_complaint' | 'not_ours';

/** What people do to a ticket. */
export type TicketMove =
  | 'assign'
  | 'unassign'
  | 'decline'
  | 'accept'
  | 'depart'
  | 'arrive'
  | 'pend'
  | 'resume'
  | 'close'
  | 'reopen'
  | 'cancel'
  | 'reject'
  | 'restore'
  | 'merge'
  | 'unmerge';

interface Move {
  from: readonly TicketStatus[];
  /** Where it leads; `back` is where the ticket came from: `assigned` with a technician, else `new`. */
  to: TicketStatus | 'back';
  /** Who may: any of these rights; `…Own` for the ticket's own technician only. */
  rights: readonly Right[];
}

const WORKED_ON: readonly TicketStatus[] = ['assigned', 'in_progress'];
/** Work is left to do; the database's column `open` says the same. */
export const OPEN_STATUSES: readonly TicketStatus[] = ['new', ...WORKED_ON, 'pending'];

/** From which states a move is allowed, where it leads and who may. The whole life cycle is this table. */
export const MOVES: Readonly<Record<TicketMove, Move>> = {
  assign: { from: OPEN_STATUSES, to: 'assigned', rights: ['assign'] },
  unassign: { from: [...WORKED_ON, 'pending'], to: 'new', rights: ['assign'] },
  decline: { from: WORKED_ON, to: 'new', rights: ['declineOwn'] },
  accept: { from: ['assigned'], to: 'in_progress', rights: ['acceptOwn'] },
  depart: { from: WORKED_ON, to: 'in_progress', rights: ['travelOwn'] },
  arrive: { from: WORKED_ON, to: 'in_progress', rights: ['travelOwn'] },
  pend: { from: WORKED_ON, to: 'pending', rights: ['pendAny', 'pendOwn'] },
  resume: { from: ['pending'], to: 'in_progress', rights: ['pendAny', 'pendOwn'] },
  close: { from: OPEN_STATUSES, to: 'closed', rights: ['closeAny', 'closeOwn'] },
  reopen: { from: ['closed'], to: 'back', rights: ['reopen'] },
  cancel: { from: OPEN_STATUSES, to: 'cancelled', rights: ['cancel'] },
  reject: { from: OPEN_STATUSES, to: 'rejected', rights: ['reject'] },
  restore: { from: ['cancelled', 'rejected'], to: 'back', rights: ['reopen'] },
  merge: { from: OPEN_STATUSES, to: 'merged', rights: ['merge'] },
  unmerge: { from: ['merged'], to: 'back', rights: ['merge'] },
};

/** The state after a move, or undefined where the move is not allowed. */
export function afterMove(
  move: TicketMove,
  { status, technicianId }: { status: TicketStatus; technicianId: number | null },
): TicketStatus | undefined {
  const { from, to } = MOVES[move];
  if (!from.includes(status)) return undefined;
  return to === 'back' ? (technicianId === null ? 'new' : 'assigned') : to;
}

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
