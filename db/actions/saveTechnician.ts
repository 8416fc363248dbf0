import { and, eq, inArray } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { users } from '../schema/people.ts';
import { categories } from '../schema/tickets.ts';
import { technicianLimits, technicianSkills } from '../schema/workforce.ts';
import { inAction } from './action.ts';

export interface TechnicianAbilities {
  technicianId: number;
  categoryIds: readonly number[];
  /** Open tickets at the most; null: no limit. */
  ticketsMax: number | null;
}

const TICKETS_MAX = 99;

/**
 * What a technician is good at, and how many tickets at once are enough.
 * @throws DomainError `invalid` for a limit that is none, `not_found` for a technician or category that is gone
 */
export function saveTechnician(db: Db, clock: Clock, actor: Actor, abilities: TechnicianAbilities): void {
  demand(actor, 'changeAbsences');
  const { technicianId, ticketsMax } = abilities;
  const categoryIds = [...new Set(abilities.categoryIds)];
  if (ticketsMax !== null && !(Number.isInteger(ticketsMax) && ticketsMax >= 1 && ticketsMax <= TICKETS_MAX))
    throw new DomainError(
      'invalid',
      `Batas tiket adalah bilangan dari 1 sampai ${TICKETS_MAX}, atau kosong.`,
    );
  inAction(db, clock, (tx) => {
    const technician = tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, technicianId), eq(users.role, 'technician')))
      .get();
    const known = tx
      .select({ id: categories.id })
      .from(categories)
      .where(inArray(categories.id, categoryIds))
      .all();
    if (!technician || known.length !== categoryIds.length)
      throw new DomainError('not_found', 'Teknisi atau kategori ini tidak ada lagi.');
    tx.delete(technicianSkills).where(eq(technicianSkills.technicianId, technicianId)).run();
    if (categoryIds.length > 0)
      tx.insert(technicianSkills)
        .values(categoryIds.map((categoryId) => ({ technicianId, categoryId })))
        .run();
    tx.delete(technicianLimits).where(eq(technicianLimits.technicianId, technicianId)).run();
    if (ticketsMax !== null) tx.insert(technicianLimits).values({ technicianId, ticketsMax }).run();
  });
}
