import { eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { LATE_WORDS_MAX } from '../rules/clocks/clockSettings.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { deadlines, leaderReports } from '../schema/deadlines.ts';
import { inAction } from './action.ts';
import { ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { sendNotice } from './sendNotice.ts';

/** Why a ticket was not solved in time (SOP 8, SLA 0.8). */
export interface LateReport {
  ticketId: number;
  reason: string;
  /** What stands in the way, what is planned; may be empty. */
  obstacle: string;
  plan: string;
}

/**
 * Writes, or writes anew, why a ticket is late, and tells the leaders.
 * @param phone the number it came from by SMS.
 * @throws DomainError `invalid` without a reason, `conflict` before the leader's limit has passed.
 */
export function reportLateWithin(
  tx: Tx,
  actor: Actor,
  report: LateReport,
  nowMs: number,
  phone?: string,
): void {
  demand(actor, actor.role === 'technician' ? 'reportLateOwn' : 'reportLateAny');
  const { id, open } = ticketFor(tx, actor, report.ticketId);
  const [reason, obstacle, plan] = [report.reason, report.obstacle, report.plan].map((words) =>
    words.trim().slice(0, LATE_WORDS_MAX),
  );
  if (!reason) throw new DomainError('invalid', 'Tulis alasan keterlambatan');
  if (!open) throw new DomainError('conflict', `Tiket ${id} sudah tidak terbuka`);
  if (!isReportWanted(tx, id, nowMs))
    throw new DomainError('conflict', `Tiket ${id} belum melewati batasnya; laporan belum diperlukan`);
  const written = {
    reason,
    obstacle: obstacle || null,
    plan: plan || null,
    reportedBy: actor.userId,
    reportedAtMs: nowMs,
    // What the leader has seen was another report.
    acknowledgedBy: null,
    acknowledgedAtMs: null,
  };
  tx.insert(leaderReports)
    .values({ ticketId: id, requestedAtMs: nowMs, ...written })
    .onConflictDoUpdate({ target: leaderReports.ticketId, set: written })
    .run();
  recordEvent(
    tx,
    id,
    'leader_reported',
    nowMs,
    { userId: actor.userId, ...(phone === undefined ? {} : { phone }) },
    { reason, ...(obstacle ? { obstacle } : {}), ...(plan ? { plan } : {}) },
  );
  sendNotice(
    tx,
    {
      notice: 'leaderReport',
      ticketId: id,
      cause: `leader_report:${id}:${nowMs}`,
      facts: { alasan: reason },
    },
    nowMs,
  );
}

export function reportLate(db: Db, clock: Clock, actor: Actor, report: LateReport): void {
  inAction(db, clock, (tx, nowMs) => reportLateWithin(tx, actor, report, nowMs));
}

/** Whether the ticket is past the leader's limit and nobody has written why: such a one is not closed (R14). */
export function reportMissing(tx: Tx, ticketId: number, nowMs: number): boolean {
  const report = reportOf(tx, ticketId);
  return report ? report.reason === null : isPastLeaderLimit(tx, ticketId, nowMs);
}

function isReportWanted(tx: Tx, ticketId: number, nowMs: number): boolean {
  return reportOf(tx, ticketId) !== undefined || isPastLeaderLimit(tx, ticketId, nowMs);
}

const reportOf = (tx: Tx, ticketId: number) =>
  tx.select().from(leaderReports).where(eq(leaderReports.ticketId, ticketId)).get();

/** The daemon may not have noticed yet. */
function isPastLeaderLimit(tx: Tx, ticketId: number, nowMs: number): boolean {
  const leader = tx
    .select({ clock: deadlines.clock, state: deadlines.state, dueAtMs: deadlines.dueAtMs })
    .from(deadlines)
    .where(eq(deadlines.ticketId, ticketId))
    .all()
    .find(({ clock }) => clock === 'leader');
  return leader?.state === 'running' && leader.dueAtMs !== null && leader.dueAtMs < nowMs;
}
