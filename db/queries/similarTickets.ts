import { and, eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../open.ts';
import { type Actor, may } from '../rules/permissions.ts';
import type { TicketStatus } from '../rules/ticketLifecycle.ts';
import { ticketLinks } from '../schema/links.ts';
import { units } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';

/** Why two tickets may be about the same disturbance. */
export type Likeness = 'unit' | 'district';

export interface SimilarTicket {
  /** The one that is like it. */
  to: number;
  id: number;
  subject: string;
  unit: string | null;
  status: TicketStatus;
  createdAtMs: number;
  why: Likeness;
}

const WITHIN_MS = 24 * 3_600_000;
/** More would be a list, not a hint. */
const SHOWN_MAX = 5;

const other = alias(tickets, 'other');
const otherUnit = alias(units, 'other_unit');

/**
 * Open tickets that came in within 24 hours of one of these and may be about the same disturbance: of the same unit, or
 * of the same kecamatan and category. What is linked already has been looked at. Nothing for those who cannot merge.
 */
export function similarTickets(db: Db, actor: Actor, ids: readonly number[]): Map<number, SimilarTicket[]> {
  const found = new Map<number, SimilarTicket[]>();
  if (!may(actor, 'merge') || ids.length === 0) return found;
  for (const ticket of [...ofSameUnit(db, ids), ...ofSameDistrict(db, ids)]) {
    const before = found.get(ticket.to) ?? [];
    if (before.length < SHOWN_MAX && !before.some(({ id }) => id === ticket.id))
      found.set(ticket.to, [...before, ticket]);
  }
  return found;
}

const FIELDS = {
  to: tickets.id,
  id: other.id,
  subject: other.subject,
  unit: otherUnit.shortName,
  status: other.status,
  createdAtMs: other.createdAtMs,
};

const isNearby = sql`${other.id} <> ${tickets.id} AND abs(${other.createdAtMs} - ${tickets.createdAtMs}) <= ${WITHIN_MS}`;
const isUnlinked = sql`NOT EXISTS (SELECT 1 FROM ${ticketLinks} WHERE ${ticketLinks.olderId} = min(${other.id}, ${tickets.id}) AND ${ticketLinks.newerId} = max(${other.id}, ${tickets.id}))`;

const ofSameUnit = (db: Db, ids: readonly number[]): SimilarTicket[] =>
  db
    .select(FIELDS)
    .from(tickets)
    .innerJoin(other, and(eq(other.unitId, tickets.unitId), eq(other.open, true)))
    .innerJoin(otherUnit, eq(otherUnit.id, other.unitId))
    .where(and(inArray(tickets.id, [...ids]), eq(tickets.open, true), isNearby, isUnlinked))
    .orderBy(tickets.id, other.id)
    .all()
    .map((row) => ({ ...row, why: 'unit' as const }));

const ofSameDistrict = (db: Db, ids: readonly number[]): SimilarTicket[] =>
  db
    .select(FIELDS)
    .from(tickets)
    .innerJoin(units, eq(units.id, tickets.unitId))
    .innerJoin(otherUnit, eq(otherUnit.district, units.district))
    .innerJoin(
      other,
      and(eq(other.unitId, otherUnit.id), eq(other.open, true), eq(other.categoryId, tickets.categoryId)),
    )
    .where(and(inArray(tickets.id, [...ids]), eq(tickets.open, true), isNearby, isUnlinked))
    .orderBy(tickets.id, other.id)
    .all()
    .map((row) => ({ ...row, why: 'district' as const }));
