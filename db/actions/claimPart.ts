import { and, eq, gte, inArray, isNull, lt, not, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { due } from '../due.ts';
import type { Db, Tx } from '../open.ts';
import { type MessageKind, WINDOWED_KINDS } from '../rules/messageKind.ts';
import { RETRY_MAX_MS } from '../rules/retry.ts';
import { ORDINARY_FROM, URGENT_TURNS } from '../rules/sendOrder.ts';
import { outboundParts, outboundTexts } from '../schema/smsOut.ts';
import { messages } from '../schema/tickets.ts';
import { waitsForWindow } from '../waitsForWindow.ts';
import { inAction } from './action.ts';
import { foldNotices } from './foldNotices.ts';
import { noteAttemptWriting, openAttempt } from './sendAttempt.ts';

export interface ClaimedPart {
  id: number;
  messageId: number;
  recipient: string;
  text: string;
  alphabet: 'gsm7' | 'ucs2';
  seq: number;
  partCount: number;
  concatRef: number | null;
  expiresAtMs: number;
  kind: MessageKind;
}

/** Who takes a part, and what it may take. */
export interface Claimer {
  modem: string;
  simId: string;
  /** SIMs that can send, or could just now: what prefers one of them is left to it. */
  otherSims?: readonly string[];
  /** All SIMs of this gateway: a text that began through one of them goes on through that one alone. */
  allSims?: readonly string[];
  /** A cap is reached but for its reserve. */
  urgentOnly?: boolean;
  /** Technicians are not to be told now. */
  windowClosed?: boolean;
  /** More notices than this for one technician are put together. */
  digestOver?: number;
}

/** A notice that waits no longer than this for its next try holds back what follows it on the same ticket. */
const HOLDS_BACK_MS = 150_000;

/**
 * The first durable marker: takes the first part in turn that is due, and only once all earlier parts of
 * the same text have left (an unknown one may have). Nothing is sent unless this has been committed.
 * What is overtaken by then is dropped, and many notices for one technician become few.
 * @returns undefined when nothing is due.
 */
export function claimPart(db: Db, clock: Clock, by: Claimer): ClaimedPart | undefined {
  return inAction(db, clock, (tx, nowMs) => {
    for (;;) {
      const next = nextPart(tx, by, nowMs);
      if (!next) return undefined;
      // Each round folds at least one text, so that this ends.
      if (foldNotices(tx, next, by.digestOver, nowMs)) continue;
      tx.update(outboundParts)
        .set({
          state: 'claimed',
          modem: by.modem,
          simId: by.simId,
          claimedAtMs: nowMs,
          writingAtMs: null,
          reference: null,
          attempts: sql`${outboundParts.attempts} + 1`,
        })
        .where(eq(outboundParts.id, next.id))
        .run();
      openAttempt(tx, next.id, { modem: by.modem, simId: by.simId }, nowMs);
      const { ticketId: _, sendOrder: __, ...part } = next;
      return part;
    }
  });
}

function nextPart(tx: Tx, by: Claimer, nowMs: number) {
  return tx
    .select({
      id: outboundParts.id,
      messageId: outboundParts.messageId,
      recipient: outboundTexts.recipient,
      text: outboundParts.text,
      alphabet: outboundParts.alphabet,
      seq: outboundParts.seq,
      partCount: outboundParts.partCount,
      concatRef: outboundParts.concatRef,
      expiresAtMs: outboundTexts.expiresAtMs,
      sendOrder: outboundParts.sendOrder,
      kind: messages.kind,
      ticketId: messages.ticketId,
    })
    .from(outboundParts)
    .innerJoin(outboundTexts, eq(outboundTexts.messageId, outboundParts.messageId))
    .innerJoin(messages, eq(messages.id, outboundParts.messageId))
    .where(
      and(
        // As it stands in the partial index, which is read in the order of turns.
        sql`${outboundParts.state} = 'queued'`,
        due(outboundParts.nextAttemptAtMs, nowMs, RETRY_MAX_MS),
        by.urgentOnly ? isUrgent : undefined,
        by.windowClosed ? not(waitsForWindow) : undefined,
        mayLeaveBy(by),
        allEarlierPartsHaveLeft(by),
        noEarlierTextOfTheTicketWaits(by, nowMs),
      ),
    )
    .orderBy(outboundParts.sendOrder, outboundParts.messageId, outboundParts.seq)
    .limit(1)
    .get();
}

const isUrgent = or(
  ...URGENT_TURNS.map(([from, below]) =>
    and(gte(outboundParts.sendOrder, from), lt(outboundParts.sendOrder, below)),
  ),
);

/** People answer to the number that they know: a text goes by the SIM that it answers, while that can send. */
function mayLeaveBy({ simId, otherSims = [] }: Claimer): SQL | undefined {
  return or(
    isNull(outboundTexts.preferredSim),
    eq(outboundTexts.preferredSim, simId),
    notInArray(outboundTexts.preferredSim, [...otherSims]),
  );
}

/** A handset joins only parts from one number: all go by the SIM of the first, unless that is gone for good. */
function allEarlierPartsHaveLeft({ simId, allSims = [] }: Claimer): SQL {
  const others = allSims.filter((other) => other !== simId);
  const byAnother = others.length === 0 ? sql`0` : sql`${inArray(sql`earlier.sim_id`, others)}`;
  return sql`(${outboundParts.seq} = 1 OR NOT EXISTS (SELECT 1 FROM outbound_parts AS earlier
    WHERE earlier.message_id = ${outboundParts.messageId} AND earlier.seq < ${outboundParts.seq}
      AND (earlier.state NOT IN ('sent', 'delivered', 'unknown') OR ${byAnother})))`;
}

/** What one person reads of one ticket comes in order, but not behind something that waits or is refused for long. */
function noEarlierTextOfTheTicketWaits({ windowClosed }: Claimer, nowMs: number): SQL {
  const waitsForWindow = windowClosed
    ? sql`AND NOT (waiting.send_order >= ${ORDINARY_FROM} AND ${inArray(sql`before.kind`, [...WINDOWED_KINDS])})`
    : sql``;
  return sql`(${messages.ticketId} IS NULL OR NOT EXISTS (SELECT 1 FROM messages AS before
    JOIN outbound_parts AS waiting ON waiting.message_id = before.id
    WHERE before.ticket_id = ${messages.ticketId} AND before.id < ${messages.id}
      AND before.direction = 'out' AND before.peer = ${messages.peer}
      AND (waiting.state IN ('claimed', 'writing')
        OR (waiting.state = 'queued' AND waiting.next_attempt_at_ms <= ${nowMs + HOLDS_BACK_MS}
          AND waiting.send_order <= ${outboundParts.sendOrder} ${waitsForWindow}))))`;
}

/**
 * The second durable marker, before the first octet of the PDU leaves: from here on the part may be with
 * the SMSC.
 * @throws Error when the part is not ours to write any more; then nothing may be sent.
 */
export function markWriting(db: Db, clock: Clock, partId: number): void {
  inAction(db, clock, (tx, nowMs) => {
    const { changes } = tx
      .update(outboundParts)
      .set({ state: 'writing', writingAtMs: nowMs })
      .where(and(eq(outboundParts.id, partId), eq(outboundParts.state, 'claimed')))
      .run();
    if (changes !== 1) throw new Error(`Part ${partId} is no longer claimed`);
    noteAttemptWriting(tx, partId, nowMs);
  });
}
