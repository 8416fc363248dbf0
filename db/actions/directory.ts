import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import type { PhoneNumber } from '../rules/phoneNumber.ts';
import { contactPhones, contacts, units } from '../schema/people.ts';
import { inAction } from './action.ts';

/** @returns the unit's id. */
export function addUnit(
  db: Db,
  clock: Clock,
  unit: { name: string; shortName: string; district?: string },
): number {
  return inAction(db, clock, (tx) => tx.insert(units).values(unit).returning({ id: units.id }).get().id);
}

/** Notes whose number this is: tickets from it are then told by the unit's name. */
export function addContact(
  db: Db,
  clock: Clock,
  contact: { phone: PhoneNumber; name: string; unitId: number },
): void {
  inAction(db, clock, (tx, nowMs) => {
    const { id } = tx
      .insert(contacts)
      .values({ name: contact.name, unitId: contact.unitId, createdAtMs: nowMs })
      .returning({ id: contacts.id })
      .get();
    tx.insert(contactPhones).values({ phone: contact.phone, contactId: id }).run();
  });
}
