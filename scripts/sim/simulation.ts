import { AtEngine } from './atEngine.ts';
import type { SimClock } from './clock.ts';
import { COMMANDS } from './commands/table.ts';
import { FaultBoard } from './faultBoard.ts';
import { FAULTS } from './faults/table.ts';
import { type Latency, latencyOf } from './latency.ts';
import { MessageStore } from './messageStore.ts';
import { type Identity, Modem } from './modem.ts';
import { SimCard } from './simCard.ts';
import { Smsc } from './smsc.ts';

export interface SimulationOptions {
  /** The number of the SIM card; default +628113103001. */
  ownNumber?: string;
  /** The service centre's number; default +6281100000. */
  smsc?: string;
  /** Locks the card with this PIN. */
  simPin?: string;
  simPuk?: string;
  iccid?: string;
  imsi?: string;
  identity?: Partial<Identity>;
  /** Milliseconds per step; 0 for what is not named. */
  latencyMs?: Partial<Latency>;
  /** Places per memory; defaults SM 50, ME 100, SR 20. */
  capacity?: Partial<Record<'SM' | 'ME' | 'SR', number>>;
  /** The first index of a memory: 0 or 1, by the modem's make; default 1. */
  indexBase?: 0 | 1;
  /** The longest command line, AT included. */
  lineMax?: number;
}

const IDENTITY: Identity = {
  manufacturer: 'SIMULASI',
  model: 'SIM-HD1',
  revision: 'SIMHD1-27005.1',
  imei: '356938035643809',
};

/** A modem, its card and its network without any port: bytes go in and come out of `engine`. */
export interface Simulation {
  readonly engine: AtEngine;
  readonly modem: Modem;
  readonly smsc: Smsc;
  readonly faults: FaultBoard;
}

/** Puts a simulation together. All its time comes from `clock`. */
export function createSimulation(options: SimulationOptions, clock: SimClock): Simulation {
  const latency = latencyOf(options.latencyMs);
  const serviceCentre = options.smsc ?? '+6281100000';
  const ownNumber = options.ownNumber ?? '+628113103001';
  const smsc = new Smsc({ clock, latency, serviceCentre, ownNumber });
  const faults = new FaultBoard(FAULTS);
  const card = new SimCard({
    iccid: options.iccid ?? '8962100123456789012',
    imsi: options.imsi ?? '510990123456789',
    ownNumber,
    serviceCentre,
    pin: options.simPin,
    puk: options.simPuk ?? '12345678',
  });
  const store = new MessageStore({ SM: 50, ME: 100, SR: 20, ...options.capacity }, options.indexBase ?? 1);
  const identity = { ...IDENTITY, ...options.identity };
  const modem = new Modem({ identity, card, store, smsc, clock, latency, faults });
  const engine = new AtEngine(modem, COMMANDS, options.lineMax);
  return { engine, modem, smsc, faults };
}
