import { and, eq, ne } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { knownNumber } from '../knownNumber.ts';
import type { Db } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { type PhoneNumber, showPhoneNumber } from '../rules/phoneNumber.ts';
import { users } from '../schema/people.ts';
import { inAction } from './action.ts';
import { refuseOwnNumber } from './ownNumbers.ts';
import { ownerWords } from './phoneOwner.ts';

/**
 * Gives one of those who work for the help desk another number, from which a technician's commands come then.
 * @param phone null for none
 * @throws DomainError `not_found`, `invalid` for the gateway's own number, `conflict` saying whose number it is
 */
export function changeStaffPhone(
  db: Db,
  clock: Clock,
  actor: Actor,
  { userId, phone }: { userId: number; phone: PhoneNumber | null },
): void {
  demand(actor, 'changeUsers');
  inAction(db, clock, (tx) => {
    const user = tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).get();
    if (!user) throw new DomainError('not_found', 'Petugas ini tidak ada.');
    if (phone !== null) {
      refuseOwnNumber(tx, phone);
      const other = tx
        .select({ name: users.name })
        .from(users)
        .where(and(eq(users.phone, phone), ne(users.id, userId)))
        .get();
      const owner = knownNumber(tx, phone);
      const whose = other?.name ?? (owner?.active ? ownerWords(tx, owner.name, owner.unitId) : undefined);
      if (whose !== undefined)
        throw new DomainError('conflict', `Nomor ${showPhoneNumber(phone)} sudah milik ${whose}.`);
    }
    tx.update(users).set({ phone }).where(eq(users.id, userId)).run();
  });
}
