import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import * as people from './schema/people.ts';
import * as pins from './schema/pinAttempts.ts';
import * as smsIn from './schema/smsIn.ts';
import * as smsOut from './schema/smsOut.ts';
import * as tickets from './schema/tickets.ts';
import { cacheStatements } from './statementCache.ts';

const schema = { ...people, ...pins, ...tickets, ...smsIn, ...smsOut };

const connect = (client: Database.Database) => drizzle(client, { schema });

/** A connection with its tables; `$client` is the better-sqlite3 handle beneath. */
export type Db = ReturnType<typeof connect>;

/** What an action's body works on: the same tables, inside its transaction. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

/** The database file cannot be used; the message says what to do. */
export class DatabaseUnavailable extends Error {
  constructor(path: string, cause: unknown) {
    super(`The database ${path} cannot be used: ${advice(cause)}`, { cause });
    this.name = 'DatabaseUnavailable';
  }
}

interface OpenOptions {
  /** How long another process's lock is waited for. @default 5000 */
  busyTimeoutMs?: number;
  /** Of pages that are kept in memory; the system keeps the file itself. @default better-sqlite3's, 16 MiB */
  cacheKib?: number;
}

/**
 * Opens (and creates) the database with the settings that keep a committed text through a power cut:
 * WAL with synchronous=FULL (DESIGN 9).
 * @throws DatabaseUnavailable when it is read-only, locked beyond the busy timeout, not a database or out of reach.
 */
export function openDatabase(path: string, { busyTimeoutMs = 5000, cacheKib }: OpenOptions = {}): Db {
  let client: Database.Database | undefined;
  try {
    if (path !== ':memory:') mkdirSync(dirname(resolve(path)), { recursive: true });
    client = new Database(path, { timeout: busyTimeoutMs });
    client.pragma('journal_mode = WAL');
    client.pragma('synchronous = FULL');
    client.pragma('foreign_keys = ON');
    if (cacheKib !== undefined) client.pragma(`cache_size = ${-cacheKib}`);
    proveWritable(client);
    cacheStatements(client);
    return connect(client);
  } catch (cause) {
    client?.close();
    throw new DatabaseUnavailable(path, cause);
  }
}

/** Finds out now, not at the first complaint: an immediate transaction alone succeeds on a read-only file. */
function proveWritable(client: Database.Database): void {
  const version = client.pragma('user_version', { simple: true });
  client.transaction(() => client.pragma(`user_version = ${Number(version)}`)).immediate();
}

/** The SQLite result code in an error, also when drizzle has wrapped it; undefined for other errors. */
export function sqliteCode(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string' && e.code.startsWith('SQLITE_')) return e.code;
  }
  return undefined;
}

function advice(cause: unknown): string {
  const code = sqliteCode(cause) ?? '';
  if (code.startsWith('SQLITE_BUSY'))
    return 'another program holds it locked. Close that program and start again.';
  if (code.startsWith('SQLITE_READONLY'))
    return 'it is read-only. Give its owner write access to the file and its folder.';
  if (code.startsWith('SQLITE_CANTOPEN'))
    return 'it cannot be opened for writing. Check that its folder exists and is writable.';
  if (code.startsWith('SQLITE_NOTADB')) return 'the file is not an SQLite database. Is HELPDESK_DB right?';
  if (code.startsWith('SQLITE_FULL')) return 'the disk is full.';
  return cause instanceof Error ? cause.message : String(cause);
}
