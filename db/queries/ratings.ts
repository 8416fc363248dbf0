import { and, count, desc, eq, gte, isNotNull, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { units, users } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';

/** Below 3 an admin must look (R61); in the index's own words. */
const isLowUnseen = sql`${tickets.rating} < 3 AND ${tickets.ratingSeenAtMs} IS NULL`;
const LOW_ROWS = 50;

export interface LowRating {
  ticketId: number;
  rating: number;
  ratedAtMs: number;
  subject: string;
  unit: string | null;
  technician: string | null;
}

/** Low ratings that no admin has looked at yet, the newest first. */
export function lowRatings(db: Db, actor: Actor): LowRating[] {
  demand(actor, 'reviewMessages');
  const technician = alias(users, 'technician');
  return db
    .select({
      ticketId: tickets.id,
      rating: sql<number>`${tickets.rating}`,
      ratedAtMs: sql<number>`${tickets.ratedAtMs}`,
      subject: tickets.subject,
      unit: units.shortName,
      technician: technician.name,
    })
    .from(tickets)
    .leftJoin(units, eq(units.id, tickets.unitId))
    .leftJoin(technician, eq(technician.id, tickets.technicianId))
    .where(isLowUnseen)
    .orderBy(desc(tickets.id))
    .limit(LOW_ROWS)
    .all();
}

export const lowRatingCount = (db: Db): number => rowCount(db, tickets, isLowUnseen);

export interface RatingRecap {
  /** Null where nobody has rated. */
  average: number | null;
  rated: number;
  /** Tickets closed in the time, rated or not. */
  closed: number;
  /** How often each rating was given, 1 to 5. */
  spread: readonly [number, number, number, number, number];
  technicians: { technicianId: number; name: string; average: number; rated: number }[];
}

/**
 * For the recapitulation: what the reporters of tickets closed within [fromMs, toMs) thought, over how many tickets.
 * Never about one's own work: technicians have no recap.
 */
export function ratingRecap(db: Db, actor: Actor, fromMs: number, toMs: number): RatingRecap {
  demand(actor, 'seeAllTickets');
  const closed = and(
    gte(tickets.closedAtMs, fromMs),
    lt(tickets.closedAtMs, toMs),
    eq(tickets.status, 'closed'),
  );
  const rows = db
    .select({ technicianId: users.id, name: users.name, rating: tickets.rating, tickets: count() })
    .from(tickets)
    .leftJoin(users, eq(users.id, tickets.technicianId))
    .where(and(closed, isNotNull(tickets.rating)))
    .groupBy(users.id, tickets.rating)
    .orderBy(users.name)
    .all()
    .flatMap(({ rating, ...row }) => (rating === null ? [] : [{ ...row, rating }]));
  const ids = [...new Set(rows.map((row) => row.technicianId))].filter((id) => id !== null);
  const times = (rating: number): number => sum(rows.filter((row) => row.rating === rating));
  return {
    ...averageOf(rows),
    closed: rowCount(db, tickets, closed),
    spread: [times(1), times(2), times(3), times(4), times(5)],
    technicians: ids.flatMap((technicianId) => {
      const own = rows.filter((row) => row.technicianId === technicianId);
      const { average, rated } = averageOf(own);
      return average === null ? [] : [{ technicianId, name: own[0]?.name ?? '', average, rated }];
    }),
  };
}

type Rated = { rating: number; tickets: number };

const sum = (rows: readonly Rated[]): number => rows.reduce((total, row) => total + row.tickets, 0);

function averageOf(rows: readonly Rated[]): { average: number | null; rated: number } {
  const rated = sum(rows);
  const points = rows.reduce((total, row) => total + row.rating * row.tickets, 0);
  return { average: rated === 0 ? null : points / rated, rated };
}
