import { readEnvironment } from '../../db/environment.ts';
import { latestVersion, migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { failing } from '../failing.ts';

/** `helpdesk migrate`: makes the database if there is none, and applies the steps that are missing. */
export async function migrateCommand(_argv: readonly string[]): Promise<void> {
  await failing('migrate', () => {
    const { dbPath } = readEnvironment(process.env);
    const db = openDatabase(dbPath);
    const steps = migrate(db);
    db.$client.close();
    for (const step of steps) console.log(`applied ${step}`);
    console.log(`${dbPath} has schema version ${latestVersion()}`);
  });
}
