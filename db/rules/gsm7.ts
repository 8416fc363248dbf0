/** The septet that announces a character of the extension table (23.038 §6.2.1.1). */
export const GSM7_ESCAPE = 0x1b;

// One row is 16 septets; the escape is a U+FFFF placeholder here, so that every row counts 16 characters.
const ROWS = [
  '@£$¥èéùìòÇ\nØø\rÅå',
  'Δ_ΦΓΛΩΠΨΣΘΞ\uffffÆæßÉ',
  ' !"#¤%&\'()*+,-./',
  '0123456789:;<=>?',
  '¡ABCDEFGHIJKLMNO',
  'PQRSTUVWXYZÄÖÑÜ§',
  '¿abcdefghijklmno',
  'pqrstuvwxyzäöñüà',
];

/** The default alphabet of 3GPP TS 23.038 §6.2.1: 128 entries, the index is the septet; `''` at the escape. */
export const GSM7_BASIC: readonly string[] = [...ROWS.join('')].map((char) =>
  char === '\uffff' ? '' : char,
);

/** The default extension table (23.038 §6.2.1.1): the septet after the escape → its character. */
export const GSM7_EXTENSION: ReadonlyMap<number, string> = new Map([
  [0x0a, '\f'],
  [0x14, '^'],
  [0x28, '{'],
  [0x29, '}'],
  [0x2f, '\\'],
  [0x3c, '['],
  [0x3d, '~'],
  [0x3e, ']'],
  [0x40, '|'],
  [0x65, '€'],
]);

const SEPTETS: ReadonlyMap<string, readonly number[]> = new Map([
  ...GSM7_BASIC.flatMap((char, septet): [string, number[]][] => (char === '' ? [] : [[char, [septet]]])),
  ...[...GSM7_EXTENSION].map(([septet, char]): [string, number[]] => [char, [GSM7_ESCAPE, septet]]),
]);

/**
 * The septets of one character (one code point): `[n]`, or `[0x1B, n]` for a character of the extension table.
 * `undefined` means that GSM-7 does not have it; nothing is replaced by a look-alike.
 */
export function gsm7Septets(char: string): readonly number[] | undefined {
  return SEPTETS.get(char);
}
