import { monotonicMs } from '../at/wait.ts';
import { isPart, isWhole } from './listing.ts';
import { isSameStorage, type StorageFill } from './storageNames.ts';
import { type ReaderDeps, StorageReader } from './storageReader.ts';
import type { StoredRecord } from './storedRecord.ts';

export interface SweepDeps extends ReaderDeps {
  /** Synchronous; durable when it returns. */
  persist(records: readonly StoredRecord[]): void;
  /** A sweep is over, however it went. */
  ended(): void;
}

export type SweepScope = 'chosen' | 'announced' | 'all';

/** `more`: there is more, but others are to have their turn. */
export type SweepEnd = 'clean' | 'more' | 'notPersisted' | 'unfinished';

/** How a sweep of all storages ended. */
export type SweepResult = Exclude<SweepEnd, 'more'> | 'notReady';

export interface Swept {
  readonly end: SweepEnd;
  /** Records that were taken. */
  readonly found: number;
}

/** Where a text is said to have arrived. */
export interface Place {
  readonly storage: string;
  readonly index: number;
}

/** Deleting is tried this often at once; then the record is left alone for long, or it would be read for ever. */
const DELETES_MAX = 3;
/** A sweep that goes on for longer, because the network refills what is emptied, makes room for others. */
const TURN_MS = 10_000;
const ROUNDS_MAX = 100;

/**
 * Empties the storages of a modem: list, persist all, delete one by one, until a listing is empty. The storage is the
 * truth and announcements are hints (DESIGN 1). Nothing is deleted that is not durable, and never by flag or range:
 * that would take what arrived a moment ago.
 */
export class StorageSweeper {
  readonly #deps: SweepDeps;
  readonly #reader: StorageReader;
  /** Records that are durable and were to be deleted, with the number of tries. Key: storage, slot and PDU. */
  readonly #tries = new Map<string, { count: number; lastMs: number }>();
  /** What was announced since the storage was listed; undefined: somewhere. */
  #arrivals: Array<Place | undefined> = [];
  /** The last single announcement named a slot in which nothing was. */
  #misleads = false;

  constructor(deps: SweepDeps) {
    this.#deps = deps;
    this.#reader = new StorageReader(deps);
  }

  /** Records that cannot be deleted and are not read any more. */
  stuckIn(storage: string): number {
    return this.#stuckKeys().filter((key) => key.startsWith(`${storage} `)).length;
  }

  get stuck(): number {
    return this.#stuckKeys().length;
  }

  /** A new text was announced, or a full storage (undefined): what was read before may be something else by now. */
  announced(place: Place | undefined): void {
    this.#arrivals.push(place);
  }

  counted(fills: readonly StorageFill[]): void {
    this.#reader.counted(fills);
  }

  forgetSelection(): void {
    this.#reader.forgetSelection();
  }

  /**
   * @param scope `chosen`: where new texts arrive. `announced`: the others too if nothing was found there, since
   * announcements name the wrong storage now and then.
   * @throws {LinkTrouble}
   */
  async sweep(scope: SweepScope): Promise<Swept> {
    try {
      return await this.#sweepAs(scope);
    } finally {
      this.#deps.ended();
    }
  }

  async #sweepAs(scope: SweepScope): Promise<Swept> {
    const [first, ...others] = this.#deps.facts.storage.sweep;
    if (first === undefined) return { end: 'clean', found: 0 };
    let { end, found } = await this.#sweepOne(first);
    if (end !== 'more' && (scope === 'all' || (scope === 'announced' && found === 0))) {
      for (const storage of others) {
        if (end === 'notPersisted' || end === 'more') break;
        const next = await this.#sweepOne(storage);
        found += next.found;
        if (next.end !== 'clean') end = next.end;
      }
    }
    await this.#reader.selectChosen();
    return { end, found };
  }

  async #sweepOne(storage: string): Promise<Swept> {
    let found = 0;
    const selected = await this.#reader.select(storage);
    if (selected !== 'selected') return { found, end: selected === 'busy' ? 'unfinished' : 'clean' };
    const startedAtMs = monotonicMs();
    for (let round = 0; round < ROUNDS_MAX && monotonicMs() - startedAtMs < TURN_MS; round += 1) {
      const announced = this.#arrivals;
      this.#arrivals = [];
      const records = await this.#reader.list(storage, this.stuckIn(storage));
      if (records === undefined) return { found, end: 'unfinished' };
      const readAtMs = monotonicMs();
      this.#compare(announced, storage, records);
      this.#forgetGone(storage, records);
      const wanted = await this.#completed(records.filter((record) => !this.#isStuck(record)));
      if (wanted === undefined) return { found, end: 'unfinished' };
      if (wanted.length === 0) return { found, end: 'clean' };
      found += wanted.length;
      if (!this.#persistNew(wanted)) return { found, end: 'notPersisted' };
      for (const record of wanted) {
        if (!(await this.#remove(record, readAtMs))) return { found, end: 'notPersisted' };
      }
    }
    return { found, end: 'more' };
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
      const again = await this.#reader.read(storage, index);
      if (again === 'unreadable') return undefined;
      if (again) completed.push(again);
      else if (record.pduHex !== '') completed.push(record);
      else this.#tries.set(key(record), { count: DELETES_MAX, lastMs: monotonicMs() });
    }
    return completed;
  }

  #stuckKeys(): string[] {
    return [...this.#tries].filter(([, { count }]) => count >= DELETES_MAX).map(([key]) => key);
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

  /** Does the one announcement that there was name a slot in which nothing is, while another one holds something? */
  #compare(
    announced: ReadonlyArray<Place | undefined>,
    storage: string,
    records: readonly StoredRecord[],
  ): void {
    const [only, ...more] = announced;
    if (only === undefined || more.length > 0 || records.length === 0) return;
    const names = (record: StoredRecord): boolean => record.index === only.index;
    this.#misleads = !isSameStorage(only.storage, storage) || !records.some(names);
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
  async #remove(record: StoredRecord, readAtMs: number): Promise<boolean> {
    const { desk, timing, log } = this.#deps;
    const { storage, index } = record;
    const count = index === undefined ? DELETES_MAX : (this.#tries.get(key(record))?.count ?? 0) + 1;
    this.#tries.set(key(record), { count, lastMs: monotonicMs() });
    if (index === undefined) return true;
    if (this.#mayBeOther(record, index, readAtMs)) {
      const now = await this.#reader.read(storage, index);
      // Gone, or not to be read: then there is nothing that may be deleted.
      if (now === undefined || now === 'unreadable') return true;
      if (now.pduHex !== record.pduHex) return this.#persistNew([now]);
    }
    const answer = await desk.ask(`AT+CMGD=${index}`, timing.deleteMs);
    if (answer.kind !== 'ok')
      log.debug({ storage, index, count, answer: answer.kind }, 'deleting was refused');
    return true;
  }

  /**
   * May the slot hold something else than what was listed? Firmwares delete the siblings of a part by themselves, and
   * the network fills what becomes free. Announcements say which slot was filled, unless the modem is silent, or known
   * to name wrong ones.
   */
  #mayBeOther(record: StoredRecord, index: number, readAtMs: number): boolean {
    const { facts, timing } = this.#deps;
    if (monotonicMs() - readAtMs > timing.deleteGuardMs) return true;
    if (!facts.announcesTexts && isPart(record)) return true;
    return this.#arrivals.some(
      (place) =>
        place === undefined ||
        this.#misleads ||
        !isSameStorage(place.storage, record.storage) ||
        place.index === index,
    );
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
