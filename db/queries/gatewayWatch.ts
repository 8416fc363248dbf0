import { and, asc, between, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import type { AlarmKind } from '../rules/alarm.ts';
import { REQUEST_EXPIRES_MS, type RequestKind, type RequestState } from '../rules/gatewayRequest.ts';
import { alarms, balances, missedCalls, signalSamples } from '../schema/gatewayWatch.ts';
import { recoverySteps } from '../schema/modemRecords.ts';
import { contactPhones, contacts, units, users } from '../schema/people.ts';
import { requests } from '../schema/requests.ts';
import { sendingSettings } from './sendingSettings.ts';
import { sentLately } from './sendingWork.ts';

const DAY_MS = 24 * 3_600_000;
const LADDER_DAYS = 7;
const LADDER_ROWS = 100;
const CALL_ROWS = 50;
const REQUEST_ROWS = 5;

export type SignalSample = Pick<typeof signalSamples.$inferSelect, 'atMs' | 'dbm' | 'registered'>;
export type BalanceRow = typeof balances.$inferSelect;
export type RecoveryStep = typeof recoverySteps.$inferSelect;

/** A button that was pressed, and what became of it. */
export interface RequestRow {
  id: number;
  kind: RequestKind;
  state: RequestState;
  askedAtMs: number;
  endedAtMs: number | null;
  /** One sentence; null while it is open. */
  result: string | null;
}

/** What the page shows of one modem besides its state. */
export interface ModemWatch {
  /** The last 24 hours, the oldest first. */
  signal: readonly SignalSample[];
  /** The newest answer, or that none came. */
  balance: BalanceRow | undefined;
  /** The newest first. */
  requests: readonly RequestRow[];
  /** Of the last 7 days, the newest first. */
  recovery: readonly RecoveryStep[];
  sent: { lastHour: number; today: number; perDay: number | null };
}

export function modemWatch(
  db: Db,
  { name, simId }: { name: string; simId: string | null },
  nowMs: number,
  timeZone: string,
): ModemWatch {
  const sent = simId === null ? undefined : sentLately(db, simId, nowMs, timeZone);
  return {
    signal: signalOfDay(db, name, nowMs),
    balance: latestBalance(db, name),
    requests: lastRequests(db, name, nowMs),
    recovery: recoveryOfWeek(db, name, nowMs),
    sent: { lastHour: sent?.hour ?? 0, today: sent?.day ?? 0, perDay: sendingSettings(db).perDay },
  };
}

const signalOfDay = (db: Db, modem: string, nowMs: number): SignalSample[] =>
  db
    .select({ atMs: signalSamples.atMs, dbm: signalSamples.dbm, registered: signalSamples.registered })
    .from(signalSamples)
    .where(and(eq(signalSamples.modem, modem), between(signalSamples.atMs, nowMs - DAY_MS, nowMs)))
    .orderBy(asc(signalSamples.atMs))
    .all();

export const latestBalance = (db: Db, modem: string): BalanceRow | undefined =>
  db.select().from(balances).where(eq(balances.modem, modem)).orderBy(desc(balances.id)).limit(1).get();

/** One that is too old to be carried out says so, though the daemon that would note it is not there. */
const lastRequests = (db: Db, modem: string, nowMs: number): RequestRow[] =>
  db
    .select()
    .from(requests)
    .where(eq(requests.modem, modem))
    .orderBy(desc(requests.id))
    .limit(REQUEST_ROWS)
    .all()
    .map(({ id, kind, state, askedAtMs, endedAtMs, result }) => ({
      id,
      kind,
      state: state === 'queued' && Math.abs(nowMs - askedAtMs) > REQUEST_EXPIRES_MS ? 'expired' : state,
      askedAtMs,
      endedAtMs,
      result,
    }));

const recoveryOfWeek = (db: Db, modem: string, nowMs: number): RecoveryStep[] =>
  db
    .select()
    .from(recoverySteps)
    .where(eq(recoverySteps.modem, modem))
    .orderBy(desc(recoverySteps.id))
    .limit(LADDER_ROWS)
    .all()
    .filter(({ startedAtMs }) => nowMs - startedAtMs <= LADDER_DAYS * DAY_MS);

/** Whether anybody waits for the daemon: a question that takes no lock. */
export const anyRequest = (db: Db): boolean =>
  db
    .select({ id: requests.id })
    .from(requests)
    .where(and(isNull(requests.endedAtMs), eq(requests.state, 'queued')))
    .limit(1)
    .get() !== undefined;

export interface MissedCall {
  id: number;
  modem: string;
  /** E.164, or as the network wrote it; null: withheld. */
  caller: string | null;
  /** Whose number it is, where that is known. */
  callerName: string | null;
  unit: string | null;
  atMs: number;
  rings: number;
  /** The SMS that told the caller to write. */
  messageId: number | null;
}

/** The newest first. */
export const lastMissedCalls = (db: Db): MissedCall[] =>
  db
    .select({
      id: missedCalls.id,
      modem: missedCalls.modem,
      caller: missedCalls.caller,
      callerName: contacts.name,
      unit: units.shortName,
      atMs: missedCalls.atMs,
      rings: missedCalls.rings,
      messageId: missedCalls.messageId,
    })
    .from(missedCalls)
    .leftJoin(contactPhones, eq(contactPhones.phone, missedCalls.caller))
    .leftJoin(contacts, eq(contacts.id, contactPhones.contactId))
    .leftJoin(units, eq(units.id, contacts.unitId))
    .orderBy(desc(missedCalls.id))
    .limit(CALL_ROWS)
    .all();

export interface OpenAlarm {
  id: number;
  /** Null: of no modem in particular. */
  modem: string | null;
  kind: AlarmKind;
  text: string;
  raisedAtMs: number;
  seenAtMs: number | null;
  seenByName: string | null;
}

/** What nobody has looked at first, then the newest first. */
export const openAlarms = (db: Db): OpenAlarm[] =>
  db
    .select({
      id: alarms.id,
      modem: alarms.modem,
      kind: alarms.kind,
      text: alarms.text,
      raisedAtMs: alarms.raisedAtMs,
      seenAtMs: alarms.seenAtMs,
      seenByName: users.name,
    })
    .from(alarms)
    .leftJoin(users, eq(users.id, alarms.seenBy))
    .where(isNull(alarms.endedAtMs))
    .orderBy(sql`${alarms.seenAtMs} IS NOT NULL`, desc(alarms.id))
    .all();

/** Troubles that go on and that nobody has looked at yet. */
export const unseenAlarms = (db: Db): number =>
  rowCount(db, alarms, and(isNull(alarms.endedAtMs), isNull(alarms.seenAtMs)));
