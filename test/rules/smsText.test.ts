import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gsm7Septets } from '../../db/rules/gsm7.ts';
import { measureSms, splitSms, wellFormed } from '../../db/rules/smsText.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 500 }),
  fc.string({ unit: fc.constantFrom('a', '[', '€', '@', '\f', ' '), maxLength: 700 }),
  fc.string({ unit: fc.constantFrom('я', '😀', 'a', '\ud83d', '\ude00', '\u0000'), maxLength: 300 }),
);

const septets = (text: string): number =>
  [...text].reduce((sum, char) => sum + (gsm7Septets(char)?.length ?? Number.NaN), 0);

describe('measuring a text', () => {
  test.each([
    ['the empty text', '', 'gsm7', 0, 1, 160],
    ['160 letters', 'a'.repeat(160), 'gsm7', 160, 1, 0],
    ['161 letters', 'a'.repeat(161), 'gsm7', 161, 2, 145],
    ['306 letters', 'a'.repeat(306), 'gsm7', 306, 2, 0],
    ['307 letters', 'a'.repeat(307), 'gsm7', 307, 3, 152],
    ['158 letters and a euro sign', `${'a'.repeat(158)}€`, 'gsm7', 160, 1, 0],
    ['159 letters and a euro sign', `${'a'.repeat(159)}€`, 'gsm7', 161, 2, 145],
    ['80 brackets', '['.repeat(80), 'gsm7', 160, 1, 0],
    ['81 brackets', '['.repeat(81), 'gsm7', 162, 2, 143],
    ['69 letters and a curly quote', `${'a'.repeat(69)}’`, 'ucs2', 70, 1, 0],
    ['70 letters and a curly quote', `${'a'.repeat(70)}’`, 'ucs2', 71, 2, 63],
    ['a bracket in a UCS-2 text, counted once', '[я]', 'ucs2', 3, 1, 67],
    ['35 emoji', '😀'.repeat(35), 'ucs2', 70, 1, 0],
    ['36 emoji', '😀'.repeat(36), 'ucs2', 72, 2, 61],
    ['134 UCS-2 letters', 'я'.repeat(134), 'ucs2', 134, 2, 0],
    ['135 UCS-2 letters', 'я'.repeat(135), 'ucs2', 135, 3, 66],
  ] as const)('counts %s', (_what, text, alphabet, units, parts, unitsLeft) => {
    expect(measureSms(text)).toEqual({ alphabet, units, parts, unitsLeft });
  });

  test.each(['äöüÄÖÜñÑ', 'é€Δ§', '{[~]}\\|^', 'Baris satu\r\nBaris dua\f'])('keeps %j in GSM-7', (text) => {
    expect(measureSms(text).alphabet).toBe('gsm7');
  });

  test.each(['`', 'ç', '\t', '\u0000', '“ya”', '5°', 'x²', '\ud83d'])('takes UCS-2 for %j', (text) => {
    expect(measureSms(text).alphabet).toBe('ucs2');
  });
});

describe('splitting a text', () => {
  test('cuts GSM-7 after 153 septets', () => {
    expect(splitSms('a'.repeat(161)).parts.map((part) => part.length)).toEqual([153, 8]);
  });

  test('cuts UCS-2 after 67 units', () => {
    expect(splitSms('я'.repeat(71)).parts.map((part) => part.length)).toEqual([67, 4]);
  });

  test('moves an extension character that does not fit wholly into the next part (MP-11)', () => {
    const { parts } = splitSms(`${'x'.repeat(152)}[${'y'.repeat(10)}`);
    expect(parts).toEqual(['x'.repeat(152), `[${'y'.repeat(10)}`]);
  });

  test('takes two parts for 159 letters and a bracket (MP-11)', () => {
    expect(splitSms(`${'a'.repeat(159)}[`).parts).toEqual(['a'.repeat(153), `${'a'.repeat(6)}[`]);
  });

  test('keeps an emoji at the border in one piece (MP-10)', () => {
    const { parts } = splitSms(`${'я'.repeat(66)}😀${'я'.repeat(10)}`);
    expect(parts).toEqual(['я'.repeat(66), `😀${'я'.repeat(10)}`]);
  });

  test('gives the empty text one empty part', () => {
    expect(splitSms('')).toEqual({ alphabet: 'gsm7', parts: [''] });
  });

  test('whatever the text, its parts joined are the text', () => {
    fc.assert(fc.property(anyText, (text) => splitSms(text).parts.join('') === wellFormed(text)));
  });

  test('whatever the text, the number of parts is the announced one', () => {
    fc.assert(fc.property(anyText, (text) => splitSms(text).parts.length === measureSms(text).parts));
  });

  test('whatever the text, every part fits into an SMS of its own', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { alphabet, parts } = splitSms(text);
        const [single, multi] = alphabet === 'gsm7' ? [160, 153] : [70, 67];
        for (const part of parts) {
          const units = alphabet === 'gsm7' ? septets(part) : part.length;
          expect(units).toBeLessThanOrEqual(parts.length === 1 ? single : multi);
          expect(part).toBe(wellFormed(part));
        }
      }),
    );
  });
});

describe('making a text well-formed', () => {
  test.each([
    ['\ud83d', '\ufffd'],
    ['a\ude00b', 'a\ufffdb'],
    ['\ude00\ud83d', '\ufffd\ufffd'],
    ['\ud83d\ud83d\ude00', '\ufffd😀'],
    ['😀', '😀'],
  ])('turns %j into %j', (text, expected) => {
    expect(wellFormed(text)).toBe(expected);
  });
});
