import type { Logger } from '../../db/logger.ts';
import { monotonicMs } from '../at/wait.ts';
import { type Desk, LinkTrouble, type Settled } from './desk.ts';
import { isWhole, parseCmgl, parseCmgr } from './listing.ts';
import type { ModemFacts } from './modemFacts.ts';
import { isSameStorage, parseStorageFills, type StorageFill } from './storageNames.ts';
import type { StoredRecord } from './storedRecord.ts';
import type { Timing } from './timing.ts';

export interface SweepDeps {
  readonly desk: Desk;
  readonly facts: ModemFacts;
  readonly timing: Timing;
  readonly log: Logger;
  /** Synchronous; durable when it returns. */
  persist(records: readonly StoredRecord[]): void;
  /** Grows with every announcement of a new text and every full storage. */
  news(): number;
}

export type SweepScope = 'chosen' | 'announced' | 'all';

export type SweepEnd = 'clean' | 'notPersisted' | 'unfinished';

/** Deleting is tried this often at once; then the record is left alone for long, or it would be read for ever. */
const DELETES_MAX = 3;
/** Listings of one storage in one sweep: more is a modem that does not delete. */
const ROUNDS_MAX = 50;
const SLOTS_MAX = 300;

/**
 * Empties the storages of a modem: list, persist all, delete one by one, until a listing is empty. The storage is the
 * truth and announcements are hints (DESIGN 1). Nothing is deleted that is not durable, and never by flag or range:
 * that would take what arrived a moment ago.
 */
export class StorageSweeper {
  readonly #deps: SweepDeps;
  /** Records that are durable and were to be deleted, with the number of tries. Key: storage, slot and PDU. */
  readonly #tries = new Map<string, { count: number; lastMs: number }>();
  readonly #unavailable = new Set<string>();
  readonly #scannedAtMs = new Map<string, number>();
  #selected: string | undefined;

  constructor(deps: SweepDeps) {
    this.#deps = deps;
  }

  /** Records that cannot be deleted and are not read any more. */
  stuckIn(storage: string): number {
    return [...this.#tries].filter(
      ([key, { count }]) => key.startsWith(`${storage} `) && count >= DELETES_MAX,
    ).length;
  }

  /**
   * @param scope `chosen`: where new texts arrive. `announced`: the others too if nothing was found there, since
   * announcements name the wrong storage now and then.
   * @throws {LinkTrouble}
   */
  async sweep(scope: SweepScope): Promise<SweepEnd> {
    const { facts } = this.#deps;
    const [chosen, ...others] = facts.storage.sweep;
    if (chosen === undefined) return 'clean';
    const first = await this.#sweepOne(chosen);
    let end: SweepEnd = first.end;
    if (scope === 'all' || (scope === 'announced' && first.found === 0)) {
      for (const storage of others) {
        if (end === 'notPersisted') break;
        const next = await this.#sweepOne(storage);
        if (next.end !== 'clean') end = next.end;
      }
    }
    await this.#backToChosen();
    return end;
  }

  /** The modem was brought up anew: which storage is selected is open. */
  forgetSelection(): void {
    this.#selected = undefined;
  }

