import { desc, eq, ne } from 'drizzle-orm';
import { knownNumber } from '../knownNumber.ts';
import type { Db } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import { likelyUnits, unitNamed } from '../rules/directory/unitNames.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { registrations } from '../schema/directory.ts';
import { units, users } from '../schema/people.ts';
import { tickets } from '../schema/tickets.ts';
import { type UnitChoice, unitChoices } from './unitDirectory.ts';

export interface WaitingRegistration {
  id: number;
  phone: string;
  name: string;
  unitWords: string;
  askedAtMs: number;
  /** The unit that is named for certain. */
  unit: UnitChoice | undefined;
  /** Units that may be meant, where none is named for certain. */
  likely: UnitChoice[];
  /** As whose the number is known already. */
  knownAs: { name: string | null; unit: string | null } | undefined;
  ticketCount: number;
}

const SUGGESTIONS = 4;

export const waitingRegistrationCount = (db: Db): number =>
  rowCount(db, registrations, eq(registrations.state, 'waiting'));

/** Numbers that registered themselves and wait for an admin, the oldest first. */
export function waitingRegistrations(db: Db, actor: Actor): WaitingRegistration[] {
  demand(actor, 'changeDirectory');
  const choices = unitChoices(db);
  return db
    .select()
    .from(registrations)
    .where(eq(registrations.state, 'waiting'))
    .orderBy(registrations.askedAtMs)
    .all()
    .map(({ id, phone, name, unitWords, askedAtMs }) => {
      const unit = unitNamed(choices, unitWords);
      return {
        id,
        phone,
        name,
        unitWords,
        askedAtMs,
        unit,
        likely: unit ? [] : likelyUnits(choices, unitWords, SUGGESTIONS),
        knownAs: knownAs(db, phone),
        ticketCount: rowCount(db, tickets, eq(tickets.reporterPhone, phone)),
      };
    });
}

function knownAs(db: Db, phone: string): WaitingRegistration['knownAs'] {
  const owner = knownNumber(db, phone);
  if (!owner) return undefined;
  const unit = db
    .select({ name: units.shortName })
    .from(units)
    .where(eq(units.id, owner.unitId ?? 0))
    .get();
  return { name: owner.name, unit: unit?.name ?? null };
}

export interface DecidedRegistration {
  id: number;
  phone: string;
  name: string;
  unitWords: string;
  state: 'waiting' | 'confirmed' | 'refused';
  reason: string | null;
  by: string | null;
  decidedAtMs: number;
}

const DECIDED_ROWS = 20;

/** What was decided lately, the newest first. */
export function decidedRegistrations(db: Db, actor: Actor): DecidedRegistration[] {
  demand(actor, 'changeDirectory');
  return db
    .select({ registration: registrations, by: users.name })
    .from(registrations)
    .leftJoin(users, eq(users.id, registrations.decidedBy))
    .where(ne(registrations.state, 'waiting'))
    .orderBy(desc(registrations.id))
    .limit(DECIDED_ROWS)
    .all()
    .map(({ registration: { id, phone, name, unitWords, state, reason, decidedAtMs }, by }) => ({
      id,
      phone,
      name,
      unitWords,
      state,
      reason,
      by,
      decidedAtMs: decidedAtMs ?? 0,
    }));
}
