import type { PartState } from '../../db/rules/partState.ts';
import { PART_STATE_LABELS } from '../../db/rules/partState.ts';
import { PRIORITY_LABELS, type Priority } from '../../db/rules/priority.ts';
import { STATUS_LABELS, type TicketStatus } from '../../db/rules/ticketLifecycle.ts';
import { Shape, type ShapeName } from './shape.tsx';

const STATUS_SHAPES: Record<TicketStatus, ShapeName> = {
  new: 'dot',
  assigned: 'arrow',
  in_progress: 'half',
  pending: 'pause',
  closed: 'done',
  cancelled: 'dash',
  merged: 'ring',
  rejected: 'cross',
};

export const StatusLabel = ({ status }: { status: TicketStatus }) => (
  <span class={`state state-${status}`}>
    <Shape name={STATUS_SHAPES[status]} />
    {STATUS_LABELS[status]}
  </span>
);

/** A word; only Emergency is loud. */
export const PriorityLabel = ({ priority }: { priority: Priority }) => (
  <span class={`priority priority-${priority}`}>{PRIORITY_LABELS[priority]}</span>
);

const PART_SHAPES: Record<PartState, ShapeName> = {
  queued: 'clock',
  claimed: 'arrow',
  writing: 'arrow',
  sent: 'done',
  delivered: 'doubleDone',
  failed: 'cross',
  expired: 'cross',
  cancelled: 'dash',
  unknown: 'question',
};

export const FateLabel = ({ state }: { state: PartState }) => (
  <span class={`fate fate-${state}`}>
    <Shape name={PART_SHAPES[state]} />
    {PART_STATE_LABELS[state]}
  </span>
);
