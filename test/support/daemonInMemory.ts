import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, vi } from 'vitest';
import type { DaemonConfig } from '../../daemon/config.ts';
import { type Daemon, type DaemonOptions, startDaemon } from '../../daemon/main.ts';
import { createLog } from '../../db/log.ts';
import { migrate } from '../../db/migrate.ts';
import { type Db, openDatabase } from '../../db/open.ts';
import { parsePhoneNumber } from '../../db/rules/phoneNumber.ts';
import { alarms } from '../../db/schema/gatewayWatch.ts';
import { gateways, outboundParts, outboundTexts } from '../../db/schema/smsOut.ts';
import { tickets } from '../../db/schema/tickets.ts';
import type { SimClock } from '../../scripts/sim/clock.ts';
import type { FaultOptions } from '../../scripts/sim/faultBoard.ts';
import { createSimulation, type Simulation, type SimulationOptions } from '../../scripts/sim/simulation.ts';
import { Ledger } from './ledger.ts';
import { MemoryModems } from './memoryModem.ts';
import { Mortal } from './mortal.ts';

export const DEVICE = '/dev/serial/by-id/usb-SIMULASI-if02';
const OWN_NUMBER = '+628113103001';
/** Turns of the event loop in which everything that a timer has set going comes to rest: inbound work takes one. */
const TURNS = 2;
/** A condition, which mostly asks the database, is not looked at more often than this. */
const LOOK_MS = 5;

/** The real daemon on the simulated modem, with nothing real below: bytes in memory, virtual time, a file in RAM. */
export class DaemonInMemory {
  readonly db: Db;
  readonly modems: MemoryModems;
  simulation: Simulation;
  readonly ledger: Ledger;
  readonly clock: SimClock;
  readonly #mortal: Mortal;
  readonly #folder: string;
  readonly #config: DaemonConfig;
  readonly #options: Partial<DaemonOptions>;
  #daemon: Daemon | undefined;
  #modemClock: (SimClock & { cancelAll(): void }) | undefined;

