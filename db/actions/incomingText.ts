import { and, eq } from 'drizzle-orm';
import { near } from '../near.ts';
import type { Tx } from '../open.ts';
import type { InboundRequest, TechnicianCommand } from '../rules/inboundRequest.ts';
import type { MessageKind } from '../rules/messageKind.ts';
import type { inboundTexts } from '../schema/smsIn.ts';
import { messages } from '../schema/tickets.ts';
import { answerByItself } from './answerByItself.ts';

/** A whole text (or what there is of it), read by the grammar. */
export interface TextRead {
  textId: number;
  text: string;
  incomplete: boolean;
  /** Whether its first part is there: without it nothing can be said of the keyword. */
  beginningKnown: boolean;
  request: InboundRequest;
  command: TechnicianCommand | undefined;
}

/** What handling needs to know of the office. */
export interface Office {
  /** E.164 numbers of the gateway itself: never answered (LOOP: a text to oneself). */
  ownNumbers: readonly string[];
  timeZone: string;
}

/** A text under handling, inside its transaction. */
export interface Incoming {
  tx: Tx;
  nowMs: number;
  row: typeof inboundTexts.$inferSelect;
  read: TextRead;
  office: Office;
  /** It is a technician's command. */
  byTechnician?: boolean;
}

/** A number whose answers are held back is shown to people once in this time, not with every text. */
const SHOWN_AGAIN_MS = 24 * 3_600_000;

/** Queues the program's answer to this very text; one that is held back must at least be seen by somebody. */
export function answered(
  { tx, nowMs, row, read, byTechnician }: Incoming,
  messageId: number,
  kind: 'acknowledgement' | 'status_answer' | 'command_answer' | 'format_hint',
  text: string,
  ticketId: number | null = null,
): number {
  const sender = { address: row.sender, kind: row.senderKind };
  const queued = answerByItself(
    tx,
    {
      sender,
      inReplyTo: read.text,
      kind,
      ticketId,
      text,
      cause: `${kind}:${row.id}`,
      toTechnician: byTechnician ?? false,
    },
    nowMs,
  );
  if (!queued && ticketId === null) showOnce(tx, row.sender, messageId, nowMs);
  return messageId;
}

/** The first text of a silenced number lies in "Perlu diperiksa": a person may be waiting behind it. */
function showOnce(tx: Tx, sender: string, messageId: number, nowMs: number): void {
  const shown = tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(eq(messages.peer, sender), eq(messages.kind, 'review'), near(messages.atMs, nowMs, SHOWN_AGAIN_MS)),
    )
    .get();
  if (!shown) tx.update(messages).set({ kind: 'review' }).where(eq(messages.id, messageId)).run();
}

/** Stores the text as a message of this kind; one that is completed keeps its message. */
export function keep({ tx, row, read }: Incoming, kind: MessageKind, ticketId: number | null = null): number {
  const fields = { ticketId, kind, text: read.text, incomplete: read.incomplete };
  if (row.messageId !== null) {
    // New words are there to be looked at, though the old ones were.
    tx.update(messages)
      .set({ ...fields, reviewedAtMs: null, reviewedBy: null })
      .where(eq(messages.id, row.messageId))
      .run();
    return row.messageId;
  }
  return tx
    .insert(messages)
    .values({ ...fields, direction: 'in', channel: 'sms', peer: row.sender, atMs: row.receivedAtMs })
    .returning({ id: messages.id })
    .get().id;
}
