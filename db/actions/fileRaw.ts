import { and, eq, sql } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { rawMessages } from '../schema/smsIn.ts';
import { statusReports } from '../schema/smsOut.ts';
import { inAction } from './action.ts';
import { type DecodedText, filePart } from './filePart.ts';
import { matchReport } from './matchReport.ts';
import { tellOfQuarantine } from './quarantineAlarm.ts';

export interface DecodedReport {
  reference: number;
  recipient: string;
  status: number;
  /** When the SMSC took the text, by its own clock. */
  submittedAtMs: number | undefined;
  dischargedAtMs: number | undefined;
}

/** What a decoder made of a raw message. */
export type Derived =
  | { kind: 'text'; text: DecodedText }
  | { kind: 'report'; report: DecodedReport }
  | { kind: 'ignored'; reason: string }
  | { kind: 'unreadable'; reason: string };

/**
 * Files a raw message by what it was decoded to: as (a part of) a text, as a status report, or in
 * quarantine. Does nothing when it is filed already, so that the step may be repeated after a crash.
 */
export function fileRaw(db: Db, clock: Clock, rawId: number, derived: Derived): void {
  inAction(db, clock, (tx, nowMs) => {
    const raw = tx.select().from(rawMessages).where(eq(rawMessages.id, rawId)).get();
    if (raw?.state !== 'received') return;
    tx.update(rawMessages)
      .set(fileAs(tx, raw, derived, nowMs))
      .where(eq(rawMessages.id, rawId))
      .run();
  });
}

type Filed = { state: 'derived' } | { state: 'ignored' | 'quarantined'; reason: string };

function fileAs(tx: Tx, raw: typeof rawMessages.$inferSelect, derived: Derived, nowMs: number): Filed {
  switch (derived.kind) {
    case 'text':
      return filePart(tx, raw, derived.text)
        ? { state: 'derived' }
        : { state: 'ignored', reason: 'a part that is here already' };
    case 'report':
      fileReport(tx, raw, derived.report, nowMs);
      return { state: 'derived' };
    case 'ignored':
      return { state: 'ignored', reason: derived.reason };
    case 'unreadable':
      tellOfQuarantine(tx, raw.modem, nowMs);
      return { state: 'quarantined', reason: derived.reason };
  }
}

function fileReport(
  tx: Tx,
  raw: typeof rawMessages.$inferSelect,
  { submittedAtMs, dischargedAtMs, ...report }: DecodedReport,
  nowMs: number,
): void {
  const { id } = tx
    .insert(statusReports)
    .values({
      ...report,
      rawId: raw.id,
      simId: raw.simId,
      submittedAtMs: submittedAtMs ?? null,
      dischargedAtMs: dischargedAtMs ?? null,
      receivedAtMs: nowMs,
    })
    .returning({ id: statusReports.id })
    .get();
  matchReport(tx, id, nowMs);
}

/** After so many faults of our own a raw message is set aside for a human. */
const ATTEMPTS_MAX = 5;

/** Notes that filing a raw message failed by a fault of the program; it is quarantined at last, never lost. */
export function noteFilingFault(db: Db, clock: Clock, rawId: number, fault: string): void {
  inAction(db, clock, (tx, nowMs) => {
    const raw = tx
      .update(rawMessages)
      .set({
        attempts: sql`${rawMessages.attempts} + 1`,
        reason: fault,
        state: sql`CASE WHEN ${rawMessages.attempts} + 1 >= ${ATTEMPTS_MAX} THEN 'quarantined' ELSE ${rawMessages.state} END`,
      })
      .where(and(eq(rawMessages.id, rawId), eq(rawMessages.state, 'received')))
      .returning({ modem: rawMessages.modem, state: rawMessages.state })
      .get();
    if (raw?.state === 'quarantined') tellOfQuarantine(tx, raw.modem, nowMs);
  });
}
