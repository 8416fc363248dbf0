import type { Logger } from '../../db/logger.ts';
import { monotonicMs } from '../at/wait.ts';
import type { Acquaintance } from './acquaintance.ts';
import { isBusyError } from './busyError.ts';
import { type Desk, LinkTrouble, type Settled } from './desk.ts';
import { parseCmgl, parseCmgr } from './listing.ts';
import type { ModemFacts } from './modemFacts.ts';
import { isSameStorage, parseStorageFills, type StorageFill } from './storageNames.ts';
import type { StoredRecord } from './storedRecord.ts';
import type { Timing } from './timing.ts';

export interface ReaderDeps {
  readonly desk: Desk;
  readonly facts: ModemFacts;
  readonly known: Acquaintance;
  readonly timing: Timing;
  readonly log: Logger;
}

/** What is unreadable is not to be known by one look: counts lag behind on some modems. */
const FUTILE_SCANS_MAX = 3;
const SLOTS_MAX = 300;
/** More than so many texts are not listed at once by a modem that was too slow for it. */
const LISTED_MAX = 20;
/** A modem that takes longer to change its storage is asked to less often. */
const SLOW_SELECT_MS = 5000;

/** Which storage is selected, and what lies in it. Reads and never deletes. */
export class StorageReader {
  readonly #deps: ReaderDeps;
  readonly #refusedUntilMs = new Map<string, number>();
  readonly #scannedAtMs = new Map<string, number>();
  readonly #futileScans = new Map<string, number>();
  readonly #counted = new Map<string, StorageFill>();
  #selected: string | undefined;

  constructor(deps: ReaderDeps) {
    this.#deps = deps;
  }

  /** The modem was brought up anew: which storage is selected is open. */
  forgetSelection(): void {
    this.#selected = undefined;
  }

  /** What the modem counts just now: more than it lists is looked for slot by slot. */
  counted(fills: readonly StorageFill[]): void {
    this.#counted.clear();
    for (const fill of fills) this.#counted.set(fill.name, fill);
  }

