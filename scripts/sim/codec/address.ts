import { septetsOf, textOfSeptets } from './alphabet.ts';
import { Malformed } from './malformed.ts';
import type { Octets } from './octets.ts';
import { packSeptets, unpackSeptets } from './septets.ts';

/** Semi-octets as digits (23.040 §9.1.2.3); f is filler. */
const DIGITS = '0123456789*#abc';
const DIGITS_MAX = 20;

const TOA = { international: 0x91, unknown: 0x81, alphanumeric: 0xd0 } as const;

/** An address as people write it ('+62811…', '1708', 'TELKOMSEL') and its type-of-address octet. */
export interface Address {
  readonly number: string;
  readonly toa: number;
}

/** The address of a written number: '+' makes it international, letters make it a name. */
export function addressOf(written: string): Address {
  if (/^\+\d+$/.test(written)) return { number: written, toa: TOA.international };
  if (/^[\d*#]+$/.test(written)) return { number: written, toa: TOA.unknown };
  return { number: written, toa: TOA.alphanumeric };
}

const typeOfNumber = (toa: number): number => (toa >> 4) & 7;

function digitsToOctets(digits: string): number[] {
  const padded = digits.length % 2 === 0 ? digits : `${digits}f`;
  return (padded.match(/../g) ?? []).map((pair) => {
    const [low, high] = [...pair].map((digit) => (digit === 'f' ? 15 : DIGITS.indexOf(digit)));
    return (low ?? 15) | ((high ?? 15) << 4);
  });
}

function octetsToDigits(octets: readonly number[], count: number, what: string): string {
  const nibbles = octets.flatMap((octet) => [octet & 15, octet >> 4]);
  if (count % 2 === 1 && nibbles[count] !== 15)
    throw new Malformed(`${what} has no filler after its last digit`);
  return nibbles
    .slice(0, count)
    .map((nibble) => {
      if (nibble === 15) throw new Malformed(`${what} has filler among its digits`);
      return DIGITS.charAt(nibble);
    })
    .join('');
}

/** TP-OA, TP-DA, TP-RA: length in semi-octets, type, value (23.040 §9.1.2.5). */
export function writeAddress(address: Address): number[] {
  if (typeOfNumber(address.toa) === 5) {
    const septets = [...address.number].flatMap((character) => septetsOf(character) ?? [0x3f]);
    const packed = packSeptets(septets);
    return [Math.ceil((septets.length * 7) / 4), address.toa, ...packed];
  }
  const digits = address.number.replace(/^\+/, '');
  return [digits.length, address.toa, ...digitsToOctets(digits)];
}

/** Reads what writeAddress writes; throws Malformed on an impossible length, digit or filler. */
export function readAddress(octets: Octets, what: string): Address {
  const count = octets.one(`${what} length`);
  const toa = octets.one(`${what} type`);
  if (count > DIGITS_MAX) throw new Malformed(`${what} has ${count} semi-octets, ${DIGITS_MAX} are allowed`);
  const value = octets.take(Math.ceil(count / 2), what);
  if (typeOfNumber(toa) === 5) {
    return { number: textOfSeptets(unpackSeptets(value, Math.floor((count * 4) / 7))), toa };
  }
  const digits = octetsToDigits(value, count, what);
  return { number: typeOfNumber(toa) === 1 ? `+${digits}` : digits, toa };
}

/** The service centre's address in front of the TPDU: length in octets, type included; 0 for "the one in the SIM" (27.005 §3.1). */
export function writeServiceCentre(number: string | undefined): number[] {
  if (number === undefined || number === '') return [0];
  const { toa } = addressOf(number);
  const digits = digitsToOctets(number.replace(/^\+/, ''));
  return [digits.length + 1, toa, ...digits];
}

/** Reads what writeServiceCentre writes; undefined means "the one in the SIM". */
export function readServiceCentre(octets: Octets): string | undefined {
  const length = octets.one('service centre length');
  if (length === 0) return undefined;
  if (length < 2 || length > 11) throw new Malformed(`service centre address of ${length} octets`);
  const toa = octets.one('service centre type');
  const value = octets.take(length - 1, 'service centre');
  const odd = (value.at(-1) ?? 0) >> 4 === 15;
  const digits = octetsToDigits(value, value.length * 2 - (odd ? 1 : 0), 'service centre');
  return typeOfNumber(toa) === 1 ? `+${digits}` : digits;
}
