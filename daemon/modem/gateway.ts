import { openPort } from '../serial/openPort.ts';
import { traced, WireTrace } from '../serial/wireTrace.ts';
import { Acquaintance } from './acquaintance.ts';
import type { Gateway, GatewayState, OutgoingPdu } from './gatewayContract.ts';
import type { GatewayOptions } from './gatewayOptions.ts';
import { Link } from './link.ts';
import { rememberModems } from './modemMemory.ts';
import { rememberPinAttempts } from './pinAttempts.ts';
import { PushedTexts } from './pushedTexts.ts';
import {
  AT_FIRST,
  type Effect,
  type Job,
  type Supervision,
  type SupervisionEvent,
  type SupervisionPlan,
  supervise,
} from './recovery/supervision.ts';
import { refused, SendDesk } from './sendDesk.ts';
import type { SendOutcome } from './sendOutcome.ts';
import { StateBoard } from './stateBoard.ts';
import { STATE_WORDS } from './stateWords.ts';
import { TIMING } from './timing.ts';

export type { Gateway, GatewayState } from './gatewayContract.ts';
export type { GatewayOptions } from './gatewayOptions.ts';

const GAP_MS = 2000;

/**
 * Drives one modem until it is stopped: open, prepare, work, and from the beginning again after any loss, for ever.
 * A missing or broken modem is a state in words and never the end of the program.
 */
export function superviseGateway(options: GatewayOptions): Gateway {
  return new SupervisedGateway(options);
}

class SupervisedGateway implements Gateway {
  readonly name: string;
  readonly #options: GatewayOptions;
  readonly #board: StateBoard;
  readonly #sendDesk: SendDesk;
  readonly #link: Link;
  readonly #plan: SupervisionPlan;
  readonly #running: Promise<void>;
  #supervision: Supervision = AT_FIRST;

  constructor(options: GatewayOptions) {
    this.name = options.name;
    this.#options = options;
    const timing = { ...TIMING, ...options.timing };
    const memory = options.memory ?? rememberModems();
    const { log, hooks, device } = options;
    this.#board = new StateBoard(options.name, STATE_WORDS.opening(device), hooks.stateChanged, log);
    this.#sendDesk = new SendDesk(timing, options.minGapMs ?? GAP_MS);
    const pushed = new PushedTexts((records) => {
      if (!this.#link.session) throw new Error('no modem is connected');
      this.#link.session.persist(records);
    }, log);
    const trace = new WireTrace(({ direction, text }) => log.trace?.({ direction, text }, 'wire'));
    const open = options.openPort ?? openPort;
    this.#link = new Link({
      device,
      log,
      openPort: async () => traced(await open(device), trace),
      session: {
        timing,
        adapt: (profile) => void Object.assign(timing, TIMING, profile.timing, options.timing),
        known: new Acquaintance({ memory, log, alarm: hooks.alarm }),
        log,
        hooks,
        board: this.#board,
        sendDesk: this.#sendDesk,
        pushed,
        pin: options.pin,
        smsc: options.smsc,
        pinAttempts: options.pinAttempts ?? rememberPinAttempts(timing.pinAgainMs),
        fallbackSimId: options.fallbackSimId ?? `gateway ${options.name}`,
      },
    });
    const { holdMs, reopenMinMs, reopenMaxMs } = timing;
    this.#plan = { device, holdMs, reopenMinMs, reopenMaxMs };
    this.#running = this.#run();
  }

  state(): GatewayState {
    return this.#board.state;
  }

  canSend(): boolean {
    const { phase, registered } = this.#board.state;
    return (
      phase === 'ready' &&
      registered &&
      !this.#supervision.stopping &&
      this.#sendDesk.job === undefined &&
      this.#sendDesk.waitMs() === 0
    );
  }

  async transmit(pdu: OutgoingPdu, onWriting: () => void): Promise<SendOutcome> {
    if (!this.canSend()) return refused('the modem is not ready to send');
    const outcome = this.#sendDesk.begin(pdu, onWriting);
    this.#link.session?.wake();
    const settled = await outcome;
    // Whoever waits for canSend learns that the pause is over.
    setTimeout(() => this.#board.tellAgain(), this.#sendDesk.waitMs()).unref();
    return settled;
  }

  sweepSoon(): void {
    this.#link.session?.sweepSoon();
  }

  async stop(): Promise<void> {
    this.#take({ event: 'stopAsked' });
    await this.#running;
  }

  async #run(): Promise<void> {
    let job = this.#take({ event: 'started' });
    while (job) job = this.#take(await this.#link.perform(job));
  }

  #take(event: SupervisionEvent): Job | undefined {
    const { state, effects, job } = supervise(this.#supervision, event, this.#plan);
    this.#supervision = state;
    for (const effect of effects) this.#perform(effect);
    return job;
  }

  #perform(effect: Effect): void {
    switch (effect.effect) {
      case 'show': {
        const { phase, detail } = effect;
        this.#board.update({ phase, detail, registered: false, signalDbm: undefined });
        break;
      }
      case 'refuseSends':
        this.#sendDesk.refuse(effect.why);
        break;
      case 'stopJob':
        this.#link.stop();
        break;
      case 'giveUpProcess':
        this.#options.onUnclosable?.(this.#link.unclosable ?? new Error('the modem cannot be closed'));
    }
  }
}
