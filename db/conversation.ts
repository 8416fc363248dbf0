import { eq, inArray } from 'drizzle-orm';
import type { Db } from './open.ts';
import type { MessageKind } from './rules/messageKind.ts';
import { messageState, type PartState } from './rules/partState.ts';
import { users } from './schema/people.ts';
import { outboundParts } from './schema/smsOut.ts';
import { messages, type TicketChannel } from './schema/tickets.ts';

export interface ConversationEntry {
  id: number;
  direction: 'in' | 'out' | 'note';
  channel: TicketChannel | 'panel';
  kind: MessageKind;
  peer: string | null;
  author: string | null;
  text: string;
  incomplete: boolean;
  atMs: number;
  /** The SMS's fate; undefined for what came in. */
  fate: { state: PartState; parts: number; fault: string | null } | undefined;
}

/** All that was said on a ticket, with the fate of each SMS. Who may read it is the caller's question. */
export function conversationOf(db: Db, ticketId: number): ConversationEntry[] {
  const rows = db
    .select({ message: messages, author: users.name })
    .from(messages)
    .leftJoin(users, eq(users.id, messages.authorId))
    .where(eq(messages.ticketId, ticketId))
    .orderBy(messages.id)
    .all();
  const sent = rows.filter((row) => row.message.direction === 'out').map((row) => row.message.id);
  const parts =
    sent.length === 0
      ? []
      : db.select().from(outboundParts).where(inArray(outboundParts.messageId, sent)).all();
  return rows.map(({ message, author }) => {
    const own = parts.filter((part) => part.messageId === message.id);
    const { id, direction, channel, kind, peer, text, incomplete, atMs } = message;
    const fate =
      own.length === 0
        ? undefined
        : {
            state: messageState(own.map((part) => part.state)),
            parts: own.length,
            fault: own.find((part) => part.fault !== null)?.fault ?? null,
          };
    return { id, direction, channel, kind, peer, author, text, incomplete, atMs, fate };
  });
}
