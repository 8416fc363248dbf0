import { eq } from 'drizzle-orm';
import { knownNumber } from './knownNumber.ts';
import type { Db, Tx } from './open.ts';
import type { Reporter } from './rules/access/reporter.ts';
import { isIndonesianMobile, readPhoneNumber } from './rules/phoneNumber.ts';
import { units } from './schema/people.ts';

/** Whoever the directory knows by this number as somebody of a unit that is in use; undefined: nobody signs in by it. */
export function knownReporter(db: Db | Tx, phone: string): Reporter | undefined {
  const number = readPhoneNumber(phone);
  if (!number || !isIndonesianMobile(number)) return undefined;
  const owner = knownNumber(db, number);
  if (!owner?.active || owner.unitId === null) return undefined;
  const unit = db.select().from(units).where(eq(units.id, owner.unitId)).get();
  if (!unit?.active) return undefined;
  return {
    kind: 'reporter',
    phone: number,
    contactId: owner.contactId,
    name: owner.name,
    unitId: unit.id,
    unitName: unit.name,
  };
}
