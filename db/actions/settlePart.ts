import { desc, eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { type FaultClass, retryDelayMs } from '../rules/retry.ts';
import { outboundParts } from '../schema/smsOut.ts';
import { inAction } from './action.ts';
import { cancelRest } from './cancelWaiting.ts';
import { matchWaitingReports } from './matchReport.ts';
import { noteAccepted } from './noteAccepted.ts';

/** How an attempt ended, as the modem layer tells it. */
export type AttemptEnd =
  | { kind: 'sent'; reference: number | undefined }
  | { kind: 'notSent' | 'unknown'; fault: { class: FaultClass; text: string } };

/**
 * Records the end of an attempt. A permanent refusal fails this text alone; a passing one waits its turn;
 * a fault of SIM or network costs no attempt; an unknown one stays unknown until a status report, a late
 * reference or a human decides (DESIGN 4, 5).
 */
export function settlePart(db: Db, clock: Clock, partId: number, end: AttemptEnd): void {
  inAction(db, clock, (tx, nowMs) => {
    const part = tx.select().from(outboundParts).where(eq(outboundParts.id, partId)).get();
    if (!part || !['claimed', 'writing'].includes(part.state)) return;
    if (end.kind === 'sent') return markSent(tx, part, end.reference, nowMs);
    if (end.kind === 'unknown') {
      tx.update(outboundParts)
        .set({ state: 'unknown', fault: end.fault.text })
        .where(eq(outboundParts.id, partId))
        .run();
      matchWaitingReports(tx, partId, nowMs);
      return;
    }
    if (end.fault.class === 'permanent') return failText(tx, part, end.fault.text, nowMs);
    const spared = end.fault.class === 'retry-after-network' || end.fault.class === 'fatal-sim';
    const attempts = spared ? part.attempts - 1 : part.attempts;
    tx.update(outboundParts)
      .set({
        state: 'queued',
        attempts,
        fault: end.fault.text,
        nextAttemptAtMs: spared ? 0 : nowMs + retryDelayMs(attempts),
      })
      .where(eq(outboundParts.id, partId))
      .run();
  });
}

/** A `+CMGS` that came after its exchange had timed out: it belongs to the modem's last attempt. */
export function settleLateReference(db: Db, clock: Clock, modem: string, reference: number): void {
  inAction(db, clock, (tx, nowMs) => {
    const last = tx
      .select()
      .from(outboundParts)
      .where(eq(outboundParts.modem, modem))
      .orderBy(desc(outboundParts.claimedAtMs), desc(outboundParts.id))
      .get();
    if (last?.state === 'unknown') markSent(tx, last, reference, nowMs);
  });
}

/**
 * What the last run left unfinished: a claim without the second marker was never sent and is queued again,
 * a part that was being written is unknown. Called before anything is sent.
 * @returns how many were put back and how many became unknown.
 */
export function recoverParts(db: Db, clock: Clock): { requeued: number; unknown: number } {
  return inAction(db, clock, (tx, nowMs) => {
    const requeued = tx
      .update(outboundParts)
      .set({ state: 'queued' })
      .where(eq(outboundParts.state, 'claimed'))
      .run().changes;
    const interrupted = tx
      .update(outboundParts)
      .set({ state: 'unknown', fault: 'Program berhenti saat mengirim' })
      .where(eq(outboundParts.state, 'writing'))
      .returning({ id: outboundParts.id })
      .all();
    // Its report may have come while it was being written.
    for (const { id } of interrupted) matchWaitingReports(tx, id, nowMs);
    return { requeued, unknown: interrupted.length };
  });
}

type PartRow = typeof outboundParts.$inferSelect;

function markSent(tx: Tx, part: PartRow, reference: number | undefined, nowMs: number): void {
  tx.update(outboundParts)
    .set({ state: 'sent', reference: reference ?? null, sentAtMs: nowMs, fault: null })
    .where(eq(outboundParts.id, part.id))
    .run();
  noteAccepted(tx, part.messageId, nowMs);
  matchWaitingReports(tx, part.id, nowMs);
}

function failText(tx: Tx, part: PartRow, fault: string, nowMs: number): void {
  tx.update(outboundParts)
    .set({ state: 'failed', fault, endedAtMs: nowMs })
    .where(eq(outboundParts.id, part.id))
    .run();
  cancelRest(tx, part.messageId, nowMs);
}
