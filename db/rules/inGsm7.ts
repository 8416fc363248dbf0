import { gsm7Septets } from './gsm7.ts';

/** Emoji with their colours, joiners and flags; not digits, `#` and `*`, which can be drawn as emoji too. */
const PICTURES =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Variation_Selector}\p{Cf}]|\u20e3/gu;

/**
 * Writes a text in one line with the letters of the default alphabet alone: é stays, ě becomes e, emoji and
 * what has no width are left out, and what remains is `?`.
 */
export function inGsm7(text: string): string {
  let written = '';
  for (const char of text
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2013\u2014]/g, '-')
    .replace(PICTURES, '')
    .replace(/\s+/g, ' ')) {
    const plain = gsm7Septets(char) ? char : char.normalize('NFKD').replace(/\p{M}/gu, '');
    written += [...plain].every((c) => gsm7Septets(c)) ? plain : '?';
  }
  return written;
}
