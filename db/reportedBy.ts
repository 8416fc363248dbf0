import { eq, inArray, type SQL } from 'drizzle-orm';
import { knownNumber } from './knownNumber.ts';
import type { Db, Tx } from './open.ts';
import { contactPhones } from './schema/people.ts';
import { tickets } from './schema/tickets.ts';

/** The condition that a ticket was reported by whoever has this number, from any of their numbers. */
export const reportedBy = (db: Db | Tx, phone: string): SQL =>
  inArray(tickets.reporterPhone, numbersOf(db, phone));

/** All numbers of the person who has this one; the number alone while it is nobody's. */
function numbersOf(db: Db | Tx, phone: string): string[] {
  const owner = knownNumber(db, phone);
  if (!owner?.active) return [phone];
  return db
    .select({ phone: contactPhones.phone })
    .from(contactPhones)
    .where(eq(contactPhones.contactId, owner.contactId))
    .all()
    .map((row) => row.phone);
}
