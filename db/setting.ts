import { eq } from 'drizzle-orm';
import type { Db, Tx } from './open.ts';
import { settings } from './schema/people.ts';

/** What has one value in a database, kept by name: the use that it is for, the gateway's own numbers, the forms of settings, how far deadlines are reckoned. */
export type SettingName =
  | 'use'
  | 'own_numbers'
  | 'sending'
  | 'watch'
  | 'clocks'
  | 'deadlines'
  | 'commands'
  | 'calendar'
  | 'reporter_pages'
  | 'time_zone'
  | 'public_url';

/** Undefined where it was never set. */
export const readSetting = (db: Db | Tx, name: SettingName): string | undefined =>
  db.select({ value: settings.value }).from(settings).where(eq(settings.name, name)).get()?.value;

/** In place of the value that there was. */
export function writeSetting(tx: Tx, name: SettingName, value: string): void {
  tx.insert(settings)
    .values({ name, value })
    .onConflictDoUpdate({ target: settings.name, set: { value } })
    .run();
}
