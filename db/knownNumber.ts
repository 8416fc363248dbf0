import { eq } from 'drizzle-orm';
import type { Db, Tx } from './open.ts';
import { contactPhones, contacts } from './schema/people.ts';

/** Whose number the directory says it is. */
export interface KnownNumber {
  contactId: number;
  name: string | null;
  /** The unit that they report for now; null for somebody who has left, too. */
  unitId: number | null;
  active: boolean;
}

/** @returns undefined for a number (E.164) that is in nobody's hands. */
export function knownNumber(db: Db | Tx, phone: string | null): KnownNumber | undefined {
  if (phone === null) return undefined;
  const owner = db
    .select({
      contactId: contacts.id,
      name: contacts.name,
      unitId: contacts.unitId,
      active: contacts.active,
    })
    .from(contactPhones)
    .innerJoin(contacts, eq(contacts.id, contactPhones.contactId))
    .where(eq(contactPhones.phone, phone))
    .get();
  return owner && { ...owner, unitId: owner.active ? owner.unitId : null };
}
