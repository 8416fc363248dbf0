import { GSM7_BASIC, GSM7_ESCAPE, GSM7_EXTENSION } from '../../db/rules/gsm7.ts';
import { unpackSeptets } from '../pdu/septets.ts';

/**
 * The words of an answer of the network. Firmwares give them as text, as hex of packed septets, of octets or of UCS2,
 * and say of them by <dcs> what was on the air, not what they made of it: it tips the balance, and no more.
 * @param raw one character for each byte.
 * @param dcs cell broadcast data coding scheme (23.038 §5).
 */
export function ussdText(raw: string, dcs: number | undefined): string {
  const plain = plainText(raw);
  const hex = raw.replace(/\s/g, '');
  if (!isHex(hex)) return tidied(plain);
  const octets = Buffer.from(hex, 'hex');
  const stated = alphabetOf(dcs);
  let best = { text: plain, score: HARDLY_HEX };
  for (const [alphabet, read] of READINGS) {
    // Packed text has letters among its digits: digits alone are a telephone number or an amount.
    if (alphabet === 'gsm7' && hex.length >= DIGITS_MIN && /^\d+$/.test(hex)) continue;
    const text = read(octets);
    const score = readability(text) + (alphabet === stated ? STATED_BONUS : 0);
    if (score > best.score) best = { text, score };
  }
  return tidied(best.text);
}

const DIGITS_MIN = 10;
/** Shorter than a word no text can be told from a number. */
const HEX_MIN = 4;
const isHex = (text: string): boolean =>
  text.length >= HEX_MIN && text.length % 2 === 0 && /^[0-9A-F]+$/i.test(text);

/**
 * By how little can be read by chance: every second octet 0, all octets printable, septets that are mostly letters
 * whatever they are. That last reading gets no bonus, for firmwares say 15 of everything.
 */
const READINGS: readonly (readonly [alphabet: 'ucs2' | 'octets' | 'gsm7', (octets: Buffer) => string])[] = [
  ['ucs2', ucs2Text],
  ['octets', octetText],
  ['gsm7', packedText],
];
const STATED_BONUS = 0.25;
/** What makes less sense as hex than this was text: an amount of money has hexadecimal digits only. */
const HARDLY_HEX = 0.6;

function alphabetOf(dcs: number | undefined): 'octets' | 'ucs2' | undefined {
  if (dcs === undefined) return undefined;
  const group = dcs >> 4;
  if (group >= 4 && group <= 7) return ([undefined, 'octets', 'ucs2'] as const)[(dcs >> 2) & 3];
  return group === 15 && (dcs & 4) !== 0 ? 'octets' : undefined;
}

const PADDING = 0xff;

function ucs2Text(octets: Buffer): string {
  const units = Array.from({ length: octets.length >> 1 }, (_, i) => octets.readUInt16BE(i * 2));
  // Where the upper octet is filler, the lower one is the character.
  const fillers = units.every((unit) => unit >> 8 === PADDING);
  return String.fromCharCode(...units.map((unit) => (fillers ? unit & 0xff : unit)));
}

function octetText(octets: Buffer): string {
  return Buffer.from(octets.filter((octet) => octet !== PADDING)).toString('latin1');
}

/** Seven octets hold eight septets or, with zeros or a CR at the end, seven: an @ there was never said. */
function packedText(octets: Buffer): string {
  const septets = unpackSeptets(octets, Math.floor((octets.length * 8) / 7));
  while (septets.at(-1) === 0) septets.pop();
  return septetText(septets);
}

function septetText(septets: readonly number[]): string {
  let text = '';
  let escaped = false;
  for (const septet of septets) {
    if (septet === GSM7_ESCAPE && !escaped) {
      escaped = true;
      continue;
    }
    text += (escaped ? GSM7_EXTENSION.get(septet) : undefined) ?? GSM7_BASIC[septet] ?? '';
    escaped = false;
  }
  return text;
}

/** Characters below the blank are septets that nobody has translated; bytes above ASCII are UTF-8 or Latin-1. */
function plainText(raw: string): string {
  const bytes = Buffer.from(raw.replace(/\xff/g, ''), 'latin1');
  return utf8OrLatin1(bytes).replace(/[\x01-\x09\x0b\x0c\x0e-\x1f]/g, (char) =>
    char === '\t' ? ' ' : septetText([char.charCodeAt(0)]),
  );
}

function utf8OrLatin1(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

/** 0 to 1: how much of it is what operators write. */
function readability(text: string): number {
  const chars = [...text];
  if (chars.length === 0) return 0;
  const sum = chars.reduce((total, char) => total + worthOf(char), 0);
  return Math.max(0, sum / chars.length);
}

function worthOf(char: string): number {
  if (/[A-Za-z0-9 \r\n.,:;/()'"!?%+*#&@=_-]/.test(char)) return 1;
  if (/[\x21-\x7e]/.test(char)) return 0.8;
  // Controls, lone surrogates, and what no alphabet has.
  if (/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/u.test(char)) return -1;
  // Dashes and bullets, and other scripts but those that come out of a wrong reading.
  if (/[\u2010-\u27bf]/.test(char)) return 0.8;
  if (char > '\u024f' && /(?![\p{Script=Han}\p{Script=Greek}])\p{L}/u.test(char)) return 0.5;
  return 0.3;
}

const tidied = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\0/g, '')
    .replace(/[ \t]+\n/g, '\n')
    .trim();
