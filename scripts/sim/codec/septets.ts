const bitsOf = (value: number, width: number): number[] =>
  Array.from({ length: width }, (_, position) => (value >> position) & 1);

const numberOf = (bits: readonly number[]): number =>
  bits.reduce((sum, bit, position) => sum + (bit << position), 0);

const groups = (bits: readonly number[], width: number): number[][] =>
  Array.from({ length: Math.ceil(bits.length / width) }, (_, group) =>
    bits.slice(group * width, (group + 1) * width),
  );

/**
 * Packs septets behind a header of whole octets: one long row of bits, lowest first, the text starting at the
 * next septet boundary (23.038 §6.1.2.1, 23.040 §9.2.3.24).
 */
export function packSeptets(septets: readonly number[], header: readonly number[] = []): number[] {
  const bits = header.flatMap((octet) => bitsOf(octet, 8));
  while (bits.length % 7 !== 0) bits.push(0);
  bits.push(...septets.flatMap((septet) => bitsOf(septet, 7)));
  return groups(bits, 8).map(numberOf);
}

/** Reads `count` septets from packed octets, those that a header covers included. */
export function unpackSeptets(octets: readonly number[], count: number): number[] {
  const bits = octets.flatMap((octet) => bitsOf(octet, 8));
  return groups(bits, 7).slice(0, count).map(numberOf);
}

/** How many septets a header of so many octets takes up. */
export function septetsCovered(headerOctets: number): number {
  return Math.ceil((headerOctets * 8) / 7);
}
