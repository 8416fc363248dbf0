import { GSM7_ESCAPE } from '../../db/rules/gsm7.ts';
import { gsm7Text, type NationalLanguage } from '../pdu/nationalTables.ts';
import { toHex } from '../pdu/octets.ts';
import { maskText } from './maskText.ts';
import type { StandIns } from './standIns.ts';

/** Octets that are gone through from the first to the last and kept, or replaced, as one comes to them. */
export class MaskedOctets {
  readonly standIns: StandIns;
  readonly #was: Buffer;
  readonly #is: Buffer;
  #at = 0;

  constructor(octets: Buffer, standIns: StandIns) {
    this.standIns = standIns;
    this.#was = octets;
    this.#is = Buffer.from(octets);
  }

  get left(): number {
    return this.#was.length - this.#at;
  }

  /** One octet of the structure; undefined behind the end. */
  keep(): number | undefined {
    const octet = this.#was[this.#at];
    if (octet !== undefined) this.#at += 1;
    return octet;
  }

  /** So many octets by as many others. Where fewer are left, nothing: they are the rest. */
  replace(count: number, by: (was: Buffer) => Uint8Array): void {
    if (count > this.left) return;
    this.#is.set(by(this.#was.subarray(this.#at, this.#at + count)), this.#at);
    this.#at += count;
  }

  peek(count: number): Buffer {
    return this.#was.subarray(this.#at, this.#at + count);
  }

  restIsPadding(): boolean {
    return this.peek(this.left).every((octet) => octet === 0xff);
  }

  /** What follows has no structure that is known. What fills a record up stays. */
  hideRest(): void {
    let end = this.#was.length;
    while (end > this.#at && this.#was[end - 1] === 0xff) end -= 1;
    this.replace(end - this.#at, (was) => this.standIns.octets(was));
  }

  toHex(): string {
    return toHex(this.#is);
  }

  /** The septets of a text in which x, X and 0 stand for what they say; escapes stay where they are. */
  maskSeptets(
    septets: readonly number[],
    language: NationalLanguage | undefined,
    decides: boolean,
  ): number[] {
    // Where each character ends: an escape and the septet behind it are one.
    const ends: number[] = [];
    for (let at = 0; at < septets.length; at += 1) {
      if (septets[at] === GSM7_ESCAPE && at + 1 < septets.length) at += 1;
      ends.push(at);
    }
    const text = gsm7Text(septets, language);
    const masked = maskText(text, this.standIns, decides);
    const result = [...septets];
    for (const [char, end] of ends.entries())
      if (masked[char] !== text[char]) result[end] = masked.charCodeAt(char) & 0x7f;
    return result;
  }
}
