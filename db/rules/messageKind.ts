/** What a message is for. */
export const MESSAGE_KINDS = [
  // in
  'complaint',
  'follow_up',
  'command',
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
  // note
  'note',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** Kinds of messages that go out. */
export type OutboundKind = Extract<
  MessageKind,
  'reply' | 'acknowledgement' | 'assignment' | 'solved' | 'status_answer' | 'command_answer' | 'format_hint'
>;

/** Sending order, lowest first: people's answers, then assignments, then what the program says by itself (DESIGN 25). */
export const SENDING_RANK: Record<OutboundKind, number> = {
  reply: 1,
  assignment: 2,
  command_answer: 2,
  acknowledgement: 3,
  status_answer: 3,
  solved: 4,
  format_hint: 4,
};

/** Kinds that answer a text without a human's doing; the loop guard counts these (DESIGN 12). */
export const AUTOMATIC_KINDS: readonly OutboundKind[] = [
  'acknowledgement',
  'status_answer',
  'command_answer',
  'format_hint',
];
