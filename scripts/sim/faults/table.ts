import type { Fault } from '../faultBoard.ts';
import { CARD_FAULTS } from './cardFaults.ts';
import { DIALOGUE_FAULTS } from './dialogueFaults.ts';
import { EXCHANGE_FAULTS } from './exchangeFaults.ts';
import { LINK_FAULTS } from './linkFaults.ts';
import { NETWORK_FAULTS } from './networkFaults.ts';
import { SEND_FAULTS } from './sendFaults.ts';
import { SETTING_FAULTS } from './settingFaults.ts';
import { STORAGE_FAULTS } from './storageFaults.ts';

export interface FaultKind {
  /** For the page. */
  readonly title: string;
  readonly faults: readonly Fault[];
}

const byNumber = (faults: readonly Fault[]): Fault[] => [...faults].sort((a, b) => a.id.localeCompare(b.id));

export const FAULT_KINDS: readonly FaultKind[] = [
  { title: 'Percakapan', faults: byNumber([...DIALOGUE_FAULTS, ...EXCHANGE_FAULTS]) },
  { title: 'Mengirim', faults: byNumber(SEND_FAULTS) },
  { title: 'Menerima dan menyimpan', faults: byNumber(STORAGE_FAULTS) },
  { title: 'Setelan', faults: byNumber(SETTING_FAULTS) },
  { title: 'Jaringan', faults: byNumber(NETWORK_FAULTS) },
  { title: 'Kartu SIM', faults: byNumber(CARD_FAULTS) },
  { title: 'Kabel, port, listrik', faults: byNumber(LINK_FAULTS) },
];

/** Every fault that the simulation plays, F01 to F54, in the order of their numbers. */
export const FAULTS: readonly Fault[] = byNumber(FAULT_KINDS.flatMap(({ faults }) => faults));
