import { type FinalResult, parseFinalResult } from './finalResult.ts';
import { type AtEvent, findUnsolicited, type Unsolicited } from './unsolicited.ts';

/** What the running command makes of a line. */
export interface Expectation {
  readonly text: string;
  readonly prefixes: readonly string[];
  readonly bare: boolean;
  readonly dataLines: boolean;
  /** The body that may be echoed back behind a prompt. */
  readonly body: string | undefined;
}

export type Sorted =
  | { readonly sort: 'final'; readonly result: FinalResult }
  | { readonly sort: 'prompt' }
  | { readonly sort: 'info' | 'data'; readonly line: string }
  | { readonly sort: 'event'; readonly event: AtEvent }
  /** Part of an event that is not complete yet. */
  | { readonly sort: 'held' }
  | { readonly sort: 'echo' }
  /** Somebody else's command in the echo: another program writes to this port. */
  | { readonly sort: 'foreign'; readonly line: string }
  | { readonly sort: 'noise'; readonly line: string };

interface OpenEvent {
  readonly row: Unsolicited;
  readonly lines: string[];
  sinceMs: number;
}

const eventOf = ({ row, lines }: OpenEvent): Sorted => ({
  sort: 'event',
  event: { name: row.name, lines },
});

/** How long the rest of an event may take; afterwards the next line is no part of it. */
export const TRAILING_MS = 2000;
const QUOTED_LINES_MAX = 12;
/** Some print the PDU behind its header. */
const INLINE_PDU = /[\s,]"?[0-9A-F]{16,}"?(?:,0)?$/i;
const HEX_LINE = /^[0-9A-F]{2,}(?:,0)?\s*$/i;
/** How vendors' own codes begin. `+…` is here too: an expected prefix was looked for before. */
const VENDOR_NOISE = /^[\^*#$%+&@]/;
const FOREIGN_COMMAND = /^AT(?:$|[+^*#$%&\\][A-Z]|[EQVZIHDAS]\d?(?:$|[+^*#$%&=]))/i;

/**
 * Sorts the lines of one wire, in this order: what belongs to an open event, final results, the prompt, echoes, the
 * prefix that the running command expects, known events, data lines, vendors' noise. Only whole lines and their
 * beginnings count, never a word within one.
 */
export class LineSorter {
  readonly #nowMs: () => number;
  #open: OpenEvent | undefined;
  #wantsData = false;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** A new command: what the last one still wanted is void. */
  expectNothing(): void {
    this.#wantsData = false;
  }

  /** Part of an event waits for the rest. */
  get isHolding(): boolean {
    return this.#open !== undefined;
  }

  sort(line: string, expected: Expectation | undefined): readonly Sorted[] {
    const overdue = this.closeOverdue();
    if (this.#open?.row.trailing === 'quoted') return [...overdue, this.#continueQuoted(line)];
    const open = this.#open;
    const sorted = this.#sortWhole(line.trim(), expected);
    // Another event has begun: what the one before still wanted does not come any more.
    const givenUp = open && this.#open && this.#open !== open ? [eventOf(open)] : [];
    return [...overdue, ...givenUp, sorted];
  }

  #sortWhole(line: string, expected: Expectation | undefined): Sorted {
    const result = parseFinalResult(line);
    if (result) return { sort: 'final', result };
    if (line === '>') return { sort: 'prompt' };
    if (expected && isEcho(line, expected)) return { sort: 'echo' };
    if (expected && beginsWithAny(line, expected.prefixes)) {
      this.#wantsData = expected.dataLines;
      return { sort: 'info', line };
    }
    const row = findUnsolicited(line);
    if (row) return this.#begin(row, line);
    if (isData(line)) {
      if (this.#open) return this.#finish(line);
      if (this.#wantsData) {
        this.#wantsData = false;
        return { sort: 'data', line };
      }
    }
    if (VENDOR_NOISE.test(line)) return { sort: 'noise', line };
    if (FOREIGN_COMMAND.test(line)) return { sort: 'foreign', line };
    if (expected?.bare) return { sort: 'info', line };
    return { sort: 'noise', line };
  }

  #begin(row: Unsolicited, line: string): Sorted {
    const unfinished =
      (row.trailing === 'pdu' && !INLINE_PDU.test(line)) || (row.trailing === 'quoted' && hasOpenQuote(line));
    if (!unfinished) return { sort: 'event', event: { name: row.name, lines: [line] } };
    this.#open = { row, lines: [line], sinceMs: this.#nowMs() };
    return { sort: 'held' };
  }

  #continueQuoted(line: string): Sorted {
    const open = this.#open;
    if (!open) return { sort: 'held' };
    open.lines.push(line);
    open.sinceMs = this.#nowMs();
    if (hasOpenQuote(open.lines.join('\n')) && open.lines.length < QUOTED_LINES_MAX) return { sort: 'held' };
    return this.#finish();
  }

  #finish(line?: string): Sorted {
    const open = this.#open;
    this.#open = undefined;
    if (!open) return { sort: 'held' };
    return eventOf(line === undefined ? open : { ...open, lines: [...open.lines, line] });
  }

  /** The event whose rest has not come in time, as far as it came. */
  closeOverdue(): readonly Sorted[] {
    if (!this.#open || this.#nowMs() - this.#open.sinceMs <= TRAILING_MS) return [];
    return [this.#finish()];
  }
}

/** A PDU line, or what a faulty modem printed in the place of one. */
function isData(line: string): boolean {
  return HEX_LINE.test(line) || !(VENDOR_NOISE.test(line) || FOREIGN_COMMAND.test(line));
}

function isEcho(line: string, expected: Expectation): boolean {
  if (line.toLowerCase() === expected.text.toLowerCase()) return true;
  if (expected.body === undefined) return false;
  const text = line.replaceAll('\x1a', '').trim();
  // A shorter piece of hex proves nothing, and is dropped as noise all the same.
  return text.length >= 8 && expected.body.toLowerCase().includes(text.toLowerCase());
}

function beginsWithAny(line: string, prefixes: readonly string[]): boolean {
  const lower = line.toLowerCase();
  return prefixes.some((prefix) => lower.startsWith(prefix.toLowerCase()));
}

/** The quotes within a quoted text are as they are: only one at the end, before a number perhaps, closes it. */
function hasOpenQuote(text: string): boolean {
  const opened = text.indexOf('"');
  return opened >= 0 && !/"\s*(?:,\s*"?\d*"?\s*,?\s*)?$/.test(text.slice(opened + 1));
}
