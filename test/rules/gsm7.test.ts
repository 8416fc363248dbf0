import { describe, expect, test } from 'vitest';
import { GSM7_BASIC, GSM7_EXTENSION, gsm7Septets } from '../../db/rules/gsm7.ts';

// The default alphabet as Unicode code points, typed from the code chart of 23.038 §6.2.1 row by row.
const BASIC_CODE_POINTS = [
  '0040 00A3 0024 00A5 00E8 00E9 00F9 00EC 00F2 00C7 000A 00D8 00F8 000D 00C5 00E5',
  '0394 005F 03A6 0393 039B 03A9 03A0 03A8 03A3 0398 039E ---- 00C6 00E6 00DF 00C9',
  '0020 0021 0022 0023 00A4 0025 0026 0027 0028 0029 002A 002B 002C 002D 002E 002F',
  '0030 0031 0032 0033 0034 0035 0036 0037 0038 0039 003A 003B 003C 003D 003E 003F',
  '00A1 0041 0042 0043 0044 0045 0046 0047 0048 0049 004A 004B 004C 004D 004E 004F',
  '0050 0051 0052 0053 0054 0055 0056 0057 0058 0059 005A 00C4 00D6 00D1 00DC 00A7',
  '00BF 0061 0062 0063 0064 0065 0066 0067 0068 0069 006A 006B 006C 006D 006E 006F',
  '0070 0071 0072 0073 0074 0075 0076 0077 0078 0079 007A 00E4 00F6 00F1 00FC 00E0',
]
  .join(' ')
  .split(' ');

const EXTENSION_CODE_POINTS: Record<number, number> = {
  10: 0x0c,
  20: 0x5e,
  40: 0x7b,
  41: 0x7d,
  47: 0x5c,
  60: 0x5b,
  61: 0x7e,
  62: 0x5d,
  64: 0x7c,
  101: 0x20ac,
};

describe('the GSM 7 bit default alphabet', () => {
  test('has the character of the code chart at each of its 128 places', () => {
    expect(
      GSM7_BASIC.map((char) => char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '----'),
    ).toEqual(BASIC_CODE_POINTS);
  });

  test('has the ten characters of the default extension table', () => {
    const found = [...GSM7_EXTENSION].map(([septet, char]) => [septet, char.codePointAt(0)]);
    expect(found).toEqual(
      Object.entries(EXTENSION_CODE_POINTS).map(([septet, code]) => [Number(septet), code]),
    );
  });

  test.each([
    ['@', [0x00]],
    ['_', [0x11]],
    ['§', [0x5f]],
    ['¿', [0x60]],
    ['à', [0x7f]],
    ['Δ', [0x10]],
    ['€', [0x1b, 0x65]],
    ['[', [0x1b, 0x3c]],
    ['\f', [0x1b, 0x0a]],
  ])('writes %j as its own septets', (char, septets) => {
    expect(gsm7Septets(char)).toEqual(septets);
  });

  test.each([
    '`',
    '°',
    '²',
    'µ',
    'À',
    'ç',
    '\t',
    '\u001b',
    '\u0000',
    '’',
    'я',
    '😀',
    '\ud83d',
    '\uffff',
    '',
    'ab',
  ])('does not have %j', (char) => {
    expect(gsm7Septets(char)).toBeUndefined();
  });
});
