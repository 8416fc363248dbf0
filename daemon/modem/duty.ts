import type { AtChannel } from '../at/channel.ts';
import { monotonicMs } from '../at/wait.ts';
import { isEchoing } from './audit.ts';
import type { Bench } from './bench.ts';
import type { CallWatch } from './callWatch.ts';
import { Collecting } from './collecting.ts';
import { type Desk, LinkTrouble } from './desk.ts';
import type { ModemFacts } from './modemFacts.ts';
import { NetworkWatch } from './networkWatch.ts';
import { readyWords } from './readyWords.ts';
import type { SendOutcome } from './sendOutcome.ts';
import type { SessionDeps } from './sessionDeps.ts';
import type { StorageSweeper, SweepResult } from './storage.ts';
import type { SweepWish } from './sweepWish.ts';
import { transmit } from './transmit.ts';
import { carryOutUssd, END_DIALOGUE, WAITS_FOR_MORE } from './ussd.ts';
import { USSD_WORDS, type UssdJob } from './ussdDesk.ts';
import type { UssdLine } from './ussdLine.ts';
import { ussdText } from './ussdText.ts';
import { checkNetwork, checkOperator, VitalClock, type VitalDeps, vitalsOf } from './vitals.ts';
import type { Waker } from './waker.ts';

export interface DutyDeps {
  readonly session: SessionDeps;
  readonly channel: AtChannel;
  readonly desk: Desk;
  readonly facts: ModemFacts;
  readonly sweeper: StorageSweeper;
  readonly wish: SweepWish;
  readonly calls: CallWatch;
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
  readonly #bench: Bench;
  readonly #collecting: Collecting;
  readonly #network = new NetworkWatch();
  #rebooted = false;
  #acknowledgements = 0;
  #openDialogue = false;
  #promptsMissing = 0;
  /** Of AT+CGSMS: 2 prefers the packet side, 3 the other. */
  #smsDomain: 2 | 3 = 3;

  private constructor(deps: DutyDeps) {
    this.#deps = deps;
    const { session, desk, facts, sweeper, wish } = deps;
    this.#bench = { ...session, desk, facts, sweeper };
    this.#collecting = new Collecting({ bench: this.#bench, wish, hurry: (vital) => this.hurry(vital) });
    this.#vitals = new VitalClock(vitalsOf(this.#vitalDeps()), deps.session.timing.jitter);
    this.#vitals.hurry('storage');
  }

  /** After a bring-up. @throws {LinkTrouble} */
  static async begin(deps: DutyDeps): Promise<Duty> {
    const duty = new Duty(deps);
    await checkNetwork(duty.#vitalDeps());
    await checkOperator(duty.#vitalDeps());
    // Echo was switched off, and is there: so it is on this one.
    if (isEchoing(deps.desk, deps.facts)) deps.facts.echoes = undefined;
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

  /** The storages were full, are empty again, and nothing comes: the network may not know that there is room. */
  get isStalled(): boolean {
    return this.#collecting.isStalled;
  }

  /** Looks into all storages now. */
  sweepNow(): Promise<SweepResult> {
    const end = this.#collecting.sweepNow();
    this.#deps.waker.wake();
    return end;
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
    try {
      await this.#work();
    } finally {
      this.#collecting.end();
    }
  }

  async #work(): Promise<void> {
    const { session, wish, calls, isStopping } = this.#deps;
    let sweptLast = false;
    while (!isStopping()) {
      this.#throwIfLost();
      const { job } = session.sendDesk;
      if (calls.msToHangUp() === 0) {
        await this.#hangUp();
        // In turn, so that neither a long queue nor a storm of arrivals starves the other.
      } else if (wish.isDue() && !(sweptLast && job)) {
        sweptLast = true;
        await this.#collecting.collect();
      } else if (job) {
        sweptLast = false;
        await this.#send();
      } else if (this.#acknowledgements > 0) {
        await this.#sendAcknowledgement();
      } else if (this.#openDialogue) {
        await this.#closeDialogue();
      } else if (session.ussdDesk.job) {
        await this.#dial(session.ussdDesk.job);
      } else {
        await this.#checkOrRest();
      }
      this.show();
    }
  }

  /** Puts what is known on the board. */
  show(): void {
    const { session, facts } = this.#deps;
    const nowMs = monotonicMs();
    this.#network.note(facts.registration, nowMs);
    const detail = readyWords({
      facts,
      fills: this.#collecting.fills,
      persistFailing: this.#collecting.isFailing,
      powerAlarm: session.sendDesk.isPowerAlarm(),
      foreign: session.foreign.program(),
      flaps: this.#network.flaps,
    });
    const registered = this.#network.maySend(nowMs);
    session.board.update({ phase: 'ready', detail, registered, simId: facts.simId });
    const { network_lost, network_flaps } = this.#network.alarms(nowMs);
    session.hooks.alarm('network_lost', network_lost);
    session.hooks.alarm('network_flaps', network_flaps);
    this.#collecting.tellAlarms();
  }

  #throwIfLost(): void {
    if (this.#deps.channel.isClosed) throw new LinkTrouble('closed', 'the port was lost');
    if (this.#rebooted) throw new LinkTrouble('rebooted', 'the modem has rebooted');
  }

  async #checkOrRest(): Promise<void> {
    const { session, wish, calls, waker } = this.#deps;
    const vital = this.#vitals.takeDue();
    if (vital) return vital.check();
    const msToWork = (): number => Math.min(this.#vitals.msToNext(), wish.msToDue(), calls.msToHangUp());
    const isRinging = (): boolean => calls.msToHangUp() < Number.POSITIVE_INFINITY;
    const rangBefore = isRinging();
    const isWanted = (): boolean =>
      this.#isOver() ||
      isRinging() !== rangBefore ||
      session.sendDesk.job !== undefined ||
      session.ussdDesk.job !== undefined ||
      this.#openDialogue ||
      this.#acknowledgements > 0 ||
      msToWork() === 0;
    const unsteadyMs = this.#network.msToSend(monotonicMs()) || Number.POSITIVE_INFINITY;
    await waker.sleep(Math.min(msToWork(), unsteadyMs), isWanted);
  }

  #isOver(): boolean {
    return this.#deps.isStopping() || this.#rebooted || this.#deps.channel.isClosed;
  }

  /** A ringing modem does not send. Voice modules want the one command, old modems the other. */
  async #hangUp(): Promise<void> {
    const { desk, calls, session } = this.#deps;
    const ended =
      (await desk.accepts('AT+CHUP', session.timing.slowCommandMs)) ||
      (await desk.accepts('ATH', session.timing.slowCommandMs));
    calls.hungUp();
    session.log.info({ ended }, 'a call was ended');
  }

  async #dial(job: UssdJob): Promise<void> {
    const { desk, facts, session } = this.#deps;
    const { timing, known, ussdDesk, log } = session;
    const meanwhile = (ms: number, isWanted: () => boolean) => this.#workOn(ms, isWanted);
    try {
      job.settle(await carryOutUssd({ desk, facts, timing, known, ussdDesk, log, meanwhile }, job));
    } catch (error) {
      job.settle({ kind: 'failed', words: USSD_WORDS.interrupted });
      throw error;
    }
  }

