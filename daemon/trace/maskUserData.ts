import type { DataCoding } from '../pdu/dataCoding.ts';
import type { NationalLanguage } from '../pdu/nationalTables.ts';
import { fillBitsAfter, packSeptets, unpackSeptets } from '../pdu/septets.ts';
import { readUserDataHeader } from '../pdu/userDataHeader.ts';
import type { MaskedOctets } from './maskedOctets.ts';
import { maskText } from './maskText.ts';

const USER_DATA_OCTETS_MAX = 140;
/** Concatenation, ports and national languages (23.040 §9.2.3.24); others may hold addresses, names, pictures. */
const STRUCTURE: ReadonlySet<number> = new Set([0x00, 0x04, 0x05, 0x08, 0x24, 0x25]);

interface Header {
  readonly octets: number;
  readonly language: NationalLanguage | undefined;
  /** Its text does not begin here. */
  readonly isLaterPart: boolean;
}

const NO_HEADER: Header = { octets: 0, language: undefined, isLaterPart: false };

/** TP-UDL and TP-UD; leaves the rest unread where they cannot be read. */
export function maskUserData(octets: MaskedOctets, coding: DataCoding, hasHeader: boolean): void {
  const length = octets.keep();
  if (length === undefined || coding.compressed) return;
  const count = coding.alphabet === 'gsm7' ? Math.ceil((length * 7) / 8) : length;
  if (count > USER_DATA_OCTETS_MAX || count > octets.left) return;
  const header = hasHeader && length > 0 ? maskHeader(octets, count) : NO_HEADER;
  if (!header) return;
  const dataOctets = count - header.octets;
  switch (coding.alphabet) {
    case '8bit':
      octets.replace(dataOctets, (was) => octets.standIns.octets(was));
      break;
    case 'ucs2':
      if (dataOctets % 2 === 0) octets.replace(dataOctets, (was) => maskUcs2(was, octets, header));
      break;
    case 'gsm7':
      maskGsm7(octets, length, dataOctets, header);
  }
}

function maskGsm7(octets: MaskedOctets, length: number, dataOctets: number, header: Header): void {
  const fillBits = fillBitsAfter(header.octets);
  const septetCount = length - (header.octets * 8 + fillBits) / 7;
  if (septetCount < 0) return;
  octets.replace(dataOctets, (was) => {
    const septets = unpackSeptets(was, septetCount, fillBits);
    return packSeptets(octets.maskSeptets(septets, header.language, !header.isLaterPart), fillBits);
  });
}

function maskUcs2(was: Buffer, octets: MaskedOctets, header: Header): Buffer {
  const text = Buffer.from(was).swap16().toString('utf16le');
  return Buffer.from(maskText(text, octets.standIns, !header.isLaterPart), 'utf16le').swap16();
}

/** Undefined: it cannot be read; what is wrong with it stays as it is. */
function maskHeader(octets: MaskedOctets, userDataOctets: number): Header | undefined {
  const headerOctets = (octets.keep() ?? 0) + 1;
  if (headerOctets > userDataOctets) return undefined;
  const whole = octets.peek(headerOctets - 1);
  for (let left = headerOctets - 1; left > 0; ) {
    const id = octets.keep() ?? 0;
    if (left < 2) return undefined;
    const length = octets.keep() ?? 0;
    left -= 2 + length;
    if (left < 0) return undefined;
    octets.replace(length, (was) => (STRUCTURE.has(id) ? was : octets.standIns.octets(was)));
  }
  const { language, concat } = readUserDataHeader(whole);
  return { octets: headerOctets, language, isLaterPart: concat !== undefined && concat.seq > 1 };
}
