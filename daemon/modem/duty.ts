import type { AtChannel } from '../at/channel.ts';
import { monotonicMs } from '../at/wait.ts';
import { type Desk, LinkTrouble } from './desk.ts';
import type { ModemFacts } from './modemFacts.ts';
import { fillingStorage, readyWords } from './readyWords.ts';
import { isRegistered } from './registration.ts';
import type { SessionDeps } from './sessionDeps.ts';
import type { StorageSweeper } from './storage.ts';
import type { StorageFill } from './storageNames.ts';
import type { SweepWish } from './sweepWish.ts';
import { transmit } from './transmit.ts';
import { checkNetwork, checkOperator, VitalClock, type VitalDeps, vitalsOf } from './vitals.ts';
import type { Waker } from './waker.ts';

export interface DutyDeps {
  readonly session: SessionDeps;
  readonly channel: AtChannel;
  readonly desk: Desk;
  readonly facts: ModemFacts;
  readonly sweeper: StorageSweeper;
  readonly wish: SweepWish;
  readonly waker: Waker;
  isStopping(): boolean;
}

/** Prompts that may fail to come in a row. */
const PROMPTS_MISSING_MAX = 2;

/**
 * A modem in use: sends, sweeps and checks, one thing at a time, for as long as it holds. Leaves by a LinkTrouble, or
 * when it is told to stop.
 */
export class Duty {
  readonly #deps: DutyDeps;
  readonly #since = monotonicMs();
  readonly #vitals: VitalClock;
  #fills: readonly StorageFill[] = [];
  #notPersisted = false;
  #rebooted = false;
  #acknowledgements = 0;
  #promptsMissing = 0;

  private constructor(deps: DutyDeps) {
    this.#deps = deps;
    this.#vitals = new VitalClock(vitalsOf(this.#vitalDeps()), deps.session.timing.jitter);
    this.#vitals.hurry('storage');
  }

  /** After a bring-up. @throws {LinkTrouble} */
  static async begin(deps: DutyDeps): Promise<Duty> {
    const duty = new Duty(deps);
    await checkNetwork(duty.#vitalDeps());
    await checkOperator(duty.#vitalDeps());
    duty.show();
    return duty;
  }

  get sinceMs(): number {
    return this.#since;
  }

  hurry(vital: string): void {
    this.#vitals.hurry(vital);
    this.#deps.waker.wake();
  }

  acknowledge(): void {
    this.#acknowledgements += 1;
    this.#deps.waker.wake();
  }

  rebooted(): void {
    this.#rebooted = true;
    this.#deps.waker.wake();
  }

  /** @throws {LinkTrouble} */
  async run(): Promise<void> {
    const { session, wish, isStopping } = this.#deps;
    let sweptLast = false;
    while (!isStopping()) {
      this.#throwIfLost();
      const { job } = session.sendDesk;
      // In turn, so that neither a long queue nor a storm of arrivals starves the other.
      if (wish.isDue() && !(sweptLast && job)) {
        sweptLast = true;
        await this.#sweep();
      } else if (job) {
        sweptLast = false;
        await this.#send();
      } else if (this.#acknowledgements > 0) {
        await this.#sendAcknowledgement();
      } else {
        await this.#checkOrRest();
      }
      this.show();
    }
  }

  /** Puts what is known on the board. */
  show(): void {
    const { session, facts } = this.#deps;
    const detail = readyWords({
      facts,
      fills: this.#fills,
      persistFailing: this.#notPersisted || session.pushed.waiting > 0,
      powerAlarm: session.sendDesk.isPowerAlarm(),
    });
    const registered = isRegistered(facts.registration);
    session.board.update({ phase: 'ready', detail, registered, simId: facts.simId });
  }

  #throwIfLost(): void {
    if (this.#deps.channel.isClosed) throw new LinkTrouble('closed', 'the port was lost');
    if (this.#rebooted) throw new LinkTrouble('rebooted', 'the modem has rebooted');
  }

  async #checkOrRest(): Promise<void> {
    const { session, wish, waker, channel, isStopping } = this.#deps;
    const vital = this.#vitals.takeDue();
    if (vital) return vital.check();
    const isWanted = (): boolean =>
      isStopping() ||
      this.#rebooted ||
      channel.isClosed ||
      session.sendDesk.job !== undefined ||
      wish.isDue() ||
      this.#acknowledgements > 0 ||
      this.#vitals.msToNext() === 0;
    await waker.sleep(Math.min(this.#vitals.msToNext(), wish.msToDue()), isWanted);
  }

  async #send(): Promise<void> {
    const { session, channel, facts, wish } = this.#deps;
    const job = session.sendDesk.take();
    if (!job) return;
    const done = await transmit(
      { channel, facts, timing: session.timing, log: session.log },
      job.pdu,
      job.onWriting,
    );
    this.#promptsMissing = done.promptMissing ? this.#promptsMissing + 1 : 0;
    job.settle(done.outcome, done.answerOpen);
    if (done.trouble) throw new LinkTrouble(done.trouble, 'a send was interrupted');
    if (this.#promptsMissing >= PROMPTS_MISSING_MAX) {
      throw new LinkTrouble('mute', 'the modem does not ask for messages any more');
    }
    // Some firmwares refuse to send while the card is full.
    if (done.outcome.kind === 'notSent' && done.outcome.fault.code === 322) wish.want('all');
  }

  async #sweep(): Promise<void> {
    const { session, sweeper, wish } = this.#deps;
    const scope = wish.take();
    const end = session.pushed.retry() ? await sweeper.sweep(scope) : 'notPersisted';
    this.#notPersisted = end === 'notPersisted';
    if (end === 'clean') {
      // What was full may be empty now.
      if (fillingStorage(this.#fills)) this.#vitals.hurry('storage');
      return;
    }
    wish.rest(session.timing.persistRetryMs);
    wish.want(scope);
  }

  /** 27.005 §4.7. 340 says that none is wanted; the text is durable, so that is no failure. */
  async #sendAcknowledgement(): Promise<void> {
    this.#acknowledgements -= 1;
    await this.#deps.desk.ask('AT+CNMA=0', this.#deps.session.timing.commandMs);
  }

  #vitalDeps(): VitalDeps {
    const { desk, facts, session, wish } = this.#deps;
    return {
      desk,
      facts,
      timing: session.timing,
      onFills: (fills) => this.#takeFills(fills),
      onSignal: (signalDbm) => session.board.update({ signalDbm }),
      onOperator: (operator) => session.board.update({ operator }),
      wantSweep: (scope) => wish.want(scope),
    };
  }

  #takeFills(fills: readonly StorageFill[]): void {
    const { session, sweeper, wish } = this.#deps;
    this.#fills = fills;
    if (fills.some((fill) => fill.used > sweeper.stuckIn(fill.name))) wish.want('all');
    // Texts arrive in the last place, but what blocks is whatever is fullest.
    const shown = fillingStorage(fills) ?? fills.at(-1);
    session.board.update({ storageUsed: shown?.used, storageTotal: shown?.total });
    const filling = fillingStorage(fills);
    if (filling) {
      const { name, used, total } = filling;
      session.log.warn({ storage: name, used, total }, 'a storage is filling up');
    }
  }
}
