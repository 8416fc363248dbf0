import type { Logger } from '../../db/logger.ts';
import type { AlarmKind } from '../../db/rules/alarm.ts';
import { monotonicMs } from '../at/wait.ts';
import type { ModemFacts } from './modemFacts.ts';
import type { Learned, ModemMemory, ModemRecord } from './modemMemory.ts';
import { STATE_WORDS } from './stateWords.ts';

export interface AcquaintanceDeps {
  readonly memory: ModemMemory;
  readonly log: Logger;
  alarm(kind: AlarmKind, text: string | null): void;
  emptied(simId: string): void;
}

/** After so long with the same one nobody wonders any more. */
const NEWS_MS = 24 * 3_600_000;

/**
 * Which modem and which SIM are behind one gateway, and what was learned of them before. Outlives the connection.
 * Device names swap at a restart (MODEMS F48), so both are looked at each time.
 */
export class Acquaintance {
  readonly #deps: AcquaintanceDeps;
  #record: ModemRecord | undefined;
  #sinceMs = monotonicMs();
  #simId: string | undefined;
  #emptied: string | undefined;

  constructor(deps: AcquaintanceDeps) {
    this.#deps = deps;
  }

  /** Nothing, before {@link meetModem} and for a modem that does not say who it is. */
  get learned(): Learned {
    return this.#record?.learned ?? {};
  }

  meetModem({ imei, manufacturer, model, revision, profile }: ModemFacts): void {
    const before = this.#before();
    if (imei === undefined) {
      this.#record = undefined;
      return;
    }
    const known = this.#record?.imei === imei ? this.#record : this.#guarded((memory) => memory.recall(imei));
    const who = { imei, manufacturer, model, revision, profile: profile.id };
    this.#record = { simId: undefined, learned: {}, ...known, ...who };
    if (before && before.imei !== imei) {
      this.#deps.log.warn({ before: before.model, now: model }, 'another modem is behind this name');
      this.#sinceMs = monotonicMs();
      this.#deps.alarm('modem_changed', STATE_WORDS.modemChanged(model));
    }
  }

  /** @param simId as read from the card. */
  meetSim(simId: string): void {
    const before = this.#simId ?? this.#before()?.simId;
    this.#simId = simId;
    if (before !== undefined && before !== simId) {
      this.#deps.log.warn({}, 'another SIM is in the modem');
      this.#sinceMs = monotonicMs();
      this.#deps.alarm('sim_changed', STATE_WORDS.simChanged(simId.slice(-4)));
    }
    this.#keep({ simId });
  }

  learn(change: Partial<Learned>): void {
    const entries = Object.entries(change) as Array<[keyof Learned, unknown]>;
    const { learned } = this;
    if (entries.every(([name, value]) => JSON.stringify(value) === JSON.stringify(learned[name]))) return;
    this.#keep({ learned: { ...learned, ...change } });
  }

  /** All storages were read to their end. Told once for each SIM. */
  emptied(simId: string | undefined): void {
    if (simId === undefined || this.#emptied === simId) return;
    this.#guarded(() => {
      this.#deps.emptied(simId);
      this.#emptied = simId;
    });
  }

  /** Called now and then while the modem is in use. */
  settle(): void {
    if (monotonicMs() - this.#sinceMs < NEWS_MS) return;
    this.#deps.alarm('modem_changed', null);
    this.#deps.alarm('sim_changed', null);
  }

  #before(): ModemRecord | undefined {
    return this.#record ?? this.#guarded((memory) => memory.last());
  }

  #keep(change: Partial<Pick<ModemRecord, 'simId' | 'learned'>>): void {
    if (!this.#record) return;
    const record = { ...this.#record, ...change };
    this.#record = record;
    this.#guarded((memory) => memory.keep(record));
  }

  /** What cannot be remembered is learned again. */
  #guarded<T>(body: (memory: ModemMemory) => T): T | undefined {
    try {
      return body(this.#deps.memory);
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'what is known of the modem cannot be stored or read');
      return undefined;
    }
  }
}
