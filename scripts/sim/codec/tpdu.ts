import { type Address, readAddress, readServiceCentre, writeAddress, writeServiceCentre } from './address.ts';
import { type DataCoding, readDataCoding } from './dataCoding.ts';
import { Malformed } from './malformed.ts';
import { hexFromOctets, Octets, octetsFromHex } from './octets.ts';
import { readTimestamp, writeTimestamp } from './timestamp.ts';
import { readUserData, type UserData } from './userData.ts';
import { readValidityMs } from './validity.ts';

const HAS_HEADER = 0x40;
const NO_MORE_MESSAGES = 0x04;
const REPORT_WANTED = 0x20;

export interface Submit {
  readonly kind: 'submit';
  readonly serviceCentre: string | undefined;
  readonly firstOctet: number;
  readonly to: Address;
  readonly pid: number;
  readonly dcs: number;
  readonly coding: DataCoding;
  readonly validityMs: number | undefined;
  readonly reportWanted: boolean;
  readonly hasHeader: boolean;
  readonly data: UserData;
}

export interface Deliver {
  readonly kind: 'deliver';
  readonly serviceCentre: string | undefined;
  readonly firstOctet: number;
  readonly from: Address;
  readonly pid: number;
  readonly dcs: number;
  readonly coding: DataCoding;
  readonly sentAtMs: number;
  readonly hasHeader: boolean;
  readonly data: UserData;
}

export interface StatusReport {
  readonly kind: 'report';
  readonly serviceCentre: string | undefined;
  readonly firstOctet: number;
  readonly reference: number;
  readonly recipient: Address;
  readonly sentAtMs: number;
  readonly dischargedAtMs: number;
  readonly status: number;
}

/** Octets of the TPDU proper in a PDU that starts with the service centre's address. */
export function tpduLength(pduHex: string): number {
  const octets = Math.floor(pduHex.length / 2);
  const serviceCentre = Number.parseInt(pduHex.slice(0, 2), 16);
  return Math.max(0, octets - 1 - (Number.isNaN(serviceCentre) ? 0 : serviceCentre));
}

/** Reads an SMS-SUBMIT strictly (23.040 §9.2.2.2): every length must fit to the octet, else Malformed. */
export function readSubmit(pduHex: string, nowMs: number): Submit {
  const pdu = new Octets(octetsFromHex(pduHex));
  const serviceCentre = readServiceCentre(pdu);
  const firstOctet = pdu.one('first octet');
  if ((firstOctet & 3) !== 1) throw new Malformed('not an SMS-SUBMIT');
  pdu.one('message reference');
  const to = readAddress(pdu, 'destination');
  if (to.number.replace('+', '') === '') throw new Malformed('no destination');
  const pid = pdu.one('protocol identifier');
  const dcs = pdu.one('data coding');
  const coding = readDataCoding(dcs);
  const validityMs = readValidityMs(firstOctet, pdu, nowMs);
  const hasHeader = (firstOctet & HAS_HEADER) !== 0;
  const data = readUserData(pdu, coding.alphabet, hasHeader);
  const reportWanted = (firstOctet & REPORT_WANTED) !== 0;
  return {
    kind: 'submit',
    serviceCentre,
    firstOctet,
    to,
    pid,
    dcs,
    coding,
    validityMs,
    reportWanted,
    hasHeader,
    data,
  };
}

/** Reads what can lie in a message store as received: SMS-DELIVER or SMS-STATUS-REPORT (23.040 §9.2.2.1, §9.2.2.3). */
export function readReceived(pduHex: string): Deliver | StatusReport {
  const pdu = new Octets(octetsFromHex(pduHex));
  const serviceCentre = readServiceCentre(pdu);
  const firstOctet = pdu.one('first octet');
  if ((firstOctet & 3) === 2) {
    const reference = pdu.one('message reference');
    const recipient = readAddress(pdu, 'recipient');
    const sentAtMs = readTimestamp(pdu, 'service centre time stamp');
    const dischargedAtMs = readTimestamp(pdu, 'discharge time');
    const status = pdu.one('status');
    return {
      kind: 'report',
      serviceCentre,
      firstOctet,
      reference,
      recipient,
      sentAtMs,
      dischargedAtMs,
      status,
    };
  }
  if ((firstOctet & 3) !== 0) throw new Malformed('neither SMS-DELIVER nor SMS-STATUS-REPORT');
  const from = readAddress(pdu, 'originator');
  const pid = pdu.one('protocol identifier');
  const dcs = pdu.one('data coding');
  const coding = readDataCoding(dcs);
  const sentAtMs = readTimestamp(pdu, 'service centre time stamp');
  const hasHeader = (firstOctet & HAS_HEADER) !== 0;
  const data = readUserData(pdu, coding.alphabet, hasHeader);
  return { kind: 'deliver', serviceCentre, firstOctet, from, pid, dcs, coding, sentAtMs, hasHeader, data };
}

/** An SMS-DELIVER with its service centre in front, as hexadecimal. */
export function writeDeliver(fields: {
  serviceCentre: string;
  from: Address;
  dcs: number;
  pid?: number;
  atMs: number;
  hasHeader: boolean;
  data: UserData;
}): string {
  return hexFromOctets([
    ...writeServiceCentre(fields.serviceCentre),
    NO_MORE_MESSAGES | (fields.hasHeader ? HAS_HEADER : 0),
    ...writeAddress(fields.from),
    fields.pid ?? 0,
    fields.dcs,
    ...writeTimestamp(fields.atMs),
    fields.data.length,
    ...fields.data.octets,
  ]);
}

/** An SMS-SUBMIT, as text-mode sending builds it; the service centre is left to the SIM. */
export function writeSubmit(fields: {
  firstOctet: number;
  to: Address;
  pid: number;
  dcs: number;
  validity: number;
  data: UserData;
}): string {
  const relative = ((fields.firstOctet >> 3) & 3) === 2;
  return hexFromOctets([
    0,
    fields.firstOctet,
    0,
    ...writeAddress(fields.to),
    fields.pid,
    fields.dcs,
    ...(relative ? [fields.validity] : []),
    fields.data.length,
    ...fields.data.octets,
  ]);
}

/** An SMS-STATUS-REPORT with its service centre in front, as hexadecimal. */
export function writeReport(fields: {
  serviceCentre: string;
  reference: number;
  recipient: Address;
  sentAtMs: number;
  dischargedAtMs: number;
  status: number;
}): string {
  return hexFromOctets([
    ...writeServiceCentre(fields.serviceCentre),
    NO_MORE_MESSAGES | 2,
    fields.reference,
    ...writeAddress(fields.recipient),
    ...writeTimestamp(fields.sentAtMs),
    ...writeTimestamp(fields.dischargedAtMs),
    fields.status,
  ]);
}

/** Whether what lies behind the service centre is a STATUS-REPORT, going by TP-MTI alone (23.040 §9.2.3.1). */
export function isReport(pduHex: string): boolean {
  const centreOctets = Number.parseInt(pduHex.slice(0, 2), 16);
  const at = 2 + 2 * centreOctets;
  return (Number.parseInt(pduHex.slice(at, at + 2), 16) & 3) === 2;
}
