/** TP-MR is one octet (23.040 §9.2.3.6). */
const REFERENCES = 256;

/**
 * What the modem's own counting hints at about sendings of unknown end: it numbers what it hands to the network. For
 * the log and a human alone, since counters begin anew with a reset.
 */
export class ReferenceHint {
  #last: number | undefined;
  #unknown = 0;

  lost(): void {
    this.#unknown += 1;
  }

  /** @returns words for the log, when there was something to be told. */
  sent(reference: number | undefined): string | undefined {
    const skipped =
      reference === undefined || this.#last === undefined
        ? undefined
        : (reference - this.#last - 1 + REFERENCES) % REFERENCES;
    const unknown = this.#unknown;
    this.#last = reference;
    this.#unknown = 0;
    if (unknown === 0 || skipped === undefined) return undefined;
    if (skipped === 0) return 'the numbering goes on: what had no answer probably never left';
    return skipped === unknown ? 'the numbering has gone on: what had no answer probably left' : undefined;
  }
}
