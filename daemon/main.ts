import { claimDatabase } from '../db/actions/claimDatabase.ts';
import { endQuietLoops } from '../db/actions/loopAlarm.ts';
import { noteGateway } from '../db/actions/noteGateway.ts';
import { noteOwnNumbers } from '../db/actions/ownNumbers.ts';
import { noteSimEmptied } from '../db/actions/receiveRaw.ts';
import { releaseIncomplete } from '../db/actions/releaseIncomplete.ts';
import { recoverParts } from '../db/actions/settlePart.ts';
import { type Clock, systemClock } from '../db/clock.ts';
import { holdExclusively } from '../db/exclusive.ts';
import { beat, stopBeating } from '../db/heartbeat.ts';
import type { Log } from '../db/log.ts';
import { assertSchema } from '../db/migrate.ts';
import { type Db, openDatabase } from '../db/open.ts';
import { watchDatabase } from '../db/watch.ts';
import { alarmWriter, type TellAlarm } from './alarmWriter.ts';
import { type DaemonConfig, type ModemConfig, requireModem } from './config.ts';
import { processInbound } from './inbound/inboundLoop.ts';
import { ingest } from './inbound/ingest.ts';
import { watchExpiry } from './jobs/expiry.ts';
import { type Job, schedule } from './jobs/schedule.ts';
import { type Gateway, type GatewayOptions, superviseGateway } from './modem/gateway.ts';
import type { GatewayHooks } from './modem/gatewayContract.ts';
import type { Timing } from './modem/timing.ts';
import { durableModemMemory } from './modemMemory.ts';
import { type Senders, startSenders } from './outbound/senders.ts';
import { durablePinAttempts } from './pinGuard.ts';

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

/** Only the end of the process frees a modem that cannot be closed; systemd starts it again (DESIGN 28). */
class UnclosableModem extends Error {
  override name = 'UnclosableModem';
  readonly exitCode = 75;
}

export interface Daemon {
  stop(): Promise<void>;
}

const WATCH_MS = 200;
/** A card that asks for its PIN again so soon has a bad contact or bad power. */
const PIN_AGAIN_MS = 5 * 60_000;
/** While a database is locked the serial line must still be read: waiting for it is kept short. */
const BUSY_TIMEOUT_MS = 2000;

/**
 * Builds the daemon: everything that is opened here is closed by `stop`, in reverse.
 * @throws ConfigError without a modem, AlreadyRunning beside another daemon, DatabaseUnavailable, SchemaMismatch, WrongUse.
 */
export function startDaemon(options: DaemonOptions): Daemon {
  const { config, log, clock = systemClock, simulated = false } = options;
  requireModem(config);
  const { db, release } = takeDatabase(config.dbPath, clock, simulated);
  log.info(recoverParts(db, clock), 'parts that the last run left unfinished');
  const expire = watchExpiry(db, clock, config.timezone);
  // Before anything is sent: after days of rest the queue holds what nobody waits for any more.
  expire();

  const ownNumbers = config.modems.flatMap((modem) => modem.ownNumber ?? []);
  noteOwnNumbers(db, clock, ownNumbers);
  const office = { ownNumbers, timeZone: config.timezone };
  let senders: Senders | undefined;
  const inbound = (): void => {
    try {
      if (processInbound({ db, clock, office, log: log.child({ mod: 'inbound' }) }) > 0) kickAll();
    } catch (error) {
      log.error({ err: error }, 'texts wait: the database cannot be written');
    }
  };
  const kickAll = (): void => senders?.kick();
  const alarms = new Map<string, TellAlarm>(
    config.modems.map(({ name }) => [name, alarmWriter(db, clock, log, name)]),
  );
  const shared = { ...options, db, clock, log, simulated, inbound, kickAll };
  const gateways = config.modems.map((modem) => {
    const alarm: TellAlarm = (kind, text) => alarms.get(modem.name)?.(kind, text);
    const lateReference = (reference: number) => senders?.lateReference(modem.name, reference);
    return connect({ ...shared, alarm, lateReference }, modem);
  });
  const sending = startSenders({
    db,
    clock,
    gateways,
    ownNumbers,
    timeZone: config.timezone,
    minGapMs: options.minGapMs,
    alarm: (modem, kind, text) => alarms.get(modem)?.(kind, text),
    logOf: (modem) => log.child({ mod: 'outbound', modem }),
  });
  senders = sending;

  const unwatch = watchDatabase(config.dbPath, WATCH_MS, kickAll, (error) =>
    log.error({ err: error }, 'the database cannot be watched'),
  );
  const unschedule = schedule(jobs({ db, clock, config, inbound, expire }), log.child({ mod: 'jobs' }));
  beat(config.dbPath, clock.nowMs());
  inbound();

  return {
    stop: async () => {
      unschedule();
      unwatch();
      await sending.stop();
      await Promise.all(gateways.map((gateway) => gateway.stop()));
      stopBeating(config.dbPath);
      db.$client.close();
      release();
    },
  };
}

