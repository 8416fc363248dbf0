import { noteGateway } from '../db/actions/noteGateway.ts';
import { noteMissedCall } from '../db/actions/noteMissedCall.ts';
import { fileNetworkWords } from '../db/actions/operatorSays.ts';
import { noteSimEmptied } from '../db/actions/receiveRaw.ts';
import type { Clock } from '../db/clock.ts';
import type { Log } from '../db/log.ts';
import type { Logger } from '../db/logger.ts';
import type { Db } from '../db/open.ts';
import { lastSimOf } from '../db/queries/inboundWork.ts';
import { watchSettings } from '../db/queries/watchSettings.ts';
import type { TellAlarm } from './alarmWriter.ts';
import type { ModemConfig } from './config.ts';
import type { InboundTurns } from './inbound/inboundTurns.ts';
import { ingest } from './inbound/ingest.ts';
import { type Gateway, type GatewayOptions, superviseGateway } from './modem/gateway.ts';
import type { GatewayHooks, GatewayState } from './modem/gatewayContract.ts';
import type { Timing } from './modem/timing.ts';
import { durableModemMemory } from './modemMemory.ts';
import type { OwnNumbers } from './ownNumbers.ts';
import { durablePins } from './pinGuard.ts';
import { durableRecovery } from './recoveryMemory.ts';
import { openPort as openDevice } from './serial/openPort.ts';
import type { TraceDumps } from './traceDumps.ts';

/** Only the end of the process frees a modem that cannot be closed; systemd starts it again (DESIGN 28). */
class UnclosableModem extends Error {
  override name = 'UnclosableModem';
  readonly exitCode = 75;
}

/** What a modem of the configuration is connected with. */
export interface ConnectDeps {
  db: Db;
  clock: Clock;
  log: Log;
  simulated: boolean;
  timing?: Partial<Timing>;
  openPort?: GatewayOptions['openPort'];
  ownNumbers: OwnNumbers;
  inbound: InboundTurns;
  dumps: TraceDumps;
  kickAll: () => void;
  alarm: TellAlarm;
  lateReference: GatewayHooks['lateReference'];
}

/** Drives a modem; what it brings and tells is stored. */
export function connect(deps: ConnectDeps, modem: ModemConfig): Gateway {
  const { db, clock, log, timing, openPort, dumps } = deps;
  // The recovery does not wait for a file.
  const escalated = (level: string) => void setImmediate(() => dumps.onEscalation(gateway, level));
  const gateway = superviseGateway({
    name: modem.name,
    device: modem.device,
    memory: durableModemMemory(db, clock, modem.name),
    ...(modem.pin === undefined ? {} : { pin: modem.pin, pins: durablePins(db, clock, modem.pin) }),
    ...(modem.smsc === undefined ? {} : { smsc: modem.smsc }),
    ...(modem.ownNumber === undefined ? {} : { fallbackSimId: modem.ownNumber }),
    ...(timing === undefined ? {} : { timing }),
    ...serialLine(modem, openPort),
    recovery: durableRecovery(db, clock, log, modem.name),
    commands: {
      ...(modem.usbReset && { usbReset: modem.usbReset }),
      ...(modem.power && { power: modem.power }),
    },
    // The sender keeps the office's gap; what a slow modem needs beyond that is its own.
    minGapMs: 0,
    onUnclosable: (why) => {
      setImmediate(() => {
        throw new UnclosableModem(`the modem ${modem.name} cannot be closed`, { cause: why });
      });
    },
    log: log.child({ mod: 'modem', modem: modem.name }),
    hooks: { ...hooksOf(deps, modem), escalated },
  });
  return gateway;
}

/** A rate that is configured is the only one; else the gateway may look for one. */
function serialLine(
  { baudRate, rtscts = false }: ModemConfig,
  openPort: GatewayOptions['openPort'],
): Pick<GatewayOptions, 'openPort' | 'baudRates'> {
  if (openPort) return { openPort };
  return {
    openPort: (device, found) => openDevice(device, { rtscts, ...pick(baudRate ?? found) }),
    ...(baudRate === undefined ? {} : { baudRates: () => [] }),
  };
}

const pick = (baudRate: number | undefined) => (baudRate === undefined ? {} : { baudRate });

function hooksOf(deps: ConnectDeps, modem: ModemConfig): GatewayHooks {
  const { db, clock, simulated, ownNumbers, inbound, dumps, kickAll, alarm, lateReference } = deps;
  const log = deps.log.child({ mod: 'modem', modem: modem.name });
  let noted: GatewayState | undefined;
  return {
    persist: (simId, records) => {
      const from = simId ?? lastSimOf(db, modem.name);
      if (from === undefined) throw new Error('the SIM is not known yet');
      ingest(db, clock, modem.name, from, records);
      // The modem may be told to delete them first: handling is repeated after a crash, reading is not.
      inbound.kick(records.length);
    },
    swept: inbound.quiet,
    emptied: (simId) => noteSimEmptied(db, clock, simId),
    stateChanged: (state) => {
      guarded(log, 'the state of the modem', () => {
        // Told again after each sending, when nothing in it is new.
        if (state === noted) return;
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
          recoveryLevel: state.recoveryLevel ?? null,
          simulated,
        });
        noted = state;
      });
      if (state.phase === 'ready') dumps.onReady(modem.name);
      kickAll();
    },
    lateReference,
    alarm,
    callMissed: (call) => {
      guarded(log, 'a missed call', () => {
        const { politeCallText: polite } = watchSettings(db);
        noteMissedCall(db, clock, { ...call, modem: modem.name }, { polite, ownNumbers: ownNumbers.all });
      });
      kickAll();
    },
    networkSaid: (text) =>
      guarded(log, 'a text of the network', () => fileNetworkWords(db, clock, modem.name, text)),
    ownNumber: (written) => guarded(log, 'the number of the SIM', () => ownNumbers.learn(modem, written)),
  };
}

/** Called from the events of the wire: what cannot be stored must not take the modem with it. */
function guarded(log: Logger, what: string, store: () => void): void {
  try {
    store();
  } catch (error) {
    log.warn({ err: error }, `${what} cannot be stored`);
  }
}
