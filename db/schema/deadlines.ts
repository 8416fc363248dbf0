import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ClockCalendar } from '../rules/clocks/clockLimits.ts';
import type { ClockName } from '../rules/clocks/clockName.ts';
import type { ClockState, Verdict } from '../rules/clocks/clocksOf.ts';
import type { NewsKind } from '../rules/clocks/newsLadder.ts';

/** What the clocks of a ticket come to; reckoned anew from its events, frozen when it is closed (DESIGN 6, 23). */
export const deadlines = sqliteTable(
  'deadlines',
  {
    ticketId: integer('ticket_id').notNull(),
    clock: text('clock').$type<ClockName>().notNull(),
    calendar: text('calendar').$type<ClockCalendar>().notNull(),
    /** As rules/clocks/target.ts writes it. */
    target: text('target').notNull(),
    state: text('state').$type<ClockState>().notNull(),
    startedAtMs: integer('started_at_ms').notNull(),
    /** Null while paused. */
    dueAtMs: integer('due_at_ms'),
    boundAtMs: integer('bound_at_ms'),
    warnAtMs: integer('warn_at_ms'),
    /** Open minutes that a paused clock has left. */
    leftMinutes: integer('left_minutes'),
    stoppedAtMs: integer('stopped_at_ms'),
    /** Open minutes that a stopped clock has run, without its pauses. */
    spentMinutes: integer('spent_minutes'),
    verdict: text('verdict').$type<Verdict>(),
    /** When the daemon must look at it next; null: nothing is left to tell. */
    nextAtMs: integer('next_at_ms'),
  },
  (t) => [primaryKey({ columns: [t.ticketId, t.clock] })],
);

/** What was told of a deadline, each once. */
export const deadlineNews = sqliteTable(
  'deadline_news',
  {
    ticketId: integer('ticket_id').notNull(),
    clock: text('clock').$type<ClockName>().notNull(),
    kind: text('kind').$type<NewsKind>().notNull(),
    /** The deadline that it was about, or the day of a daily reminder. */
    about: text('about').notNull(),
    toldAtMs: integer('told_at_ms').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ticketId, t.clock, t.kind, t.about] })],
);

/** Why a ticket was not solved in 5 days, and what the leader says to it (SOP 8). */
export const leaderReports = sqliteTable('leader_reports', {
  ticketId: integer('ticket_id').primaryKey(),
  requestedAtMs: integer('requested_at_ms').notNull(),
  reason: text('reason'),
  obstacle: text('obstacle'),
  plan: text('plan'),
  reportedBy: integer('reported_by'),
  reportedAtMs: integer('reported_at_ms'),
  acknowledgedBy: integer('acknowledged_by'),
  acknowledgedAtMs: integer('acknowledged_at_ms'),
  instruction: text('instruction'),
});
