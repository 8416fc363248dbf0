import { spawn } from 'node:child_process';
import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { claimDatabase, WrongUse } from '../../db/actions/claimDatabase.ts';
import { AlreadyRunning, holdExclusively } from '../../db/exclusive.ts';
import { beat, lastBeatMs, stopBeating } from '../../db/heartbeat.ts';
import { assertSchema, latestVersion, migrate, SchemaMismatch, schemaVersion } from '../../db/migrate.ts';
import { DatabaseUnavailable, openDatabase } from '../../db/open.ts';
import * as directory from '../../db/schema/directory.ts';
import * as people from '../../db/schema/people.ts';
import * as pins from '../../db/schema/pinAttempts.ts';
import * as smsIn from '../../db/schema/smsIn.ts';
import * as smsOut from '../../db/schema/smsOut.ts';
import * as tickets from '../../db/schema/tickets.ts';
import { watchDatabase } from '../../db/watch.ts';
import { standingClock } from '../support/office.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'helpdesk-db-'));
  path = join(folder, 'made', 'on', 'the', 'way', 'helpdesk.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function migrated() {
  const db = openDatabase(path);
  migrate(db);
  return db;
}

describe('opening', () => {
  test('makes the folder and the file, and commits survive a power cut', () => {
    const db = openDatabase(path);
    expect(db.$client.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.$client.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.$client.pragma('foreign_keys', { simple: true })).toBe(1);
    db.$client.close();
    // SQLite forgets the mode at each opening of a WAL file.
    expect(openDatabase(path).$client.pragma('synchronous', { simple: true })).toBe(2);
  });

  test('a file that is no database is named with what to check', () => {
    const file = join(folder, 'letter.txt');
    writeFileSync(file, 'Yth. Bapak Kepala Dinas, '.repeat(100));
    expect(() => openDatabase(file)).toThrow(/not an SQLite database\. Is HELPDESK_DB right\?/);
  });

  test('a database that another program has locked says so', () => {
    migrated().$client.close();
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    expect(() => openDatabase(path, { busyTimeoutMs: 50 })).toThrow(/another program holds it locked/);
    other.close();
  });

  test('a folder where nothing may be written says so', () => {
    expect(() => openDatabase('/proc/helpdesk.sqlite')).toThrow(DatabaseUnavailable);
    expect(() => openDatabase('/proc/helpdesk.sqlite')).toThrow(/folder exists and is writable/);
  });

  test('a read-only file says so', () => {
    migrated().$client.close();
    // Root may write to any file; a write version that SQLite does not know makes it read-only for everyone.
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.from([3]), 0, 1, 18);
    closeSync(file);
    expect(() => openDatabase(path)).toThrow(/it is read-only\. Give its owner write access/);
  });
});

