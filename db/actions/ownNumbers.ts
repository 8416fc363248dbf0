import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { DomainError } from '../rules/errors.ts';
import { readSetting, writeSetting } from '../setting.ts';
import { inAction } from './action.ts';

/** The daemon alone knows the gateway's own numbers by its configuration; here it tells the others. */
export function noteOwnNumbers(db: Db, clock: Clock, numbers: readonly string[]): void {
  inAction(db, clock, (tx) => writeSetting(tx, 'own_numbers', numbers.join(' ')));
}

/**
 * A text to the gateway itself comes back in as one from outside, for ever.
 * @throws DomainError `invalid` for one of the gateway's own numbers.
 */
export function refuseOwnNumber(tx: Tx, number: string): void {
  const own = readSetting(tx, 'own_numbers') ?? '';
  if (own.split(' ').includes(number)) {
    throw new DomainError('invalid', 'Nomor itu milik gateway SMS sendiri; pakailah nomor telepon orangnya.');
  }
}
