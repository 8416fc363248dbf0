/** Septets are packed from the least significant bit upwards (3GPP TS 23.038 §6.1.2.1). */

/** `count` septets out of the octets, the first one starting at `fromBit`. */
export function unpackSeptets(octets: Uint8Array, count: number, fromBit = 0): number[] {
  return Array.from({ length: count }, (_, index) => {
    const bit = fromBit + index * 7;
    const low = octets[bit >> 3] ?? 0;
    const high = octets[(bit >> 3) + 1] ?? 0;
    return ((low | (high << 8)) >> (bit & 7)) & 0x7f;
  });
}

/** The octets that hold the septets after `fillBits` zero bits; spare bits at the end are zero. */
export function packSeptets(septets: readonly number[], fillBits = 0): Buffer {
  const octets = Buffer.alloc(Math.ceil((fillBits + septets.length * 7) / 8));
  septets.forEach((septet, index) => {
    const bit = fillBits + index * 7;
    const shifted = septet << (bit & 7);
    octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (shifted & 0xff);
    if (shifted > 0xff) octets[(bit >> 3) + 1] = shifted >> 8;
  });
  return octets;
}

/** How many bits follow a user data header so that the text begins at a septet (23.040 §9.2.3.24). */
export function fillBitsAfter(headerOctets: number): number {
  return (7 - ((headerOctets * 8) % 7)) % 7;
}
