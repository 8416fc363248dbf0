import { and, asc, eq, gt, inArray, notInArray, sql } from 'drizzle-orm';
import { noticeRoom, noticeText, wordingOf } from '../noticeWording.ts';
import type { Tx } from '../open.ts';
import { type MessageKind, overtakenBy } from '../rules/messageKind.ts';
import { type DigestEntry, digestLists } from '../rules/notices/taskLists.ts';
import { isOrdinary, ORDINARY_FROM } from '../rules/sendOrder.ts';
import { units, users } from '../schema/people.ts';
import { outboundParts } from '../schema/smsOut.ts';
import { messages as ticketMessages, tickets } from '../schema/tickets.ts';
import { cancelText } from './cancelWaiting.ts';
import { queueSms } from './queueSms.ts';

/** A part whose turn it is. */
export interface NextPart {
  messageId: number;
  ticketId: number | null;
  recipient: string;
  kind: MessageKind;
  seq: number;
  sendOrder: number;
}

/** So many notices fill the digests that are made at once; the rest make their own. */
const FOLDED_AT_MOST = 200;

/**
 * Before a notice takes its turn: newer news of the same ticket for the same person drops it, and when many wait for
 * one technician, as after an outage or a night, they become a few digests. What a human wrote or ordered, what is
 * urgent and what has begun to leave is never touched.
 * @returns whether something was folded, so that another's turn may have come.
 */
export function foldNotices(tx: Tx, next: NextPart, digestOver: number | undefined, nowMs: number): boolean {
  if (!isOrdinary(next.sendOrder) || next.seq > 1) return false;
  const why = reasonToDrop(tx, next);
  if (why) {
    cancelText(tx, next.messageId, why, nowMs);
    return true;
  }
  return next.kind === 'assignment' && digestOver !== undefined
    ? makeDigests(tx, next, digestOver, nowMs)
    : false;
}

function reasonToDrop(tx: Tx, { messageId, ticketId, recipient, kind }: NextPart): string | undefined {
  if (ticketId === null) return undefined;
  const newer = (kinds: readonly MessageKind[]) =>
    kinds.length > 0 &&
    tx
      .select({ id: ticketMessages.id })
      .from(ticketMessages)
      .innerJoin(outboundParts, eq(outboundParts.messageId, ticketMessages.id))
      .where(
        and(
          eq(ticketMessages.ticketId, ticketId),
          gt(ticketMessages.id, messageId),
          eq(ticketMessages.direction, 'out'),
          eq(ticketMessages.peer, recipient),
          inArray(ticketMessages.kind, [...kinds]),
          notInArray(outboundParts.state, ['failed', 'expired', 'cancelled']),
        ),
      )
      .limit(1)
      .get() !== undefined;
  if (kind === 'acknowledgement' && newer(['reply'])) return 'Didahului balasan petugas';
  if (newer(overtakenBy(kind))) return 'Digantikan kabar yang lebih baru';
  return undefined;
}

function makeDigests(tx: Tx, next: NextPart, digestOver: number, nowMs: number): boolean {
  const waiting = tx
    .select({ messageId: outboundParts.messageId, ticketId: ticketMessages.ticketId })
    .from(outboundParts)
    .innerJoin(ticketMessages, eq(ticketMessages.id, outboundParts.messageId))
    .where(
      and(
        sql`${outboundParts.state} = 'queued'`,
        sql`${outboundParts.sendOrder} >= ${ORDINARY_FROM}`,
        eq(outboundParts.seq, 1),
        eq(ticketMessages.kind, 'assignment'),
        eq(ticketMessages.peer, next.recipient),
      ),
    )
    .orderBy(asc(outboundParts.sendOrder))
    .limit(FOLDED_AT_MOST)
    .all();
  // Switched off, each assignment goes by itself.
  if (waiting.length <= digestOver || !wordingOf(tx, 'digest').active) return false;
  const entries = entriesOf(
    tx,
    next.recipient,
    waiting.flatMap(({ ticketId }) => ticketId ?? []),
  );
  for (const { messageId } of waiting) cancelText(tx, messageId, 'Digabung dalam SMS ringkasan', nowMs);
  const facts = { jumlah: String(entries.length) };
  const lists = digestLists(entries, noticeRoom(tx, 'digest', facts, 'daftar'));
  for (const [i, daftar] of lists.entries()) {
    const text = noticeText(tx, 'digest', { ...facts, daftar });
    const id = queueSms(
      tx,
      { ticketId: null, kind: 'digest', to: next.recipient, text, cause: `digest:${next.messageId}:${i}` },
      nowMs,
    );
    // In the turn of the oldest that it holds.
    tx.update(outboundParts)
      .set({ sendOrder: next.sendOrder })
      .where(eq(outboundParts.messageId, id ?? 0))
      .run();
  }
  return true;
}

/** The tickets as they are now; one that is no longer this technician's is no news any more. */
function entriesOf(tx: Tx, phone: string, ticketIds: readonly number[]): DigestEntry[] {
  return tx
    .select({
      ticketId: tickets.id,
      priority: tickets.priority,
      unit: units.shortName,
      subject: tickets.subject,
    })
    .from(tickets)
    .innerJoin(users, eq(users.id, tickets.technicianId))
    .leftJoin(units, eq(units.id, tickets.unitId))
    .where(and(inArray(tickets.id, [...ticketIds]), eq(users.phone, phone), eq(tickets.open, true)))
    .orderBy(sql`${tickets.priorityRank} DESC`, asc(tickets.id))
    .all();
}
