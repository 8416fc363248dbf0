import { inArray } from 'drizzle-orm';
import { clockFacts, clockRules, type TicketClockFacts } from '../clockFacts.ts';
import type { Tx } from '../open.ts';
import type { ClockRules } from '../rules/clocks/clockLimits.ts';
import { type ClockReading, clocksOf } from '../rules/clocks/clocksOf.ts';
import { ladderOf, type ToldNews, tellingHours, toldClock } from '../rules/clocks/newsLadder.ts';
import { writeTarget } from '../rules/clocks/target.ts';
import { deadlineNews, deadlines, leaderReports } from '../schema/deadlines.ts';

type DeadlineRow = typeof deadlines.$inferSelect;

/**
 * Reckons a ticket's deadlines anew from its events, inside the transaction that recorded one. A closed ticket keeps
 * the verdicts that it has; reopening thaws them.
 */
export const refreshDeadlines = (tx: Tx, ticketId: number, nowMs: number): void =>
  refreshSome(tx, [ticketId], clockRules(tx), nowMs);

/** The same for some hundred tickets at once. */
export function refreshSome(tx: Tx, ticketIds: readonly number[], rules: ClockRules, nowMs: number): void {
  const ids = [...ticketIds];
  if (ids.length === 0) return;
  const kept = groupById(tx.select().from(deadlines).where(inArray(deadlines.ticketId, ids)).all());
  const told = groupById(tx.select().from(deadlineNews).where(inArray(deadlineNews.ticketId, ids)).all());
  const reported = new Set(
    tx
      .select({ ticketId: leaderReports.ticketId, reason: leaderReports.reason })
      .from(leaderReports)
      .where(inArray(leaderReports.ticketId, ids))
      .all()
      .flatMap(({ ticketId, reason }) => (reason === null ? [] : [ticketId])),
  );
  for (const facts of clockFacts(tx, ids)) {
    const before = kept.get(facts.ticketId) ?? [];
    const news = told.get(facts.ticketId) ?? [];
    for (const reading of clocksOf(facts, rules, nowMs)) {
      const row = before.find(({ clock }) => clock === reading.clock);
      if (row && isFrozen(row, facts)) continue;
      const own = news.filter(({ clock }) => clock === reading.clock);
      const nextAtMs = nextOf(reading, own, reported.has(facts.ticketId), rules, nowMs);
      keep(tx, row, { ticketId: facts.ticketId, ...columnsOf(reading), nextAtMs });
    }
  }
}

/** A verdict of a ticket that is over stays, whatever is changed later; what had none may still get one. */
const isFrozen = (row: DeadlineRow, { open }: TicketClockFacts): boolean => !open && row.verdict !== null;

function nextOf(
  reading: ClockReading,
  told: readonly ToldNews[],
  reported: boolean,
  rules: ClockRules,
  nowMs: number,
): number | null {
  if (reading.state !== 'running') return null;
  const clock = toldClock(reading, reported, rules);
  return clock === undefined
    ? null
    : ladderOf(clock, told, tellingHours(reading.calendar, rules), nowMs).nextAtMs;
}

const columnsOf = (reading: ClockReading) => ({
  clock: reading.clock,
  calendar: reading.calendar,
  target: writeTarget(reading.target),
  state: reading.state,
  startedAtMs: reading.startedAtMs,
  dueAtMs: reading.dueAtMs,
  boundAtMs: reading.boundAtMs,
  warnAtMs: reading.warnAtMs,
  leftMinutes: reading.leftMinutes,
  stoppedAtMs: reading.stoppedAtMs,
  spentMinutes: reading.spentMinutes,
  verdict: reading.verdict,
});

/** Writes only what is new: most recomputations change nothing. */
function keep(tx: Tx, before: DeadlineRow | undefined, row: DeadlineRow): void {
  if (
    before &&
    Object.entries(row).every(([name, value]) =>
      Object.entries(before).some(([key, old]) => key === name && old === value),
    )
  )
    return;
  const { ticketId: _, clock: __, ...values } = row;
  tx.insert(deadlines)
    .values(row)
    .onConflictDoUpdate({ target: [deadlines.ticketId, deadlines.clock], set: values })
    .run();
}

function groupById<T extends { ticketId: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) groups.set(row.ticketId, [...(groups.get(row.ticketId) ?? []), row]);
  return groups;
}
