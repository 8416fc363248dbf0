import { type ClaimedPart, claimPart, markWriting } from '../../db/actions/claimPart.ts';
import { wakeGateway } from '../../db/actions/restGateway.ts';
import { type AttemptEnd, settleLateReference, settlePart } from '../../db/actions/settlePart.ts';
import type { Clock } from '../../db/clock.ts';
import type { Logger } from '../../db/logger.ts';
import type { Db } from '../../db/open.ts';
import { sendingSettings } from '../../db/queries/sendingSettings.ts';
import { anyQueued, type SendingBrake, sendingBrake, sentLately } from '../../db/queries/sendingWork.ts';
import type { AlarmKind } from '../../db/rules/alarm.ts';
import { allowance, hasCaps } from '../../db/rules/sendingCaps.ts';
import type { SendingSettings } from '../../db/rules/sendingSettings.ts';
import { isWindowOpen } from '../../db/rules/sendWindow.ts';
import { isPlausibleTime } from '../../db/rules/timeWindow.ts';
import type { Gateway } from '../modem/gateway.ts';
import type { Fleet } from './fleet.ts';
import { PumpAlarms } from './pumpAlarms.ts';
import { ReferenceHint } from './referenceHint.ts';
import { SendGate } from './sendGate.ts';
import { transmitPart } from './transmitPart.ts';

export interface PumpDeps {
  db: Db;
  clock: Clock;
  gateway: Gateway;
  /** Of all modems, this one among them. */
  fleet: Fleet;
  ownNumbers: readonly string[];
  timeZone: string;
  /** In the place of the office's setting. */
  minGapMs?: number;
  /** As GatewayHooks has it. */
  alarm: (kind: AlarmKind, text: string | null) => void;
  log: Logger;
}

interface Pause {
  ms: number;
  kickable: boolean;
}

const IDLE_MS = 1000;
const REFUSED_MS = 3000;
const SETTLE_RETRY_MS = 1000;
const SETTLE_TRIES_AT_STOP = 5;

/** Sends what is queued through one modem until it is stopped: claim → transmit → settle, one at a time. */
export class OutboundPump {
  readonly #deps: PumpDeps;
  readonly #gate = new SendGate();
  readonly #hint = new ReferenceHint();
  readonly #alarms: PumpAlarms;
  readonly #running: Promise<void>;
  readonly #lateReferences: number[] = [];
  #stopped = false;
  #kicked = false;
  #simId: string | undefined;
  #wake: (() => void) | undefined;

  constructor(deps: PumpDeps) {
    this.#deps = deps;
    this.#alarms = new PumpAlarms(deps);
    this.#running = this.#run();
  }

  /** Something may have become due; costs nothing when nothing has. */
  kick(): void {
    this.#kicked = true;
    this.#wake?.();
  }

  /** A reference that came after its exchange had timed out; kept in hand until the database takes it. */
  lateReference(reference: number): void {
    this.#lateReferences.push(reference);
    this.kick();
  }

  /** Resolves after the sending under way has been settled. */
  stop(): Promise<void> {
    this.#stopped = true;
    this.kick();
    return this.#running;
  }

