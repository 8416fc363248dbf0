import { monotonicMs } from '../at/wait.ts';
import { openPort, possibleBaudRates } from '../serial/openPort.ts';
import { printable, traced, type WireEntry, WireTrace } from '../serial/wireTrace.ts';
import { Acquaintance } from './acquaintance.ts';
import { ForeignWatch } from './foreignWatch.ts';
import type { Gateway, GatewayState, OutgoingPdu } from './gatewayContract.ts';
import type { GatewayOptions } from './gatewayOptions.ts';
import { Link } from './link.ts';
import { rememberModems } from './modemMemory.ts';
import { PinAttempts, rememberPins } from './pinAttempts.ts';
import { PushedTexts } from './pushedTexts.ts';
import { runCommand, sisterPorts } from './recovery/outsideSteps.ts';
import { type RecoveryMemory, rememberSteps, takenBefore } from './recovery/recoveryMemory.ts';
import { supervise } from './recovery/supervise.ts';
import {
  atFirst,
  type Effect,
  type Job,
  type Supervision,
  type SupervisionEvent,
  type SupervisionPlan,
} from './recovery/supervision.ts';
import { refused, SendDesk } from './sendDesk.ts';
import type { SendOutcome } from './sendOutcome.ts';
import { StateBoard } from './stateBoard.ts';
import { STATE_WORDS } from './stateWords.ts';
import type { SweepResult } from './storage.ts';
import { TIMING } from './timing.ts';
import { USSD_WORDS, UssdDesk, type UssdOutcome } from './ussdDesk.ts';

export type { Gateway, GatewayState } from './gatewayContract.ts';
export type { GatewayOptions } from './gatewayOptions.ts';

