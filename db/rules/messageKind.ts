/** What a message is for. */
export const MESSAGE_KINDS = [
  // in
  'complaint',
  'follow_up',
  'command',
  'rating',
  'review',
  'operator',
  'data',
  'self_test',
  // out
  'reply',
  'acknowledgement',
  'assignment',
  'solved',
  'status_answer',
  'command_answer',
  'format_hint',
  'digest',
  'alarm',
  'call_answer',
  'call_off',
  'task_news',
  'confirmation',
  'news',
  'reminder',
  'leader_report',
  'one_time_code',
  // note
  'note',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** Kinds of messages that go out. */
export type OutboundKind = Extract<
  MessageKind,
  | 'reply'
  | 'acknowledgement'
  | 'assignment'
  | 'solved'
  | 'status_answer'
  | 'command_answer'
  | 'format_hint'
  | 'digest'
  | 'alarm'
  | 'call_answer'
  | 'call_off'
  | 'task_news'
  | 'confirmation'
  | 'news'
  | 'reminder'
  | 'leader_report'
  | 'one_time_code'
>;

/** Sending order, lowest first: people's answers, then assignments, then what the program says by itself (DESIGN 25). */
export const SENDING_RANK: Record<OutboundKind, number> = {
  reply: 1,
  confirmation: 1,
  one_time_code: 1,
  alarm: 1,
  assignment: 2,
  call_off: 2,
  task_news: 2,
  leader_report: 2,
  command_answer: 2,
  acknowledgement: 3,
  status_answer: 3,
  solved: 4,
  news: 4,
  reminder: 4,
  format_hint: 4,
  digest: 4,
  call_answer: 4,
};

export const isOutboundKind = (kind: MessageKind): kind is OutboundKind => kind in SENDING_RANK;

/** Kinds that answer a text without a human's doing; the loop guard counts these (DESIGN 12). */
export const AUTOMATIC_KINDS: readonly OutboundKind[] = [
  'acknowledgement',
  'status_answer',
  'command_answer',
  'format_hint',
  'call_answer',
];

/** To technicians, who may be told when they are at work: these wait for the send window. */
export const WINDOWED_KINDS: readonly OutboundKind[] = [
  'assignment',
  'call_off',
  'task_news',
  'digest',
  'reminder',
];

const REPORTER_NEWS: readonly OutboundKind[] = ['acknowledgement', 'status_answer', 'solved'];

/**
 * Of several waiting on one ticket for one person: newer news of which kinds make one of this kind worthless. An order
 * says the visit's time, too; a new time does not say the order, and a call-off ends both.
 */
const OVERTAKEN_BY: Partial<Record<MessageKind, readonly OutboundKind[]>> = {
  assignment: ['assignment', 'call_off'],
  call_off: ['assignment', 'call_off'],
  task_news: ['assignment', 'call_off'],
  acknowledgement: REPORTER_NEWS,
  status_answer: REPORTER_NEWS,
  solved: REPORTER_NEWS,
};

/** None for what a human wrote. */
export const overtakenBy = (kind: MessageKind): readonly OutboundKind[] => OVERTAKEN_BY[kind] ?? [];

const HOUR_MS = 3_600_000;
/** A code to sign in with is worth nothing after this. */
export const CODE_TTL_MS = 10 * 60_000;

/** How long a text is worth sending: nobody wants to read tomorrow that a complaint has arrived today. */
export const ttlMs = (kind: OutboundKind): number =>
  kind === 'one_time_code' ? CODE_TTL_MS : (AUTOMATIC_KINDS.includes(kind) ? 6 : 24) * HOUR_MS;
