import { readDataCoding } from './dataCoding.ts';
import type { UserData } from './decodedPdu.ts';
import { gsm7Text } from './nationalTables.ts';
import { type OctetReader, toHex, Unreadable } from './octets.ts';
import { fillBitsAfter, unpackSeptets } from './septets.ts';
import { readUserDataHeader, type UserDataHeader } from './userDataHeader.ts';

const USER_DATA_OCTETS_MAX = 140;

const NO_HEADER: UserDataHeader = {
  concat: undefined,
  fault: undefined,
  ports: undefined,
  language: { single: undefined, locking: undefined },
};

/**
 * TP-UDL and TP-UD (23.040 §9.2.3.16, §9.2.3.24). The length counts septets for GSM-7, else octets; with
 * `hasHeader` (TP-UDHI) the data begin with a header, which the length includes.
 */
export function readUserData(reader: OctetReader, dcs: number, hasHeader: boolean): UserData {
  const { alphabet, messageClass, messageWaiting, compressed } = readDataCoding(dcs);
  if (compressed) throw new Unreadable('compressed text (3GPP TS 23.042)');
  const length = reader.octet('the user data length');
  const octetCount = alphabet === 'gsm7' ? Math.ceil((length * 7) / 8) : length;
  if (octetCount > USER_DATA_OCTETS_MAX) throw new Unreadable(`${octetCount} octets of user data`);
  const octets = reader.octets(octetCount, 'the user data');

  const headerOctets = hasHeader && length > 0 ? octets.readUInt8(0) + 1 : 0;
  const header = readHeader(octets, headerOctets);
  const data = octets.subarray(headerOctets);
  const coded = { alphabet, messageClass, messageWaiting };
  const common = {
    ...coded,
    dataHex: toHex(data),
    headerHex: toHex(octets.subarray(0, headerOctets)),
    concat: header.concat,
    headerFault: hasHeader && length === 0 ? 'a header announced, but no user data' : header.fault,
    ports: header.ports,
    nationalLanguage: header.language,
  };
  if (alphabet === '8bit') return { ...common, text: undefined };
  if (alphabet === 'ucs2') return { ...common, text: ucs2Text(data) };

  const headerBits = headerOctets * 8 + fillBitsAfter(headerOctets);
  const septetCount = length - headerBits / 7;
  if (septetCount < 0) throw new Unreadable('a user data header longer than the user data');
  return { ...common, text: gsm7Text(unpackSeptets(octets, septetCount, headerBits), header.language) };
}

function readHeader(octets: Buffer, headerOctets: number): UserDataHeader {
  if (headerOctets === 0) return NO_HEADER;
  if (headerOctets > octets.length) throw new Unreadable('a user data header longer than the user data');
  return readUserDataHeader(octets.subarray(1, headerOctets));
}

/** Big-endian UTF-16; a pair may be cut by the border of a part, so lone surrogates stay as they are. */
function ucs2Text(octets: Buffer): string {
  if (octets.length % 2 !== 0) throw new Unreadable('UCS-2 text that ends in half a character');
  return Buffer.from(octets).swap16().toString('utf16le');
}
