import { afterEach } from 'vitest';
import { type Gateway, type GatewayOptions, superviseGateway } from '../../daemon/modem/gateway.ts';
import type { Level } from '../../daemon/modem/recovery/levels.ts';
import type { RecoveryMemory } from '../../daemon/modem/recovery/recoveryMemory.ts';
import type { StoredRecord } from '../../daemon/modem/storedRecord.ts';
import { machineClock } from '../../scripts/sim/clock.ts';
import { createSimulation, type Simulation, type SimulationOptions } from '../../scripts/sim/simulation.ts';
import { MemoryModems } from './memoryModem.ts';
import { quietLog } from './quietLog.ts';
import { elapse, settled } from './virtualTime.ts';

export const SIM_DEVICE = '/dev/serial/by-id/usb-SIMULASI-if02-port0';

export interface OnSim {
  readonly gateway: Gateway;
  readonly simulation: Simulation;
  readonly modems: MemoryModems;
  readonly records: StoredRecord[];
  readonly lateReferences: number[];
  readonly alarms: Array<readonly [kind: string, text: string | null]>;
  readonly steps: Level[];
  /** Commands for the modem, in order, since the last look. */
  readonly written: string[];
}

const running: Gateway[] = [];
const clocks: Array<{ cancelAll(): void }> = [];

/** Call at the top of a test file, together with useVirtualTime: stops what a test has started. */
export function stopOnSim(): void {
  afterEach(async () => {
    await settled(Promise.all(running.splice(0).map((gateway) => gateway.stop())));
    for (const clock of clocks.splice(0)) clock.cancelAll();
  });
}

/**
 * A gateway alone on the simulated modem, in virtual time, with the times that a modem takes.
 * @param known a modem that an earlier gateway has left.
 */
export function startOnSim(
  simulated: SimulationOptions = {},
  options: Partial<GatewayOptions> = {},
  prepare: (simulation: Simulation) => void = () => {},
  known?: Simulation,
): OnSim {
  const clock = machineClock();
  clocks.push(clock);
  const simulation = known ?? createSimulation(simulated, clock);
  prepare(simulation);
  const modems = new MemoryModems(clock);
  modems.plug(SIM_DEVICE, simulation.engine);
  const on = { records: [], lateReferences: [], alarms: [], steps: [], written: [] } as Omit<
    OnSim,
    'gateway' | 'simulation' | 'modems'
  >;
  modems.onWrite((_device, text) => void on.written.push(text.replace(/\r$/, '')));
  const recovery: RecoveryMemory = {
    recall: () => [],
    begin: (level) => on.steps.push(level),
    end: () => {},
  };
  const gateway = superviseGateway({
    name: 'utama',
    device: SIM_DEVICE,
    log: quietLog(),
    minGapMs: 0,
    openPort: modems.open,
    recovery,
    sisterPorts: () => [],
    processes: { holding: () => [], isModemManagerRunning: () => false },
    hooks: {
      persist: (_simId, records) => void on.records.push(...records),
      stateChanged: () => {},
      emptied: () => {},
      lateReference: (reference) => void on.lateReferences.push(reference),
      alarm: (kind, text) => void on.alarms.push([kind, text]),
      callMissed: () => {},
      networkSaid: () => {},
      ownNumber: () => {},
    },
    ...options,
  });
  running.push(gateway);
  return { ...on, gateway, simulation, modems };
}

/** @returns how long it took. @throws when it takes longer than this of virtual time. */
export async function msUntil(condition: () => boolean, withinMs = 600_000): Promise<number> {
  const sinceMs = performance.now();
  while (!condition()) {
    if (performance.now() - sinceMs > withinMs) throw new Error(`not within ${withinMs} ms of virtual time`);
    await elapse(20);
  }
  return performance.now() - sinceMs;
}

export const isReady = ({ gateway }: OnSim): boolean => gateway.state().phase === 'ready';

/** In use, with the commands of the bring-up forgotten. */
export async function readyOnSim(...how: Parameters<typeof startOnSim>): Promise<OnSim> {
  const on = startOnSim(...how);
  await msUntil(() => isReady(on));
  await elapse(500);
  on.written.length = 0;
  return on;
}

let texts = 0;

/** How long until a text that a phone sends now is out of the modem. */
export async function msToReceive(on: OnSim, withinMs = 600_000): Promise<number> {
  const before = on.records.length;
  texts += 1;
  on.simulation.smsc.sendFrom('+6281200000011', `HELPDESK gangguan ${texts}`);
  return msUntil(() => on.records.length > before, withinMs);
}
