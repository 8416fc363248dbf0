import { and, eq, isNull } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import type { AlarmKind } from '../rules/alarm.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { alarms } from '../schema/gatewayWatch.ts';
import { inAction } from './action.ts';

export interface AlarmSource {
  /** The modem's name; null: of no modem in particular. */
  modem: string | null;
  kind: AlarmKind;
}

const open = ({ modem, kind }: AlarmSource) =>
  and(
    modem === null ? isNull(alarms.modem) : eq(alarms.modem, modem),
    eq(alarms.kind, kind),
    isNull(alarms.endedAtMs),
  );

/**
 * Raises an alarm, or says that one which is open goes on.
 * @param text one Indonesian sentence: what is wrong and what helps.
 * @returns true when it was not open before.
 */
export const raiseAlarm = (db: Db, clock: Clock, source: AlarmSource, text: string): boolean =>
  inAction(db, clock, (tx, nowMs) => raiseWithin(tx, source, text, nowMs));

/** The same, inside the caller's transaction. */
export function raiseWithin(tx: Tx, source: AlarmSource, text: string, nowMs: number): boolean {
  const known = tx.update(alarms).set({ text, lastAtMs: nowMs }).where(open(source)).run();
  if (known.changes > 0) return false;
  tx.insert(alarms)
    .values({ ...source, text, raisedAtMs: nowMs, lastAtMs: nowMs })
    .run();
  return true;
}

/** The trouble is over. Nothing happens when no such alarm is open. */
export const endAlarm = (db: Db, clock: Clock, source: AlarmSource): void =>
  inAction(db, clock, (tx, nowMs) => endWithin(tx, source, nowMs));

/** The same, inside the caller's transaction. */
export function endWithin(tx: Tx, source: AlarmSource, nowMs: number): void {
  tx.update(alarms).set({ endedAtMs: nowMs }).where(open(source)).run();
}

/**
 * Somebody has taken note of it: it stays open, but is no longer told again.
 * @throws DomainError `forbidden` without the right.
 */
export function noteAlarmSeen(db: Db, clock: Clock, actor: Actor, alarmId: number): void {
  demand(actor, 'controlGateway');
  inAction(db, clock, (tx, nowMs) => {
    tx.update(alarms)
      .set({ seenBy: actor.userId, seenAtMs: nowMs })
      .where(and(eq(alarms.id, alarmId), isNull(alarms.seenAtMs), isNull(alarms.endedAtMs)))
      .run();
  });
}
