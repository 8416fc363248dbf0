import { realpathSync } from 'node:fs';
import Database from 'better-sqlite3';
import { sqliteCode } from './open.ts';

/** Another process already does this work on the same database. */
export class AlreadyRunning extends Error {
  override name = 'AlreadyRunning';
}

/**
 * Makes this process the only one in its role on a database: an exclusive lock on a small file beside
 * it, which the kernel lets go when the process ends, however it ends.
 * @returns a function that gives the role up.
 * @throws AlreadyRunning when another process has it.
 */
export function holdExclusively(dbPath: string, role: string): () => void {
  // By another name, such as a symbolic link, it is the same database.
  const client = new Database(`${realpathSync(dbPath)}.${role}.lock`, { timeout: 500 });
  try {
    client.pragma('locking_mode = EXCLUSIVE');
    client.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    client.close();
    if (!sqliteCode(cause)?.startsWith('SQLITE_BUSY')) throw cause;
    throw new AlreadyRunning(
      `Another ${role} already works on ${dbPath}. Stop it first; two would send every text twice.`,
      { cause },
    );
  }
  return () => client.close();
}
