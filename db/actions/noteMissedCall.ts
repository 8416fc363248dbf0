import { and, eq, isNotNull } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { near } from '../near.ts';
import { noticeText } from '../noticeWording.ts';
import type { Db, Tx } from '../open.ts';
import { isIndonesianMobile, readPhoneNumber } from '../rules/phoneNumber.ts';
import { missedCalls } from '../schema/gatewayWatch.ts';
import { outboundTexts } from '../schema/smsOut.ts';
import { inAction } from './action.ts';
import { answerByItself } from './answerByItself.ts';

export interface CallFacts {
  modem: string;
  simId: string | undefined;
  /** As the network wrote it; undefined: withheld. */
  caller: string | undefined;
  rings: number;
}

const DAY_MS = 24 * 3_600_000;

/**
 * Notes a call that nobody could take. A caller is told by SMS how to write, once a day, if the office wants that.
 * @param ownNumbers E.164: a modem that calls itself is told nothing.
 */
export function noteMissedCall(
  db: Db,
  clock: Clock,
  call: CallFacts,
  { polite, ownNumbers }: { polite: boolean; ownNumbers: readonly string[] },
): void {
  inAction(db, clock, (tx, nowMs) => {
    const number = call.caller === undefined ? undefined : readPhoneNumber(call.caller);
    const caller = number ?? call.caller ?? null;
    const told = number !== undefined && wasTold(tx, number, nowMs);
    const { id } = tx
      .insert(missedCalls)
      .values({ modem: call.modem, simId: call.simId ?? null, caller, rings: call.rings, atMs: nowMs })
      .returning({ id: missedCalls.id })
      .get();
    if (!polite || told || number === undefined || !isIndonesianMobile(number) || ownNumbers.includes(number))
      return;
    const messageId = tellToWrite(tx, number, `call:${id}`, nowMs);
    if (messageId !== undefined)
      tx.update(missedCalls).set({ messageId }).where(eq(missedCalls.id, id)).run();
  });
}

const wasTold = (tx: Tx, caller: string, nowMs: number): boolean =>
  tx
    .select({ id: missedCalls.id })
    .from(missedCalls)
    .where(
      and(
        eq(missedCalls.caller, caller),
        near(missedCalls.atMs, nowMs, DAY_MS),
        isNotNull(missedCalls.messageId),
      ),
    )
    .limit(1)
    .get() !== undefined;

function tellToWrite(tx: Tx, caller: string, cause: string, nowMs: number): number | undefined {
  answerByItself(
    tx,
    {
      sender: { address: caller, kind: 'phone' },
      inReplyTo: '',
      kind: 'call_answer',
      ticketId: null,
      text: noticeText(tx, 'callAnswer', {}),
      cause,
    },
    nowMs,
  );
  return tx
    .select({ id: outboundTexts.messageId })
    .from(outboundTexts)
    .where(eq(outboundTexts.cause, cause))
    .get()?.id;
}
