/** Why a PDU cannot be read; caught at the door (`decodePdu`) and nowhere else. */
export class Unreadable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Unreadable';
  }
}

export const toHex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex').toUpperCase();

// Two SIM records of 176 octets; anything longer is no SMS.
const OCTETS_MAX = 352;

/** The octets of a line of hexadecimal digits; blanks around it are forgiven, nothing else is. */
export function parseHex(line: string): Buffer {
  const hex = line.trim();
  if (hex === '') throw new Unreadable('empty');
  if (hex.length > 2 * OCTETS_MAX) throw new Unreadable(`longer than ${OCTETS_MAX} octets`);
  if (!/^[0-9a-f]+$/i.test(hex)) throw new Unreadable('not hexadecimal');
  if (hex.length % 2 !== 0) throw new Unreadable('an odd number of hexadecimal digits');
  return Buffer.from(hex, 'hex');
}

/** Reads octets in order; throws {@link Unreadable}, naming the field, where they end too early. */
export class OctetReader {
  readonly #octets: Buffer;
  #at = 0;

  constructor(octets: Buffer) {
    this.#octets = octets;
  }

  get left(): number {
    return this.#octets.length - this.#at;
  }

  octet(field: string): number {
    return this.octets(1, field).readUInt8(0);
  }

  octets(count: number, field: string): Buffer {
    if (count > this.left)
      throw new Unreadable(`ends in ${field}: ${count} octets wanted, ${this.left} left`);
    this.#at += count;
    return this.#octets.subarray(this.#at - count, this.#at);
  }

  rest(): Buffer {
    return this.octets(this.left, 'the rest');
  }
}
