import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { type Actor, may } from '../rules/permissions.ts';
import { units, users } from '../schema/people.ts';
import { ticketEvents, tickets } from '../schema/tickets.ts';

/** What technicians report to the operator: leaving and being done (SOP 7), and what needs another decision. */
export const NEWS_KINDS = ['departed', 'arrived', 'pended', 'declined', 'closed'] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

export interface FieldNews {
  ticketId: number;
  kind: NewsKind;
  atMs: number;
  technician: string;
  unit: string | null;
}

/** In these very words, which are the index's. */
const isFieldNews = sql`${ticketEvents.kind} IN ('departed', 'arrived', 'pended', 'declined', 'closed')`;

/** Older news are history. */
const NEWS_MS = 30 * 60_000;
const NEWS_ROWS = 4;

/** What technicians did within the last half hour, the newest first; for those who delegate. */
export function fieldNews(db: Db, actor: Actor, nowMs: number): FieldNews[] {
  if (!may(actor, 'assign')) return [];
  return db
    .select({
      ticketId: ticketEvents.ticketId,
      kind: ticketEvents.kind,
      atMs: ticketEvents.atMs,
      technician: users.name,
      unit: units.shortName,
    })
    .from(ticketEvents)
    .innerJoin(users, and(eq(users.id, ticketEvents.userId), eq(users.role, 'technician')))
    .innerJoin(tickets, eq(tickets.id, ticketEvents.ticketId))
    .leftJoin(units, eq(units.id, tickets.unitId))
    .where(and(gt(ticketEvents.atMs, nowMs - NEWS_MS), isFieldNews))
    .orderBy(desc(ticketEvents.atMs), desc(ticketEvents.id))
    .limit(NEWS_ROWS)
    .all()
    .flatMap((row) => (isNews(row.kind) ? [{ ...row, kind: row.kind }] : []));
}

const isNews = (kind: string): kind is NewsKind => NEWS_KINDS.some((each) => each === kind);
