import type { Desk } from './desk.ts';
import type { ModemFacts } from './modemFacts.ts';
import type { SessionDeps } from './sessionDeps.ts';
import type { StorageSweeper } from './storage.ts';

/** What the steps of the bring-up work with. */
export interface Bench extends SessionDeps {
  readonly desk: Desk;
  readonly facts: ModemFacts;
  readonly sweeper: StorageSweeper;
}

/** The bring-up cannot go on before somebody or something has changed; the sentence says what. */
export interface Hold {
  readonly hold: string;
  /** People are to hear of it by this alarm. */
  readonly alarm?: 'sim_missing' | 'sim_pin';
  /** The modem itself is in the way, not its SIM or a human: the recovery may help. */
  readonly sick?: true;
}