  /** Selects for reading and deleting only, so that arrivals go on landing where they did. */
  async select(storage: string): Promise<'selected' | 'unavailable' | 'busy'> {
    if (this.#selected === storage) return 'selected';
    if (monotonicMs() < (this.#refusedUntilMs.get(storage) ?? 0)) return 'unavailable';
    const { desk, facts, timing } = this.#deps;
    const startedAtMs = monotonicMs();
    const answer = await desk.ask(`AT+CPMS="${storage}"`, timing.storageMs, this.#extras());
    if (monotonicMs() - startedAtMs >= SLOW_SELECT_MS) facts.slowStorage = true;
    if (answer.kind !== 'ok') {
      if (answer.kind === 'timeout' || this.#isBusy(answer)) return 'busy';
      this.#refuse(storage);
      return 'unavailable';
    }
    this.#selected = storage;
    const [fill] = parseStorageFills(answer.lines[0] ?? '', [storage]);
    if (fill) this.#counted.set(storage, { ...fill, name: storage });
    return 'selected';
  }

  /** @throws {LinkTrouble} when the modem does not take it any more. */
  async selectChosen(): Promise<void> {
    const { desk, facts, timing } = this.#deps;
    if (this.#selected === facts.storage.name) return;
    if (!(await desk.accepts(facts.storage.command, timing.storageMs, this.#extras()))) {
      throw new LinkTrouble('settingsLost', 'the chosen storage could not be selected again');
    }
    this.#selected = facts.storage.name;
  }

  /**
   * All records of the selected storage. Undefined: the list could not be read to its end; what came of it is dropped.
   * @param stuck how many records are known to lie there that cannot be deleted.
   */
  async list(storage: string, stuck: number): Promise<readonly StoredRecord[] | undefined> {
    const { desk, timing, log } = this.#deps;
    const fill = this.#takeCount(storage);
    if (this.#listsForTooLong) {
      const counted = fill ?? (await this.#fill(storage));
      if (counted && counted.used - stuck > LISTED_MAX)
        return this.#readSlots(storage, { ...counted, used: stuck + LISTED_MAX });
    }
    const answer = await desk.ask('AT+CMGL=4', timing.listMs, {
      dataLines: true,
      firstLineMs: timing.listFirstMs,
      idleMs: timing.listIdleMs,
    });
    if (answer.kind === 'timeout') {
      this.#giveUpListing(storage);
      return undefined;
    }
    if (answer.kind === 'error') {
      if (this.#isBusy(answer)) return undefined;
      log.debug({ storage, error: answer.error.text }, 'listing was refused: reading slot by slot');
      return this.#readSlots(storage, fill);
    }
    const records = this.#parsed(answer, storage);
    const isCounted = fill !== undefined && fill.used > stuck;
    if (records.length > 0 || !isCounted || !this.#mayScan(storage)) return records;
    const found = await this.#readSlots(storage, fill);
    if (found) this.#judgeScan(storage, found.length > stuck);
    return found;
  }

  async read(storage: string, index: number): Promise<StoredRecord | undefined | 'unreadable'> {
    const { desk, timing } = this.#deps;
    const answer = await desk.ask(`AT+CMGR=${index}`, timing.readMs, { dataLines: true });
    if (answer.kind === 'timeout') return 'unreadable';
    if (answer.kind === 'error') return undefined;
    return this.#parsed(answer, storage, index)[0];
  }

  get #listsForTooLong(): boolean {
    return this.#deps.known.learned.quirks?.includes('listsForTooLong') ?? false;
  }

  #giveUpListing(storage: string): void {
    if (this.#listsForTooLong) return;
    const { known, log } = this.#deps;
    log.warn({ storage }, 'a list had no end: what is full is read slot by slot');
    known.learn({ quirks: [...(known.learned.quirks ?? []), 'listsForTooLong'] });
  }

  #refuse(storage: string): void {
    const { known, timing, log } = this.#deps;
    this.#refusedUntilMs.set(storage, monotonicMs() + timing.stuckRetryMs);
    const { refusedStorages = [] } = known.learned;
    if (refusedStorages.includes(storage)) return;
    log.warn({ storage }, 'a storage cannot be selected and is not read');
    known.learn({ refusedStorages: [...refusedStorages, storage] });
  }

  /** The count is good for one look; what is deleted after it is not in it. */
  #takeCount(storage: string): StorageFill | undefined {
    const fill = [...this.#counted.values()].find(({ name }) => isSameStorage(name, storage));
    if (fill) this.#counted.delete(fill.name);
    return fill;
  }

  #mayScan(storage: string): boolean {
    const lastMs = this.#scannedAtMs.get(storage);
    if (lastMs !== undefined && monotonicMs() - lastMs < this.#deps.timing.slotScanMs) return false;
    this.#scannedAtMs.set(storage, monotonicMs());
    return true;
  }

  /** A storage that counts and never shows is no place to receive into (Quectel EC200A). */
  #judgeScan(storage: string, hasFound: boolean): void {
    const { known, facts, log } = this.#deps;
    const futile = hasFound ? 0 : (this.#futileScans.get(storage) ?? 0) + 1;
    this.#futileScans.set(storage, futile);
    const { unreadable = [] } = known.learned;
    if (futile < FUTILE_SCANS_MAX || unreadable.includes(storage)) return;
    log.warn({ storage }, 'a storage counts texts that it does not show');
    known.learn({ unreadable: [...unreadable, storage], storage: undefined });
    if (isSameStorage(storage, facts.storage.name)) {
      throw new LinkTrouble('settingsLost', 'the chosen storage cannot be read');
    }
  }

  /** For firmwares that refuse or forget to list. Slots count from 0 or from 1, by maker. */
  async #readSlots(
    storage: string,
    counted: StorageFill | undefined,
  ): Promise<readonly StoredRecord[] | undefined> {
    const { used, total } = counted ?? (await this.#fill(storage)) ?? { used: SLOTS_MAX, total: SLOTS_MAX };
    const records: StoredRecord[] = [];
    for (let index = 0; index <= Math.min(total, SLOTS_MAX) && records.length < used; index += 1) {
      const record = await this.read(storage, index);
      if (record === 'unreadable') return undefined;
      if (record) records.push(record);
    }
    return records;
  }

  async #fill(storage: string): Promise<StorageFill | undefined> {
    const { desk, timing } = this.#deps;
    const line = await desk.askLine('AT+CPMS?', timing.slowCommandMs, this.#extras());
    return parseStorageFills(line ?? '').find((fill) => isSameStorage(fill.name, storage));
  }

  #parsed(answer: Settled, storage: string, index?: number): readonly StoredRecord[] {
    const listing =
      index === undefined ? parseCmgl(answer.lines, storage) : parseCmgr(answer.lines, storage, index);
    if (listing.kind === 'records') return listing.records;
    throw new LinkTrouble('settingsLost', 'the modem lists in text mode');
  }

  #isBusy(answer: Settled & { kind: 'error' }): boolean {
    return isBusyError(answer.error, this.#deps.facts.profile.errors);
  }

  #extras() {
    return { okAfterQuietMs: this.#deps.timing.okAfterQuietMs };
  }
}
