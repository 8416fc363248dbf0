import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { outboundParts } from '../../db/schema/smsOut.ts';
import { tickets } from '../../db/schema/tickets.ts';
import { type Simulator, startSimulator } from '../../scripts/sim/simulator.ts';
import { type Program, runProgram } from '../support/program.ts';

const COMPLAINTS = 12;
const KILLS = 6;
const number = (i: number): string => `+62812345678${String(i).padStart(2, '0')}`;

let folder: string;
let simulator: Simulator;
let daemon: Program;
afterEach(async () => {
  await daemon.ends('SIGKILL');
  await simulator.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a daemon that is killed again and again during a burst loses no complaint and answers none twice', async () => {
  folder = mkdtempSync(join(tmpdir(), 'helpdesk-killed-'));
  const device = join(folder, 'modem');
  const dbPath = join(folder, 'helpdesk.sqlite');
  simulator = await startSimulator({ link: device, latencyMs: { send: 400, read: 10, command: 5 } });
  const db = openDatabase(dbPath);
  migrate(db);
  const run = () => runProgram(['daemon'], { HELPDESK_DB: dbPath, HELPDESK_MODEM: device });

  for (let kill = 0; kill < KILLS; kill += 1) {
    daemon = run();
    for (let i = kill * 2; i < kill * 2 + 2; i += 1) simulator.deliver(number(i), `HELPDESK keluhan ${i}`);
    // From bring-up to the middle of a sending: a different moment each time.
    await new Promise((resolve) => setTimeout(resolve, 1500 + kill * 570));
    await daemon.ends('SIGKILL');
  }
  daemon = run();

  const settled = ['sent', 'delivered', 'unknown'];
  await vi.waitFor(
    () => {
      expect(db.select().from(tickets).all()).toHaveLength(COMPLAINTS);
      const parts = db.select().from(outboundParts).all();
      expect(parts).toHaveLength(COMPLAINTS);
      expect(parts.filter((part) => !settled.includes(part.state))).toEqual([]);
    },
    { timeout: 60_000, interval: 100 },
  );

  for (let i = 0; i < COMPLAINTS; i += 1)
    expect(simulator.received(number(i)).length, number(i)).toBeLessThanOrEqual(1);
  // Whatever was called sent is with the service centre; only a part of unknown fate may not be.
  const unknown = db
    .select()
    .from(outboundParts)
    .all()
    .filter((part) => part.state === 'unknown').length;
  expect(simulator.submitted.length).toBeGreaterThanOrEqual(COMPLAINTS - unknown);
  expect(new Set(simulator.submitted.map((sms) => sms.to)).size).toBe(simulator.submitted.length);
  db.$client.close();
}, 120_000);
