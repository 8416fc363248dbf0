import type { Clock } from '../db/clock.ts';
import type { Logger } from '../db/logger.ts';
import type { DaemonConfig, ModemConfig } from './config.ts';
import type { Gateway } from './modem/gatewayContract.ts';
import { programVersion } from './programVersion.ts';
import type { RequestEnd } from './requests.ts';
import { keepTrace } from './trace/keepTrace.ts';
import { maskWire } from './trace/maskWire.ts';
import { StandIns } from './trace/standIns.ts';
import { type TraceHeader, traceText } from './trace/traceText.ts';

/** The same step for the same modem within this time is not worth another file: others would have to go for it. */
const SAME_STEP_MS = 3_600_000;

/** Keeps what went over the wires, made harmless, as files that can be sent to strangers. */
export interface TraceDumps {
  /** Somebody asked for it. */
  onRequest(gateway: Gateway): RequestEnd;
  /** A step of the ladder begins: what led to it is kept, once while the modem is not well again. Never throws. */
  onEscalation(gateway: Gateway, level: string): void;
  /** The modem is in use. */
  onReady(modem: string): void;
}

export function traceDumps(config: DaemonConfig, clock: Clock, log: Logger): TraceDumps {
  /** By modem and step; `well`: the modem has been in use since. */
  const keptAtMs = new Map<string, { atMs: number; well: boolean }>();
  const dump = (gateway: Gateway, reason: string): string => {
    const entries = gateway.trace();
    const standIns = new StandIns();
    const modem = config.modems.find(({ name }) => name === gateway.name);
    const header: TraceHeader = {
      modem: gateway.name,
      startedAt: new Date(entries[0]?.atMs ?? clock.nowMs()).toISOString(),
      facts: { reason, ...programFacts(clock), ...stateFacts(gateway), ...configFacts(modem, standIns) },
    };
    const text = traceText(header, maskWire(entries, standIns));
    return keepTrace(config.dbPath, gateway.name, reason, clock.nowMs(), text);
  };
  return {
    onRequest: (gateway) => {
      if (gateway.trace().length === 0)
        return { done: false, result: 'Belum ada percakapan dengan modem ini.' };
      return { done: true, result: `Jejak tersimpan: ${dump(gateway, 'request')}` };
    },
    onEscalation: (gateway, level) => {
      const key = `${gateway.name} ${level}`;
      const last = keptAtMs.get(key);
      const atMs = performance.now();
      if (last && (!last.well || atMs - last.atMs < SAME_STEP_MS)) return;
      keptAtMs.set(key, { atMs, well: false });
      try {
        log.info({ modem: gateway.name, trace: dump(gateway, level) }, 'what went over the wire is kept');
      } catch (error) {
        log.warn({ err: error }, 'what went over the wire cannot be kept');
      }
    },
    onReady: (modem) => {
      for (const [key, kept] of keptAtMs)
        if (key.startsWith(`${modem} `)) keptAtMs.set(key, { ...kept, well: true });
    },
  };
}

const programFacts = (clock: Clock) => ({
  keptAt: new Date(clock.nowMs()).toISOString(),
  program: programVersion(),
  node: process.version,
});

function stateFacts(gateway: Gateway): Record<string, string> {
  const { phase, model, firmware, technology, storages } = gateway.state();
  return {
    phase,
    model: model ?? '',
    firmware: firmware ?? '',
    technology: technology ?? '',
    storages: storages.map((storage) => JSON.stringify(storage)).join(' '),
  };
}

/** Not the PIN, and of the device only what it is: its name may hold the modem's own number, or an address. */
function configFacts(modem: ModemConfig | undefined, standIns: StandIns): Record<string, string> {
  const masked = (number: string | undefined): string =>
    number?.replace(/\d+/, (run) => standIns.digits(run)) ?? '';
  return {
    line: modem?.device.startsWith('tcp:') ? 'tcp' : 'serial',
    baudRate: String(modem?.baudRate ?? ''),
    rtscts: String(modem?.rtscts ?? false),
    pin: modem?.pin === undefined ? '' : 'configured',
    smsc: masked(modem?.smsc),
    ownNumber: masked(modem?.ownNumber),
    usbReset: modem?.usbReset ? 'configured' : '',
    power: modem?.power ? 'configured' : '',
  };
}
