import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { readSetting, writeSetting } from '../setting.ts';
import { inAction } from './action.ts';

/** What a database is for: real work, or trying the program out with invented people. */
export type DatabaseUse = 'office' | 'demo';

/** The database was made for the other use. */
export class WrongUse extends Error {
  override name = 'WrongUse';
}

/**
 * Marks a new database for its use and refuses the other one for ever: a simulated modem must not swallow
 * an office's answers, and invented tickets must not stand among real ones.
 * @returns whether this call marked it.
 * @throws WrongUse
 */
export function claimDatabase(db: Db, clock: Clock, use: DatabaseUse): boolean {
  return inAction(db, clock, (tx) => {
    const found = readSetting(tx, 'use');
    if (found === undefined) {
      writeSetting(tx, 'use', use);
      return true;
    }
    if (found !== use) {
      throw new WrongUse(
        found === 'demo'
          ? 'This database was made by the demonstration and holds invented people and tickets. Point HELPDESK_DB at another file for real work.'
          : 'This database belongs to a real office, and no modem is configured: set HELPDESK_MODEM, or point HELPDESK_DB at another file to try the program out.',
      );
    }
    return false;
  });
}
