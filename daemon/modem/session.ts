import { AtChannel } from '../at/channel.ts';
import { monotonicMs } from '../at/wait.ts';
import type { BytePort } from '../serial/bytePort.ts';
import type { Bench } from './bench.ts';
import { bringUp } from './bringUp.ts';
import { CallWatch } from './callWatch.ts';
import { Desk, LinkTrouble } from './desk.ts';
import { Duty } from './duty.ts';
import { type ModemFacts, noFacts } from './modemFacts.ts';
import { type NewsEffects, takeNews } from './modemNews.ts';
import type { Profile } from './profiles/profile.ts';
import type { Level, NetworkState } from './recovery/levels.ts';
import { networkState } from './recovery/networkState.ts';
import type { JobEnd } from './recovery/supervision.ts';
import { takeWireStep } from './recovery/wireSteps.ts';
import type { SessionDeps } from './sessionDeps.ts';
import { StorageSweeper, type SweepResult, type SweepScope } from './storage.ts';
import type { StoredRecord } from './storedRecord.ts';
import { SweepWish } from './sweepWish.ts';
import { Waker } from './waker.ts';

/** One opened port, from the first byte to its loss: what can be done over it, each with the event that ends it. */
export class ModemSession {
  readonly #deps: SessionDeps;
  readonly #channel: AtChannel;
  readonly #desk: Desk;
  readonly #facts: ModemFacts = noFacts();
  readonly #sweeper: StorageSweeper;
  readonly #wish = new SweepWish();
  readonly #waker = new Waker();
  readonly #calls = new CallWatch((call) =>
    this.#deps.hooks.callMissed({ ...call, simId: this.#facts.simId }),
  );
  #duty: Duty | undefined;
  #simNews = false;
  #rebootsHeard = 0;
  #released = false;
  #stopping = false;

  /** @param patient the modem may be mute for a while, having just been plugged in. */
  constructor(port: BytePort, deps: SessionDeps, patient: boolean) {
    this.#deps = deps;
    const effects = this.#effects();
    const { timing, log, sendDesk, pushed } = deps;
    this.#channel = new AtChannel(port, {
      log,
      timing,
      patient,
      onEvent: (event) => takeNews(event, { facts: this.#facts, timing, log, sendDesk, pushed, effects }),
      onClosed: () => this.#waker.wake(),
    });
    this.#desk = new Desk(this.#channel, timing);
    this.#sweeper = new StorageSweeper({
      desk: this.#desk,
      facts: this.#facts,
      known: deps.known,
      timing,
      log,
      persist: (records) => this.persist(records),
      ended: () => deps.hooks.swept?.(),
    });
  }

  /** @throws whatever the hook throws: then the records are not durable. */
  persist(records: readonly StoredRecord[]): void {
    this.#deps.hooks.persist(this.#facts.simId, records);
    this.#deps.log.info(
      { records: records.length, storage: records[0]?.storage },
      'texts taken from the modem',
    );
  }

  /** Brings the line in step. */
  synchronize(): Promise<JobEnd> {
    return this.#untilTrouble(async () => {
      if (await this.#channel.synchronize()) return { event: 'inStep' };
      throw new LinkTrouble(this.#channel.isClosed ? 'closed' : 'mute', 'the modem gives no sensible answer');
    });
  }

  /** From a line in step to a modem in use. */
  prepare(): Promise<JobEnd> {
    return this.#untilTrouble(() => this.#prepare());
  }

  get profile(): Profile {
    return this.#facts.profile;
  }

  /** Undefined while nothing is known of it. */
  get network(): NetworkState | undefined {
    if (this.#duty?.isStalled) return 'stalled';
    return this.#duty && networkState(this.#facts.registration);
  }

  /** A step of the recovery that is taken over the wire. */
  step(level: Level): Promise<JobEnd> {
    this.#duty = undefined;
    return this.#untilTrouble(async () => {
      const rebootsHeard = (): number => this.#rebootsHeard;
      return { event: 'stepEnded', ...(await takeWireStep(level, { bench: this.#bench(), rebootsHeard })) };
    });
  }

  /** Uses the modem for as long as it holds. */
  work(): Promise<JobEnd> {
    return this.#untilTrouble(async () => {
      this.#released = false;
      await this.#duty?.run();
      return { event: 'released' };
    });
  }

  /** Waits beside the open port for news of the SIM. */
  rest(ms: number): Promise<JobEnd> {
    return this.#untilTrouble(async () => {
      await this.#waker.sleep(ms, () => this.#isReleased() || this.#channel.isClosed || this.#simNews);
      this.#released = false;
      if (this.#channel.isClosed) throw new LinkTrouble('closed', 'the port was lost while waiting');
      return { event: 'rested' };
    });
  }

  /** A part waits at the desk. */
  wake(): void {
    this.#waker.wake();
  }

  /** Looks into all storages now, and says how that went. */
  sweepNow(): Promise<SweepResult> {
    return this.#duty?.sweepNow() ?? Promise.resolve('notReady');
  }

  sweepSoon(): void {
    this.#wantSweep('all');
  }

  /** The modem is wanted for something else, as soon as a send in flight has ended. */
  letGo(): void {
    this.#released = true;
    this.#waker.wake();
  }

  /** Lets a send in flight end, and nothing else. */
  stop(): void {
    this.#stopping = true;
    if (!this.#deps.sendDesk.isInFlight) this.#channel.stop();
    this.#waker.wake();
  }

  /** Lets go of the port, which the owner closes. */
  end(): void {
    this.#duty = undefined;
    this.#calls.flush();
    this.#channel.stop();
  }

  /** Rejects only on a fault in this program. */
  async #untilTrouble(body: () => Promise<JobEnd>): Promise<JobEnd> {
    try {
      return await body();
    } catch (error) {
      if (!(error instanceof LinkTrouble)) throw error;
      this.#duty = undefined;
      if (!this.#stopping)
        this.#deps.log.warn(
          { reason: error.reason, detail: error.message },
          'the work with the modem is interrupted',
        );
      return { event: 'trouble', trouble: error.reason };
    }
  }

  async #prepare(): Promise<JobEnd> {
    const { board, log } = this.#deps;
    const { simId } = this.#facts;
    Object.assign(this.#facts, noFacts(), { simId });
    this.#simNews = false;
    const hold = await bringUp(this.#bench(), () => {
      if (this.#facts.simId !== board.state.simId) board.update({ simId: this.#facts.simId });
    });
    if (hold) {
      log.warn({ state: hold.hold }, 'the modem waits');
      return { event: 'held', words: hold.hold, sick: hold.sick ?? false };
    }
    this.#deps.pushed.retry();
    if (this.#facts.ownNumber !== undefined) this.#deps.hooks.ownNumber(this.#facts.ownNumber);
    this.#duty = await Duty.begin(this.#dutyDeps());
    log.info({ model: this.#facts.model, registered: board.state.registered }, 'the modem is ready');
    return { event: 'prepared' };
  }

  #bench(): Bench {
    return { ...this.#deps, desk: this.#desk, facts: this.#facts, sweeper: this.#sweeper };
  }

  #dutyDeps() {
    return {
      session: this.#deps,
      channel: this.#channel,
      desk: this.#desk,
      facts: this.#facts,
      sweeper: this.#sweeper,
      wish: this.#wish,
      calls: this.#calls,
      waker: this.#waker,
      isStopping: () => this.#isReleased(),
    };
  }

  #isReleased(): boolean {
    return this.#stopping || this.#released;
  }

  #wantSweep(scope: SweepScope): void {
    this.#wish.want(scope);
    this.#waker.wake();
  }

  #effects(): NewsEffects {
    const { log, timing, sendDesk, ussdDesk, foreign, hooks } = this.#deps;
    return {
      arrival: (scope, place) => {
        this.#sweeper.announced(place);
        this.#wantSweep(scope);
      },
      wantSweep: (scope) => this.#wantSweep(scope),
      hurry: (vital) => this.#duty?.hurry(vital),
      acknowledge: () => this.#duty?.acknowledge(),
      rebooted: (line) => {
        log.warn({ line }, 'the modem has rebooted');
        this.#rebootsHeard += 1;
        this.#duty?.rebooted();
        this.#channel.rebooted();
      },
      simChanged: () => {
        this.#simNews = true;
        this.#duty?.hurry('settings');
        this.#waker.wake();
      },
      powerAlarm: (line) => {
        log.error({ line }, 'the power supply of the modem fails');
        sendDesk.powerAlarm(timing.powerPauseMs);
        this.#duty?.show();
      },
      foreignCommand: () => {
        foreign.heard();
        this.#duty?.show();
      },
      registrationChanged: () => {
        this.#duty?.hurry('operator');
        this.#duty?.show();
      },
      lateReference: (reference) => {
        try {
          hooks.lateReference(reference);
        } catch (error) {
          log.error({ err: error, reference }, 'a late reference could not be stored');
        }
      },
      ussd: (line) => {
        if (ussdDesk.hear(line)) this.#waker.wake();
        else this.#duty?.hearUnasked(line);
      },
      call: (line) => {
        this.#calls.take(line);
        this.#waker.wake();
      },
      readyForMs: () => this.#duty && monotonicMs() - this.#duty.sinceMs,
    };
  }
}
