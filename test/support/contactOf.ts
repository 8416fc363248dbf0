import type { Clock } from '../../db/clock.ts';
import type { Db } from '../../db/open.ts';
import { parsePhoneNumber } from '../../db/rules/phoneNumber.ts';
import { contactPhones, contacts } from '../../db/schema/people.ts';

/** A person of a unit with these numbers. @returns the contact's id */
export function contactOf(
  db: Db,
  clock: Clock,
  person: { unitId: number | null; name?: string; phones: readonly string[] },
): number {
  const { id } = db
    .insert(contacts)
    .values({ name: person.name ?? null, unitId: person.unitId, createdAtMs: clock.nowMs() })
    .returning({ id: contacts.id })
    .get();
  for (const phone of person.phones)
    db.insert(contactPhones)
      .values({ phone: parsePhoneNumber(phone), contactId: id })
      .run();
  return id;
}
