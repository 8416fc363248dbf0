import { eq, inArray } from 'drizzle-orm';
import { clockRules } from '../clockFacts.ts';
import type { Db } from '../open.ts';
import type { Calendars, ClockCalendar } from '../rules/clocks/clockLimits.ts';
import { CLOCKS, type ClockName } from '../rules/clocks/clockName.ts';
import type { ClockState, Verdict } from '../rules/clocks/clocksOf.ts';
import { minutesFromDeadline, type Standing, standingOf } from '../rules/clocks/remaining.ts';
import { type Actor, may } from '../rules/permissions.ts';
import { deadlines } from '../schema/deadlines.ts';

/** A clock of a ticket as a page shows it. */
export interface ClockView {
  clock: ClockName;
  calendar: ClockCalendar;
  /** As stored: `30m`, `5d`. */
  target: string;
  state: ClockState;
  standing: Standing;
  startedAtMs: number;
  /** Null while paused. */
  dueAtMs: number | null;
  boundAtMs: number | null;
  stoppedAtMs: number | null;
  /** Open minutes until the deadline or since it, by `standing`. */
  minutes: number;
  /** Open minutes that a stopped clock has run. */
  spentMinutes: number | null;
  verdict: Verdict | null;
}

type DeadlineRow = typeof deadlines.$inferSelect;

/** All clocks of a ticket that have started, in their order. Whoever may see the ticket may see these. */
export function ticketClocks(db: Db, ticketId: number, nowMs: number): ClockView[] {
  const { calendars } = clockRules(db);
  return db
    .select()
    .from(deadlines)
    .where(eq(deadlines.ticketId, ticketId))
    .all()
    .map((row) => viewOf(row, calendars, nowMs))
    .sort((a, b) => CLOCKS.indexOf(a.clock) - CLOCKS.indexOf(b.clock));
}

/** The clocks that a list speaks of; to answer and to assign is not the technician's work. */
const MARKED: readonly ClockName[] = ['reply', 'confirmation', 'repair'];
const MARKED_OWN: readonly ClockName[] = ['repair'];

/** For lists: of each ticket the clock that presses most; none of a ticket whose clocks have all stopped. */
export function dueMarks(
  db: Db,
  actor: Actor,
  ticketIds: readonly number[],
  nowMs: number,
): Map<number, ClockView> {
  if (ticketIds.length === 0) return new Map();
  const { calendars } = clockRules(db);
  const marked = may(actor, 'seeAllTickets') ? MARKED : MARKED_OWN;
  const marks = new Map<number, DeadlineRow>();
  for (const row of db
    .select()
    .from(deadlines)
    .where(inArray(deadlines.ticketId, [...ticketIds]))
    .all()) {
    if (row.state === 'stopped' || !marked.includes(row.clock)) continue;
    const other = marks.get(row.ticketId);
    if (!other || comesFirst(row, other)) marks.set(row.ticketId, row);
  }
  return new Map([...marks].map(([id, row]) => [id, viewOf(row, calendars, nowMs)]));
}

/** The earlier deadline, of two alike that of the earlier clock; a paused one presses least. */
function comesFirst(row: DeadlineRow, other: DeadlineRow): boolean {
  const [own, others] = [row, other].map(({ dueAtMs }) => dueAtMs ?? Number.MAX_SAFE_INTEGER);
  if (own !== others) return (own ?? 0) < (others ?? 0);
  return CLOCKS.indexOf(row.clock) < CLOCKS.indexOf(other.clock);
}

function viewOf(row: DeadlineRow, calendars: Calendars, nowMs: number): ClockView {
  const { ticketId: _, warnAtMs: __, nextAtMs: ___, leftMinutes: ____, ...shown } = row;
  return { ...shown, standing: standingOf(row, nowMs), minutes: minutesFromDeadline(row, calendars, nowMs) };
}
