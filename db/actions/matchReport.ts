import { and, desc, eq, gte, isNull, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import { type DeliveryVerdict, deliveryVerdict } from '../rules/deliveryStatus.ts';
import type { PartState } from '../rules/partState.ts';
import { isOfItsTime, type ReportedAttempt, reportedAttempt } from '../rules/reportedAttempt.ts';
import { isPlausibleTime } from '../rules/timeWindow.ts';
import { outboundParts, outboundTexts, sendAttempts, statusReports } from '../schema/smsOut.ts';
import { cancelRest } from './cancelWaiting.ts';
import { noteAccepted } from './noteAccepted.ts';
import { lastAttemptOfPart, noteAttemptAccepted } from './sendAttempt.ts';

const DAY_MS = 24 * 3_600_000;
/** National and international forms of a number agree on its last digits. */
const DIGITS_COMPARED = 9;
/** TP-MR goes round after 256: these are the newest that bear it, whatever the clocks say. */
const CANDIDATES_MAX = 100;

/**
 * Matches a status report that has just come to the attempt that it speaks of, by SIM, reference and recipient, within
 * the text's validity plus a day (DESIGN 20). Without a match it waits until a part gets its reference.
 */
export function matchReport(tx: Tx, reportId: number, nowMs: number): void {
  const report = tx.select().from(statusReports).where(eq(statusReports.id, reportId)).get();
  if (!report || report.partId !== null) return;
  const attempt = attemptReported(tx, report);
  if (attempt) settleBy(tx, report, attempt, nowMs);
}

/**
 * Tries the reports that have come while a part was being sent, now that its own reference is known or never will be:
 * each may speak of it or of an older one, but none that came before can speak of it.
 */
export function matchWaitingReports(
  tx: Tx,
  { simId, writingAtMs }: Pick<typeof outboundParts.$inferSelect, 'simId' | 'writingAtMs'>,
  nowMs: number,
): void {
  if (simId === null || writingAtMs === null) return;
  const waiting = tx
    .select()
    .from(statusReports)
    .where(
      and(
        isNull(statusReports.partId),
        eq(statusReports.simId, simId),
        gte(statusReports.receivedAtMs, writingAtMs),
      ),
    )
    .orderBy(statusReports.id)
    .all();
  for (const report of waiting) {
    const attempt = attemptReported(tx, report);
    if (attempt) settleBy(tx, report, attempt, nowMs);
  }
}

type ReportRow = typeof statusReports.$inferSelect;

function attemptReported(tx: Tx, report: ReportRow): ReportedAttempt | undefined {
  // It may be that one's, whose reference is not known yet.
  if (isOnItsWay(tx, report.recipient)) return undefined;
  const referred = candidates(tx, report, eq(sendAttempts.reference, report.reference));
  // A lost `+CMGS` leaves no reference: the only one that went to this number is meant.
  const unreferred = candidates(
    tx,
    report,
    and(isNull(sendAttempts.reference), sql`${sendAttempts.endKind} IN ('sent', 'unknown')`),
  ).filter(({ state }) => state !== 'delivered');
  if (referred.length === 0) return unreferred.length === 1 ? unreferred[0] : undefined;
  const [ofItsTime, another] = unreferred.filter((attempt) => isOfItsTime(attempt, report));
  // References begin anew with a reset: then time tells that one of old is not meant.
  if (ofItsTime && !another && !referred.some((attempt) => isOfItsTime(attempt, report))) return ofItsTime;
  return reportedAttempt(referred, report);
}

const tailOf = (number: string): string => number.replace(/\D/g, '').slice(-DIGITS_COMPARED);

/** Whether a part to this number is just being handed over. */
function isOnItsWay(tx: Tx, recipient: string): boolean {
  return tx
    .select({ recipient: outboundTexts.recipient })
    .from(outboundParts)
    .innerJoin(outboundTexts, eq(outboundTexts.messageId, outboundParts.messageId))
    .where(eq(outboundParts.state, 'writing'))
    .all()
    .some((writing) => tailOf(writing.recipient) === tailOf(recipient));
}

/** The newest first. */
function candidates(tx: Tx, report: ReportRow, which: SQL | undefined): ReportedAttempt[] {
  const tail = tailOf(report.recipient);
  return tx
    .select({
      id: sendAttempts.id,
      partId: sendAttempts.partId,
      messageId: outboundParts.messageId,
      state: outboundParts.state,
      writingAtMs: sendAttempts.writingAtMs,
      recipient: outboundTexts.recipient,
      expiresAtMs: outboundTexts.expiresAtMs,
    })
    .from(sendAttempts)
    .innerJoin(outboundParts, eq(outboundParts.id, sendAttempts.partId))
    .innerJoin(outboundTexts, eq(outboundTexts.messageId, outboundParts.messageId))
    .where(and(eq(sendAttempts.simId, report.simId), which))
    .orderBy(desc(sendAttempts.id))
    .limit(CANDIDATES_MAX)
    .all()
    .filter(
      ({ recipient, expiresAtMs }) =>
        tailOf(recipient) === tail &&
        // What was sent by a clock that could not be right has no age.
        (expiresAtMs + DAY_MS > report.receivedAtMs || !isPlausibleTime(expiresAtMs)),
    );
}

/** Which state a part goes to by a report on one of its attempts; undefined: none. */
function stateBy(
  verdict: DeliveryVerdict,
  part: PartState,
  isLastAttempt: boolean,
): 'delivered' | 'sent' | 'failed' | 'expired' | undefined {
  if (part === 'delivered') return undefined;
  if (verdict === 'delivered') return 'delivered';
  // That the SMSC reports at all shows that it has the text: what a human ordered again need not leave any more.
  if (verdict === 'trying') return ['unknown', 'queued', 'claimed'].includes(part) ? 'sent' : undefined;
  return isLastAttempt && ['sent', 'unknown'].includes(part) ? verdict : undefined;
}

function settleBy(tx: Tx, report: ReportRow, attempt: ReportedAttempt, nowMs: number): void {
  // While the part is being sent once more, what is said of an earlier attempt waits for the end of this one.
  if (attempt.state === 'writing') return;
  const { partId, messageId } = attempt;
  tx.update(statusReports).set({ partId }).where(eq(statusReports.id, report.id)).run();
  noteAttemptAccepted(tx, attempt.id, report.reference);
  const isLast = lastAttemptOfPart(tx, partId)?.id === attempt.id;
  const state = stateBy(deliveryVerdict(report.status), attempt.state, isLast);
  if (!state) return;
  const final = state !== 'sent';
  tx.update(outboundParts)
    .set({
      state,
      reference: report.reference,
      sentAtMs: sql`coalesce(${outboundParts.sentAtMs}, ${nowMs})`,
      endedAtMs: final ? nowMs : null,
      fault: final && state !== 'delivered' ? `TP-ST 0x${report.status.toString(16).padStart(2, '0')}` : null,
    })
    .where(eq(outboundParts.id, partId))
    .run();
  if (state === 'failed' || state === 'expired') cancelRest(tx, messageId, nowMs);
  noteAccepted(tx, messageId, nowMs);
}
