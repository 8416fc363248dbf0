import { afterEach } from 'vitest';
import { type Gateway, type GatewayOptions, superviseGateway } from '../../daemon/modem/gateway.ts';
import type { StoredRecord } from '../../daemon/modem/storedRecord.ts';
import type { SimClock } from '../../scripts/sim/clock.ts';
import { createSimulation, type Simulation, type SimulationOptions } from '../../scripts/sim/simulation.ts';
import { until } from './gatewayUnderTest.ts';
import { MemoryModems } from './memoryModem.ts';
import { quietLog } from './quietLog.ts';
import { settled } from './virtualTime.ts';

const DEVICE = '/dev/ttyUSB0';

/** A gateway on a simulated make of modem, bytes in memory, virtual time. */
export interface OnMake {
  readonly gateway: Gateway;
  readonly simulation: Simulation;
  readonly modems: MemoryModems;
  readonly records: StoredRecord[];
  /** What the gateway wrote, a line each. */
  readonly commands: string[];
  readonly alarms: Map<string, string | null>;
  readonly log: ReturnType<typeof quietLog>;
  ready(withinMs?: number): Promise<void>;
  /** A text that the modem has stored with nobody having been told. */
  plant(text: string): void;
}

const clock: SimClock = {
  nowMs: () => Date.now(),
  after(delayMs, job) {
    if (delayMs <= 0) {
      job();
      return () => {};
    }
    const timer = setTimeout(job, delayMs);
    return () => clearTimeout(timer);
  },
};

const running: Gateway[] = [];

/** Call at the top of a test file, together with useVirtualTime. */
export function stopMakes(): void {
  afterEach(async () => {
    await settled(Promise.all(running.splice(0).map((gateway) => gateway.stop())));
  });
}

export function startOnMake(
  simulated: SimulationOptions,
  options: Partial<GatewayOptions> = {},
  prepare: (simulation: Simulation) => void = () => {},
): OnMake {
  const simulation = createSimulation(simulated, clock);
  const modems = new MemoryModems(clock);
  modems.plug(DEVICE, simulation.engine);
  prepare(simulation);
  const records: StoredRecord[] = [];
  const commands: string[] = [];
  modems.onWrite((_device, text) => {
    if (text.startsWith('AT')) commands.push(text.replace(/\r$/, ''));
  });
  const alarms = new Map<string, string | null>();
  const log = quietLog();
  const gateway = superviseGateway({
    name: 'utama',
    device: DEVICE,
    log,
    minGapMs: 0,
    openPort: modems.open,
    hooks: {
      persist: (_simId, fresh) => void records.push(...fresh),
      emptied: () => {},
      stateChanged: () => {},
      lateReference: () => {},
      callMissed: () => {},
      ownNumber: () => {},
      networkSaid: () => {},
      alarm: (kind, text) => void alarms.set(kind, text),
    },
    ...options,
  });
  running.push(gateway);
  return {
    gateway,
    simulation,
    modems,
    records,
    commands,
    alarms,
    log,
    ready: (withinMs) => until(() => gateway.state().phase === 'ready', withinMs),
    plant: (text) => {
      const pduHex = simulation.smsc.compose('+6281200000011', text);
      simulation.modem.store.add(simulation.modem.memories[2], { status: 0, pduHex: pduHex() });
    },
  };
}