  constructor(simulated: SimulationOptions, options: Partial<DaemonOptions>, pin: string | undefined) {
    this.#mortal = new Mortal();
    this.clock = worldClock(this.#mortal);
    this.#folder = newDatabaseFolder();
    const dbPath = join(this.#folder, 'helpdesk.sqlite');
    this.db = openDatabase(dbPath);
    this.modems = new MemoryModems(this.clock);
    this.ledger = new Ledger(this.db, this.modems);
    this.simulation = this.insert(simulated);
    const ownNumber = parsePhoneNumber(OWN_NUMBER);
    this.#config = {
      dbPath,
      timezone: 'Asia/Jakarta',
      language: 'id',
      publicUrl: undefined,
      logLevel: 'silent',
      warnings: [],
      modems: [{ name: 'modem', device: DEVICE, ownNumber, ...(pin && { pin }) }],
    };
    this.#options = options;
  }

  /** Plugs in another modem; the one before is thrown away. */
  insert(simulated: SimulationOptions): Simulation {
    this.#modemClock?.cancelAll();
    this.#modemClock = worldClock(this.#mortal);
    this.simulation = createSimulation({ ownNumber: OWN_NUMBER, ...simulated }, this.#modemClock);
    this.modems.pull(DEVICE);
    this.modems.plug(DEVICE, this.simulation.engine);
    this.ledger.watch(this.simulation);
    return this.simulation;
  }

  /** Pulls the cable; the modem is back after a while. */
  unplug(backAfterMs?: number): void {
    this.modems.unplug(DEVICE, backAfterMs);
  }

  get isRunning(): boolean {
    return this.#daemon !== undefined;
  }

  start(): void {
    this.#mortal.capture();
    this.#daemon = this.#mortal.begin(() =>
      startDaemon({
        config: this.#config,
        log: createLog({ level: process.env['TEST_LOG'] === 'debug' ? 'debug' : 'silent', name: 'daemon' }),
        minGapMs: 0,
        openPort: this.modems.open,
        ...this.#options,
      }),
    );
  }

  /** kill -9. May be called from anywhere, also from the midst of the daemon's own work. */
  kill(): void {
    this.#mortal.kill();
    this.modems.dropHost();
    this.#daemon = undefined;
  }

  /** Another start of the program after a kill, or after an orderly stop. */
  async restart(): Promise<void> {
    await this.stop();
    this.start();
  }

  async stop(): Promise<void> {
    const daemon = this.#daemon;
    this.#daemon = undefined;
    if (daemon) await this.settled(daemon.stop());
  }

  async close(): Promise<void> {
    try {
      await this.stop();
    } finally {
      this.#mortal.kill();
      this.#mortal.release();
      this.db.$client.close();
      rmSync(this.#folder, { recursive: true, force: true });
    }
  }

  /** Orders a fault of the catalogue. */
  fault(id: string, how?: FaultOptions): void {
    this.simulation.faults.arm(id, how);
  }

  /** Lets virtual time pass, timer by timer. */
  async pass(ms: number): Promise<void> {
    let over = false;
    this.clock.after(ms, () => {
      over = true;
    });
    while (!over) await step();
  }

  /** Lets time pass until something is so; looks every few milliseconds. @throws with the last of the wire */
  async until(what: string, isSo: () => boolean, withinMs: number): Promise<void> {
    let over = false;
    let lookedMs = 0;
    const cancel = this.clock.after(withinMs, () => {
      over = true;
    });
    for (;;) {
      if (over || Date.now() - lookedMs >= LOOK_MS) {
        lookedMs = Date.now();
        if (isSo()) break;
        if (over) throw new Error(`${what}: not within ${withinMs} ms\n${this.said()}`);
      }
      await step();
    }
    cancel();
  }

  /** @returns how long it took, in virtual milliseconds. */
  async ready(withinMs = 60_000): Promise<number> {
    const startMs = Date.now();
    await this.until('ready', () => this.gateway()?.phase === 'ready', withinMs);
    return Date.now() - startMs;
  }

  async settled<T>(promise: Promise<T>, withinMs = 600_000): Promise<T> {
    let done = false;
    const watched = promise.finally(() => {
      done = true;
    });
    watched.catch(() => {});
    await this.until('settled', () => done, withinMs);
    return watched;
  }

  gateway = () => this.db.select().from(gateways).where(eq(gateways.name, 'modem')).get();
  tickets = () => this.db.select().from(tickets).orderBy(tickets.id).all();
  /** The parts of all texts to a number. */
  partsTo = (to: string) =>
    this.db
      .select({ part: outboundParts })
      .from(outboundParts)
      .innerJoin(outboundTexts, eq(outboundTexts.messageId, outboundParts.messageId))
      .where(eq(outboundTexts.recipient, to))
      .orderBy(outboundParts.id)
      .all()
      .map(({ part }) => part);
  /** Kinds of alarm that were raised, whether they are over or not. */
  raisedAlarms = (): string[] =>
    this.db
      .select()
      .from(alarms)
      .all()
      .map(({ kind }) => kind);
  parts = () => this.db.select().from(outboundParts).orderBy(outboundParts.id).all();

  /** The last of what went over the wire, and what the gateway says, for a message about a failure. */
  said(lines = 60): string {
    return `${this.modems.tail(lines)}\n${JSON.stringify(this.gateway()?.detail)}`;
  }
}

/** Timers of virtual time that the death of the program does not concern. */
function worldClock({ world }: Mortal): SimClock & { cancelAll(): void } {
  const timers = new Set<NodeJS.Timeout>();
  return {
    nowMs: () => Date.now(),
    after(delayMs, job) {
      if (delayMs <= 0) {
        job();
        return () => {};
      }
      const timer = world.setTimeout(() => {
        timers.delete(timer);
        job();
      }, delayMs);
      timers.add(timer);
      return () => {
        timers.delete(timer);
        world.clearTimeout(timer);
      };
    },
    cancelAll() {
      for (const timer of timers) world.clearTimeout(timer);
      timers.clear();
    },
  };
}

/** The next timer fires, and what it has set going comes to rest. */
async function step(): Promise<void> {
  vi.advanceTimersToNextTimer();
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise(setImmediate);
}

let template: string | undefined;

/** A folder with a new database, in RAM where there is such a place: a commit there does not wait for a disk. */
function newDatabaseFolder(): string {
  const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const folder = mkdtempSync(join(place, 'helpdesk-memory-'));
  const file = join(folder, 'helpdesk.sqlite');
  if (template === undefined || !existsSync(template)) {
    const kept = mkdtempSync(join(tmpdir(), 'helpdesk-template-'));
    template = join(kept, 'helpdesk.sqlite');
    const db = openDatabase(template);
    migrate(db);
    db.$client.pragma('wal_checkpoint(TRUNCATE)');
    db.$client.close();
    process.once('exit', () => rmSync(kept, { recursive: true, force: true }));
  }
  cpSync(template, file);
  return folder;
}

/** What the tests of a file have started is closed after each of them. Use it beneath `useVirtualTime`. */
export function useDaemonInMemory() {
  const open: DaemonInMemory[] = [];
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });
  return (
    simulated: SimulationOptions = {},
    { pin, ...options }: Partial<DaemonOptions> & { pin?: string } = {},
  ): DaemonInMemory => {
    const it = new DaemonInMemory(simulated, options, pin);
    open.push(it);
    it.start();
    return it;
  };
}
