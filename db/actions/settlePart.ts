import { eq, sql } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { retryDelayMs, type SendingFault } from '../rules/retry.ts';
import { restAfter, type SimRest } from '../rules/simRest.ts';
import { outboundParts } from '../schema/smsOut.ts';
import { inAction } from './action.ts';
import { cancelRest } from './cancelWaiting.ts';
import { matchWaitingReports } from './matchReport.ts';
import { noteAccepted } from './noteAccepted.ts';
import { endRest, noteRest } from './restGateway.ts';
import {
  type AttemptEnd,
  attemptsToJudge,
  endAttempt,
  lastAttemptOfModem,
  noteAttemptAccepted,
} from './sendAttempt.ts';

export type { AttemptEnd } from './sendAttempt.ts';

type PartRow = typeof outboundParts.$inferSelect;

/** What the program was doing when it died. */
const DIED_WHILE_SENDING = {
  kind: 'unknown',
  fault: { class: 'unknown-outcome', text: 'Program berhenti saat mengirim' },
} as const;
const DIED_BEFORE_SENDING = {
  kind: 'notSent',
  fault: { class: 'transient-retry', sub: 'link', text: 'Program berhenti sebelum mengirim' },
} as const;

/**
 * Records the end of an attempt. A permanent refusal fails this text alone; a passing one waits its turn;
 * a fault of SIM or network rests the SIM's queue and costs no attempt; an unknown one stays unknown until a
 * status report, a late reference or a human decides (DESIGN 4, 5).
 * @returns the rest that the modem's queue needs now, noted for people; undefined: none.
 */
export function settlePart(db: Db, clock: Clock, partId: number, end: AttemptEnd): SimRest | undefined {
  return inAction(db, clock, (tx, nowMs) => {
    endAttempt(tx, partId, end, nowMs);
    const part = tx.select().from(outboundParts).where(eq(outboundParts.id, partId)).get();
    if (!part?.modem || !part.simId || !['claimed', 'writing'].includes(part.state)) return undefined;
    if (end.kind === 'sent') {
      markSent(tx, part, end.reference, nowMs);
      endRest(tx, part.modem, nowMs);
      return undefined;
    }
    if (end.kind === 'unknown') {
      markUnknown(tx, part, end.fault.text, nowMs);
      return undefined;
    }
    const rest = restAfter(attemptsToJudge(tx, part.simId));
    if (rest) {
      keepForLater(tx, part, end.fault, rest, nowMs);
      noteRest(tx, part.modem, rest, nowMs);
    } else {
      refuse(tx, part, end.fault, nowMs);
    }
    matchWaitingReports(tx, part, nowMs);
    return rest;
  });
}

/** The SIM or the network is at fault; lest it be this text after all, another is tried first afterwards. */
function keepForLater(tx: Tx, part: PartRow, fault: SendingFault, rest: SimRest, nowMs: number): void {
  const clear = fault.class === 'retry-after-network' || fault.class === 'fatal-sim';
  tx.update(outboundParts)
    .set({
      state: 'queued',
      attempts: part.attempts - 1,
      fault: fault.text,
      nextAttemptAtMs: clear ? 0 : nowMs + Math.round(rest.ms * 1.5),
    })
    .where(eq(outboundParts.id, part.id))
    .run();
}

function refuse(tx: Tx, part: PartRow, fault: SendingFault, nowMs: number): void {
  const luck = ((part.id + part.attempts) * 0.618) % 1;
  const waitMs = fault.class === 'permanent' ? undefined : retryDelayMs(fault, part.attempts, luck);
  if (waitMs === undefined) {
    tx.update(outboundParts)
      .set({ state: 'failed', fault: fault.text, endedAtMs: nowMs })
      .where(eq(outboundParts.id, part.id))
      .run();
    cancelRest(tx, part.messageId, nowMs);
    return;
  }
  tx.update(outboundParts)
    .set({ state: 'queued', fault: fault.text, nextAttemptAtMs: nowMs + waitMs })
    .where(eq(outboundParts.id, part.id))
    .run();
}

/**
 * A `+CMGS` that came after its exchange had timed out: it belongs to the modem's last attempt. A human may have
 * ordered the part again meanwhile: what has not left yet is withdrawn.
 */
export function settleLateReference(db: Db, clock: Clock, modem: string, reference: number): void {
  inAction(db, clock, (tx, nowMs) => {
    const attempt = lastAttemptOfModem(tx, modem);
    if (attempt?.endKind !== 'unknown') return;
    noteAttemptAccepted(tx, attempt.id, reference);
    const part = tx.select().from(outboundParts).where(eq(outboundParts.id, attempt.partId)).get();
    if (!part || part.state === 'delivered' || part.state === 'failed') return;
    markSent(tx, part, reference, nowMs);
  });
}

/**
 * What the last run left unfinished: a claim without the second marker was never sent and is queued again,
 * a part that was being written is unknown. Called before anything is sent.
 * @returns how many were put back and how many became unknown.
 */
export function recoverParts(db: Db, clock: Clock): { requeued: number; unknown: number } {
  return inAction(db, clock, (tx, nowMs) => {
    const inState = (state: 'claimed' | 'writing'): PartRow[] =>
      tx.select().from(outboundParts).where(eq(outboundParts.state, state)).all();
    const claimed = inState('claimed');
    for (const part of claimed) {
      endAttempt(tx, part.id, DIED_BEFORE_SENDING, nowMs);
      tx.update(outboundParts)
        .set({ state: 'queued', attempts: sql`max(${outboundParts.attempts} - 1, 0)` })
        .where(eq(outboundParts.id, part.id))
        .run();
    }
    const interrupted = inState('writing');
    for (const part of interrupted) {
      endAttempt(tx, part.id, DIED_WHILE_SENDING, nowMs);
      markUnknown(tx, part, DIED_WHILE_SENDING.fault.text, nowMs);
    }
    return { requeued: claimed.length, unknown: interrupted.length };
  });
}

/** Its report may have come while it was being written. */
function markUnknown(tx: Tx, part: PartRow, fault: string, nowMs: number): void {
  tx.update(outboundParts).set({ state: 'unknown', fault }).where(eq(outboundParts.id, part.id)).run();
  matchWaitingReports(tx, part, nowMs);
}

function markSent(tx: Tx, part: PartRow, reference: number | undefined, nowMs: number): void {
  tx.update(outboundParts)
    .set({ state: 'sent', reference: reference ?? null, sentAtMs: nowMs, endedAtMs: null, fault: null })
    .where(eq(outboundParts.id, part.id))
    .run();
  noteAccepted(tx, part.messageId, nowMs);
  matchWaitingReports(tx, part, nowMs);
}
