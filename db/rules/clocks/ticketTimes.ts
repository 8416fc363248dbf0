import { isPauseReason, type PauseReason } from '../pauseReason.ts';
import type { Priority } from '../priority.ts';
import type { EventKind } from '../ticketEvent.ts';

/** A line of a ticket's history, as far as clocks read it. */
export interface ClockEvent {
  kind: EventKind;
  atMs: number;
  detail: Readonly<Record<string, string | number>>;
}

/** What the clocks of a ticket follow from; nothing else enters. */
export interface ClockFacts {
  createdAtMs: number;
  priority: Priority;
  categoryId: number | null;
  /** Chosen for this ticket alone, as stored; null: by priority and category. */
  repairTarget: string | null;
  /** In the order in which they were recorded. */
  events: readonly ClockEvent[];
}

export interface Span {
  fromMs: number;
  /** Null while it lasts. */
  toMs: number | null;
}

export interface Pause extends Span {
  reason: PauseReason;
}

const ENDINGS = ['closed', 'cancelled', 'rejected', 'merged'] as const;
export type Ending = (typeof ENDINGS)[number];

/** When what happened to a ticket: its history, told as spans. */
export interface TicketTimes {
  createdAtMs: number;
  /** The first human answer that the network took, or the call in which it was reported (DESIGN 24). */
  repliedAtMs: number | null;
  /** The first time that it got a technician; another one never resets it (DESIGN 23). */
  assignedAtMs: number | null;
  /** How and since when it is over. */
  over: { how: Ending; atMs: number } | null;
  pauses: readonly Pause[];
  /** From each end to the reopening after it: neither worked on nor pending (R05). */
  rests: readonly (Span & { toMs: number })[];
}

const ANSWERS: readonly EventKind[] = ['first_reply_accepted', 'called'];
/** A pause ends with whatever leads out of the state `pending`. */
const PAUSE_ENDS: readonly EventKind[] = [
  'pended',
  'resumed',
  'assigned',
  'unassigned',
  'declined',
  ...ENDINGS,
];
const REVIVALS: readonly EventKind[] = ['reopened', 'restored', 'unmerged'];
const isEnding = (kind: EventKind): kind is Ending => ENDINGS.some((ending) => ending === kind);

/** The events that can move a clock. */
export const CLOCK_EVENTS: readonly EventKind[] = [
  'opened',
  'priority_changed',
  'category_changed',
  'target_chosen',
  'pending_expired',
  'leader_reported',
  ...ANSWERS,
  ...PAUSE_ENDS,
  ...REVIVALS,
];

/** Reads a history into spans. Spans that a clock set back has turned round are none. */
export function ticketTimes({ createdAtMs, events }: ClockFacts): TicketTimes {
  const first = (kinds: readonly EventKind[]) =>
    events.find(({ kind }) => kinds.includes(kind))?.atMs ?? null;
  const pauses: Pause[] = [];
  const rests: (Span & { toMs: number })[] = [];
  let pause: { reason: PauseReason; fromMs: number } | undefined;
  let beforeMerging: typeof pause;
  let over: TicketTimes['over'] = null;
  for (const { kind, atMs, detail } of events) {
    if (kind === 'merged') beforeMerging = pause;
    if (pause && PAUSE_ENDS.includes(kind)) {
      if (atMs > pause.fromMs) pauses.push({ ...pause, toMs: atMs });
      pause = undefined;
    }
    // Undone, it is as pending as it was, since when it was.
    if (kind === 'unmerged' && beforeMerging) {
      pause = beforeMerging;
      pauses.pop();
      beforeMerging = undefined;
    }
    if (kind === 'pended') pause = { reason: reasonIn(detail), fromMs: atMs };
    if (isEnding(kind)) over ??= { how: kind, atMs };
    if (over && REVIVALS.includes(kind)) {
      if (atMs > over.atMs) rests.push({ fromMs: over.atMs, toMs: atMs });
      over = null;
    }
  }
  if (pause) pauses.push({ ...pause, toMs: null });
  return { createdAtMs, repliedAtMs: first(ANSWERS), assignedAtMs: first(['assigned']), over, pauses, rests };
}

/** A pause whose reason this edition does not know stops nothing. */
function reasonIn(detail: ClockEvent['detail']): PauseReason {
  const named = detail['pause'] ?? detail['reason'];
  return isPauseReason(named) ? named : 'other';
}
