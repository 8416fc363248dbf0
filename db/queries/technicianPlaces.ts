import { and, desc, eq, isNotNull, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Db } from '../open.ts';
import { localMidnightMs, nextLocalMidnightMs } from '../rules/localTime.ts';
import type { PlaceHow, PlaceToday } from '../rules/technicianSuggestion.ts';
import { units } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';
import { timeZoneOf } from '../timeZone.ts';

/** An SKPD at which a technician was, is or is to be, by a ticket. */
export interface Place extends PlaceToday {
  /** When; null where only a ticket points there. */
  atMs: number | null;
}

export interface TechnicianPlaces {
  /** The latest visit, or else the SKPD of the newest open ticket; undefined where nothing is known. */
  last: Place | undefined;
  /** The visits of today, done or to come, and the SKPD of all open tickets. */
  today: Place[];
}

/** More visits a day are not made, and more tickets say nothing new. */
const VISITS = 12;
const OPEN_TICKETS = 50;

/** Where a technician is, goes and was, by what was told of leaving and arriving (SOP 8C). */
export function technicianPlaces(db: Db, technicianId: number, nowMs: number): TechnicianPlaces {
  const zone = timeZoneOf(db);
  const [fromMs, toMs] = [localMidnightMs(nowMs, zone), nextLocalMidnightMs(nowMs, zone)];
  const whose = eq(tickets.technicianId, technicianId);
  const visits = new Map<number, Place>();
  for (const column of [tickets.departedAtMs, tickets.arrivedAtMs])
    for (const row of ticketsAt(db, and(whose, isNotNull(column)), column, VISITS))
      visits.set(row.ticketId, visitOf(row));
  const visited = [...visits.values()].sort((a, b) => (b.atMs ?? 0) - (a.atMs ?? 0));
  const open = ticketsAt(db, and(whose, eq(tickets.open, true)), tickets.id, OPEN_TICKETS);
  const scheduled = open
    .filter(({ scheduledAtMs: at }) => at !== null && at >= fromMs && at < toMs)
    .map((row) => placeOf(row, 'scheduled', row.scheduledAtMs));
  const assigned = open.map((row) => placeOf(row, 'assigned', null));
  return {
    last: visited[0] ?? assigned[0],
    today: [...visited.filter(({ atMs }) => (atMs ?? 0) >= fromMs), ...scheduled, ...assigned],
  };
}

type Row = ReturnType<typeof ticketsAt>[number];

const ticketsAt = (db: Db, where: SQL | undefined, newest: SQLiteColumn, most: number) =>
  db
    .select({
      ticketId: tickets.id,
      status: tickets.status,
      unitId: units.id,
      unit: units.shortName,
      district: units.district,
      departedAtMs: tickets.departedAtMs,
      arrivedAtMs: tickets.arrivedAtMs,
      scheduledAtMs: tickets.scheduledAtMs,
    })
    .from(tickets)
    .innerJoin(units, eq(units.id, tickets.unitId))
    .where(where)
    .orderBy(desc(newest))
    .limit(most)
    .all();

function visitOf(row: Row): Place {
  const working = row.status === 'in_progress';
  if (row.arrivedAtMs === null) return placeOf(row, working ? 'going' : 'was', row.departedAtMs);
  return placeOf(row, working ? 'there' : 'was', row.arrivedAtMs);
}

const placeOf = ({ ticketId, unitId, unit, district }: Row, how: PlaceHow, atMs: number | null): Place => ({
  ticketId,
  unitId,
  unit,
  district,
  how,
  atMs,
});
