import { Malformed } from './malformed.ts';

/** A forward-only reader over octets; asking for more than there is throws Malformed. */
export class Octets {
  readonly #bytes: readonly number[];
  #at = 0;

  constructor(bytes: readonly number[]) {
    this.#bytes = bytes;
  }

  take(count: number, what: string): readonly number[] {
    if (count > this.left) throw new Malformed(`${what} needs ${count} octets, ${this.left} are left`);
    const taken = this.#bytes.slice(this.#at, this.#at + count);
    this.#at += count;
    return taken;
  }

  one(what: string): number {
    return this.take(1, what)[0] ?? 0;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }
}

/** Hexadecimal text to octets; anything else than pairs of hex digits throws Malformed. */
export function octetsFromHex(hex: string): number[] {
  if (!/^(?:[0-9a-f]{2})*$/i.test(hex)) throw new Malformed('not pairs of hexadecimal digits');
  return (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}

/** Octets to upper-case hexadecimal, as modems print PDUs. */
export function hexFromOctets(octets: readonly number[]): string {
  return octets
    .map((octet) => octet.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}
