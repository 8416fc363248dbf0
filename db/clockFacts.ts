import { and, inArray } from 'drizzle-orm';
import { calendarVersion, emergencyCalendar, serviceCalendar } from './calendars.ts';
import type { Db, Tx } from './open.ts';
import type { ClockRules } from './rules/clocks/clockLimits.ts';
import { readClockSettings } from './rules/clocks/clockSettings.ts';
import { CLOCK_EVENTS, type ClockEvent, type ClockFacts } from './rules/clocks/ticketTimes.ts';
import { ticketEvents, tickets } from './schema/tickets.ts';
import { readSetting } from './setting.ts';

/** As the office has them now. */
export const clockRules = (db: Db | Tx): ClockRules => ({
  calendars: { service: serviceCalendar(db), emergency: emergencyCalendar(db) },
  settings: readClockSettings(readSetting(db, 'clocks')),
});

/** What the clocks of one ticket follow from. */
export interface TicketClockFacts extends ClockFacts {
  ticketId: number;
  open: boolean;
}

/** In two statements for all of them. */
export function clockFacts(db: Db | Tx, ticketIds: readonly number[]): TicketClockFacts[] {
  const ids = [...ticketIds];
  const events = new Map<number, ClockEvent[]>(ids.map((id) => [id, []]));
  for (const { ticketId, ...event } of db
    .select({
      ticketId: ticketEvents.ticketId,
      kind: ticketEvents.kind,
      atMs: ticketEvents.atMs,
      detail: ticketEvents.detail,
    })
    .from(ticketEvents)
    .where(and(inArray(ticketEvents.ticketId, ids), inArray(ticketEvents.kind, [...CLOCK_EVENTS])))
    .orderBy(ticketEvents.id)
    .all())
    events.get(ticketId)?.push(event);
  return db
    .select({
      ticketId: tickets.id,
      open: tickets.open,
      createdAtMs: tickets.createdAtMs,
      priority: tickets.priority,
      categoryId: tickets.categoryId,
      repairTarget: tickets.repairTarget,
    })
    .from(tickets)
    .where(inArray(tickets.id, ids))
    .all()
    .map((ticket) => ({ ...ticket, events: events.get(ticket.ticketId) ?? [] }));
}

/** Another text whenever the calendar or the settings have changed. */
export const clockRulesVersion = (db: Db | Tx): string =>
  [calendarVersion(db), readSetting(db, 'clocks') ?? ''].join('|');
