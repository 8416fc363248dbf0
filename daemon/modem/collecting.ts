import { monotonicMs } from '../at/wait.ts';
import type { Bench } from './bench.ts';
import { LinkTrouble } from './desk.ts';
import { fillingStorage } from './readyWords.ts';
import { STATE_WORDS } from './stateWords.ts';
import type { SweepResult, SweepScope, Swept } from './storage.ts';
import type { StorageFill } from './storageNames.ts';
import type { SweepWish } from './sweepWish.ts';

export interface CollectingDeps {
  readonly bench: Bench;
  readonly wish: SweepWish;
  hurry(vital: 'storage'): void;
}

/** Texts that came without a word, one after the other: the modem does not announce, whatever it says. */
const SILENT_MAX = 3;
/** So often in a row what was announced is looked for again. */
const AGAIN_MAX = 2;

/** Getting texts out of the modem while it is in use: when to look, and what the findings say about the modem. */
export class Collecting {
  readonly #deps: CollectingDeps;
  #fills: readonly StorageFill[] = [];
  /** Sweeps in a row that the modem did not let come to their end. */
  #unfinished = 0;
  #notPersisted = false;
  /** Announcements up to the end of the last sweep. */
  #announcedBefore = 0;
  /** Announced and not found yet. */
  #owed = 0;
  #again = 0;
  /** A count has shown texts that nobody spoke of. */
  #countedUnspoken = false;
  #silent = 0;
  #wasFull = false;
  #emptiedAtMs: number | undefined;
  #askers: Array<(end: SweepResult) => void> = [];

  constructor(deps: CollectingDeps) {
    this.#deps = deps;
    this.#announcedBefore = deps.bench.facts.announced;
  }

  get fills(): readonly StorageFill[] {
    return this.#fills;
  }

  get isFailing(): boolean {
    return this.#notPersisted || this.#deps.bench.pushed.waiting > 0;
  }

  get isStalled(): boolean {
    const { timing } = this.#deps.bench;
    return this.#emptiedAtMs !== undefined && monotonicMs() - this.#emptiedAtMs >= timing.stalledMs;
  }

