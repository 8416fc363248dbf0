/** The default alphabet, one character per code from 0x00 to 0x7F (23.038 §6.2.1); 0x1B is the escape. */
const DEFAULT_ALPHABET =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** What follows the escape (23.038 §6.2.1.1): a character and its code, pair after pair. */
const EXTENSION_PAIRS = '\f\u000a^\u0014{\u0028}\u0029\\\u002f[\u003c~\u003d]\u003e|\u0040€\u0065';

const ESCAPE = 0x1b;
const toSeptets = new Map<string, readonly number[]>();
const fromExtension = new Map<number, string>();

for (const [code, character] of [...DEFAULT_ALPHABET].entries()) {
  if (code !== ESCAPE) toSeptets.set(character, [code]);
}
for (let at = 0; at < EXTENSION_PAIRS.length; at += 2) {
  const character = EXTENSION_PAIRS.charAt(at);
  const code = EXTENSION_PAIRS.charCodeAt(at + 1);
  toSeptets.set(character, [ESCAPE, code]);
  fromExtension.set(code, character);
}

/** The septets of one character, or undefined when the default alphabet has no such character. */
export function septetsOf(character: string): readonly number[] | undefined {
  return toSeptets.get(character);
}

/** The text of septets. A code the extension lacks shows the default alphabet's character instead, as a phone does. */
export function textOfSeptets(septets: readonly number[]): string {
  let text = '';
  let escaped = false;
  for (const septet of septets) {
    if (!escaped && septet === ESCAPE) {
      escaped = true;
      continue;
    }
    const extended = escaped ? fromExtension.get(septet) : undefined;
    text += extended ?? (septet === ESCAPE ? ' ' : DEFAULT_ALPHABET.charAt(septet));
    escaped = false;
  }
  return escaped ? `${text} ` : text;
}
