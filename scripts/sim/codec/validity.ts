import { Malformed } from './malformed.ts';
import type { Octets } from './octets.ts';
import { readTimestamp } from './timestamp.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** TP-VP relative, one octet (23.040 §9.2.3.12.1). */
export function relativeValidityMs(octet: number): number {
  if (octet <= 143) return (octet + 1) * 5 * MINUTE_MS;
  if (octet <= 167) return 12 * HOUR_MS + (octet - 143) * 30 * MINUTE_MS;
  if (octet <= 196) return (octet - 166) * DAY_MS;
  return (octet - 192) * 7 * DAY_MS;
}

function enhancedValidityMs(field: readonly number[]): number | undefined {
  const [indicator = 0, a = 0, b = 0, c = 0] = field;
  const decimal = (octet: number): number => (octet & 15) * 10 + (octet >> 4);
  switch (indicator & 7) {
    case 0:
      return undefined;
    case 1:
      return relativeValidityMs(a);
    case 2:
      return a * 1000;
    case 3:
      return decimal(a) * HOUR_MS + decimal(b) * MINUTE_MS + decimal(c) * 1000;
    default:
      throw new Malformed('reserved validity format');
  }
}

/** TP-VP by the two TP-VPF bits of the first octet; undefined when the sender named no validity. */
export function readValidityMs(firstOctet: number, tpdu: Octets, nowMs: number): number | undefined {
  switch ((firstOctet >> 3) & 3) {
    case 0:
      return undefined;
    case 2:
      return relativeValidityMs(tpdu.one('validity period'));
    case 1:
      return enhancedValidityMs(tpdu.take(7, 'validity period'));
    default:
      return Math.max(0, readTimestamp(tpdu, 'validity period') - nowMs);
  }
}
