import type { Logger } from '../../db/logger.ts';
import type { GatewayState } from './gatewayContract.ts';

/** The state of a gateway, told on when it changes. */
export class StateBoard {
  #state: GatewayState;
  readonly #tell: (state: GatewayState) => void;
  readonly #log: Logger;

  constructor(name: string, detail: string, tell: (state: GatewayState) => void, log: Logger) {
    this.#tell = tell;
    this.#log = log;
    this.#state = {
      name,
      phase: 'opening',
      detail,
      simId: undefined,
      imei: undefined,
      model: undefined,
      firmware: undefined,
      operator: undefined,
      technology: undefined,
      storages: [],
      signalDbm: undefined,
      registered: false,
      storageUsed: undefined,
      storageTotal: undefined,
      recoveryLevel: undefined,
      sinceMs: Date.now(),
    };
  }

  get state(): GatewayState {
    return this.#state;
  }

  update(change: Partial<Omit<GatewayState, 'name' | 'sinceMs'>>): void {
    const before = this.#state;
    const sinceMs = change.phase !== undefined && change.phase !== before.phase ? Date.now() : before.sinceMs;
    const after: GatewayState = { ...before, ...change, sinceMs };
    const keys = Object.keys(after) as Array<keyof GatewayState>;
    if (keys.every((key) => isSame(after[key], before[key]))) return;
    this.#state = after;
    this.tellAgain();
  }

  /** Also when nothing in it has changed, but what one may do with it has. */
  tellAgain(): void {
    try {
      this.#tell(this.#state);
    } catch (error) {
      // Called from the events of the wire: a listener that fails must not take the modem with it.
      this.#log.error({ err: error }, 'the state of the modem could not be told');
    }
  }
}

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
