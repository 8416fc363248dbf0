import { septetsOf, textOfSeptets } from './alphabet.ts';
import type { Alphabet } from './dataCoding.ts';
import { Malformed } from './malformed.ts';
import { Octets } from './octets.ts';
import { packSeptets, septetsCovered, unpackSeptets } from './septets.ts';

export interface Concat {
  readonly ref: number;
  readonly total: number;
  readonly seq: number;
}

/** TP-UDL and TP-UD as they lie in a TPDU, and what they say. */
export interface UserData {
  readonly length: number;
  readonly octets: readonly number[];
  /** Undefined for 8-bit data. A part may end in half a surrogate pair. */
  readonly text: string | undefined;
  readonly concat: Concat | undefined;
}

const GSM7_MAX = 160;
const OCTETS_MAX = 140;

function readConcat(header: readonly number[]): Concat | undefined {
  const elements = new Octets(header);
  let concat: Concat | undefined;
  while (elements.left > 0) {
    const id = elements.one('information element');
    const value = elements.take(elements.one('information element length'), 'information element');
    const [a = 0, b = 0, c = 0, d = 0] = value;
    if (id === 0 && value.length === 3) concat = { ref: a, total: b, seq: c };
    if (id === 8 && value.length === 4) concat = { ref: a * 256 + b, total: c, seq: d };
  }
  if (concat && (concat.seq === 0 || concat.seq > concat.total)) {
    throw new Malformed(`part ${concat.seq} of ${concat.total}`);
  }
  return concat;
}

const ucs2Text = (octets: readonly number[]): string =>
  String.fromCharCode(
    ...Array.from(
      { length: octets.length / 2 },
      (_, at) => (octets[at * 2] ?? 0) * 256 + (octets[at * 2 + 1] ?? 0),
    ),
  );

/** Reads TP-UDL and TP-UD, which must end where the TPDU ends (23.040 §9.2.3.16, §9.2.3.24). */
export function readUserData(tpdu: Octets, alphabet: Alphabet, hasHeader: boolean): UserData {
  const length = tpdu.one('user data length');
  const most = alphabet === 'gsm7' ? GSM7_MAX : OCTETS_MAX;
  if (length > most) throw new Malformed(`user data of ${length}, ${most} are allowed`);
  const octets = tpdu.take(alphabet === 'gsm7' ? Math.ceil((length * 7) / 8) : length, 'user data');
  if (tpdu.left > 0) throw new Malformed(`${tpdu.left} octets after the user data`);

  const headerOctets = hasHeader ? (octets[0] ?? Number.POSITIVE_INFINITY) + 1 : 0;
  if (headerOctets > octets.length) throw new Malformed('user data header longer than the user data');
  const concat = hasHeader ? readConcat(octets.slice(1, headerOctets)) : undefined;

  if (alphabet === 'gsm7') {
    const covered = septetsCovered(headerOctets);
    if (covered > length) throw new Malformed('user data header longer than the user data');
    return { length, octets, concat, text: textOfSeptets(unpackSeptets(octets, length).slice(covered)) };
  }
  const body = octets.slice(headerOctets);
  if (alphabet === '8bit') return { length, octets, concat, text: undefined };
  if (body.length % 2 === 1) throw new Malformed('half a UCS-2 character');
  return { length, octets, concat, text: ucs2Text(body) };
}

/** The octets of a text in UCS-2, big end first. */
export function ucs2Octets(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).flatMap((unit) => [
    unit >> 8,
    unit & 255,
  ]);
}

/** Septets of a text, or undefined when one of its characters is not in the default alphabet. */
export function gsm7Septets(text: string): number[] | undefined {
  const septets: number[] = [];
  for (const character of text) {
    const codes = septetsOf(character);
    if (!codes) return undefined;
    septets.push(...codes);
  }
  return septets;
}

/** User data of one part, with a concatenation header when there are several. */
export function writeUserData(text: string, alphabet: 'gsm7' | 'ucs2', concat?: Concat): UserData {
  const header = concat ? [5, 0, 3, concat.ref, concat.total, concat.seq] : [];
  if (alphabet === 'ucs2') {
    const octets = [...header, ...ucs2Octets(text)];
    return { length: octets.length, octets, text, concat };
  }
  const septets = gsm7Septets(text) ?? [];
  return {
    length: septetsCovered(header.length) + septets.length,
    octets: packSeptets(septets, header),
    text,
    concat,
  };
}
