import { and, asc, eq, isNotNull, lte } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { clockRules } from '../clockFacts.ts';
import type { Db, Tx } from '../open.ts';
import type { ClockRules } from '../rules/clocks/clockLimits.ts';
import { CLOCK_LABELS } from '../rules/clocks/clockName.ts';
import { ladderOf, type News, tellingHours, toldClock } from '../rules/clocks/newsLadder.ts';
import { isPlausibleTime } from '../rules/timeWindow.ts';
import { deadlineNews, deadlines, leaderReports } from '../schema/deadlines.ts';
import { inAction } from './action.ts';
import { recordEvent } from './recordEvent.ts';
import { refreshSome } from './refreshDeadlines.ts';
import { type Telling, tellDeadlines } from './tellDeadlines.ts';

/** More than a few only come due together after an outage: whoever is told of them is told once. */
const ROWS_MAX = 1000;

type DeadlineRow = typeof deadlines.$inferSelect;

/**
 * Tells of deadlines that come near, have passed or are late still, each rung once: what was told is kept in the same
 * transaction as the SMS that tells it, so neither a restart nor a clock set back repeats it. Nothing is written, nor
 * a transaction begun, while nothing is due.
 * @returns how many deadlines were told of.
 */
export function sweepDeadlines(db: Db, clock: Clock): number {
  if (!isPlausibleTime(clock.nowMs()) || dueRows(db, clock.nowMs(), 1).length === 0) return 0;
  return inAction(db, clock, (tx, nowMs) => {
    const rules = clockRules(tx);
    const ids = [...new Set(dueRows(tx, nowMs, ROWS_MAX).map(({ ticketId }) => ticketId))];
    // By the calendar and the settings of today: they may have changed since these were reckoned.
    refreshSome(tx, ids, rules, nowMs);
    const tellings = dueRows(tx, nowMs, ROWS_MAX).flatMap((row) => climb(tx, row, rules, nowMs) ?? []);
    refreshSome(tx, ids, rules, nowMs);
    tellDeadlines(tx, tellings, rules, nowMs);
    return tellings.length;
  });
}

const dueRows = (db: Db | Tx, nowMs: number, limit: number): DeadlineRow[] =>
  db
    .select()
    .from(deadlines)
    .where(and(isNotNull(deadlines.nextAtMs), lte(deadlines.nextAtMs, nowMs)))
    .orderBy(asc(deadlines.nextAtMs))
    .limit(limit)
    .all();

/** Notes the rungs that a clock has reached, and what they bring about; undefined: nobody is to be told now. */
function climb(tx: Tx, row: DeadlineRow, rules: ClockRules, nowMs: number): Telling | undefined {
  const before = tx
    .select()
    .from(deadlineNews)
    .where(and(eq(deadlineNews.ticketId, row.ticketId), eq(deadlineNews.clock, row.clock)))
    .all();
  const clock = row.state === 'running' ? toldClock(row, isReported(tx, row), rules) : undefined;
  if (clock === undefined) return undefined;
  const { tell, reached } = ladderOf(clock, before, tellingHours(row.calendar, rules), nowMs);
  for (const news of reached) {
    tx.insert(deadlineNews)
      .values({ ticketId: row.ticketId, clock: row.clock, ...news, toldAtMs: nowMs })
      .run();
    follow(tx, row, news, tell, nowMs);
  }
  return tell && { ticketId: row.ticketId, clock: row.clock, dueAtMs: clock.dueAtMs, ...tell };
}

const isReported = (tx: Tx, { clock, ticketId }: DeadlineRow): boolean =>
  clock === 'leader' &&
  tx
    .select({ reason: leaderReports.reason })
    .from(leaderReports)
    .where(and(eq(leaderReports.ticketId, ticketId), isNotNull(leaderReports.reason)))
    .get() !== undefined;

/** What a rung means for the ticket itself. */
function follow(
  tx: Tx,
  { ticketId, clock }: DeadlineRow,
  { kind }: News,
  tell: News | undefined,
  nowMs: number,
): void {
  const detail = { clock: CLOCK_LABELS[clock].toLowerCase() };
  if (kind === 'expired') recordEvent(tx, ticketId, 'pending_expired', nowMs);
  if (kind === 'near' && tell?.kind === 'near') recordEvent(tx, ticketId, 'deadline_near', nowMs, {}, detail);
  if (kind !== 'passed' || clock === 'pending') return;
  if (clock !== 'leader') {
    recordEvent(tx, ticketId, 'deadline_passed', nowMs, {}, detail);
    return;
  }
  tx.insert(leaderReports).values({ ticketId, requestedAtMs: nowMs }).onConflictDoNothing().run();
  recordEvent(tx, ticketId, 'leader_report_wanted', nowMs);
}
