import { gsm7Septets } from './gsm7.ts';

/** The alphabets in which a text can leave: GSM 7 bit default alphabet or UCS-2 (3GPP TS 23.038). */
export type SmsAlphabet = 'gsm7' | 'ucs2';

/**
 * What a text costs. `units` are septets (GSM-7) or UTF-16 code units (UCS-2) of the whole text, without
 * headers; `parts` is the number of SMS; `unitsLeft` is what still fits into the last one.
 */
export interface SmsMeasure {
  alphabet: SmsAlphabet;
  units: number;
  parts: number;
  unitsLeft: number;
}

/**
 * 140 octets of user data hold 160 septets or 70 UCS-2 characters; the concatenation header with an
 * 8-bit reference takes 6 octets, which leaves 153 or 67 (3GPP TS 23.040 §9.2.3.24.1).
 */
const CAPACITY: Readonly<Record<SmsAlphabet, { single: number; multi: number }>> = {
  gsm7: { single: 160, multi: 153 },
  ucs2: { single: 70, multi: 67 },
};

/** How many units of an alphabet so many SMS hold. */
export const unitsIn = (parts: number, alphabet: SmsAlphabet): number =>
  parts === 1 ? CAPACITY[alphabet].single : parts * CAPACITY[alphabet].multi;

/** The text with every lone surrogate replaced by U+FFFD: the only change that is ever made to a text. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** The cost of a text as the composer shows it. The empty text is one part. */
export function measureSms(text: string): SmsMeasure {
  const { alphabet, parts } = divide(text);
  const { single, multi } = CAPACITY[alphabet];
  const lastUnits = parts.at(-1)?.units ?? 0;
  return {
    alphabet,
    units: parts.reduce((sum, part) => sum + part.units, 0),
    parts: parts.length,
    unitsLeft: (parts.length === 1 ? single : multi) - lastUnits,
  };
}

/**
 * The text cut into what the single SMS carry; joined again they are `wellFormed(text)`. No cut falls into an
 * escape sequence or a surrogate pair. More than 255 parts cannot be sent, but are returned all the same.
 */
export function splitSms(text: string): { alphabet: SmsAlphabet; parts: string[] } {
  const { alphabet, parts } = divide(text);
  return { alphabet, parts: parts.map((part) => part.text) };
}

interface Part {
  text: string;
  units: number;
}

function divide(raw: string): { alphabet: SmsAlphabet; parts: Part[] } {
  const chars = [...wellFormed(raw)];
  const alphabet = chars.every((char) => gsm7Septets(char) !== undefined) ? 'gsm7' : 'ucs2';
  const unitsOf = (char: string): number =>
    alphabet === 'gsm7' ? (gsm7Septets(char)?.length ?? 0) : char.length;
  const { single, multi } = CAPACITY[alphabet];

  const units = chars.reduce((sum, char) => sum + unitsOf(char), 0);
  if (units <= single) return { alphabet, parts: [{ text: chars.join(''), units }] };

  let last: Part = { text: '', units: 0 };
  const parts = [last];
  for (const char of chars) {
    if (last.units + unitsOf(char) > multi) {
      last = { text: '', units: 0 };
      parts.push(last);
    }
    last.text += char;
    last.units += unitsOf(char);
  }
  return { alphabet, parts };
}
