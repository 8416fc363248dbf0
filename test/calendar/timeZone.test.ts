import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDaemon } from '../../daemon/main.ts';
import { calendarVersion, serviceCalendar } from '../../db/calendars.ts';
import { createLog } from '../../db/log.ts';
import { migrate } from '../../db/migrate.ts';
import { type Db, openDatabase } from '../../db/open.ts';
import { nextOpening } from '../../db/rules/calendar/businessCalendar.ts';
import { timeZoneOf } from '../../db/timeZone.ts';
import { runPanel } from '../../panel/main.ts';
import { GATEWAY_NUMBER } from '../support/office.ts';
import { heardLog } from '../support/panelOffice.ts';

let folder: string;
let db: Db;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'helpdesk-zone-'));
  db = openDatabase(join(folder, 'test.sqlite'));
  migrate(db);
});
afterEach(() => {
  db.$client.close();
  rmSync(folder, { recursive: true, force: true });
});

const environment = (timezone: string) => ({
  dbPath: join(folder, 'test.sqlite'),
  timezone,
  language: 'id' as const,
  publicUrl: undefined,
  logLevel: 'silent' as const,
  warnings: [],
});
const sundayMs = Date.UTC(2026, 0, 10, 20);

test('the panel writes its zone down at its start, and the calendar follows it', async () => {
  expect(nextOpening(serviceCalendar(db), sundayMs)).toBe(Date.UTC(2026, 0, 12, 1));
  const before = calendarVersion(db);
  const config = { ...environment('Asia/Makassar'), host: '127.0.0.1', port: 0, secureCookie: false };
  const panel = await runPanel({ config, environment: config, log: heardLog().log });
  await panel.stop();
  expect(timeZoneOf(db)).toBe('Asia/Makassar');
  expect(nextOpening(serviceCalendar(db), sundayMs)).toBe(Date.UTC(2026, 0, 12, 0));
  // Deadlines that were reckoned in the other zone are old.
  expect(calendarVersion(db)).not.toBe(before);
});

test('so does the daemon', async () => {
  const config = {
    ...environment('Asia/Jayapura'),
    modems: [{ name: 'modem', device: join(folder, 'no-modem'), ownNumber: GATEWAY_NUMBER }],
  };
  const daemon = startDaemon({ config, log: createLog({ level: 'silent', name: 'daemon' }) });
  await daemon.stop();
  expect(timeZoneOf(db)).toBe('Asia/Jayapura');
});
