import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '../../db/migrate.ts';
import { type Db, openDatabase } from '../../db/open.ts';

const MIGRATIONS = fileURLToPath(new URL('../../db/migrations/', import.meta.url));

/** A database in memory as an earlier edition of the program left it: with the steps before this number. */
export function olderDatabase(before: string): Db {
  const folder = mkdtempSync(join(tmpdir(), 'helpdesk-migrations-'));
  try {
    for (const file of readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql') && name < before))
      copyFileSync(join(MIGRATIONS, file), join(folder, file));
    const db = openDatabase(':memory:');
    migrate(db, folder);
    return db;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