const GAP_MS = 2000;
/** A send in flight, the reset, and the modem's way back. */
const RESTART_MS = 360_000;

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
  readonly #trace: WireTrace;
  readonly #sendDesk: SendDesk;
  readonly #ussdDesk = new UssdDesk();
  readonly #foreign: ForeignWatch;
  readonly #sisters: () => readonly string[];
  readonly #link: Link;
  readonly #plan: SupervisionPlan;
  readonly #running: Promise<void>;
  readonly #recovery: RecoveryMemory;
  readonly #lookAround: NodeJS.Timeout;
  readonly #restarts: Restarts = new Set();
  #supervision: Supervision;
  #stepId: number | undefined;

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
    const trace = new WireTrace(({ direction, text }) => {
      log.trace?.({ direction, text: printable(text) }, 'wire');
    });
    this.#trace = trace;
    const open = options.openPort ?? ((path, baudRate) => openPort(path, baudRate ? { baudRate } : {}));
    this.#foreign = new ForeignWatch(device, options.processes);
    const commands = options.commands ?? {};
    this.#sisters = options.sisterPorts ?? (() => sisterPorts(device));
    this.#link = new Link({
      device,
      log,
      commands,
      runCommand: options.runCommand ?? runCommand,
      sisters: this.#sisters,
      open: async (path, baudRate) => traced(await open(path, baudRate), trace),
      baudRates: options.baudRates ?? (() => possibleBaudRates(device)),
      session: {
        timing,
        adapt: (profile) => void Object.assign(timing, TIMING, profile.timing, options.timing),
        known: new Acquaintance({ memory, log, alarm: hooks.alarm, emptied: hooks.emptied }),
        log,
        hooks,
        board: this.#board,
        sendDesk: this.#sendDesk,
        foreign: this.#foreign,
        proved: () => void this.#take({ event: 'proof' }),
        ussdDesk: this.#ussdDesk,
        pushed,
        pin: options.pin,
        smsc: options.smsc,
        pinAttempts: new PinAttempts(timing.pinAgainMs, options.pins ?? rememberPins()),
        fallbackSimId: options.fallbackSimId ?? `gateway ${options.name}`,
      },
    });
    const { holdMs, reopenMinMs, reopenMaxMs, hangUpMs } = timing;
    const means = {
      L3: false,
      L5: commands.usbReset !== undefined,
      L6: commands.power !== undefined,
    };
    this.#plan = { device, means, holdMs, reopenMinMs, reopenMaxMs, hangUpMs };
    this.#recovery = options.recovery ?? rememberSteps();
    this.#supervision = atFirst(takenBefore(this.#recovery, monotonicMs()), monotonicMs());
    this.#lookAround = setInterval(() => this.#tick(), timing.lookAroundMs);
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
      !this.#sendDesk.isRefused &&
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

  async ussd(code: string, accepts = (_text: string) => true): Promise<UssdOutcome> {
    if (this.#board.state.phase !== 'ready' || this.#supervision.stopping)
      return { kind: 'failed', words: USSD_WORDS.notReady };
    const outcome = this.#ussdDesk.begin(code, accepts);
    this.#link.session?.wake();
    return outcome;
  }

  sweepNow(): Promise<SweepResult> {
    return this.#link.session?.sweepNow() ?? Promise.resolve('notReady');
  }

  sweepSoon(): void {
    this.#link.session?.sweepSoon();
  }

  restart(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#supervision.stopping) return reject(new Error('the gateway is stopping'));
      const timer = setTimeout(
        () => this.#restarted(new Error('the modem could not be restarted in time')),
        RESTART_MS,
      );
      this.#restarts.add((fault) => {
        clearTimeout(timer);
        if (fault) reject(fault);
        else resolve();
      });
      this.#take({ event: 'restartAsked' });
    });
  }

  trace(): readonly WireEntry[] {
    return this.#trace.entries();
  }

  async stop(): Promise<void> {
    clearInterval(this.#lookAround);
    this.#take({ event: 'stopAsked' });
    await this.#running;
    this.#restarted(new Error('the gateway has stopped'));
  }

  async #run(): Promise<void> {
    let job = this.#take({ event: 'started' });
    while (job) job = this.#take(await this.#link.perform(job));
  }

  #tick(): void {
    this.#take({
      event: 'tick',
      network: this.#link.session?.network,
      refusing: this.#sendDesk.isRefused,
      weakPower: this.#sendDesk.isPowerWeak(),
      foreign: this.#foreign.program(),
    });
  }

  #take(what: Untimed): Job | undefined {
    const before = this.#supervision;
    const event = { ...what, atMs: monotonicMs() };
    const { state, effects, job } = supervise(before, event, this.#planFor(event));
    this.#supervision = state;
    for (const effect of effects) this.#perform(effect, before);
    return job;
  }

  /** What stands in /dev/serial while the modem is there shows whether it has another port. */
  #planFor({ event }: SupervisionEvent): SupervisionPlan {
    if (event !== 'trouble') return this.#plan;
    return { ...this.#plan, means: { ...this.#plan.means, L3: this.#sisters().length > 0 } };
  }

  #perform(effect: Effect, before: Supervision): void {
    const { log, hooks, onUnclosable } = this.#options;
    switch (effect.effect) {
      case 'show': {
        const { phase, detail, level } = effect;
        this.#board.update({ phase, detail, recoveryLevel: level, registered: false, signalDbm: undefined });
        break;
      }
      case 'refuseSends':
        this.#sendDesk.refuse(effect.why);
        this.#ussdDesk.refuse(USSD_WORDS.interrupted);
        break;
      case 'letGo':
        this.#link.letGo();
        break;
      case 'stopJobs':
        this.#link.stop();
        break;
      case 'begin':
        log.warn({ level: effect.level, reason: effect.reason }, 'a step of the recovery begins');
        this.#stepId = this.#recovery.begin(effect.level, effect.reason);
        hooks.escalated?.(effect.level);
        break;
      case 'end':
        this.#endStep(effect, before);
        break;
      case 'noteSelf':
        this.#noteSelf(effect.reason);
        break;
      case 'alarm':
        hooks.alarm(effect.kind, effect.text);
        break;
      case 'giveUpProcess':
        onUnclosable?.(this.#link.unclosable ?? new Error('the modem cannot be closed'));
    }
  }

  #noteSelf(reason: string): void {
    const id = this.#recovery.begin('self', reason);
    if (id !== undefined) this.#recovery.end(id, 'done', undefined);
  }

  #endStep({ outcome, note }: Effect & { effect: 'end' }, { step }: Supervision): void {
    this.#options.log.info({ level: step?.level, outcome, note }, 'a step of the recovery has ended');
    if (this.#stepId !== undefined) this.#recovery.end(this.#stepId, outcome, note);
    this.#stepId = undefined;
    this.#board.update({ recoveryLevel: undefined });
    if (step?.level === 'L4' && outcome === 'done') this.#sendDesk.forgetRefusals();
    if (step?.cause === 'asked') this.#restarted(outcome === 'done' ? undefined : new Error(note ?? outcome));
  }

  #restarted(fault: Error | undefined): void {
    for (const settle of this.#restarts) settle(fault);
    this.#restarts.clear();
  }
}

type Untimed<E = SupervisionEvent> = E extends unknown ? Omit<E, 'atMs'> : never;
type Restarts = Set<(fault: Error | undefined) => void>;
