import type { PduAddress } from './decodedPdu.ts';
import { gsm7Text } from './nationalTables.ts';
import { type OctetReader, toHex, Unreadable } from './octets.ts';
import { unpackSeptets } from './septets.ts';
import { smallestDeliver } from './smallestDeliver.ts';

// TP-OA, TP-DA and TP-RA take 12 octets at the most (23.040 §9.1.2.5), an RP address 11 after its length
// (24.011 §8.2.5).
const SEMI_OCTETS_MAX = 20;
const SMSC_OCTETS_MAX = 11;

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
  const smsc = `${toHex(Buffer.of(length))}${toHex(octets)}`;
  // Digits behind a fill digit are no reason to lose a message: nobody answers to its service centre.
  const digits = dialledDigits(smallestDeliver({ smsc }).serviceCenterAddress.phone ?? '').replace(
    /F.*$/,
    '',
  );
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
  const address = `${toHex(Buffer.of(length, typeOfAddress))}${toHex(value)}`;
  const digits = dialledDigits(smallestDeliver({ address }).address.phone ?? '').replace(/F+$/, '');
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

/** node-pdu leaves the digits ten to fourteen as letters; they are `*#abc` (23.040 §9.1.2.3). */
const dialledDigits = (digits: string): string =>
  digits.replace(/[A-E]/g, (digit) => '*#abc'.charAt(digit.charCodeAt(0) - 'A'.charCodeAt(0)));
