import type { Concat, Ports } from './decodedPdu.ts';
import type { NationalLanguage } from './nationalTables.ts';
import { OctetReader, Unreadable } from './octets.ts';

/** What a user data header says that concerns us (23.040 §9.2.3.24). */
export interface UserDataHeader {
  concat: Concat | undefined;
  /** Why a concatenation header was ignored. */
  fault: string | undefined;
  ports: Ports | undefined;
  language: NationalLanguage;
}

interface Element {
  id: number;
  data: Buffer;
}

const CONCAT_8_BIT = 0x00;
const CONCAT_16_BIT = 0x08;
const PORTS_8_BIT = 0x04;
const PORTS_16_BIT = 0x05;
const SINGLE_SHIFT = 0x24;
const LOCKING_SHIFT = 0x25;

/** Reads the header's information elements; of elements that exclude each other the last one counts. */
export function readUserDataHeader(octets: Buffer): UserDataHeader {
  const header: UserDataHeader = {
    concat: undefined,
    fault: undefined,
    ports: undefined,
    language: { single: undefined, locking: undefined },
  };
  for (const element of readElements(octets)) apply(element, header);
  // An ignored element does not harm one that is in order.
  return header.concat === undefined ? header : { ...header, fault: undefined };
}

function readElements(octets: Buffer): Element[] {
  const reader = new OctetReader(octets);
  const elements: Element[] = [];
  while (reader.left > 0) {
    const id = reader.octet('the user data header');
    const length = reader.octet('the user data header');
    if (length > reader.left) throw new Unreadable('an information element longer than its header');
    elements.push({ id, data: reader.octets(length, 'the user data header') });
  }
  return elements;
}

function apply({ id, data }: Element, header: UserDataHeader): void {
  if (id === CONCAT_8_BIT || id === CONCAT_16_BIT) {
    const found = readConcat(id === CONCAT_8_BIT ? 8 : 16, data);
    if (typeof found === 'string') header.fault = found;
    else header.concat = found;
  } else if (id === PORTS_16_BIT && data.length === 4) {
    header.ports = { destination: data.readUInt16BE(0), source: data.readUInt16BE(2) };
  } else if (id === PORTS_8_BIT && data.length === 2) {
    header.ports = { destination: data.readUInt8(0), source: data.readUInt8(1) };
  } else if (id === SINGLE_SHIFT && data.length === 1) {
    header.language.single = data.readUInt8(0);
  } else if (id === LOCKING_SHIFT && data.length === 1) {
    header.language.locking = data.readUInt8(0);
  }
}

/** The concatenation, or why it is to be ignored (23.040 §9.2.3.24.1: part or total zero, part above total). */
function readConcat(bits: 8 | 16, data: Buffer): Concat | string {
  const refOctets = bits / 8;
  if (data.length !== refOctets + 2) return `a concatenation header of ${data.length} octets`;
  const ref = data.readUIntBE(0, refOctets);
  const total = data.readUInt8(refOctets);
  const seq = data.readUInt8(refOctets + 1);
  return seq === 0 || seq > total ? `part ${seq} of ${total}` : { ref, bits, total, seq };
}
