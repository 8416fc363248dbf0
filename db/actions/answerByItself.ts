import { and, eq, inArray } from 'drizzle-orm';
import { near } from '../near.ts';
import type { Tx } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import { AUTOMATIC_KINDS, type OutboundKind } from '../rules/messageKind.ts';
import { mayAnswerByItself, type Sender } from '../rules/phoneNumber.ts';
import { messages } from '../schema/tickets.ts';
import { SAME_TEXT_AN_HOUR_MAX, sameTextsLately } from './loopAlarm.ts';
import { queueSms } from './queueSms.ts';
import { recordEvent } from './recordEvent.ts';

const HOUR_MS = 3_600_000;
/** No person needs more automatic answers than this within an hour; a machine on the other side would. */
const ANSWERS_AN_HOUR_MAX = 10;
/** A technician works through a list of tickets by SMS. */
const CONFIRMATIONS_AN_HOUR_MAX = 60;

export interface AutomaticAnswer {
  sender: Sender;
  /** The text that is answered, for the loop guard. */
  inReplyTo: string;
  kind: OutboundKind;
  ticketId: number | null;
  text: string;
  cause: string;
  /** A registered technician's command is being confirmed. */
  toTechnician?: boolean;
}

/**
 * Queues an answer that no human wrote, unless the loop guard holds it back (DESIGN 12): never to names,
 * short codes or foreign numbers, never to a number that behaves like a machine. The history of the ticket,
 * if there is one, tells of it.
 * @returns whether it was queued, or is not wanted: the office has switched that notice off, and it has no words.
 */
export function answerByItself(tx: Tx, answer: AutomaticAnswer, nowMs: number): boolean {
  if (answer.text === '') return true;
  const withheld = reasonToWithhold(tx, answer, nowMs);
  if (!withheld) {
    queueSms(tx, { ...answer, to: answer.sender.address }, nowMs);
  } else if (answer.ticketId !== null) {
    recordEvent(tx, answer.ticketId, 'answer_withheld', nowMs, {}, { reason: withheld });
  }
  return !withheld;
}

function reasonToWithhold(
  tx: Tx,
  { sender, inReplyTo, toTechnician }: AutomaticAnswer,
  nowMs: number,
): string | undefined {
  if (!mayAnswerByItself(sender)) return 'nomor luar negeri';
  const lately = and(eq(messages.peer, sender.address), near(messages.atMs, nowMs, HOUR_MS));
  const answers = rowCount(
    tx,
    messages,
    and(lately, eq(messages.direction, 'out'), inArray(messages.kind, [...AUTOMATIC_KINDS])),
  );
  if (answers >= (toTechnician ? CONFIRMATIONS_AN_HOUR_MAX : ANSWERS_AN_HOUR_MAX))
    return 'terlalu banyak balasan otomatis ke nomor ini';
  if (sameTextsLately(tx, sender.address, inReplyTo, nowMs) > SAME_TEXT_AN_HOUR_MAX)
    return 'teks yang sama berulang-ulang';
  return undefined;
}
