import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import { deliveryVerdict } from '../rules/deliveryStatus.ts';
import { outboundParts, outboundTexts, statusReports } from '../schema/smsOut.ts';
import { noteAccepted } from './noteAccepted.ts';

const DAY_MS = 24 * 3_600_000;
/** National and international forms of a number agree on its last digits. */
const DIGITS_COMPARED = 9;

/**
 * Matches a status report to its part by SIM, reference and recipient, within the text's validity plus a
 * day; the SMSC's time zones are not trusted (DESIGN 20). Without a match it waits for the next sending.
 */
export function matchReport(tx: Tx, reportId: number, nowMs: number): void {
  const report = tx.select().from(statusReports).where(eq(statusReports.id, reportId)).get();
  if (!report || report.partId !== null) return;
  const part = partReported(tx, report);
  if (!part) return;
  tx.update(statusReports).set({ partId: part.id }).where(eq(statusReports.id, reportId)).run();
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
  noteAccepted(tx, part.messageId, nowMs);
}

/** Tries the waiting reports of a SIM again, after one of its parts got a reference. */
export function matchWaitingReports(tx: Tx, simId: string, nowMs: number): void {
  const waiting = tx
    .select({ id: statusReports.id })
    .from(statusReports)
    .where(
      and(
        isNull(statusReports.partId),
        eq(statusReports.simId, simId),
        sql`${statusReports.receivedAtMs} > ${nowMs - DAY_MS}`,
      ),
    )
    .all();
  for (const { id } of waiting) matchReport(tx, id, nowMs);
}

type ReportRow = typeof statusReports.$inferSelect;

function partReported(tx: Tx, report: ReportRow) {
  const tail = report.recipient.replace(/\D/g, '').slice(-DIGITS_COMPARED);
  const candidates = tx
    .select({
      id: outboundParts.id,
      messageId: outboundParts.messageId,
      state: outboundParts.state,
      reference: outboundParts.reference,
      sentAtMs: outboundParts.sentAtMs,
    })
    .from(outboundParts)
    .innerJoin(outboundTexts, eq(outboundTexts.messageId, outboundParts.messageId))
    .where(
      and(
        eq(outboundParts.simId, report.simId),
        inArray(outboundParts.state, ['sent', 'unknown']),
        sql`substr(${outboundTexts.recipient}, ${-DIGITS_COMPARED}) = ${tail}`,
        sql`${outboundTexts.expiresAtMs} + ${DAY_MS} > ${report.receivedAtMs}`,
      ),
    )
    .orderBy(desc(outboundParts.writingAtMs), desc(outboundParts.id))
    .all();
  const byReference = candidates.find((part) => part.reference === report.reference);
  if (byReference) return byReference;
  // A lost +CMGS leaves no reference: the report of the only such text to this number is its evidence.
  const unknown = candidates.filter((part) => part.state === 'unknown' && part.reference === null);
  return unknown.length === 1 ? unknown[0] : undefined;
}
