import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { vi } from 'vitest';
import type { DaemonConfig } from '../../daemon/config.ts';
import { type Daemon, type DaemonOptions, startDaemon } from '../../daemon/main.ts';
import { createLog } from '../../db/log.ts';
import { migrate } from '../../db/migrate.ts';
import { type Db, openDatabase } from '../../db/open.ts';
import { parsePhoneNumber } from '../../db/rules/phoneNumber.ts';
import { gateways, outboundParts } from '../../db/schema/smsOut.ts';
import { messages, tickets } from '../../db/schema/tickets.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../scripts/sim/simulator.ts';

/** The real daemon on the simulated modem's real serial device, with a database file of its own. */
export interface DaemonOnSim {
  db: Db;
  dbPath: string;
  simulator: Simulator;
  config: DaemonConfig;
  daemon: Daemon;
  restart(): Promise<void>;
  ready(): Promise<void>;
  tickets(): (typeof tickets.$inferSelect)[];
  parts(): (typeof outboundParts.$inferSelect)[];
  /** What a phone shows that came from the gateway. */
  received(number: string): string[];
  /** The modem's state in words. */
  detail(): string | undefined;
  close(): Promise<void>;
}

/** A wait shorter than life's, so that a test of a lost answer does not take three minutes. */
const TIMING = {
  sendMs: 1500,
  lateReferenceMs: 300,
  reopenMinMs: 100,
  reopenMaxMs: 300,
  promptPauseMs: 5,
  persistRetryMs: 300,
};

export async function openDaemonOnSim(
  simulated: SimulatorOptions = {},
  options: Partial<DaemonOptions> = {},
  pin?: string,
): Promise<DaemonOnSim> {
  const folder = mkdtempSync(join(tmpdir(), 'helpdesk-daemon-'));
  const dbPath = join(folder, 'helpdesk.sqlite');
  const db = openDatabase(dbPath);
  migrate(db);
  const link = join(folder, 'modem');
  const simulator = await startSimulator({ link, ownNumber: '+628113103001', ...simulated });
  const config: DaemonConfig = {
    dbPath,
    timezone: 'Asia/Jakarta',
    language: 'id',
    publicUrl: undefined,
    logLevel: 'silent',
    warnings: [],
    modems: [
      { name: 'modem', device: link, ownNumber: parsePhoneNumber('+628113103001'), ...(pin && { pin }) },
    ],
  };
  const begin = () =>
    startDaemon({
      config,
      log: createLog({ level: 'silent', name: 'daemon' }),
      minGapMs: 0,
      ...options,
      timing: { ...TIMING, ...options.timing },
    });
  const gateway = () => db.select().from(gateways).where(eq(gateways.name, 'modem')).get();
  const it: DaemonOnSim = {
    db,
    dbPath,
    simulator,
    config,
    daemon: begin(),
    async restart() {
      await it.daemon.stop();
      it.daemon = begin();
    },
    ready: () =>
      vi.waitFor(
        () => {
          if (gateway()?.phase !== 'ready') throw new Error(`not ready: ${gateway()?.detail}`);
        },
        { timeout: 15_000, interval: 20 },
      ),
    tickets: () => db.select().from(tickets).orderBy(tickets.id).all(),
    parts: () => db.select().from(outboundParts).orderBy(outboundParts.id).all(),
    received: (number) => simulator.received(number).map((sms) => sms.text),
    detail: () => gateway()?.detail,
    async close() {
      await it.daemon.stop();
      await simulator.close();
      db.$client.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return it;
}

/** The texts of a ticket's conversation, in order. */
export const conversation = (db: Db, ticketId: number): string[] =>
  db
    .select({ text: messages.text })
    .from(messages)
    .where(eq(messages.ticketId, ticketId))
    .orderBy(messages.id)
    .all()
    .map((row) => row.text);