  sweepNow(): Promise<SweepResult> {
    this.#deps.wish.want('all');
    return new Promise((resolve) => void this.#askers.push(resolve));
  }

  /** The modem is not in use any more. */
  end(): void {
    for (const answer of this.#askers.splice(0)) answer('notReady');
  }

  /** What the modem counts in the storages that are set. */
  takeFills(fills: readonly StorageFill[]): void {
    const { bench, wish } = this.#deps;
    this.#fills = fills;
    bench.sweeper.counted(fills);
    if (fills.some(({ name, used }) => used > bench.sweeper.stuckIn(name))) {
      this.#countedUnspoken = bench.facts.announced === this.#announcedBefore;
      wish.want('all');
    }
    if (fills.some(({ used, total }) => total > 0 && used >= total)) this.#wasFull = true;
    // Texts arrive in the last place, but what blocks is whatever is fullest.
    const filling = fillingStorage(fills);
    const shown = filling ?? fills.at(-1);
    const storages = [...new Map(fills.map((fill) => [fill.name, fill])).values()];
    bench.board.update({ storages, storageUsed: shown?.used, storageTotal: shown?.total });
    if (filling) {
      const { name, used, total } = filling;
      bench.log.warn({ storage: name, used, total }, 'a storage is filling up');
    }
  }

  /** Carries out the wish. @throws {LinkTrouble} */
  async collect(): Promise<void> {
    const { bench, wish } = this.#deps;
    this.#owed += bench.facts.announced - this.#announcedBefore;
    this.#announcedBefore = bench.facts.announced;
    const wished = wish.take();
    // What was announced during the last sweep was taken by it.
    const scope = wished === 'announced' && this.#owed <= 0 ? 'chosen' : wished;
    const swept = bench.pushed.retry() ? await bench.sweeper.sweep(scope) : NOT_PERSISTED;
    this.#notPersisted = swept.end === 'notPersisted';
    this.#lookAfter(swept, scope);
    if (scope === 'all' && swept.end !== 'more') {
      for (const answer of this.#askers.splice(0)) answer(swept.end);
    }
    if (swept.end === 'clean' && scope === 'all') bench.proved();
    if (swept.end === 'clean' && scope === 'all') bench.known.emptied(bench.facts.simId);
    this.#unfinished = swept.end === 'unfinished' ? this.#unfinished + 1 : 0;
    if (swept.end !== 'clean') {
      if (swept.end !== 'more') wish.rest(this.#restMs());
      wish.want(scope);
    }
    this.#judgeSilence(swept.found);
  }

  /** A modem that did not answer once mostly does so now; one that goes on so is asked more seldom. */
  #restMs(): number {
    const { announcedAgainMs, persistRetryMs } = this.#deps.bench.timing;
    if (this.#unfinished === 0) return persistRetryMs;
    return Math.min(persistRetryMs, announcedAgainMs * 2 ** (this.#unfinished - 1));
  }

  tellAlarms(): void {
    const { hooks, sweeper } = this.#deps.bench;
    const filling = fillingStorage(this.#fills);
    const words =
      filling && filling.used >= filling.total ? STATE_WORDS.storageFull : STATE_WORDS.storageFilling;
    hooks.alarm('storage_filling', filling ? words(filling.name, filling.used, filling.total) : null);
    hooks.alarm('stuck_records', sweeper.stuck > 0 ? STATE_WORDS.stuckRecords(sweeper.stuck) : null);
  }

  #lookAfter({ end, found }: Swept, scope: SweepScope): void {
    const { bench, wish, hurry } = this.#deps;
    this.#owed = Math.max(0, this.#owed - found);
    if (found > 0) {
      this.#again = 0;
      this.#emptiedAtMs = undefined;
    }
    if (end !== 'clean') return;
    // What was full may be empty now.
    if (fillingStorage(this.#fills)) hurry('storage');
    if (this.#wasFull) {
      this.#wasFull = false;
      this.#emptiedAtMs = monotonicMs();
    }
    if (this.#owed > 0 && scope !== 'chosen' && this.#again < AGAIN_MAX) {
      // Some modems announce half a second before the text can be read.
      this.#again += 1;
      wish.wantLater('announced', bench.timing.announcedAgainMs);
    } else {
      this.#owed = 0;
      this.#again = 0;
    }
  }

  #judgeSilence(found: number): void {
    const { facts } = this.#deps.bench;
    const wasUnspoken = this.#countedUnspoken && found > 0;
    this.#countedUnspoken = false;
    if (facts.announced !== this.#announcedBefore) this.#silent = 0;
    else if (wasUnspoken && facts.announcesTexts) this.#silent += 1;
    if (this.#silent >= SILENT_MAX) this.#distrust();
  }

  /**
   * The setting was accepted and read back, and does not hold: the storage is polled until a text is announced after
   * all. First what was said against floods is taken back, then another rung is tried.
   */
  #distrust(): void {
    const { facts, known, log } = this.#deps.bench;
    const { quirks = [], deafRungs = [] } = known.learned;
    log.warn(
      { rung: facts.indications?.rung },
      'texts arrive that were not announced: the storage is polled',
    );
    this.#silent = 0;
    facts.announcesTexts = false;
    const isQuieted = facts.profile.loud.length > 0 && !quirks.includes('silencedByQuiet');
    const rung = facts.indications?.rung;
    const isNew = isQuieted || (rung !== undefined && !deafRungs.includes(rung));
    known.learn({
      quirks: [
        ...new Set([
          ...quirks,
          'announcesNothing' as const,
          ...(isQuieted ? ['silencedByQuiet' as const] : []),
        ]),
      ],
      ...(isQuieted || rung === undefined ? {} : { deafRungs: [...new Set([...deafRungs, rung])] }),
    });
    if (isNew) throw new LinkTrouble('settingsLost', 'texts are not announced');
  }
}

const NOT_PERSISTED: Swept = { end: 'notPersisted', found: 0 };
