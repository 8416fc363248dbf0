import type { ValidityPeriod } from './decodedPdu.ts';
import { type OctetReader, toHex, Unreadable } from './octets.ts';
import { readTimestamp, TIMESTAMP_OCTETS } from './timestamp.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

/** The relative form, one octet (23.040 §9.2.3.12.1). */
function relativeValidityMs(octet: number): number {
  if (octet <= 143) return (octet + 1) * 5 * MINUTE_MS;
  if (octet <= 167) return 12 * HOUR_MS + (octet - 143) * 30 * MINUTE_MS;
  if (octet <= 196) return (octet - 166) * DAY_MS;
  return (octet - 192) * WEEK_MS;
}

/**
 * The smallest octet of the relative form that is not shorter than `validityMs`: 5 minutes at the least,
 * 63 weeks at the most. RangeError when it is no positive number.
 */
export function relativeValidityOctet(validityMs: number): number {
  if (!(validityMs > 0) || !Number.isFinite(validityMs)) throw new RangeError(`validityMs: ${validityMs}`);
  if (validityMs <= 12 * HOUR_MS) return Math.ceil(validityMs / (5 * MINUTE_MS)) - 1;
  if (validityMs <= DAY_MS) return 143 + Math.ceil((validityMs - 12 * HOUR_MS) / (30 * MINUTE_MS));
  if (validityMs <= 30 * DAY_MS) return 166 + Math.ceil(validityMs / DAY_MS);
  return Math.min(192 + Math.ceil(validityMs / WEEK_MS), 255);
}

/** TP-VP in the format that TP-VPF (0…3) of the first octet names (23.040 §9.2.3.3). */
export function readValidityPeriod(reader: OctetReader, format: number): ValidityPeriod | undefined {
  if (format === 0) return undefined;
  if (format === 2) {
    const raw = reader.octet('the validity period');
    return { format: 'relative', raw, validityMs: relativeValidityMs(raw) };
  }
  const octets = reader.octets(TIMESTAMP_OCTETS, 'the validity period');
  if (format === 1) return { format: 'enhanced', rawHex: toHex(octets), validityMs: enhancedMs(octets) };
  const { atMs, iso, fault } = readTimestamp(octets);
  if (atMs === undefined || iso === undefined) throw new Unreadable(`validity period, ${fault}`);
  return { format: 'absolute', expiresAtMs: atMs, iso };
}

/** The enhanced form (§9.2.3.12.3): the first octet's low bits say what follows; undefined when nothing does. */
function enhancedMs(octets: Buffer): number | undefined {
  const [functionality = 0, first = 0, second = 0, third = 0] = octets;
  if ((functionality & 0x80) !== 0) return undefined; // an extension that no release defines
  const kind = functionality & 7;
  if (kind === 1) return relativeValidityMs(first);
  if (kind === 2) return first * 1000;
  if (kind !== 3) return undefined;
  const digits = (octet: number): number => (octet & 0x0f) * 10 + (octet >> 4);
  return digits(first) * HOUR_MS + digits(second) * MINUTE_MS + digits(third) * 1000;
}
