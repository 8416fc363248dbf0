import type { Logger } from '../../db/logger.ts';
import type { Desk } from './desk.ts';
import type { ModemFacts } from './modemFacts.ts';
import type { PinAttempts } from './pinAttempts.ts';
import type { StorageSweeper } from './storage.ts';
import type { Timing } from './timing.ts';

/** What the steps of the bring-up work with. */
export interface Bench {
  readonly desk: Desk;
  readonly facts: ModemFacts;
  readonly timing: Timing;
  readonly log: Logger;
  readonly sweeper: StorageSweeper;
  readonly pin: string | undefined;
  readonly smsc: string | undefined;
  readonly pinAttempts: PinAttempts;
  /** Stands in for the card's number where it cannot be read. */
  readonly fallbackSimId: string;
}

/** The bring-up cannot go on before somebody or something has changed; the sentence says what. */
export interface Hold {
  readonly hold: string;
}
