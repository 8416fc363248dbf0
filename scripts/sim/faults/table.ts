import type { Fault } from '../faultBoard.ts';
import { EXCHANGE_FAULTS } from './exchangeFaults.ts';
import { SEND_FAULTS } from './sendFaults.ts';
import { STORAGE_FAULTS } from './storageFaults.ts';

/** The faults that the simulation plays so far; each bends one thing in front of the defaults. */
export const FAULTS: readonly Fault[] = [...EXCHANGE_FAULTS, ...SEND_FAULTS, ...STORAGE_FAULTS].sort((a, b) =>
  a.id.localeCompare(b.id),
);
