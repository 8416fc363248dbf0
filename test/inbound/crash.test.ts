import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { processInbound } from '../../daemon/inbound/inboundLoop.ts';
import { ingest } from '../../daemon/inbound/ingest.ts';
import { migrate } from '../../db/migrate.ts';
import { openDatabase, sqliteCode } from '../../db/open.ts';
import { reviewTray } from '../../db/queries/trays.ts';
import { inboundTexts } from '../../db/schema/smsIn.ts';
import { openOffice, pdusOf, SIM, standingClock } from '../support/office.ts';
import { quietLog } from '../support/quietLog.ts';

const SITI = '+6281234567890';
const LONG = `HELPDESK ${'printer di ruang kepala bidang rusak berat '.repeat(8)}akhir`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'helpdesk-crash-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const recordsOf = (text: string, atMs: number) =>
  pdusOf(SITI, text, atMs).map((pduHex, i) => ({
    storage: 'ME',
    index: i,
    status: 0,
    tpduLength: undefined,
    pduHex,
    via: 'CMGL' as const,
  }));

describe('whatever table the process dies at', () => {
  test.each([
    'raw_messages',
    'inbound_texts',
    'inbound_parts',
    'tickets',
    'messages',
    'ticket_events',
    'outbound_texts',
    'outbound_parts',
  ])('a text that stops at %s is one ticket and one answer after the restart', (table) => {
    const path = join(folder, 'helpdesk.sqlite');
    const clock = standingClock();
    const run = () => {
      const db = openDatabase(path);
      migrate(db);
      const office = openOffice(db);
      return { db, office };
    };
    const before = run();
    before.db.$client.exec(
      `CREATE TRIGGER power_cut BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'power cut'); END`,
    );
    try {
      ingest(before.db, clock, 'modem', SIM, recordsOf(LONG, clock.nowMs()));
      processInbound({
        db: before.db,
        clock,
        office: { ownNumbers: [], timeZone: 'Asia/Jakarta' },
        log: quietLog(),
      });
    } catch (error) {
      expect(sqliteCode(error)).toBe('SQLITE_CONSTRAINT_TRIGGER');
    }
    before.db.$client.exec('DROP TRIGGER power_cut');
    before.db.$client.close();

    const after = run();
    // What was not committed still lies in the modem, and what was may lie there too.
    clock.pass(20_000);
    ingest(after.db, clock, 'modem', SIM, recordsOf(LONG, standingClock().nowMs()));
    processInbound({
      db: after.db,
      clock,
      office: { ownNumbers: [], timeZone: 'Asia/Jakarta' },
      log: quietLog(),
    });
    expect(after.office.tickets()).toHaveLength(1);
    expect(
      after.office
        .messages()
        .filter((message) => message.direction === 'in')
        .map((message) => message.text),
    ).toEqual([LONG]);
    expect(after.office.outbox()).toHaveLength(1);
    after.db.$client.close();
  });
});

test('a text that our own code stumbles over is tried five times, set aside, and holds nothing up (LOSS-07)', () => {
  const office = openOffice();
  office.db.$client.exec(`CREATE TRIGGER stumble BEFORE INSERT ON tickets WHEN NEW.subject LIKE '%batu%'
    BEGIN SELECT RAISE(ABORT, 'stumbled'); END`);
  office.says(SITI, 'HELPDESK ada batu');
  office.says(SITI, 'HELPDESK printer rusak');
  expect(office.tickets()).toMatchObject([{ subject: 'printer rusak' }]);
  for (let i = 0; i < 10; i += 1) {
    office.clock.pass(10_000);
    office.process();
  }
  const set = office.db.select().from(inboundTexts).get();
  expect(set).toMatchObject({ state: 'failed', attempts: 5, fault: expect.stringContaining('stumbled') });
  expect(reviewTray(office.db)).toMatchObject([{ peer: SITI, text: 'HELPDESK ada batu' }]);
});

test('a text that cannot even be shown is counted as failed and holds nothing up', () => {
  const office = openOffice();
  office.db.$client.exec(`CREATE TRIGGER stumble BEFORE INSERT ON messages WHEN NEW.text LIKE '%batu%'
    BEGIN SELECT RAISE(ABORT, 'stumbled'); END`);
  office.says(SITI, 'HELPDESK ada batu');
  for (let i = 0; i < 10; i += 1) {
    office.clock.pass(10_000);
    office.process();
  }
  office.says(SITI, 'HELPDESK printer rusak');
  expect(office.db.select().from(inboundTexts).get()).toMatchObject({ state: 'failed', messageId: null });
  expect(office.tickets()).toMatchObject([{ subject: 'printer rusak' }]);
});

test('while another program holds the database the modem keeps its texts, and nothing is lost or doubled', () => {
  const path = join(folder, 'helpdesk.sqlite');
  const clock = standingClock();
  const db = openDatabase(path, { busyTimeoutMs: 20 });
  const office = openOffice(db);
  const other = new Database(path);
  other.exec('BEGIN IMMEDIATE');
  const records = recordsOf('HELPDESK printer rusak', clock.nowMs());
  expect(() => ingest(db, clock, 'modem', SIM, records)).toThrow();
  other.exec('COMMIT');
  expect(ingest(db, clock, 'modem', SIM, records)).toBe(1);
  other.exec('BEGIN IMMEDIATE');
  expect(() => office.process()).toThrow();
  other.exec('COMMIT');
  other.close();
  office.process();
  office.process();
  expect(office.tickets()).toHaveLength(1);
  expect(office.outbox()).toHaveLength(1);
});

test('two workers on the same text answer it once', () => {
  const path = join(folder, 'helpdesk.sqlite');
  const clock = standingClock();
  const office = openOffice(openDatabase(path));
  const second = openDatabase(path);
  ingest(second, clock, 'modem', SIM, recordsOf('HELPDESK printer rusak', clock.nowMs()));
  const deps = { clock, office: { ownNumbers: [], timeZone: 'Asia/Jakarta' }, log: quietLog() };
  expect(processInbound({ ...deps, db: second })).toBe(1);
  expect(processInbound({ ...deps, db: office.db })).toBe(0);
  expect(office.outbox()).toHaveLength(1);
});
