import { claimDatabase } from '../db/actions/claimDatabase.ts';
import { recoverParts } from '../db/actions/settlePart.ts';
import { type Clock, systemClock } from '../db/clock.ts';
import { holdExclusively } from '../db/exclusive.ts';
import { beat, stopBeating } from '../db/heartbeat.ts';
import type { Log } from '../db/log.ts';
import { assertSchema } from '../db/migrate.ts';
import { type Db, openDatabase } from '../db/open.ts';
import { noteTimeZone } from '../db/timeZone.ts';
import { watchDatabase } from '../db/watch.ts';
import { alarmWriter, type TellAlarm } from './alarmWriter.ts';
import { askBalance } from './balance.ts';
import { type DaemonConfig, requireModem } from './config.ts';
import { connect } from './connect.ts';
import { processInbound } from './inbound/inboundLoop.ts';
import { InboundTurns } from './inbound/inboundTurns.ts';
import { daemonJobs, type JobDeps } from './jobs/daemonJobs.ts';
import { watchExpiry } from './jobs/expiry.ts';
import { schedule } from './jobs/schedule.ts';
import type { GatewayOptions } from './modem/gateway.ts';
import type { Timing } from './modem/timing.ts';
import { type Senders, startSenders } from './outbound/senders.ts';
import { knowOwnNumbers } from './ownNumbers.ts';
import { startRequests } from './requests.ts';
import { traceDumps } from './traceDumps.ts';

export interface DaemonOptions {
  config: DaemonConfig;
  log: Log;
  clock?: Clock;
  /** The modems are simulated: the database must be one for trying out. */
  simulated?: boolean;
  /** Waits of the gateways that differ from the usual; see modem/timing.ts. */
  timing?: Partial<Timing>;
  /** Between two sends, in the place of the office's setting. */
  minGapMs?: number;
  /** How a device is opened; tests have modems in memory. @default serial/openPort */
  openPort?: GatewayOptions['openPort'];
}

export interface Daemon {
  stop(): Promise<void>;
}

const WATCH_MS = 200;
/** While a database is locked the serial line must still be read: waiting for it is kept short. */
const BUSY_TIMEOUT_MS = 2000;
/** It works at the newest end of each table. */
const CACHE_KIB = 2048;

/**
 * Builds the daemon: everything that is opened here is closed by `stop`, in reverse.
 * @throws ConfigError without a modem, AlreadyRunning beside another daemon, DatabaseUnavailable, SchemaMismatch, WrongUse.
 */
export function startDaemon(options: DaemonOptions): Daemon {
  const { config, log, clock = systemClock, simulated = false } = options;
  requireModem(config);
  const { db, release } = takeDatabase(config, clock, simulated);
  log.info(recoverParts(db, clock), 'parts that the last run left unfinished');
  const expire = watchExpiry(db, clock, config.timezone);
  // Before anything is sent: after days of rest the queue holds what nobody waits for any more.
  expire();
  const ownNumbers = knowOwnNumbers(db, clock, log, config.modems);
  const office = { ownNumbers: ownNumbers.all, timeZone: config.timezone };
  let senders: Senders | undefined;
  const inbound = new InboundTurns((isOver) => {
    try {
      if (processInbound({ db, clock, office, log: log.child({ mod: 'inbound' }), isOver }) > 0) kickAll();
    } catch (error) {
      log.error({ err: error }, 'texts wait: the database cannot be written');
    }
  });
  const kickAll = (): void => senders?.kick();
  const alarms = new Map<string, TellAlarm>(
    config.modems.map(({ name }) => [name, alarmWriter(db, clock, log, name)]),
  );
  const dumps = traceDumps(config, clock, log.child({ mod: 'trace' }));
  const shared = { ...options, db, clock, log, simulated, ownNumbers, inbound, dumps, kickAll };
  const gateways = config.modems.map((modem) => {
    const alarm: TellAlarm = (kind, text) => alarms.get(modem.name)?.(kind, text);
    const lateReference = (reference: number) => senders?.lateReference(modem.name, reference);
    return connect({ ...shared, alarm, lateReference }, modem);
  });
  const sending = startSenders({
    db,
    clock,
    gateways,
    ownNumbers: ownNumbers.all,
    timeZone: config.timezone,
    minGapMs: options.minGapMs,
    alarm: (modem, kind, text) => alarms.get(modem)?.(kind, text),
    logOf: (modem) => log.child({ mod: 'outbound', modem }),
  });
  senders = sending;

  const balances = { db, clock, timeZone: config.timezone, log };
  const requests = startRequests({
    db,
    clock,
    gateways,
    balance: (gateway) => askBalance(balances, gateway),
    trace: dumps.onRequest,
    log: log.child({ mod: 'requests' }),
  });
  const kickRequests = (): void => requests.kick();
  const jobs = { db, clock, config, gateways, balances, inbound: inbound.kick, expire, kickRequests };
  const rest = begin({ ...jobs, log: log.child({ mod: 'jobs' }) }, kickAll);
  beat(config.dbPath, clock.nowMs());
  inbound.kick();
  kickRequests();

  return {
    stop: async () => {
      rest();
      await sending.stop();
      await Promise.all(gateways.map((gateway) => gateway.stop()));
      await requests.stop();
      inbound.stop();
      stopBeating(config.dbPath);
      db.$client.close();
      release();
    },
  };
}

/**
 * Begins to look at the database and at the clock.
 * @returns a function that ends both.
 */
function begin(jobs: JobDeps, kickAll: () => void): () => void {
  const { config, kickRequests, log } = jobs;
  const look = (): void => {
    kickAll();
    kickRequests();
  };
  const unwatch = watchDatabase(config.dbPath, WATCH_MS, look, (error) =>
    log.error({ err: error }, 'the database cannot be watched'),
  );
  const unschedule = schedule(daemonJobs(jobs), log);
  return () => {
    unschedule();
    unwatch();
  };
}

/** Opens the database as its only daemon, or leaves nothing open. */
function takeDatabase(
  { dbPath: path, timezone }: DaemonConfig,
  clock: Clock,
  simulated: boolean,
): { db: Db; release: () => void } {
  const db = openDatabase(path, { busyTimeoutMs: BUSY_TIMEOUT_MS, cacheKib: CACHE_KIB });
  try {
    assertSchema(db);
    const release = holdExclusively(path, 'daemon');
    try {
      claimDatabase(db, clock, simulated ? 'demo' : 'office');
      noteTimeZone(db, timezone);
    } catch (error) {
      release();
      throw error;
    }
    return { db, release };
  } catch (error) {
    db.$client.close();
    throw error;
  }
}
