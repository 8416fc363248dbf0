import { Malformed } from './malformed.ts';
import type { Octets } from './octets.ts';

/** Western Indonesian time, where the simulated service centre stands. */
const OFFSET_QUARTERS = 28;
const QUARTER_MS = 15 * 60 * 1000;

const swapped = (twoDigits: number): number => (twoDigits % 10) * 16 + Math.floor(twoDigits / 10);

/** TP-SCTS and TP-DT (23.040 §9.2.3.11): seven octets of swapped decimal digits, in +07:00. */
export function writeTimestamp(atMs: number): number[] {
  const local = new Date(atMs + OFFSET_QUARTERS * QUARTER_MS);
  return [
    local.getUTCFullYear() % 100,
    local.getUTCMonth() + 1,
    local.getUTCDate(),
    local.getUTCHours(),
    local.getUTCMinutes(),
    local.getUTCSeconds(),
    OFFSET_QUARTERS,
  ].map(swapped);
}

function unswapped(octet: number, what: string): number {
  const [tens, units] = [octet & 15, octet >> 4];
  if (tens > 9 || units > 9) throw new Malformed(`${what} is not decimal`);
  return tens * 10 + units;
}

/** Reads a time stamp to UTC epoch ms; throws Malformed on digits that are none or a day that does not exist. */
export function readTimestamp(octets: Octets, what: string): number {
  const raw = octets.take(7, what);
  const [year, month, day, hour, minute, second] = raw.slice(0, 6).map((octet) => unswapped(octet, what));
  const zone = raw[6] ?? 0;
  // Bit 3 of the time zone octet is its sign; the tens keep three bits.
  const quarters = ((zone & 7) * 10 + (zone >> 4)) * (zone & 8 ? -1 : 1);
  const local = Date.UTC(2000 + (year ?? 0), (month ?? 0) - 1, day ?? 0, hour ?? 0, minute ?? 0, second ?? 0);
  const back = new Date(local);
  const same =
    back.getUTCMonth() + 1 === month &&
    back.getUTCDate() === day &&
    back.getUTCHours() === hour &&
    back.getUTCMinutes() === minute &&
    back.getUTCSeconds() === second;
  if (!same) throw new Malformed(`${what} is no date`);
  return local - quarters * QUARTER_MS;
}

/** The time stamp as text-mode answers print it: "yy/MM/dd,hh:mm:ss+28" (27.005 §3.1 <time-stamp>). */
export function printTimestamp(atMs: number): string {
  const iso = new Date(atMs + OFFSET_QUARTERS * QUARTER_MS).toISOString();
  return `${iso.slice(2, 10).replaceAll('-', '/')},${iso.slice(11, 19)}+${OFFSET_QUARTERS}`;
}
