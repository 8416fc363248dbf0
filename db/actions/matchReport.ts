import { and, desc, eq, gte, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import { deliveryVerdict } from '../rules/deliveryStatus.ts';
import type { PartState } from '../rules/partState.ts';
import { outboundParts, outboundTexts, statusReports } from '../schema/smsOut.ts';
import { cancelRest } from './cancelWaiting.ts';
import { noteAccepted } from './noteAccepted.ts';

const DAY_MS = 24 * 3_600_000;
/** National and international forms of a number agree on its last digits. */
const DIGITS_COMPARED = 9;

/** Of a part that a report may speak of. */
const FIELDS = {
  id: outboundParts.id,
  messageId: outboundParts.messageId,
  state: outboundParts.state,
  sentAtMs: outboundParts.sentAtMs,
};

/**
 * Matches a status report that has just come to its part by SIM, reference and recipient, within the text's
 * validity plus a day; the SMSC's time zones are not trusted (DESIGN 20). Without a match it waits until a
 * part gets its reference.
 */
export function matchReport(tx: Tx, reportId: number, nowMs: number): void {
  const report = tx.select().from(statusReports).where(eq(statusReports.id, reportId)).get();
  if (!report || report.partId !== null) return;
  const part = partReported(tx, report);
  if (part) settleBy(tx, report, part, nowMs);
}

/**
 * Tries the waiting reports on a part that has just got its reference or lost its answer: one may have come
 * while it was being sent, but none that is older can speak of it.
 */
export function matchWaitingReports(tx: Tx, partId: number, nowMs: number): void {
  const part = tx
    .select({ ...FIELDS, simId: outboundParts.simId, writingAtMs: outboundParts.writingAtMs })
    .from(outboundParts)
    .where(eq(outboundParts.id, partId))
    .get();
  if (!part?.simId) return;
  const waiting = tx
    .select()
    .from(statusReports)
    .where(
      and(
        isNull(statusReports.partId),
        eq(statusReports.simId, part.simId),
        gte(statusReports.receivedAtMs, part.writingAtMs ?? nowMs),
      ),
    )
    .all();
  for (const report of waiting) {
    if (partReported(tx, report)?.id === partId) settleBy(tx, report, part, nowMs);
  }
}

type ReportRow = typeof statusReports.$inferSelect;

interface ReportedPart {
  id: number;
  messageId: number;
  state: PartState;
  sentAtMs: number | null;
}

/** The newest part with the report's reference, else the only one without any: a lost `+CMGS` leaves none. */
function partReported(tx: Tx, report: ReportRow): ReportedPart | undefined {
  const tail = report.recipient.replace(/\D/g, '').slice(-DIGITS_COMPARED);
  const toSameNumber = and(
    eq(outboundParts.simId, report.simId),
    sql`substr(${outboundTexts.recipient}, ${-DIGITS_COMPARED}) = ${tail}`,
    sql`${outboundTexts.expiresAtMs} + ${DAY_MS} > ${report.receivedAtMs}`,
  );
  const candidates = (which: SQL | undefined) =>
    tx
      .select(FIELDS)
      .from(outboundParts)
      .innerJoin(outboundTexts, eq(outboundTexts.messageId, outboundParts.messageId))
      .where(and(which, toSameNumber))
      .orderBy(desc(outboundParts.writingAtMs), desc(outboundParts.id))
      .all();
  const [referred, ...older] = candidates(eq(outboundParts.reference, report.reference));
  // Of two with the same reference the older may still be waiting, while the newer is settled already.
  if (referred) return [referred, ...older].find(isUnfinished);
  const unreferred = candidates(
    and(inArray(outboundParts.state, [...UNFINISHED]), isNull(outboundParts.reference)),
  );
  return unreferred.length === 1 ? unreferred[0] : undefined;
}

const UNFINISHED = ['sent', 'unknown'] as const;
const isUnfinished = (part: ReportedPart): boolean => UNFINISHED.some((state) => state === part.state);

function settleBy(tx: Tx, report: ReportRow, part: ReportedPart, nowMs: number): void {
  tx.update(statusReports).set({ partId: part.id }).where(eq(statusReports.id, report.id)).run();
  const verdict = deliveryVerdict(report.status);
  // That the SMSC reports at all shows that it has the text.
  const state = verdict === 'trying' ? 'sent' : verdict;
  const final = state !== 'sent';
  tx.update(outboundParts)
    .set({
      state,
      reference: report.reference,
      sentAtMs: part.sentAtMs ?? nowMs,
      endedAtMs: final ? nowMs : null,
      fault: final && state !== 'delivered' ? `TP-ST 0x${report.status.toString(16).padStart(2, '0')}` : null,
    })
    .where(eq(outboundParts.id, part.id))
    .run();
  if (verdict === 'failed' || verdict === 'expired') cancelRest(tx, part.messageId, nowMs);
  noteAccepted(tx, part.messageId, nowMs);
}
