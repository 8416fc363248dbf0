import { inArray, type SQL, sql } from 'drizzle-orm';
import { WINDOWED_KINDS } from './rules/messageKind.ts';
import { ORDINARY_FROM } from './rules/sendOrder.ts';
import { outboundParts } from './schema/smsOut.ts';
import { messages } from './schema/tickets.ts';

/**
 * The condition that a part, joined with its message, is a notice that leaves within the send window alone. The state
 * is spelled as in the partial index, which is read in the order of turns.
 */
export const waitsForWindow: SQL = sql`(${outboundParts.state} = 'queued'
  AND ${outboundParts.sendOrder} >= ${ORDINARY_FROM} AND ${inArray(messages.kind, [...WINDOWED_KINDS])})`;
