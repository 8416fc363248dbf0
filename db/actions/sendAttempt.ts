import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../open.ts';
import type { SendingFault } from '../rules/retry.ts';
import { ATTEMPTS_JUDGED, type PastAttempt } from '../rules/simRest.ts';
import { outboundParts, outboundTexts, sendAttempts } from '../schema/smsOut.ts';

export type AttemptRow = typeof sendAttempts.$inferSelect;

/** How an attempt ended, as the modem layer tells it. */
export type AttemptEnd =
  | { kind: 'sent'; reference: number | undefined }
  | { kind: 'notSent' | 'unknown'; fault: SendingFault };

/** The verbs of the table of attempts; each within the transaction that changes the part. */

export function openAttempt(
  tx: Tx,
  partId: number,
  by: { modem: string; simId: string },
  nowMs: number,
): void {
  tx.insert(sendAttempts)
    .values({ partId, ...by, claimedAtMs: nowMs })
    .run();
}

export function noteAttemptWriting(tx: Tx, partId: number, nowMs: number): void {
  tx.update(sendAttempts)
    .set({ writingAtMs: nowMs })
    .where(and(eq(sendAttempts.partId, partId), isNull(sendAttempts.endedAtMs)))
    .run();
}

export function endAttempt(tx: Tx, partId: number, end: AttemptEnd, nowMs: number): void {
  const fault = end.kind === 'sent' ? undefined : end.fault;
  tx.update(sendAttempts)
    .set({
      endedAtMs: nowMs,
      endKind: end.kind,
      reference: (end.kind === 'sent' ? end.reference : undefined) ?? null,
      faultClass: fault?.class ?? null,
      faultSub: fault?.sub ?? null,
      faultCode: fault?.code ?? null,
      fault: fault?.text ?? null,
    })
    .where(and(eq(sendAttempts.partId, partId), isNull(sendAttempts.endedAtMs)))
    .run();
}

/** An attempt of unknown end turns out to have reached the network. */
export function noteAttemptAccepted(tx: Tx, attemptId: number, reference: number): void {
  tx.update(sendAttempts).set({ endKind: 'sent', reference }).where(eq(sendAttempts.id, attemptId)).run();
}

export const lastAttemptOfPart = (tx: Tx, partId: number): AttemptRow | undefined =>
  tx
    .select()
    .from(sendAttempts)
    .where(eq(sendAttempts.partId, partId))
    .orderBy(desc(sendAttempts.id))
    .limit(1)
    .get();

export const lastAttemptOfModem = (tx: Tx, modem: string): AttemptRow | undefined =>
  tx
    .select()
    .from(sendAttempts)
    .where(eq(sendAttempts.modem, modem))
    .orderBy(desc(sendAttempts.id))
    .limit(1)
    .get();

/** The newest ended attempts of a SIM, for judging its health. */
export function attemptsToJudge(tx: Tx, simId: string): PastAttempt[] {
  return tx
    .select({
      recipient: outboundTexts.recipient,
      atMs: sendAttempts.claimedAtMs,
      end: sendAttempts.endKind,
      class: sendAttempts.faultClass,
      sub: sendAttempts.faultSub,
      code: sendAttempts.faultCode,
      text: sendAttempts.fault,
    })
    .from(sendAttempts)
    .innerJoin(outboundParts, eq(outboundParts.id, sendAttempts.partId))
    .innerJoin(outboundTexts, eq(outboundTexts.messageId, outboundParts.messageId))
    .where(eq(sendAttempts.simId, simId))
    .orderBy(desc(sendAttempts.id))
    .limit(ATTEMPTS_JUDGED)
    .all()
    .flatMap(({ recipient, atMs, end, class: faultClass, sub, code, text }) =>
      end === null
        ? []
        : {
            recipient,
            atMs,
            end,
            fault: faultClass
              ? { class: faultClass, sub: sub ?? undefined, code: code ?? undefined, text: text ?? '' }
              : undefined,
          },
    );
}