  async #sweepOne(storage: string): Promise<{ found: number; end: SweepEnd }> {
    let found = 0;
    if (this.#unavailable.has(storage)) return { found, end: 'clean' };
    const fill = await this.#select(storage);
    if (fill === 'unavailable') return { found, end: 'clean' };
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const newsBefore = this.#deps.news();
      const records = await this.#list(storage, round === 0 ? fill : undefined);
      if (records === undefined) return { found, end: 'unfinished' };
      const readAtMs = monotonicMs();
      this.#forgetGone(storage, records);
      const wanted = await this.#completed(records.filter((record) => !this.#isStuck(record)));
      if (wanted === undefined) return { found, end: 'unfinished' };
      if (wanted.length === 0) return { found, end: 'clean' };
      found += wanted.length;
      if (!this.#persistNew(wanted)) return { found, end: 'notPersisted' };
      for (const record of wanted) {
        if (!(await this.#remove(record, readAtMs, newsBefore))) return { found, end: 'notPersisted' };
      }
    }
    this.#deps.log.error({ storage, rounds: ROUNDS_MAX }, 'a storage does not become empty');
    return { found, end: 'unfinished' };
  }

  /**
   * Reads again what does not have the length that it should: bytes may have been lost between the modem and us. The
   * second reading counts, whatever it is; a record whose PDU was never seen is neither stored nor deleted.
   */
  async #completed(records: readonly StoredRecord[]): Promise<readonly StoredRecord[] | undefined> {
    const completed: StoredRecord[] = [];
    for (const record of records) {
      const { storage, index } = record;
      if (isWhole(record) || index === undefined || this.#tries.has(key(record))) {
        completed.push(record);
        continue;
      }
      const again = await this.#read(storage, index);
      if (again === 'unreadable') return undefined;
      if (again) completed.push(again);
      else if (record.pduHex !== '') completed.push(record);
      else this.#tries.set(key(record), { count: DELETES_MAX, lastMs: monotonicMs() });
    }
    return completed;
  }

  #isStuck(record: StoredRecord): boolean {
    const tries = this.#tries.get(key(record));
    if (!tries || tries.count < DELETES_MAX) return false;
    if (tries.count === DELETES_MAX) {
      tries.count += 1;
      const { storage, index } = record;
      this.#deps.log.error({ storage, index }, 'a record cannot be deleted and blocks a slot');
    }
    return record.index === undefined || monotonicMs() - tries.lastMs < this.#deps.timing.stuckRetryMs;
  }

  /** Selects for reading and deleting only, so that arrivals go on landing where they did. */
  async #select(storage: string): Promise<StorageFill | undefined | 'unavailable'> {
    const { desk, timing, log } = this.#deps;
    if (this.#selected === storage) return undefined;
    const extras = { okAfterQuietMs: timing.okAfterQuietMs };
    const answer = await desk.ask(`AT+CPMS="${storage}"`, timing.storageMs, extras);
    if (answer.kind !== 'ok') {
      this.#unavailable.add(storage);
      log.warn({ storage, answer: answer.kind }, 'a storage cannot be selected and is not read');
      return 'unavailable';
    }
    this.#selected = storage;
    return parseStorageFills(answer.lines[0] ?? '', [storage])[0];
  }

  async #backToChosen(): Promise<void> {
    const { desk, facts, timing } = this.#deps;
    if (this.#selected === facts.storage.name) return;
    const extras = { okAfterQuietMs: timing.okAfterQuietMs };
    if (!(await desk.accepts(facts.storage.command, timing.storageMs, extras))) {
      throw new LinkTrouble('settingsLost', 'the chosen storage could not be selected again');
    }
    this.#selected = facts.storage.name;
  }

  /** Undefined: the list could not be read to its end; what came of it is dropped. */
  async #list(storage: string, fill: StorageFill | undefined): Promise<readonly StoredRecord[] | undefined> {
    const { desk, timing, log } = this.#deps;
    const extras = { dataLines: true, idleMs: timing.listIdleMs };
    const answer = await desk.ask('AT+CMGL=4', timing.listMs, extras);
    if (answer.kind === 'timeout') return undefined;
    if (answer.kind === 'error') {
      log.debug({ storage, error: answer.error.text }, 'listing was refused: reading slot by slot');
      return this.#readSlots(storage, fill);
    }
    const records = this.#parsed(answer, storage);
    const counted = fill !== undefined && fill.used > this.stuckIn(storage);
    if (records.length > 0 || !counted || !this.#mayScan(storage)) return records;
    return this.#readSlots(storage, fill);
  }

  #mayScan(storage: string): boolean {
    const lastMs = this.#scannedAtMs.get(storage);
    if (lastMs !== undefined && monotonicMs() - lastMs < this.#deps.timing.slotScanMs) return false;
    this.#scannedAtMs.set(storage, monotonicMs());
    return true;
  }

