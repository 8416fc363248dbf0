import { and, desc, eq, gt, inArray, isNotNull, notExists, sql } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import type { Sender } from '../rules/phoneNumber.ts';
import { inboundParts, inboundTexts, rawMessages } from '../schema/smsIn.ts';
import { statusReports } from '../schema/smsOut.ts';
import { inAction } from './action.ts';
import { matchReport } from './matchReport.ts';

/** Parts of a long SMS that come later than this belong to another one (DESIGN 22). */
const REASSEMBLY_MS = 24 * 3_600_000;

export interface DecodedText {
  sender: Sender;
  content: 'text' | 'data';
  sentAtMs: number | undefined;
  concat: { ref: number; bits: 8 | 16; total: number; seq: number } | undefined;
}

export interface DecodedReport {
  reference: number;
  recipient: string;
  status: number;
  dischargedAtMs: number | undefined;
}

/** What a decoder made of a raw message. */
export type Derived =
  | { kind: 'text'; text: DecodedText }
  | { kind: 'report'; report: DecodedReport }
  | { kind: 'ignored'; reason: string }
  | { kind: 'unreadable'; reason: string };

/**
 * Files a raw message by what it was decoded to: as (a part of) a text, as a status report, or in
 * quarantine. Does nothing when it is filed already, so that the step may be repeated after a crash.
 */
export function fileRaw(db: Db, clock: Clock, rawId: number, derived: Derived): void {
  inAction(db, clock, (tx, nowMs) => {
    const raw = tx.select().from(rawMessages).where(eq(rawMessages.id, rawId)).get();
    if (raw?.state !== 'received') return;
    switch (derived.kind) {
      case 'text':
        filePart(tx, raw, derived.text);
        break;
      case 'report': {
        const { reference, recipient, status, dischargedAtMs } = derived.report;
        const { id } = tx
          .insert(statusReports)
          .values({
            rawId,
            simId: raw.simId,
            reference,
            recipient,
            status,
            dischargedAtMs: dischargedAtMs ?? null,
            receivedAtMs: nowMs,
          })
          .returning({ id: statusReports.id })
          .get();
        matchReport(tx, id, nowMs);
        break;
      }
    }
    tx.update(rawMessages)
      .set(
        derived.kind === 'unreadable'
          ? { state: 'quarantined', reason: derived.reason }
          : derived.kind === 'ignored'
            ? { state: 'ignored', reason: derived.reason }
            : { state: 'derived' },
      )
      .where(eq(rawMessages.id, rawId))
      .run();
  });
}

/** After so many faults of our own a raw message is set aside for a human. */
const ATTEMPTS_MAX = 5;

/** Notes that filing a raw message failed by a fault of the program; it is quarantined at last, never lost. */
export function noteFilingFault(db: Db, clock: Clock, rawId: number, fault: string): void {
  inAction(db, clock, (tx) => {
    tx.update(rawMessages)
      .set({
        attempts: sql`${rawMessages.attempts} + 1`,
        reason: fault,
        state: sql`CASE WHEN ${rawMessages.attempts} + 1 >= ${ATTEMPTS_MAX} THEN 'quarantined' ELSE ${rawMessages.state} END`,
      })
      .where(and(eq(rawMessages.id, rawId), eq(rawMessages.state, 'received')))
      .run();
  });
}

type RawRow = typeof rawMessages.$inferSelect;

function filePart(tx: Tx, raw: RawRow, text: DecodedText): void {
  const { concat } = text;
  const textId =
    (concat && assemblyWaitingFor(tx, raw, text.sender.address, concat)) ?? startText(tx, raw, text);
  tx.insert(inboundParts)
    .values({ textId, seq: concat?.seq ?? 1, rawId: raw.id })
    .run();
  const row = tx.select().from(inboundTexts).where(eq(inboundTexts.id, textId)).get();
  const present = rowCount(tx, inboundParts, eq(inboundParts.textId, textId));
  // A late part of a text that was shown incomplete completes it in place.
  if (row && (present === row.partCount || row.state === 'done')) {
    tx.update(inboundTexts)
      .set({ state: 'pending', attempts: 0, nextAttemptAtMs: 0 })
      .where(eq(inboundTexts.id, textId))
      .run();
  }
}

/** The newest text of the same sender, reference and length that still lacks this very part. */
function assemblyWaitingFor(
  tx: Tx,
  raw: RawRow,
  sender: string,
  concat: NonNullable<DecodedText['concat']>,
): number | undefined {
  return tx
    .select({ id: inboundTexts.id })
    .from(inboundTexts)
    .where(
      and(
        eq(inboundTexts.sender, sender),
        eq(inboundTexts.concatRef, concat.ref),
        eq(inboundTexts.concatBits, concat.bits),
        eq(inboundTexts.partCount, concat.total),
        eq(inboundTexts.simId, raw.simId),
        isNotNull(inboundTexts.concatRef),
        inArray(inboundTexts.state, ['assembling', 'pending', 'done']),
        gt(inboundTexts.receivedAtMs, raw.receivedAtMs - REASSEMBLY_MS),
        notExists(
          tx
            .select({ one: sql`1` })
            .from(inboundParts)
            .where(and(eq(inboundParts.textId, inboundTexts.id), eq(inboundParts.seq, concat.seq))),
        ),
      ),
    )
    .orderBy(desc(inboundTexts.id))
    .get()?.id;
}

function startText(tx: Tx, raw: RawRow, text: DecodedText): number {
  const { concat } = text;
  return tx
    .insert(inboundTexts)
    .values({
      simId: raw.simId,
      modem: raw.modem,
      sender: text.sender.address,
      senderKind: text.sender.kind,
      content: text.content,
      concatRef: concat?.ref ?? null,
      concatBits: concat?.bits ?? null,
      partCount: concat?.total ?? 1,
      state: 'assembling',
      sentAtMs: text.sentAtMs ?? null,
      receivedAtMs: raw.receivedAtMs,
    })
    .returning({ id: inboundTexts.id })
    .get().id;
}
