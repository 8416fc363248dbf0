import { eq } from 'drizzle-orm';
import { clockFacts, clockRules } from '../clockFacts.ts';
import type { Db } from '../open.ts';
import { type Calculation, calculationOf } from '../rules/clocks/calculation.ts';
import type { DayMeaning } from '../rules/clocks/clockSettings.ts';
import { type ClockReading, clocksOf } from '../rules/clocks/clocksOf.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, may } from '../rules/permissions.ts';
import { tickets } from '../schema/tickets.ts';
import { type ClockView, ticketClocks } from './ticketClocks.ts';

/** A clock as it is shown, and how it came about by the calendar and the settings of today. */
export interface ExplainedClock {
  view: ClockView;
  reading: ClockReading;
  calculation: Calculation;
  /** Its verdict was frozen by a calendar or settings that have changed since. */
  differs: boolean;
}

export interface TicketCalculation {
  ticketId: number;
  subject: string;
  dayMeaning: DayMeaning;
  dayMinutes: number;
  clocks: ExplainedClock[];
}

/**
 * "Lihat perhitungan": all clocks of a ticket, segment by segment.
 * @throws DomainError `not_found` for a ticket that does not exist or that the actor may not see, alike.
 */
export function ticketCalculation(db: Db, actor: Actor, ticketId: number, nowMs: number): TicketCalculation {
  const ticket = db
    .select({ subject: tickets.subject, technicianId: tickets.technicianId })
    .from(tickets)
    .where(eq(tickets.id, ticketId))
    .get();
  const [facts] = clockFacts(db, [ticketId]);
  if (!ticket || !facts || !(may(actor, 'seeAllTickets') || ticket.technicianId === actor.userId))
    throw new DomainError('not_found', `Tiket #${ticketId} tidak ditemukan.`);
  const rules = clockRules(db);
  const views = ticketClocks(db, ticketId, nowMs);
  const { dayMeaning, dayMinutes } = rules.settings;
  const clocks = clocksOf(facts, rules, nowMs).flatMap((reading) => {
    const view = views.find(({ clock }) => clock === reading.clock);
    const differs = view?.state === 'stopped' && view.dueAtMs !== reading.dueAtMs;
    return view ? [{ view, reading, calculation: calculationOf(reading, rules), differs }] : [];
  });
  return { ticketId, subject: ticket.subject, dayMeaning, dayMinutes, clocks };
}
