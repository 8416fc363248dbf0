import type { Db, Tx } from './open.ts';
import { readSetting } from './setting.ts';

/** The number that people text to, E.164; undefined where the daemon was never told it. */
export const officeNumber = (db: Db | Tx): string | undefined =>
  readSetting(db, 'own_numbers')?.split(' ')[0] || undefined;
