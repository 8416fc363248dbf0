import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { decodePdu } from '../../daemon/pdu/decode.ts';
import { GSM7_BASIC } from '../../db/rules/gsm7.ts';
import { deliverHex, octetHex, septetUserData } from './deliverHex.ts';

// Code points of 23.038 Annex A by language and septet, from another transcription than the codec's.
const table = z.record(z.string(), z.string());
const { locking, single } = z
  .object({ locking: table, single: table })
  .parse(JSON.parse(readFileSync(new URL('../vectors/nationalTables.json', import.meta.url), 'utf8')));

const ESCAPE = 0x1b;
const SEPTETS = Array.from({ length: 128 }, (_, septet) => septet).filter((septet) => septet !== ESCAPE);

const charsOf = (codes: string): (string | undefined)[] =>
  codes
    .split(' ')
    .map((code) => (code === '----' ? undefined : String.fromCodePoint(Number.parseInt(code, 16))));

function textOf(septets: number[], elements: string): string | undefined {
  const pdu = decodePdu(deliverHex({ first: '44', userData: septetUserData(septets, elements) }));
  return pdu.kind === 'deliver' ? pdu.text : undefined;
}

const byte = (n: string): string => octetHex(Number(n));
const escaped = (septets: number[]): number[] => septets.flatMap((septet) => [ESCAPE, septet]);

describe('the national language tables', () => {
  test('are twelve for locking shift and thirteen for single shift', () => {
    expect(Object.keys(locking)).toEqual(['1', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13']);
    expect(Object.keys(single)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      '10',
      '11',
      '12',
      '13',
    ]);
  });

  test.each(Object.entries(locking))('of language %s replace the default alphabet', (language, codes) => {
    const chars = charsOf(codes);
    expect(textOf(SEPTETS, `2501${byte(language)}`)).toBe(
      SEPTETS.map((septet) => chars[septet] ?? ' ').join(''),
    );
  });

  test.each(Object.entries(single))('of language %s replace the extension table', (language, codes) => {
    const chars = charsOf(codes);
    const expected = SEPTETS.map((septet) => chars[septet] ?? GSM7_BASIC[septet]).join('');
    const halves = [SEPTETS.slice(0, 64), SEPTETS.slice(64)];
    expect(halves.map((half) => textOf(escaped(half), `2401${byte(language)}`)).join('')).toBe(expected);
  });

  test('leave an escape that the single shift table does not have to the locking table', () => {
    // Turkish: 0x60 is ç in the locking table, and not in the single shift table.
    expect(textOf([ESCAPE, 0x60, ESCAPE, 0x47], '250101240101')).toBe('çĞ');
  });

  test('may be combined with a concatenation header', () => {
    expect(textOf([0x07, 0x61], '0003A50201250101')).toBe('ıa');
  });

  test.each(['250102', '250100', '25010E', '2501FF', '24010E', '240100', '25020101', '2400'])(
    'are the default ones in a header of %s',
    (elements) => {
      expect(textOf([0x07, 0x40, ESCAPE, 0x65], elements)).toBe('ì¡€');
    },
  );
});
