import type { Logger } from '../../db/logger.ts';
import type { GatewayHooks } from './gatewayContract.ts';
import type { PinAttempts } from './pinAttempts.ts';
import type { PushedTexts } from './pushedTexts.ts';
import type { SendDesk } from './sendDesk.ts';
import type { StateBoard } from './stateBoard.ts';
import type { Timing } from './timing.ts';

/** What a session is given by the gateway, which outlives it. */
export interface SessionDeps {
  readonly timing: Timing;
  readonly log: Logger;
  readonly hooks: GatewayHooks;
  readonly board: StateBoard;
  readonly sendDesk: SendDesk;
  readonly pushed: PushedTexts;
  readonly pin: string | undefined;
  readonly smsc: string | undefined;
  readonly pinAttempts: PinAttempts;
  readonly fallbackSimId: string;
}
