import { Deliver, parse } from 'node-pdu';
import { toHex, Unreadable } from './octets.ts';

/** A service centre time stamp (23.040 §9.2.3.11). Without a sensible date `atMs` and `iso` are undefined. */
export interface PduTimestamp {
  /** UTC epoch milliseconds. */
  atMs: number | undefined;
  /** The local time as it was written, with its zone: `2026-03-02T08:15:04+07:00`. */
  iso: string | undefined;
  /** Why the time is missing or not to be trusted. */
  fault: string | undefined;
}

export const TIMESTAMP_OCTETS = 7;

// From Baker Island (−12 h) to the Line Islands (+14 h), in quarters of an hour.
const QUARTERS_MIN = -48;
const QUARTERS_MAX = 56;

/** Seven octets of swapped digits: year, month, day, hour, minute, second, zone. */
export function readTimestamp(octets: Buffer): PduTimestamp {
  const hex = toHex(octets);
  const dateFault = faultOfDate(octets.subarray(0, 6));
  if (dateFault !== undefined) {
    return { atMs: undefined, iso: undefined, fault: `time stamp ${hex}: ${dateFault}` };
  }
  const zone = readZone(octets.readUInt8(6));
  const atMs = instantOf(hex);
  return {
    atMs,
    iso: isoWithZone(atMs, zone.quarters * 15),
    fault: zone.fault === undefined ? undefined : `time stamp ${hex}: ${zone.fault}`,
  };
}

/**
 * node-pdu reads whole PDUs only, and loses its place in odd ones (an empty address, an enhanced validity
 * period); so a time stamp is handed to it in the smallest DELIVER there is.
 */
function instantOf(hex: string): number {
  const pdu = parse(`0004000000${hex}00`);
  if (!(pdu instanceof Deliver)) throw new Unreadable('a time stamp that node-pdu does not read');
  return pdu.serviceCenterTimeStamp.time * 1000;
}

function faultOfDate(octets: Buffer): string | undefined {
  const numbers = [...octets].map(swappedDecimal);
  const [year, month, day, hour, minute, second] = numbers;
  if (
    year === undefined ||
    month === undefined ||
    day === undefined ||
    hour === undefined ||
    minute === undefined ||
    second === undefined
  ) {
    return 'a digit above nine';
  }
  const lastDay = new Date(Date.UTC(2000 + year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > lastDay) return 'no such day';
  if (hour > 23 || minute > 59 || second > 59) return 'no such time of day';
  return undefined;
}

function swappedDecimal(octet: number): number | undefined {
  const [tens, units] = [octet & 0x0f, octet >> 4];
  return tens > 9 || units > 9 ? undefined : tens * 10 + units;
}

/** The zone's tens digit carries the sign in its top bit. */
function readZone(octet: number): { quarters: number; fault: string | undefined } {
  const units = octet >> 4;
  const size = (octet & 0x07) * 10 + units;
  const quarters = (octet & 0x08) === 0 ? size : -size;
  if (units > 9) return { quarters, fault: 'a zone digit above nine' };
  if (quarters < QUARTERS_MIN || quarters > QUARTERS_MAX) return { quarters, fault: 'no such time zone' };
  return { quarters, fault: undefined };
}

function isoWithZone(atMs: number, zoneMinutes: number): string {
  const local = new Date(atMs + zoneMinutes * 60_000).toISOString().slice(0, 19);
  const minutes = Math.abs(zoneMinutes);
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${local}${zoneMinutes < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