describe('migrating', () => {
  test('an empty database gets every step, a second time none', () => {
    const db = openDatabase(path);
    expect(schemaVersion(db)).toBe(0);
    expect(migrate(db)).toHaveLength(latestVersion());
    expect(migrate(db)).toEqual([]);
    expect(() => assertSchema(db)).not.toThrow();
  });

  test('a database of a newer program is left alone', () => {
    const db = migrated();
    db.$client.pragma(`user_version = ${latestVersion() + 1}`);
    expect(() => migrate(db)).toThrow(SchemaMismatch);
    expect(() => assertSchema(db)).toThrow(/Install the newer program/);
  });

  test('a database whose steps were others is refused by name, not by a missing column', () => {
    const db = migrated();
    db.$client.exec("UPDATE schema_steps SET sha256 = 'other' WHERE version = 3");
    expect(() => assertSchema(db)).toThrow(/0003_create_sms_in\.sql differs/);
    expect(() => migrate(db)).toThrow(/another edition of this program/);
  });

  test('an older database is refused with the command to run', () => {
    expect(() => assertSchema(openDatabase(path))).toThrow(/helpdesk migrate/);
  });

  test('a step that fails leaves nothing of itself behind', () => {
    const steps = join(folder, 'steps');
    const db = migrated();
    const version = latestVersion();
    const stepFolder = copyOfMigrations(steps);
    writeFileSync(
      join(stepFolder, `${String(version + 1).padStart(4, '0')}_break.sql`),
      'CREATE TABLE half (id INTEGER); SELECT nonsense;',
    );
    expect(() => migrate(db, stepFolder)).toThrow(/nonsense/);
    expect(schemaVersion(db)).toBe(version);
    expect(db.$client.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'half'").pluck().get()).toBe(
      0,
    );
    expect(db.$client.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  test('a rebuilt table keeps the rows that point to it, and an orphan undoes the step', () => {
    const db = migrated();
    const version = latestVersion();
    db.$client.exec(`INSERT INTO units (id, name, short_name) VALUES (1, 'Dinas Pendidikan', 'Disdik');
      INSERT INTO contacts (name, unit_id, created_at_ms) VALUES ('Siti', 1, 0);`);
    const stepFolder = copyOfMigrations(join(folder, 'steps'));
    const rebuild = (rows: string) =>
      writeFileSync(
        join(stepFolder, `${String(version + 1).padStart(4, '0')}_rebuild_units.sql`),
        `CREATE TABLE new_units (id INTEGER PRIMARY KEY, name TEXT NOT NULL, short_name TEXT NOT NULL, district TEXT, active INTEGER NOT NULL DEFAULT 1) STRICT;
         INSERT INTO new_units SELECT id, name, short_name, district, active FROM units ${rows}; DROP TABLE units; ALTER TABLE new_units RENAME TO units;`,
      );
    rebuild('WHERE false');
    expect(() => migrate(db, stepFolder)).toThrow(/1 rows without their parent/);
    rebuild('');
    migrate(db, stepFolder);
    expect(db.$client.prepare('SELECT unit_id FROM contacts').pluck().all()).toEqual([1]);
  });

  test('the tables that the program knows are the tables that the steps make', () => {
    const db = migrated();
    for (const table of [people, directory, pins, tickets, smsIn, smsOut]
      .flatMap((part) => Object.values(part))
      .filter((each) => is(each, SQLiteTable))) {
      const made = db.$client
        .prepare('SELECT name, "notnull" AS required FROM pragma_table_xinfo(?) ORDER BY name')
        .all(getTableName(table)) as { name: string; required: number }[];
      const known = Object.values(getTableColumns(table)).map((column) => column.name);
      expect(known.sort(), getTableName(table)).toEqual(made.map((column) => column.name).sort());
    }
  });
});

test('ticket numbers ascend and are never used again', () => {
  const db = migrated();
  const insert = db.$client.prepare(
    "INSERT INTO tickets (status, priority, channel, reporter_phone, subject, created_at_ms, updated_at_ms) VALUES ('new', 'normal', 'sms', '+62', 'x', 0, 0)",
  );
  insert.run();
  insert.run();
  db.$client.exec('DELETE FROM tickets WHERE id = 2');
  expect(insert.run().lastInsertRowid).toBe(3);
});

describe('two processes', () => {
  test('a second daemon on the same database is refused, and the role is free again after kill -9', async () => {
    migrated().$client.close();
    const holder = spawn(process.execPath, ['-e', holdingScript(path)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    expect(() => holdExclusively(path, 'daemon')).toThrow(AlreadyRunning);
    holdExclusively(path, 'housekeeper')();
    holder.kill('SIGKILL');
    await new Promise((resolve) => holder.once('exit', resolve));
    holdExclusively(path, 'daemon')();
  });

  test('a database by another name is the same', () => {
    migrated().$client.close();
    const alias = join(folder, 'alias.sqlite');
    symlinkSync(path, alias);
    const release = holdExclusively(path, 'daemon');
    expect(() => holdExclusively(alias, 'daemon')).toThrow(AlreadyRunning);
    release();
  });

  test('a commit of another connection is noticed, its own reading is not', async () => {
    const db = migrated();
    const onChange = vi.fn();
    const end = watchDatabase(path, 10, onChange, (error) => {
      throw error;
    });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(onChange).not.toHaveBeenCalled();
    db.$client.exec("INSERT INTO settings VALUES ('a', 'b')");
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
    end();
  });

  test('the sign of life wakes nobody and is gone after an orderly stop', () => {
    const db = migrated();
    const version = () => db.$client.pragma('data_version', { simple: true });
    const before = version();
    expect(lastBeatMs(path)).toBeUndefined();
    beat(path, 1_767_582_000_000);
    expect(lastBeatMs(path)).toBe(1_767_582_000_000);
    expect(version()).toBe(before);
    stopBeating(path);
    expect(lastBeatMs(path)).toBeUndefined();
  });
});

describe('a database made for trying out', () => {
  test('is never used for real work, nor the other way round', () => {
    const clock = standingClock();
    const db = migrated();
    expect(claimDatabase(db, clock, 'demo')).toBe(true);
    expect(claimDatabase(db, clock, 'demo')).toBe(false);
    expect(() => claimDatabase(db, clock, 'office')).toThrow(WrongUse);
    const real = openDatabase(join(folder, 'real.sqlite'));
    migrate(real);
    claimDatabase(real, clock, 'office');
    expect(() => claimDatabase(real, clock, 'demo')).toThrow(/HELPDESK_MODEM/);
  });
});

function copyOfMigrations(to: string): string {
  cpSync(new URL('../../db/migrations', import.meta.url), to, { recursive: true });
  return to;
}

/** Holds the lock as holdExclusively does, from a process that cannot load TypeScript. */
const holdingScript = (dbPath: string): string =>
  `const D = require('better-sqlite3'); const c = new D(${JSON.stringify(`${dbPath}.daemon.lock`)});
   c.pragma('locking_mode = EXCLUSIVE'); c.exec('BEGIN EXCLUSIVE'); console.log('held'); setInterval(() => {}, 1000);`;
