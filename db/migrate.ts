import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Db } from './open.ts';

const FOLDER = fileURLToPath(new URL('./migrations/', import.meta.url));

/** The database and this program do not fit together; the message says which is older and what to do. */
export class SchemaMismatch extends Error {
  override name = 'SchemaMismatch';
}

interface Migration {
  version: number;
  name: string;
  sql: string;
}

/** The highest version that this program knows. */
export const latestVersion = (): number => migrationsIn(FOLDER).length;

/** The version that the database has; 0 for an empty one. */
export const schemaVersion = (db: Db): number => Number(db.$client.pragma('user_version', { simple: true }));

/**
 * Brings the schema up to date, all missing steps in one immediate transaction, so that two processes
 * may call it at once. Foreign keys are off meanwhile, for a rebuilt table must not take its children
 * with it, and are checked before the commit.
 * @returns the names of the steps applied.
 * @throws SchemaMismatch when the database is newer than the program.
 */
export function migrate(db: Db, folder: string = FOLDER): string[] {
  const client = db.$client;
  const migrations = migrationsIn(folder);
  client.pragma('foreign_keys = OFF');
  try {
    return client
      .transaction(() => {
        const from = schemaVersion(db);
        if (from > migrations.length) throw new SchemaMismatch(tooNew(from, migrations.length));
        assertSameSteps(db, migrations.slice(0, from));
        client.exec(STEPS_TABLE);
        const missing = migrations.slice(from);
        for (const step of missing) {
          client.exec(step.sql);
          client.pragma(`user_version = ${step.version}`);
          client
            .prepare('INSERT INTO schema_steps VALUES (?, ?, ?)')
            .run(step.version, step.name, checksumOf(step));
        }
        const orphans = missing.length > 0 ? (client.pragma('foreign_key_check') as unknown[]) : [];
        if (orphans.length > 0)
          throw new SchemaMismatch(
            `Migrating would leave ${orphans.length} rows without their parent; nothing was changed.`,
          );
        return missing.map((step) => step.name);
      })
      .immediate();
  } finally {
    client.pragma('foreign_keys = ON');
  }
}

/** @throws SchemaMismatch unless the database has exactly the version that this program knows. */
export function assertSchema(db: Db): void {
  const found = schemaVersion(db);
  const wanted = latestVersion();
  if (found > wanted) throw new SchemaMismatch(tooNew(found, wanted));
  if (found < wanted) {
    throw new SchemaMismatch(
      `The database has schema version ${found}, this program needs ${wanted}. Run "helpdesk migrate" first.`,
    );
  }
  assertSameSteps(db, migrationsIn(FOLDER));
}

/** What was applied, so that a database of another making is known as such, and not by a missing column. */
const STEPS_TABLE =
  'CREATE TABLE IF NOT EXISTS schema_steps (version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT';

const checksumOf = (step: Migration): string => createHash('sha256').update(step.sql).digest('hex');

function assertSameSteps(db: Db, steps: readonly Migration[]): void {
  if (steps.length === 0) return;
  const client = db.$client;
  const noted = client.prepare("SELECT 1 FROM sqlite_master WHERE name = 'schema_steps'").get() !== undefined;
  const applied = noted
    ? client.prepare('SELECT sha256 FROM schema_steps ORDER BY version').pluck().all()
    : [];
  const stranger = steps.find((step, i) => applied[i] !== checksumOf(step));
  if (stranger) {
    throw new SchemaMismatch(
      `The database was made by another edition of this program (${stranger.name} differs). Use that edition, or another HELPDESK_DB; nothing was changed.`,
    );
  }
}

const tooNew = (found: number, known: number): string =>
  `The database has schema version ${found}, this program knows only ${known}. Install the newer program; nothing was changed.`;

function migrationsIn(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((name, i) => {
    const version = Number(name.slice(0, 4));
    if (version !== i + 1)
      throw new SchemaMismatch(`Migration ${name} is out of order: expected number ${i + 1}.`);
    return { version, name, sql: readFileSync(`${folder}/${name}`, 'utf8') };
  });
}
