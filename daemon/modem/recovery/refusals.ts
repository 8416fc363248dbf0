import type { SendOutcome } from '../sendOutcome.ts';

/**
 * Numbers that say more about the modem than about the text or the network: a reference counter that has run out is
 * refused with 1 or 81 by some cards and firmwares, and others answer everything with 300 or 500 until they restart.
 */
const SUSPECT: ReadonlySet<number | undefined> = new Set([1, 28, 81, 95, 96, 97, 98, 99, 111, 300, 302, 500]);
/** Refused for so many different numbers in a row, none accepted in between. */
const NUMBERS_MIN = 3;
/** Then one may try again, whatever could or could not be done meanwhile. */
const HELD_MS = 3_600_000;

/** Finds out that it is the modem which refuses, not somebody's number that is wrong. */
export class Refusals {
  readonly #numbers = new Set<string>();
  #code: number | undefined;
  #sinceMs: number | undefined;

  /** @param pduHex the message, SMSC first. */
  note(pduHex: string, outcome: SendOutcome, nowMs: number): void {
    if (outcome.kind === 'unknown') return;
    if (outcome.kind === 'sent') {
      this.forget();
      return;
    }
    const { code } = outcome.fault;
    if (code === undefined || !SUSPECT.has(code)) return;
    if (code !== this.#code) this.forget();
    this.#code = code;
    this.#numbers.add(destinationOf(pduHex));
    if (this.#numbers.size >= NUMBERS_MIN) this.#sinceMs ??= nowMs;
  }

  isRefusing(nowMs: number): boolean {
    if (this.#sinceMs !== undefined && nowMs - this.#sinceMs >= HELD_MS) this.forget();
    return this.#sinceMs !== undefined;
  }

  forget(): void {
    this.#numbers.clear();
    this.#code = undefined;
    this.#sinceMs = undefined;
  }
}

/** The octets of TP-DA, behind SMSC, first octet and reference (23.040 §9.2.2.2). Only compared, never read. */
function destinationOf(pduHex: string): string {
  const at = 2 * (1 + Number.parseInt(pduHex.slice(0, 2), 16) + 2);
  const digits = Number.parseInt(pduHex.slice(at, at + 2), 16);
  return pduHex.slice(at, at + 4 + 2 * Math.ceil(digits / 2));
}
