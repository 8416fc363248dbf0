import { and, eq } from 'drizzle-orm';
import { knownNumber } from '../knownNumber.ts';
import type { Db } from '../open.ts';
import { mentionedUnit } from '../rules/directory/mentionedUnit.ts';
import { unitNamed } from '../rules/directory/unitNames.ts';
import { registrations } from '../schema/directory.ts';
import type { UnitChoice } from './unitDirectory.ts';

/** Whose a number may be: short name of the unit and name of the person; '' where nothing says so. */
export interface BindingHint {
  unit: string;
  name: string;
}

/** By what the number registered as, else by what was written from it. */
export function bindingHint(
  db: Db,
  choices: readonly UnitChoice[],
  { phone, text }: { phone: string; text: string },
): BindingHint {
  const registered = db
    .select()
    .from(registrations)
    .where(and(eq(registrations.phone, phone), eq(registrations.state, 'waiting')))
    .get();
  const unit = (registered && unitNamed(choices, registered.unitWords)) ?? mentionedUnit(choices, text);
  return { unit: unit?.shortName ?? '', name: registered?.name ?? knownNumber(db, phone)?.name ?? '' };
}
