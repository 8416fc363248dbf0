import { eq } from 'drizzle-orm';
import { knownNumber } from '../knownNumber.ts';
import type { Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { ROLE_LABELS } from '../rules/permissions.ts';
import { showPhoneNumber } from '../rules/phoneNumber.ts';
import { units, users } from '../schema/people.ts';
import type { DirectoryAct } from './directoryAct.ts';
import { contactRecord, writeContact } from './directoryRecord.ts';
import { refuseOwnNumber } from './ownNumbers.ts';

/**
 * Makes numbers free for a person: somebody who has left gives theirs up, from anybody else it is not taken.
 * @param contactId whose numbers they become; undefined for a new person
 * @throws DomainError `conflict` saying whose number it is, `invalid` for the gateway's own
 */
export function claimNumbers(act: DirectoryAct, phones: readonly string[], contactId?: number): void {
  for (const phone of phones) {
    refuseOwnNumber(act.tx, phone);
    refuseStaffNumber(act.tx, phone);
    const owner = knownNumber(act.tx, phone);
    if (!owner || owner.contactId === contactId) continue;
    if (owner.active)
      throw new DomainError(
        'conflict',
        `Nomor ${showPhoneNumber(phone)} sudah milik ${ownerWords(act.tx, owner.name, owner.unitId)}.`,
      );
    const before = contactRecord(act.tx, owner.contactId);
    if (before)
      writeContact(act, before, { ...before, phones: before.phones.filter((each) => each !== phone) });
  }
}

/** @throws DomainError `conflict` when one of those who work for the help desk has this number */
function refuseStaffNumber(tx: Tx, phone: string): void {
  const user = tx
    .select({ name: users.name, role: users.role })
    .from(users)
    .where(eq(users.phone, phone))
    .get();
  if (user)
    throw new DomainError(
      'conflict',
      `Nomor ${showPhoneNumber(phone)} milik ${ROLE_LABELS[user.role].toLowerCase()} ${user.name}.`,
    );
}

/** `Siti (Disdik)`, as far as it is known. */
export function ownerWords(tx: Tx, name: string | null, unitId: number | null): string {
  const unit =
    unitId === null
      ? undefined
      : tx.select({ name: units.shortName }).from(units).where(eq(units.id, unitId)).get()?.name;
  if (name === null) return unit ?? 'orang yang belum bernama';
  return unit === undefined ? name : `${name} (${unit})`;
}