  /** For firmwares that refuse or forget to list. Slots count from 0 or from 1, by maker. */
  async #readSlots(
    storage: string,
    fill: StorageFill | undefined,
  ): Promise<readonly StoredRecord[] | undefined> {
    const { used, total } = fill ?? (await this.#fill(storage)) ?? { used: SLOTS_MAX, total: SLOTS_MAX };
    const records: StoredRecord[] = [];
    for (let index = 0; index <= Math.min(total, SLOTS_MAX) && records.length < used; index += 1) {
      const record = await this.#read(storage, index);
      if (record === 'unreadable') return undefined;
      if (record) records.push(record);
    }
    return records;
  }

  async #fill(storage: string): Promise<StorageFill | undefined> {
    const { desk, timing } = this.#deps;
    const extras = { okAfterQuietMs: timing.okAfterQuietMs };
    const line = await desk.askLine('AT+CPMS?', timing.slowCommandMs, extras);
    return parseStorageFills(line ?? '').find((fill) => isSameStorage(fill.name, storage));
  }

  async #read(storage: string, index: number): Promise<StoredRecord | undefined | 'unreadable'> {
    const { desk, timing } = this.#deps;
    const answer = await desk.ask(`AT+CMGR=${index}`, timing.readMs, { dataLines: true });
    if (answer.kind === 'timeout') return 'unreadable';
    if (answer.kind === 'error') return undefined;
    return this.#parsed(answer, storage, index)[0];
  }

  #parsed(answer: Settled, storage: string, index?: number): readonly StoredRecord[] {
    const listing =
      index === undefined ? parseCmgl(answer.lines, storage) : parseCmgr(answer.lines, storage, index);
    if (listing.kind === 'records') return listing.records;
    throw new LinkTrouble('settingsLost', 'the modem lists in text mode');
  }

  /** All of a listing in one call, before the first of them is deleted: firmwares delete the siblings of a part. */
  #persistNew(records: readonly StoredRecord[]): boolean {
    const fresh = records.filter((record) => !this.#tries.has(key(record)));
    if (fresh.length === 0) return true;
    try {
      this.#deps.persist(fresh);
    } catch (error) {
      this.#deps.log.error(
        { err: error, records: fresh.length },
        'texts could not be stored and stay in the modem',
      );
      return false;
    }
    for (const record of fresh) this.#tries.set(key(record), { count: 0, lastMs: monotonicMs() });
    return true;
  }

  /** False: something new was found in the slot and could not be persisted. */
  async #remove(record: StoredRecord, readAtMs: number, newsBefore: number): Promise<boolean> {
    const { desk, timing, log, news } = this.#deps;
    const { storage, index } = record;
    const count = index === undefined ? DELETES_MAX : (this.#tries.get(key(record))?.count ?? 0) + 1;
    this.#tries.set(key(record), { count, lastMs: monotonicMs() });
    if (index === undefined) return true;
    if (monotonicMs() - readAtMs > timing.deleteGuardMs || news() !== newsBefore) {
      const now = await this.#read(storage, index);
      // Gone, or not to be read: then there is nothing that may be deleted.
      if (now === undefined || now === 'unreadable') return true;
      if (now.pduHex !== record.pduHex) return this.#persistNew([now]);
    }
    const answer = await desk.ask(`AT+CMGD=${index}`, timing.deleteMs);
    if (answer.kind !== 'ok')
      log.debug({ storage, index, count, answer: answer.kind }, 'deleting was refused');
    return true;
  }

  /** What a listing does not show any more is deleted: the same slot and PDU would be another message. */
  #forgetGone(storage: string, records: readonly StoredRecord[]): void {
    const present = new Set(records.map(key));
    for (const known of this.#tries.keys()) {
      if (known.startsWith(`${storage} `) && !present.has(known)) this.#tries.delete(known);
    }
  }
}

const key = (record: StoredRecord): string => `${record.storage} ${record.index ?? '-'} ${record.pduHex}`;
