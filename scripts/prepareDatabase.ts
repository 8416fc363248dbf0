import { migrate, schemaVersion } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';

/**
 * Gives a database that does not exist yet its tables. An older one is left to `helpdesk migrate`, for the
 * other process may still be working on it.
 */
export function prepareDatabase(dbPath: string): void {
  const db = openDatabase(dbPath);
  try {
    if (schemaVersion(db) === 0) migrate(db);
  } finally {
    db.$client.close();
  }
}
