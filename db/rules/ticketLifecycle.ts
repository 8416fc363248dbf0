import type { ClockName } from './clocks/clockName.ts';
import type { NoticeKey } from './notices/noticeTable.ts';
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

/** What a move does to a clock that has started, or starts by it. */
export type ClockEffect = 'starts' | 'stops' | 'pauses' | 'resumes';

interface Move {
  label: string;
  from: readonly TicketStatus[];
  /** Where it leads; `back` is where the ticket came from: `assigned` with a technician, else `new`. */
  to: TicketStatus | 'back';
  /** Who may: any of these rights; `…Own` for the ticket's own technician only. */
  rights: readonly Right[];
  /** By the pause's reason for `pend`. Whatever leads out of `pending` ends the pause as `resume` does. */
  clocks: Readonly<Partial<Record<ClockName, ClockEffect>>>;
  /** Who is told: the reporter; the technician unless it is that one's own doing, or has not been ordered yet. */
  tells: readonly NoticeKey[];
}

const WORKED_ON: readonly TicketStatus[] = ['assigned', 'in_progress'];
/** Work is left to do; the database's column `open` says the same. */
export const OPEN_STATUSES: readonly TicketStatus[] = ['new', ...WORKED_ON, 'pending'];

const ALL_STOP: Move['clocks'] = {
  reply: 'stops',
  confirmation: 'stops',
  repair: 'stops',
  leader: 'stops',
  pending: 'stops',
};
const WORK_RESUMES: Move['clocks'] = { repair: 'resumes', leader: 'resumes' };

/**
 * The whole life cycle: from which states a move is allowed, where it leads, who may, which clocks it starts or stops
 * (DESIGN 16, 23) and which SMS it causes (SOP 6 to 8).
 */
export const MOVES: Readonly<Record<TicketMove, Move>> = {
  assign: {
    label: 'Tugaskan atau alihkan',
    from: OPEN_STATUSES,
    to: 'assigned',
    rights: ['assign'],
    clocks: { repair: 'starts', leader: 'starts' },
    tells: ['assignment', 'confirmed', 'handedOver'],
  },
  unassign: {
    label: 'Cabut penugasan',
    from: [...WORKED_ON, 'pending'],
    to: 'new',
    rights: ['assign'],
    clocks: {},
    tells: ['unassignedForTechnician'],
  },
  decline: {
    label: 'Tolak tugas',
    from: WORKED_ON,
    to: 'new',
    rights: ['declineOwn'],
    clocks: {},
    tells: [],
  },
  accept: {
    label: 'Terima tugas',
    from: ['assigned'],
    to: 'in_progress',
    rights: ['acceptOwn'],
    clocks: {},
    tells: [],
  },
  depart: {
    label: 'Berangkat',
    from: WORKED_ON,
    to: 'in_progress',
    rights: ['travelOwn'],
    clocks: {},
    tells: [],
  },
  arrive: {
    label: 'Tiba di lokasi',
    from: WORKED_ON,
    to: 'in_progress',
    rights: ['travelOwn'],
    clocks: {},
    tells: [],
  },
  pend: {
    label: 'Tunda',
    from: WORKED_ON,
    to: 'pending',
    rights: ['pendAny', 'pendOwn'],
    clocks: { pending: 'starts', repair: 'pauses', leader: 'pauses' },
    tells: ['pended'],
  },
  resume: {
    label: 'Lanjutkan',
    from: ['pending'],
    to: 'in_progress',
    rights: ['pendAny', 'pendOwn'],
    clocks: { pending: 'stops', ...WORK_RESUMES },
    tells: [],
  },
  close: {
    label: 'Selesaikan',
    from: OPEN_STATUSES,
    to: 'closed',
    rights: ['closeAny', 'closeOwn'],
    clocks: ALL_STOP,
    tells: ['solved', 'closedForTechnician'],
  },
  reopen: {
    label: 'Buka kembali',
    from: ['closed'],
    to: 'back',
    rights: ['reopen'],
    clocks: WORK_RESUMES,
    tells: ['reopened', 'reopenedForTechnician'],
  },
  cancel: {
    label: 'Batalkan',
    from: OPEN_STATUSES,
    to: 'cancelled',
    rights: ['cancel'],
    clocks: ALL_STOP,
    tells: ['cancelled', 'cancelledForTechnician'],
  },
  reject: {
    label: 'Bukan pengaduan atau bukan wewenang',
    from: OPEN_STATUSES,
    to: 'rejected',
    rights: ['reject'],
    clocks: ALL_STOP,
    tells: ['rejected', 'cancelledForTechnician'],
  },
  restore: {
    label: 'Pulihkan',
    from: ['cancelled', 'rejected'],
    to: 'back',
    rights: ['reopen'],
    clocks: WORK_RESUMES,
    tells: ['reopened', 'assignment'],
  },
  merge: {
    label: 'Gabungkan',
    from: OPEN_STATUSES,
    to: 'merged',
    rights: ['merge'],
    clocks: ALL_STOP,
    tells: ['merged', 'mergedForTechnician'],
  },
  unmerge: {
    label: 'Lepas dari gabungan',
    from: ['merged'],
    to: 'back',
    rights: ['merge'],
    clocks: WORK_RESUMES,
    tells: ['assignment'],
  },
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
