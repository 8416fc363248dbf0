import type { Logger } from '../../db/logger.ts';
import type { Acquaintance } from './acquaintance.ts';
import type { ForeignWatch } from './foreignWatch.ts';
import type { GatewayHooks } from './gatewayContract.ts';
import type { PinAttempts } from './pinAttempts.ts';
import type { Profile } from './profiles/profile.ts';
import type { PushedTexts } from './pushedTexts.ts';
import type { SendDesk } from './sendDesk.ts';
import type { StateBoard } from './stateBoard.ts';
import type { Timing } from './timing.ts';
import type { UssdDesk } from './ussdDesk.ts';

/** What a session is given by the gateway, which outlives it. */
export interface SessionDeps {
  /** Its values follow the profile of the modem that is connected. */
  readonly timing: Timing;
  /** Takes over the waits of a make. */
  adapt(profile: Profile): void;
  readonly known: Acquaintance;
  readonly log: Logger;
  readonly hooks: GatewayHooks;
  readonly board: StateBoard;
  readonly sendDesk: SendDesk;
  readonly foreign: ForeignWatch;
  /** A text was sent, or all storages were read: the modem does its work. */
  proved(): void;
  readonly ussdDesk: UssdDesk;
  readonly pushed: PushedTexts;
  readonly pin: string | undefined;
  readonly smsc: string | undefined;
  readonly pinAttempts: PinAttempts;
  /** Stands in for the card's number where it cannot be read. */
  readonly fallbackSimId: string;
}
