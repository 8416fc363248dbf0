import { AtEngine } from './atEngine.ts';
import type { SimClock } from './clock.ts';
import { FaultBoard } from './faultBoard.ts';
import { FAULTS } from './faults/table.ts';
import { drawnLatency, type Latency, latencyOf, typicalLatency } from './latency.ts';
import { Modem } from './modem.ts';
import { derived, type Identity, type Personality } from './personalities/personality.ts';
import { personalityOf } from './personalities/table.ts';
import { SimCard } from './simCard.ts';
import { Smsc } from './smsc.ts';

export interface SimulationOptions {
  /** The make that the modem is, by its id in PERSONALITIES; default generic. RangeError if there is none such. */
  personality?: string;
  /** The times of the make's steps: none (default), the typical ones, or drawn by a seed. `latencyMs` goes before. */
  pace?: 'zero' | 'typical' | { seed: number };
  /** Factor on the times that belong to the make itself: settling, boot marks, port away; default 1. */
  traitFactor?: number;
  /** Whether the modem tells the network when it has room again (RP-SMMA), where that is not the make's. */
  tellsMemory?: boolean;
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
  /** Places per memory where they are not the make's; the generic one has SM 50, ME 100, SR 20. */
  capacity?: Partial<Record<'SM' | 'ME' | 'SR', number>>;
  /** The first index of a memory, where it is not the make's. */
  indexBase?: 0 | 1;
  /** The longest command line, AT included, where it is not the make's. */
  lineMax?: number;
}

/** A modem, its card and its network without any port: bytes go in and come out of `engine`. */
export interface Simulation {
  readonly engine: AtEngine;
  readonly modem: Modem;
  readonly smsc: Smsc;
  readonly faults: FaultBoard;
}

/** The make that is asked for, but for what the options have otherwise. */
export function makeOf(options: SimulationOptions): Personality {
  const make = personalityOf(options.personality ?? 'generic');
  const { identity, capacity, indexBase, lineMax, tellsMemory } = options;
  return derived(make, {
    id: make.id,
    title: make.title,
    identity: { ...make.identity, ...identity },
    storage: {
      capacity: { ...make.storage.capacity, ...capacity },
      ...(indexBase !== undefined && { indexBase }),
    },
    ...(lineMax !== undefined && { wire: { lineMax } }),
    ...(tellsMemory !== undefined && { network: { tellsMemory } }),
  });
}

function latencyAt(make: Personality, { pace, latencyMs }: SimulationOptions): Latency {
  if (latencyMs || pace === undefined || pace === 'zero') return latencyOf(latencyMs);
  return pace === 'typical' ? typicalLatency(make.stepMs) : drawnLatency(make.stepMs, pace.seed);
}

/** Puts a simulation together. All its time comes from `clock`. */
export function createSimulation(options: SimulationOptions, clock: SimClock): Simulation {
  const make = makeOf(options);
  const latency = latencyAt(make, options);
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
  const modem = new Modem({
    make,
    traitFactor: options.traitFactor ?? 1,
    card,
    smsc,
    clock,
    latency,
    faults,
  });
  return { engine: new AtEngine(modem), modem, smsc, faults };
}
