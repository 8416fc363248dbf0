import { AtChannel } from '../at/channel.ts';
import { monotonicMs } from '../at/wait.ts';
import type { BytePort } from '../serial/bytePort.ts';
import type { Bench } from './bench.ts';
import { bringUp } from './bringUp.ts';
import { Desk, LinkTrouble } from './desk.ts';
import { Duty } from './duty.ts';
import { type ModemFacts, noFacts } from './modemFacts.ts';
import { type NewsEffects, takeNews } from './modemNews.ts';
import type { SessionDeps } from './sessionDeps.ts';
import { STATE_WORDS } from './stateWords.ts';
import { StorageSweeper, type SweepScope } from './storage.ts';
import type { StoredRecord } from './storedRecord.ts';
import { SweepWish } from './sweepWish.ts';
import { Waker } from './waker.ts';

/** Why a session is over: the port must be closed and opened anew, or stays closed. */
export type SessionEnd = 'closed' | 'mute' | 'stopped';

/** Reboots in a row without ever becoming ready; then a pause does better than another try. */
const REBOOTS_MAX = 5;

/** One opened port, from the first byte to its loss: bring-up, duty, and bring-up again when settings were lost. */
export class ModemSession {
  readonly #deps: SessionDeps;
  readonly #channel: AtChannel;
  readonly #desk: Desk;
  readonly #facts: ModemFacts = noFacts();
  readonly #sweeper: StorageSweeper;
  readonly #wish = new SweepWish();
  readonly #waker = new Waker();
  #duty: Duty | undefined;
  #arrivals = 0;
  #simNews = false;
  #stopping = false;

  constructor(port: BytePort, deps: SessionDeps) {
    this.#deps = deps;
    const effects = this.#effects();
    const { timing, log, sendDesk, pushed } = deps;
    this.#channel = new AtChannel(port, {
      log,
      timing,
      onEvent: (event) => takeNews(event, { facts: this.#facts, timing, log, sendDesk, pushed, effects }),
      onClosed: () => this.#waker.wake(),
    });
    this.#desk = new Desk(this.#channel);
    this.#sweeper = new StorageSweeper({
      desk: this.#desk,
      facts: this.#facts,
      timing,
      log,
      persist: (records) => this.persist(records),
      news: () => this.#arrivals,
    });
  }

  /** Undefined: it is not known yet whose texts these are. */
  get simId(): string | undefined {
    return this.#facts.simId;
  }

  /** @throws whatever the hook throws: then the records are not durable. */
  persist(records: readonly StoredRecord[]): void {
    const { simId } = this.#facts;
    if (simId === undefined) throw new Error('the SIM is not known yet');
    this.#deps.hooks.persist(simId, records);
    this.#deps.log.info(
      { records: records.length, storage: records[0]?.storage },
      'texts taken from the modem',
    );
  }

  /** Never rejects, except on a fault in this program. */
  async run(): Promise<SessionEnd> {
    let failures = 0;
    for (;;) {
      try {
        if (await this.#prepare()) {
          failures = 0;
          await this.#duty?.run();
        }
        if (this.#stopping) return this.#end('stopped');
      } catch (error) {
        if (!(error instanceof LinkTrouble)) throw error;
        if (this.#stopping) return this.#end('stopped');
        this.#deps.log.warn(
          { reason: error.reason, detail: error.message },
          'the work with the modem is interrupted',
        );
        if (error.reason === 'closed' || error.reason === 'mute') return this.#end(error.reason);
        failures += 1;
        if (failures > REBOOTS_MAX) return this.#end('mute');
        this.#leaveDuty(error.reason === 'rebooted' ? STATE_WORDS.rebooted() : STATE_WORDS.settingsLost());
      }
    }
  }

  /** A part waits at the desk. */
  wake(): void {
    this.#waker.wake();
  }

  sweepSoon(): void {
    this.#wantSweep('all');
  }

  /** Lets a send in flight end, and nothing else. */
  stop(): void {
    this.#stopping = true;
    if (!this.#deps.sendDesk.isInFlight) this.#channel.stop();
    this.#waker.wake();
  }

  #end(end: SessionEnd): SessionEnd {
    this.#duty = undefined;
    this.#channel.stop();
    return end;
  }

  #leaveDuty(detail: string): void {
    this.#duty = undefined;
    this.#deps.board.update({ phase: 'bringUp', detail, registered: false });
    this.#deps.sendDesk.refuse('the modem is being prepared');
  }

  /** True: on duty. False: the modem waited for something, and is to be prepared again. @throws {LinkTrouble} */
  async #prepare(): Promise<boolean> {
    const { board, log, timing } = this.#deps;
    if (board.state.phase !== 'bringUp') board.update({ phase: 'bringUp', detail: STATE_WORDS.preparing() });
    const { simId } = this.#facts;
    Object.assign(this.#facts, noFacts(), { simId });
    this.#simNews = false;
    const hold = await bringUp(this.#bench(), () => {
      if (this.#facts.simId !== board.state.simId) board.update({ simId: this.#facts.simId });
    });
    if (!hold) {
      this.#deps.pushed.retry();
      this.#duty = await Duty.begin(this.#dutyDeps());
      log.info({ model: this.#facts.model, registered: board.state.registered }, 'the modem is ready');
      return true;
    }
    log.warn({ state: hold.hold }, 'the modem waits');
    board.update({ phase: 'waiting', detail: hold.hold, registered: false });
    await this.#waker.sleep(timing.holdMs, () => this.#stopping || this.#channel.isClosed || this.#simNews);
    if (this.#channel.isClosed) throw new LinkTrouble('closed', 'the port was lost while waiting');
    return false;
  }

  #bench(): Bench {
    const { timing, log, pin, smsc, pinAttempts, fallbackSimId } = this.#deps;
    const desk = this.#desk;
    return {
      desk,
      facts: this.#facts,
      timing,
      log,
      sweeper: this.#sweeper,
      pin,
      smsc,
      pinAttempts,
      fallbackSimId,
    };
  }

  #dutyDeps() {
    return {
      session: this.#deps,
      channel: this.#channel,
      desk: this.#desk,
      facts: this.#facts,
      sweeper: this.#sweeper,
      wish: this.#wish,
      waker: this.#waker,
      isStopping: () => this.#stopping,
    };
  }

  #wantSweep(scope: SweepScope): void {
    this.#wish.want(scope);
    this.#waker.wake();
  }

  #effects(): NewsEffects {
    const { log, timing, sendDesk, hooks } = this.#deps;
    return {
      arrival: (scope) => {
        this.#arrivals += 1;
        this.#wantSweep(scope);
      },
      wantSweep: (scope) => this.#wantSweep(scope),
      hurry: (vital) => this.#duty?.hurry(vital),
      acknowledge: () => this.#duty?.acknowledge(),
      rebooted: (line) => {
        log.warn({ line }, 'the modem has rebooted');
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
      readyForMs: () => this.#duty && monotonicMs() - this.#duty.sinceMs,
    };
  }
}
