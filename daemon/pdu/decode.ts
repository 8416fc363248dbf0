import { readAddress, readSmsc } from './address.ts';
import type { DecodedPdu, Deliver, Submit } from './decodedPdu.ts';
import { OctetReader, parseHex, Unreadable } from './octets.ts';
import { readStatusReport } from './statusReport.ts';
import { readTimestamp, TIMESTAMP_OCTETS } from './timestamp.ts';
import { readUserData } from './userData.ts';
import { readValidityPeriod } from './validityPeriod.ts';

/**
 * Reads a PDU as the modem gave it, the SMSC address first (27.005 §3.1, `<pdu>`). Never throws: what is not
 * in order is `unreadable`, except that a DELIVER whose only fault is its time stamp or its concatenation
 * header keeps its text, with the fault named.
 *
 * `tpduLength` is the `<length>` that the modem declared, octets without the SMSC address; a PDU of another
 * length is unreadable, unless the modem counted the SMSC address as well, or gave the whole record of the SIM with its
 * fill of FF behind.
 */
export function decodePdu(hex: string, tpduLength?: number): DecodedPdu {
  try {
    return readPdu(withoutFill(parseHex(hex), tpduLength), tpduLength);
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** A record of a SIM is 176 octets long, whatever it holds (TS 51.011 §10.5.3). */
function withoutFill(octets: Buffer, tpduLength: number | undefined): Buffer {
  const end = 1 + (octets[0] ?? 0) + (tpduLength ?? octets.length);
  return octets.subarray(end).every((octet) => octet === 0xff) ? octets.subarray(0, end) : octets;
}

function readPdu(octets: Buffer, tpduLength: number | undefined): DecodedPdu {
  const reader = new OctetReader(octets);
  const smsc = readSmsc(reader);
  if (tpduLength !== undefined && tpduLength !== reader.left && tpduLength !== octets.length) {
    throw new Unreadable(`${tpduLength} octets declared, ${reader.left} present`);
  }
  const firstOctet = reader.octet('the first octet');
  const messageType = firstOctet & 3;
  if (messageType === 0) return { kind: 'deliver', ...readDeliver(reader, smsc, firstOctet) };
  if (messageType === 1) return { kind: 'submit', ...readSubmit(reader, smsc, firstOctet) };
  if (messageType === 2) return { kind: 'statusReport', ...readStatusReport(reader, smsc, firstOctet) };
  throw new Unreadable('the reserved message type 3');
}

function readDeliver(reader: OctetReader, smsc: string | null, firstOctet: number): Deliver {
  const sender = readAddress(reader, 'originating address');
  const pid = reader.octet('the protocol identifier');
  const dcs = reader.octet('the data coding scheme');
  const { atMs, iso, fault } = readTimestamp(reader.octets(TIMESTAMP_OCTETS, 'the time stamp'));
  const userData = readUserData(reader, dcs, hasHeader(firstOctet));
  // Octets behind the user data are ignored; together with a senseless time the whole is no message.
  if (fault !== undefined && reader.left > 0)
    throw new Unreadable(`${fault}, ${reader.left} octets too many`);
  return {
    ...userData,
    smsc,
    sender,
    pid,
    dcs,
    sentAtMs: atMs,
    sentAtIso: iso,
    timeFault: fault,
    moreToSend: (firstOctet & 0x04) === 0, // TP-MMS is inverted
    replyPath: (firstOctet & 0x80) !== 0,
    statusReportIndication: (firstOctet & 0x20) !== 0,
  };
}

function readSubmit(reader: OctetReader, smsc: string | null, firstOctet: number): Submit {
  const reference = reader.octet('the message reference');
  const recipient = readAddress(reader, 'destination address');
  const pid = reader.octet('the protocol identifier');
  const dcs = reader.octet('the data coding scheme');
  const validity = readValidityPeriod(reader, (firstOctet >> 3) & 3);
  return {
    ...readUserData(reader, dcs, hasHeader(firstOctet)),
    smsc,
    reference,
    recipient,
    pid,
    dcs,
    validity,
    statusReportRequest: (firstOctet & 0x20) !== 0,
    rejectDuplicates: (firstOctet & 0x04) !== 0,
    replyPath: (firstOctet & 0x80) !== 0,
  };
}

const hasHeader = (firstOctet: number): boolean => (firstOctet & 0x40) !== 0;