  async #run(): Promise<void> {
    this.#guarded(() => wakeGateway(this.#deps.db, this.#deps.clock, this.#deps.gateway.name, undefined));
    while (!this.#stopped) {
      this.#kicked = false;
      const next = this.#nextPart();
      if ('id' in next) await this.#send(next);
      else await this.#rest(next);
    }
    this.#guarded(() => this.#storeLateReferences());
  }

  #nextPart(): ClaimedPart | Pause {
    try {
      return this.#claim() ?? { ms: this.#idleMs(), kickable: true };
    } catch (error) {
      // Without a committed claim nothing is sent: a database that cannot be written stops the sender, not the daemon.
      this.#deps.log.error({ err: error }, 'nothing can be sent: the database does not take the claim');
      // A locked one keeps this whole process waiting at each try: not even a kick shortens the pause.
      return { ms: REFUSED_MS, kickable: false };
    }
  }

  #claim(): ClaimedPart | undefined {
    const { db, clock, gateway, fleet, timeZone } = this.#deps;
    const state = gateway.state();
    this.#storeLateReferences();
    this.#watchSim(state.simId);
    if (this.#gate.watchNetwork(state)) wakeGateway(db, clock, gateway.name, undefined);
    const brake = sendingBrake(db, gateway.name);
    fleet.report(gateway.name, state.simId, this.#gate.ability(state, brake));
    this.#alarms.check(brake);
    if (!gateway.canSend() || state.simId === undefined) return undefined;
    if (this.#gate.waitMs(brake) > 0 || !anyQueued(db)) return undefined;
    const settings = sendingSettings(db);
    const nowMs = clock.nowMs();
    const may = hasCaps(settings) ? allowance(settings, sentLately(db, state.simId, nowMs, timeZone)) : 'any';
    if (may === 'none') return undefined;
    return claimPart(db, clock, {
      modem: gateway.name,
      simId: state.simId,
      otherSims: fleet.othersToWaitFor(gateway.name, settings.failoverAfterMs),
      allSims: fleet.sims(),
      urgentOnly: may === 'urgent',
      // By a clock that cannot be right no hour is a wrong one.
      windowClosed: isPlausibleTime(nowMs) && !isWindowOpen(settings.windows, nowMs, timeZone),
      digestOver: settings.digestOver,
    });
  }

  #watchSim(simId: string | undefined): void {
    if (simId === undefined || simId === this.#simId) return;
    wakeGateway(this.#deps.db, this.#deps.clock, this.#deps.gateway.name, simId);
    this.#gate.wake();
    this.#simId = simId;
  }

  #storeLateReferences(): void {
    const { db, clock, gateway } = this.#deps;
    for (let first = this.#lateReferences[0]; first !== undefined; first = this.#lateReferences[0]) {
      settleLateReference(db, clock, gateway.name, first);
      this.#lateReferences.shift();
    }
  }

  async #send(part: ClaimedPart): Promise<void> {
    const { db, clock, gateway, ownNumbers, log } = this.#deps;
    const end = await transmitPart({
      gateway,
      part,
      ownNumbers,
      nowMs: clock.nowMs(),
      onWriting: () => markWriting(db, clock, part.id),
      log,
    });
    const rest = await this.#settle(part, end);
    const fault = end.kind === 'sent' ? undefined : end.fault;
    this.#gate.ended(fault, rest, this.#wishedGapMs());
    if (end.kind === 'unknown') this.#hint.lost();
    const hint = end.kind === 'sent' ? this.#hint.sent(end.reference) : undefined;
    if (hint) log.info({ partId: part.id }, hint);
    this.#alarms.ended(end, rest);
  }

  #wishedGapMs(): number {
    const { db, minGapMs } = this.#deps;
    let wished: SendingSettings | undefined;
    if (minGapMs === undefined) this.#guarded(() => (wished = sendingSettings(db)));
    return minGapMs ?? wished?.minGapMs ?? IDLE_MS;
  }

  /** The outcome is known only here: it is kept in hand until the database takes it. */
  async #settle(part: ClaimedPart, end: AttemptEnd): Promise<ReturnType<typeof settlePart>> {
    const { db, clock, log } = this.#deps;
    for (let tries = 1; ; tries += 1) {
      try {
        return settlePart(db, clock, part.id, end);
      } catch (error) {
        log.error({ err: error, partId: part.id, tries }, 'the outcome of a sending cannot be stored yet');
        // Left as it is, the next start finds the second marker and calls the part unknown.
        if (this.#stopped && tries >= SETTLE_TRIES_AT_STOP) return undefined;
        await new Promise((resolve) => setTimeout(resolve, SETTLE_RETRY_MS));
      }
    }
  }

  /** Until the gap or the rest is over, but no longer than a look at what the clock has made due. */
  #idleMs(): number {
    let brake: SendingBrake | undefined;
    this.#guarded(() => {
      brake = sendingBrake(this.#deps.db, this.#deps.gateway.name);
    });
    const waitMs = this.#gate.waitMs(brake);
    return waitMs > 0 ? Math.min(IDLE_MS, waitMs) : IDLE_MS;
  }

  #rest({ ms, kickable }: Pause): Promise<void> {
    if (kickable && this.#kicked) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#wake = () => {
        if (kickable || this.#stopped) end();
      };
    });
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'the state of the sending cannot be read or noted');
    }
  }
}
