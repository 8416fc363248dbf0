import { and, eq, ne } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { categories } from '../schema/tickets.ts';
import { inAction } from './action.ts';

const NAME_MAX = 40;

export interface CategoryFields {
  name: string;
  hardware: boolean;
}

/** @throws DomainError `invalid` for a name that is empty, too long or there already. */
export function addCategory(db: Db, clock: Clock, actor: Actor, fields: CategoryFields): void {
  demand(actor, 'changeSettings');
  inAction(db, clock, (tx) => {
    tx.insert(categories)
      .values({ ...fields, name: freeName(tx, fields.name, 0) })
      .run();
  });
}

/** Renames a category, or takes it out of use; tickets keep what they were. */
export function changeCategory(
  db: Db,
  clock: Clock,
  actor: Actor,
  { id, active, ...fields }: CategoryFields & { id: number; active: boolean },
): void {
  demand(actor, 'changeSettings');
  inAction(db, clock, (tx) => {
    const { changes } = tx
      .update(categories)
      .set({ ...fields, active, name: freeName(tx, fields.name, id) })
      .where(eq(categories.id, id))
      .run();
    if (changes === 0) throw new DomainError('not_found', 'Kategori ini tidak ada.');
  });
}

function freeName(tx: Tx, typed: string, id: number): string {
  const name = typed.replace(/\s+/g, ' ').trim();
  if (name === '' || name.length > NAME_MAX)
    throw new DomainError('invalid', `Nama kategori harus 1 sampai ${NAME_MAX} huruf.`);
  const twin = tx
    .select({ id: categories.id })
    .from(categories)
    .where(and(eq(categories.name, name), ne(categories.id, id)))
    .get();
  if (twin) throw new DomainError('invalid', `Kategori "${name}" sudah ada.`);
  return name;
}
