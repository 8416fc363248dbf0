import type { Fault } from '../faultBoard.ts';
import { CARD_FAULTS } from './cardFaults.ts';
import { DIALOGUE_FAULTS } from './dialogueFaults.ts';
import { EXCHANGE_FAULTS } from './exchangeFaults.ts';
import { LINK_FAULTS } from './linkFaults.ts';
import { NETWORK_FAULTS } from './networkFaults.ts';
import { SEND_FAULTS } from './sendFaults.ts';
import { SETTING_FAULTS } from './settingFaults.ts';
import { STORAGE_FAULTS } from './storageFaults.ts';

/** Every fault that the simulation plays, F01 to F54, in the order of their numbers. */
export const FAULTS: readonly Fault[] = [
  ...DIALOGUE_FAULTS,
  ...EXCHANGE_FAULTS,
  ...SEND_FAULTS,
  ...STORAGE_FAULTS,
  ...NETWORK_FAULTS,
  ...CARD_FAULTS,
  ...SETTING_FAULTS,
  ...LINK_FAULTS,
].sort((a, b) => a.id.localeCompare(b.id));