  /** While the network has the word texts still come in, and nothing is sent. */
  async #workOn(ms: number, isWanted: () => boolean): Promise<void> {
    const { wish, waker } = this.#deps;
    const untilMs = monotonicMs() + ms;
    while (!isWanted() && !this.#deps.isStopping() && monotonicMs() < untilMs) {
      this.#throwIfLost();
      // A modem that says nothing more, or a text that nobody announced, must not wait for the network's words.
      await this.#vitals.takeDue()?.check();
      if (wish.isDue()) await this.#collecting.collect();
      const restMs = Math.min(untilMs - monotonicMs(), wish.msToDue(), this.#vitals.msToNext());
      await waker.sleep(restMs, () => isWanted() || this.#isOver() || wish.isDue());
    }
  }

  /** Words of the network that nobody asked for; a question among them waits for an answer that nobody gives. */
  hearUnasked({ kind, raw, dcs }: UssdLine): void {
    const { session, waker } = this.#deps;
    this.#openDialogue ||= kind === WAITS_FOR_MORE;
    if (raw !== undefined) session.hooks.networkSaid(ussdText(raw, dcs));
    waker.wake();
  }

  async #closeDialogue(): Promise<void> {
    this.#openDialogue = false;
    await this.#deps.desk.ask(END_DIALOGUE, this.#deps.session.timing.slowCommandMs, { prefixes: [] });
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
    // Whatever hangs on the line is mended now, and what could not be told meanwhile is found.
    if (done.promptMissing || done.answerOpen) this.#vitals.hurry('storage');
    if (done.outcome.kind === 'sent') session.proved();
    if (done.outcome.kind === 'unknown' && (done.trouble === 'rebooted' || done.trouble === 'closed')) {
      session.sendDesk.brokeDown();
    }
    await this.#judgeRefusal(done.outcome);
    if (done.trouble) throw new LinkTrouble(done.trouble, 'a send was interrupted');
    if (this.#promptsMissing >= PROMPTS_MISSING_MAX) {
      throw new LinkTrouble('sick', 'the modem does not ask for messages any more');
    }
    // Some firmwares refuse to send while the card is full.
    if (done.outcome.kind === 'notSent' && done.outcome.fault.code === 322) wish.want('all');
  }

  /** LTE that refuses text after text may take them over the other part of the network (27.007 §10.1.21). */
  async #judgeRefusal(outcome: SendOutcome): Promise<void> {
    if (outcome.kind === 'unknown') return;
    const code = outcome.kind === 'sent' ? undefined : (outcome.fault.code ?? 0);
    if (!this.#network.noteSend(code, monotonicMs())) return;
    const { desk, session } = this.#deps;
    this.#smsDomain = this.#smsDomain === 2 ? 3 : 2;
    session.log.warn({ domain: this.#smsDomain }, 'texts are refused over LTE: another way is tried');
    await desk.ask(`AT+CGSMS=${this.#smsDomain}`, session.timing.slowCommandMs);
  }

  /** 27.005 §4.7. 340 says that none is wanted; the text is durable, so that is no failure. */
  async #sendAcknowledgement(): Promise<void> {
    this.#acknowledgements -= 1;
    await this.#deps.desk.ask('AT+CNMA=0', this.#deps.session.timing.commandMs);
  }

  #vitalDeps(): VitalDeps {
    const { session, wish } = this.#deps;
    return {
      bench: this.#bench,
      onFills: (fills) => this.#collecting.takeFills(fills),
      onSignal: (signalDbm) => session.board.update({ signalDbm }),
      onOperator: (operator, technology) => session.board.update({ operator, technology }),
      wantSweep: (scope) => wish.want(scope),
      hurry: (vital) => this.hurry(vital),
    };
  }
}
