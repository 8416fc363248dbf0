import { eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { LATE_WORDS_MAX } from '../rules/clocks/clockSettings.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { leaderReports } from '../schema/deadlines.ts';
import { inAction } from './action.ts';
import { ticketFor } from './moveTicket.ts';
import { recordEvent } from './recordEvent.ts';
import { sendNotice } from './sendNotice.ts';

/**
 * The leader has taken note of a late ticket, perhaps with an instruction, which the technician gets by SMS.
 * @throws DomainError `conflict` when it was acknowledged before, `not_found` when nothing was to be reported.
 */
export function acknowledgeReport(
  db: Db,
  clock: Clock,
  actor: Actor,
  { ticketId, instruction: words }: { ticketId: number; instruction: string },
): void {
  demand(actor, 'acknowledgeReports');
  inAction(db, clock, (tx, nowMs) => {
    const { id } = ticketFor(tx, actor, ticketId);
    const report = tx.select().from(leaderReports).where(eq(leaderReports.ticketId, id)).get();
    if (!report) throw new DomainError('not_found', `Tidak ada laporan untuk tiket ${id}`);
    if (report.acknowledgedAtMs !== null)
      throw new DomainError('conflict', `Laporan tiket ${id} sudah diketahui`);
    const instruction = words.trim().slice(0, LATE_WORDS_MAX);
    tx.update(leaderReports)
      .set({ acknowledgedBy: actor.userId, acknowledgedAtMs: nowMs, instruction: instruction || null })
      .where(eq(leaderReports.ticketId, id))
      .run();
    recordEvent(
      tx,
      id,
      'leader_acknowledged',
      nowMs,
      { userId: actor.userId },
      instruction ? { instruction } : {},
    );
    if (instruction === '') return;
    const cause = `leader_instruction:${id}:${nowMs}`;
    sendNotice(
      tx,
      { notice: 'leaderInstruction', ticketId: id, cause, facts: { arahan: instruction } },
      nowMs,
    );
  });
}
