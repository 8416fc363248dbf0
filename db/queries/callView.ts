import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { phoneCalendar } from '../calendars.ts';
import { knownNumber } from '../knownNumber.ts';
import type { Db } from '../open.ts';
import { phoneHoursText } from '../phoneHours.ts';
import { isOpen, nextOpening } from '../rules/calendar/businessCalendar.ts';
import { localDayAt } from '../rules/calendar/calendarDays.ts';
import { intervalsInWords, nextOpeningInWords } from '../rules/calendar/hoursInWords.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { type Suggestion, suggestTechnicians } from '../rules/technicianSuggestion.ts';
import { contacts, units } from '../schema/people.ts';
import { technicianLoads } from './technicianLoads.ts';
import { openTicketsOf, type UnitTicket } from './unitDirectory.ts';

/** What helps whoever is on the telephone: what the unit has reported already, and who works there. */
export interface CallerSurroundings {
  openTickets: UnitTicket[];
  people: { name: string; phone: string | null }[];
  /** As whose the typed number is known. */
  numberOf: { name: string | null; unit: string | null } | undefined;
  suggestions: Suggestion[];
}

const PEOPLE = 100;

/** @param unitId the unit that was chosen, else the one of the number is taken */
export function callerSurroundings(
  db: Db,
  actor: Actor,
  { unitId, phone, categoryId }: { unitId: number | null; phone: string | null; categoryId: number | null },
  nowMs: number,
): CallerSurroundings {
  demand(actor, 'openTicket');
  const owner = knownNumber(db, phone);
  const unitOf = unitId ?? owner?.unitId ?? null;
  const unit = unitOf === null ? undefined : db.select().from(units).where(eq(units.id, unitOf)).get();
  const needs = { ticketId: 0, unitId: unitOf, district: unit?.district ?? null, categoryId };
  return {
    openTickets: unitOf === null ? [] : openTicketsOf(db, actor, unitOf),
    people: unitOf === null ? [] : peopleOf(db, unitOf),
    numberOf: owner && { name: owner.name, unit: unitName(db, owner.unitId) },
    suggestions: suggestTechnicians(technicianLoads(db, nowMs), needs),
  };
}

const unitName = (db: Db, id: number | null): string | null =>
  id === null
    ? null
    : (db.select({ name: units.shortName }).from(units).where(eq(units.id, id)).get()?.name ?? null);

/** Named people of a unit, each with the number that an SMS reaches, else the first. */
const peopleOf = (db: Db, unitId: number): { name: string; phone: string | null }[] =>
  db
    .select({
      name: sql<string>`${contacts.name}`,
      phone: sql<string | null>`(SELECT p.phone FROM contact_phones p WHERE p.contact_id = contacts.id
        ORDER BY p.phone LIKE '+628%' DESC, p.id LIMIT 1)`,
    })
    .from(contacts)
    .where(and(eq(contacts.unitId, unitId), eq(contacts.active, true), isNotNull(contacts.name)))
    .orderBy(asc(contacts.name))
    .limit(PEOPLE)
    .all();

export interface PhoneHours {
  open: boolean;
  /** `08.00–12.00, 13.00–17.00`, or `tutup`. */
  today: string;
  /** Of this week: `Sen–Kam 08.00–12.00, 13.00–17.00; Jum …`. */
  week: string;
  /** Why it is closed today. */
  closedFor: readonly string[];
  /** `Sen 12/01 08.00`; undefined while it is open. */
  opensAgain: string | undefined;
}

/** Whether somebody answers the telephone now, by the office's calendar (SOP 5). */
export function phoneHours(db: Db, nowMs: number): PhoneHours {
  const calendar = phoneCalendar(db);
  const { intervals, closedFor } = calendar.days(localDayAt(nowMs, calendar.timeZone).date);
  const open = isOpen(calendar, nowMs);
  const again =
    open || nextOpening(calendar, nowMs) <= nowMs ? undefined : nextOpeningInWords(calendar, nowMs);
  const week = phoneHoursText(db, nowMs);
  return { open, today: intervalsInWords(intervals), week, closedFor: closedFor ?? [], opensAgain: again };
}
