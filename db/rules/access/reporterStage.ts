import type { TicketStatus } from '../ticketLifecycle.ts';

/** How far a complaint is, in the three steps that reporters know (R60). */
export const REPORTER_STAGES = ['Menunggu diproses', 'Sedang diproses', 'Selesai diproses'] as const;

/** The index of the step that it is in. */
export const stageOf = (status: TicketStatus): 0 | 1 | 2 => {
  if (status === 'new') return 0;
  return status === 'assigned' || status === 'in_progress' || status === 'pending' ? 1 : 2;
};
