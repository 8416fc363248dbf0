import { eq } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { settings } from '../schema/people.ts';
import { inAction } from './action.ts';

const OWN_NUMBERS = 'own_numbers';

/** The daemon alone knows the gateway's own numbers by its configuration; here it tells the others. */
export function noteOwnNumbers(db: Db, clock: Clock, numbers: readonly string[]): void {
  inAction(db, clock, (tx) => {
    const value = numbers.join(' ');
    tx.insert(settings)
      .values({ name: OWN_NUMBERS, value })
      .onConflictDoUpdate({ target: settings.name, set: { value } })
      .run();
  });
}

/**
 * A text to the gateway itself comes back in as one from outside, for ever.
 * @throws DomainError `invalid` for one of the gateway's own numbers.
 */
export function refuseOwnNumber(tx: Tx, number: string): void {
  const own = tx.select().from(settings).where(eq(settings.name, OWN_NUMBERS)).get()?.value ?? '';
  if (own.split(' ').includes(number)) {
    throw new DomainError('invalid', 'Nomor itu milik gateway SMS sendiri; pakailah nomor telepon orangnya.');
  }
}