function jobs({ db, clock, config, inbound, expire }: JobDeps): Job[] {
  return [
    { name: 'heartbeat', cron: '*/5 * * * * *', run: () => beat(config.dbPath, clock.nowMs()) },
    { name: 'handle waiting texts', cron: '*/5 * * * * *', run: inbound },
    {
      name: 'release incomplete texts',
      cron: '*/30 * * * * *',
      run: () => releaseIncomplete(db, clock) > 0 && inbound(),
    },
    { name: 'expire texts', cron: '15 * * * * *', run: expire },
    { name: 'end quiet loops', cron: '45 */5 * * * *', run: () => endQuietLoops(db, clock) },
  ];
}

interface JobDeps {
  db: Db;
  clock: Clock;
  config: DaemonConfig;
  inbound: () => void;
  expire: () => number;
}

/** Opens the database as its only daemon, or leaves nothing open. */
function takeDatabase(path: string, clock: Clock, simulated: boolean): { db: Db; release: () => void } {
  const db = openDatabase(path, { busyTimeoutMs: BUSY_TIMEOUT_MS });
  try {
    assertSchema(db);
    const release = holdExclusively(path, 'daemon');
    try {
      claimDatabase(db, clock, simulated ? 'demo' : 'office');
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

interface ConnectDeps extends Pick<DaemonOptions, 'timing' | 'openPort'> {
  db: Db;
  clock: Clock;
  log: Log;
  simulated: boolean;
  inbound: () => void;
  kickAll: () => void;
  alarm: TellAlarm;
  lateReference: GatewayHooks['lateReference'];
}

function connect(
  { db, clock, log, simulated, inbound, kickAll, alarm, lateReference, timing, openPort }: ConnectDeps,
  modem: ModemConfig,
): Gateway {
  return superviseGateway({
    name: modem.name,
    device: modem.device,
    memory: durableModemMemory(db, clock, modem.name),
    ...(modem.pin === undefined
      ? {}
      : { pin: modem.pin, pinAttempts: durablePinAttempts(db, clock, modem.pin, PIN_AGAIN_MS) }),
    ...(modem.smsc === undefined ? {} : { smsc: modem.smsc }),
    ...(modem.ownNumber === undefined ? {} : { fallbackSimId: modem.ownNumber }),
    ...(timing === undefined ? {} : { timing }),
    ...(openPort === undefined ? {} : { openPort }),
    // The sender keeps the office's gap; what a slow modem needs beyond that is its own.
    minGapMs: 0,
    onUnclosable: (why) => {
      setImmediate(() => {
        throw new UnclosableModem(`the modem ${modem.name} cannot be closed`, { cause: why });
      });
    },
    log: log.child({ mod: 'modem', modem: modem.name }),
    hooks: {
      persist: (simId, records) => {
        ingest(db, clock, modem.name, simId, records);
        // The modem may be told to delete them first: handling is repeated after a crash, reading is not.
        setImmediate(inbound);
      },
      emptied: (simId) => noteSimEmptied(db, clock, simId),
      stateChanged: (state) => {
        try {
          noteGateway(db, clock, {
            ...state,
            simId: state.simId ?? null,
            imei: state.imei ?? null,
            model: state.model ?? null,
            firmware: state.firmware ?? null,
            technology: state.technology ?? null,
            operator: state.operator ?? null,
            signalDbm: state.signalDbm ?? null,
            storageUsed: state.storageUsed ?? null,
            storageTotal: state.storageTotal ?? null,
            simulated,
          });
        } catch (error) {
          log.warn({ err: error }, 'the state of the modem cannot be stored');
        }
        kickAll();
      },
      lateReference,
      alarm,
    },
  });
}
