import { type OutboundKind, SENDING_RANK } from './messageKind.ts';

/**
 * The turn of a text, lowest first, as one number that never changes: the level in the high bits, then its number of
 * arrival plus how many may overtake it. By numbers and not by time, since a clock may be wrong (DESIGN 7, 25).
 */
export const LEVEL_STEP = 2 ** 40;

/** A human's answer on an Emergency ticket, any human's answer, the program's news of an Emergency, all else. */
const LEVELS = { urgentAnswer: 0, answer: 1, urgentNews: 2, ordinary: 3 } as const;

/** By rank: after so many later messages even a notice has its turn, however many acknowledgements stream in. */
const OVERTAKEN_AT_MOST: Readonly<Record<number, number>> = { 2: 0, 3: 100, 4: 300 };

export interface Turn {
  kind: OutboundKind;
  /** Of a ticket with priority Emergency. */
  urgent: boolean;
  /** A human wrote it, or ordered it to be sent again. */
  byHuman: boolean;
  messageId: number;
}

export function sendOrder({ kind, urgent, byHuman, messageId }: Turn): number {
  const news = urgent || kind === 'alarm' ? LEVELS.urgentNews : LEVELS.ordinary;
  const level = byHuman ? (urgent ? LEVELS.urgentAnswer : LEVELS.answer) : news;
  const overtaken = level === LEVELS.ordinary ? (OVERTAKEN_AT_MOST[SENDING_RANK[kind]] ?? 0) : 0;
  return level * LEVEL_STEP + messageId + overtaken;
}

/** What is the program's own and not urgent: it waits for send windows and is dropped when it is overtaken. */
export const ORDINARY_FROM = LEVELS.ordinary * LEVEL_STEP;

/** The bounds of what may use the reserve of a cap: `[from, below)`. */
export const URGENT_TURNS: readonly (readonly [from: number, below: number])[] = [
  [LEVELS.urgentAnswer * LEVEL_STEP, (LEVELS.urgentAnswer + 1) * LEVEL_STEP],
  [LEVELS.urgentNews * LEVEL_STEP, (LEVELS.urgentNews + 1) * LEVEL_STEP],
];

/** A human wrote it or ordered it. */
export const isAnswerTurn = (order: number): boolean => order < LEVELS.urgentNews * LEVEL_STEP;

export const isOrdinary = (order: number): boolean => order >= ORDINARY_FROM;
