import { and, eq, isNull } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { readBalance } from '../rules/balance.ts';
import { CREDIT_ALARMS, creditTroubles } from '../rules/creditWatch.ts';
import type { WatchSettings } from '../rules/watchSettings.ts';
import { localDate } from '../rules/zonedTime.ts';
import { alarms, balances } from '../schema/gatewayWatch.ts';
import { gateways } from '../schema/smsOut.ts';
import { inAction } from './action.ts';
import { type AlarmSource, endWithin, raiseWithin } from './alarm.ts';

export interface AskedBalance {
  modem: string;
  simId: string;
  code: string;
  /** The operator's words; undefined: none came, and `fault` says why. */
  answer: string | undefined;
  fault?: string;
}

/** Keeps an operator's answer as it is, and what follows from what can be read in it. */
export function noteBalance(
  db: Db,
  clock: Clock,
  { modem, simId, code, answer, fault }: AskedBalance,
  { lowRupiah }: Pick<WatchSettings, 'lowRupiah'>,
  timeZone: string,
): void {
  inAction(db, clock, (tx, nowMs) => {
    const row = { modem, simId, code, atMs: nowMs, answer: answer ?? null, fault: fault ?? null };
    if (answer === undefined) {
      tx.insert(balances).values(row).run();
      return;
    }
    const reading = readBalance(answer);
    tx.insert(balances)
      .values({
        ...row,
        rupiah: reading.rupiah ?? null,
        activeUntil: reading.activeUntil ?? null,
        graceUntil: reading.graceUntil ?? null,
      })
      .run();
    const gateway = tx
      .select({ suspendedAtMs: gateways.suspendedAtMs })
      .from(gateways)
      .where(eq(gateways.name, modem))
      .get();
    const refused = (gateway?.suspendedAtMs ?? null) !== null;
    const today = localDate(nowMs, timeZone);
    const troubles = creditTroubles(reading, answer, { lowRupiah, today, refused });
    for (const kind of CREDIT_ALARMS) tell(tx, { modem, kind }, troubles[kind], nowMs);
    const { receive_only: receiveOnly } = troubles;
    if (receiveOnly !== undefined)
      tx.update(gateways)
        .set({ receiveOnly: receiveOnly !== null })
        .where(eq(gateways.name, modem))
        .run();
  });
}

/** Fewer days left are news to whoever has seen the warning before. */
function tell(tx: Tx, source: AlarmSource, text: string | null | undefined, nowMs: number): void {
  if (text === undefined) return;
  const known = tx
    .select({ text: alarms.text })
    .from(alarms)
    .where(and(eq(alarms.modem, source.modem ?? ''), eq(alarms.kind, source.kind), isNull(alarms.endedAtMs)))
    .get();
  if (text === null || (known && known.text !== text && source.kind === 'validity_ending'))
    endWithin(tx, source, nowMs);
  if (text !== null) raiseWithin(tx, source, text, nowMs);
}
