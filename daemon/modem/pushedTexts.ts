import type { Logger } from '../../db/logger.ts';
import { parsePushed } from './listing.ts';
import type { StoredRecord } from './storedRecord.ts';

/** A modem that pushes more than this while nothing can be stored is beyond help. */
const WAITING_MAX = 200;

/**
 * Texts and reports that are pushed at us in spite of mt=1 (class 0, reports with ds=1). They exist nowhere else, so
 * they are stored at once, and kept in hand while they cannot be.
 */
export class PushedTexts {
  readonly #persist: (records: readonly StoredRecord[]) => void;
  readonly #log: Logger;
  #waiting: StoredRecord[] = [];

  /** @param persist throws when the records are not durable. */
  constructor(persist: (records: readonly StoredRecord[]) => void, log: Logger) {
    this.#persist = persist;
    this.#log = log;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** True: it is durable. */
  take(lines: readonly string[], via: 'CMT' | 'CDS'): boolean {
    const record = parsePushed(lines, via);
    if (!record) {
      this.#log.warn({ via }, 'a pushed text came without its PDU');
      return false;
    }
    this.#waiting.push(record);
    if (this.#waiting.length > WAITING_MAX) {
      this.#waiting.shift();
      this.#log.error({ via }, 'a pushed text is lost: too many wait for the database');
    }
    return this.retry();
  }

  /** True: nothing waits any more. */
  retry(): boolean {
    if (this.#waiting.length === 0) return true;
    try {
      this.#persist(this.#waiting);
    } catch (error) {
      this.#log.warn({ err: error, waiting: this.#waiting.length }, 'pushed texts cannot be stored yet');
      return false;
    }
    this.#waiting = [];
    return true;
  }
}
