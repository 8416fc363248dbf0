import type { PduAddress } from './decodedPdu.ts';
import { gsm7Text } from './nationalTables.ts';
import { type OctetReader, Unreadable } from './octets.ts';
import { unpackSeptets } from './septets.ts';

// TP-OA, TP-DA and TP-RA take 12 octets at the most (23.040 §9.1.2.5), an RP address 11 after its length
// (24.011 §8.2.5).
const SEMI_OCTETS_MAX = 20;
const SMSC_OCTETS_MAX = 11;

const DIGITS = '0123456789*#abcF';

const TYPE_OF_NUMBER = { international: 1, national: 2, alphanumeric: 5 } as const;

/** The service centre's address in front of a TPDU; null when the PDU names none. */
export function readSmsc(reader: OctetReader): string | null {
  const length = reader.octet('the SMSC address length');
  if (length > SMSC_OCTETS_MAX) throw new Unreadable(`an SMSC address of ${length} octets`);
  const octets = reader.octets(length, 'the SMSC address');
  if (length < 2) return null;
  const typeOfAddress = octets.readUInt8(0);
  if (kindOf(typeOfAddress) === 'alphanumeric') {
    return gsm7Text(unpackSeptets(octets.subarray(1), Math.floor(((length - 1) * 8) / 7)));
  }
  // Digits behind a fill digit are no reason to lose a message: nobody answers to its service centre.
  const digits = dialledDigits(octets.subarray(1)).replace(/F.*$/, '');
  return withPlus(digits, typeOfAddress);
}

/** An address field of a TPDU (23.040 §9.1.2.5): length in semi-octets, type of address, value. */
export function readAddress(reader: OctetReader, field: string): PduAddress {
  const length = reader.octet(`the ${field} length`);
  if (length > SEMI_OCTETS_MAX) throw new Unreadable(`a ${field} of ${length} semi-octets`);
  const typeOfAddress = reader.octet(`the ${field} type`);
  if ((typeOfAddress & 0x80) === 0) throw new Unreadable(`a ${field} type without its top bit`);
  const value = reader.octets(Math.ceil(length / 2), `the ${field}`);
  const kind = kindOf(typeOfAddress);
  if (length === 0) return { number: '', kind, typeOfAddress };
  if (kind === 'alphanumeric') {
    return { number: gsm7Text(unpackSeptets(value, Math.floor((length * 4) / 7))), kind, typeOfAddress };
  }
  const digits = dialledDigits(value).slice(0, length).replace(/F+$/, '');
  if (digits.includes('F')) throw new Unreadable(`a fill digit inside the ${field}`);
  return { number: withPlus(digits, typeOfAddress), kind, typeOfAddress };
}

function kindOf(typeOfAddress: number): PduAddress['kind'] {
  const typeOfNumber = (typeOfAddress >> 4) & 7;
  if (typeOfNumber === TYPE_OF_NUMBER.international) return 'international';
  if (typeOfNumber === TYPE_OF_NUMBER.national) return 'national';
  return typeOfNumber === TYPE_OF_NUMBER.alphanumeric ? 'alphanumeric' : 'other';
}

const withPlus = (digits: string, typeOfAddress: number): string =>
  kindOf(typeOfAddress) === 'international' && digits !== '' ? `+${digits}` : digits;

/**
 * Swapped semi-octets (23.040 §9.1.2.3); ten to fourteen are `*#abc`, F fills. node-pdu leaves letters for
 * them, and takes the octet 0A, which is `*0`, for a single digit.
 */
const dialledDigits = (octets: Buffer): string =>
  Array.from(octets, (octet) => DIGITS.charAt(octet & 0x0f) + DIGITS.charAt(octet >> 4)).join('');
