import { describe, expect, test } from 'vitest';
import { encodeSubmit, type SubmitRequest } from '../../daemon/pdu/encode.ts';
import { readSubmit } from './referenceReader.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

const encode = (fields: Partial<SubmitRequest>) =>
  encodeSubmit({ to: '+6281200000011', text: 'hello', alphabet: 'gsm7', statusReport: false, ...fields });
const sent = (fields: Partial<SubmitRequest>) => readSubmit(encode(fields).pduHex);

describe('an encoded SUBMIT', () => {
  test('is the one that was worked out by hand', () => {
    expect(encode({ to: '+6281234567890', text: 'Tes 123', statusReport: true, validityMs: DAY_MS })).toEqual(
      {
        pduHex: '0031000D91261832547698F00000A707D4F21C1493CD00',
        tpduLength: 22,
      },
    );
  });

  test('says nothing that was not asked for', () => {
    expect(sent({})).toEqual({
      smsc: '',
      firstOctet: 0x01,
      reference: 0,
      to: '+6281200000011',
      pid: 0,
      dcs: 0,
      validitySeconds: undefined,
      concat: undefined,
      text: 'hello',
      tpduLength: 19,
      userDataOctets: 5,
    });
  });

  test('asks for a status report', () => {
    expect(sent({ statusReport: true }).firstOctet).toBe(0x21);
  });

  test.each([
    ['+6281100000', 19],
    ['+62811000000', 19],
    ['6281100000', 19],
  ])('may name the service centre %s, which its length leaves out', (smsc, tpduLength) => {
    const encoded = encode({ smsc });
    expect(encoded.tpduLength).toBe(tpduLength);
    expect(readSubmit(encoded.pduHex)).toMatchObject({ smsc, tpduLength, to: '+6281200000011' });
  });

  test.each([
    '+6281200000011',
    '+12345678901234567890',
    '08110000001',
    '08001001234',
    '1000',
    '5550012',
    '0012345',
    '00',
    '*100#',
    '*123*4#',
    '#',
    '929',
    '3636',
    '7',
  ])('goes to %s and to no other number', (to) => {
    expect(sent({ to }).to).toBe(to);
  });

  test.each([
    [1, 300],
    [5 * MINUTE_MS, 300],
    [5 * MINUTE_MS + 1, 600],
    [12 * HOUR_MS, 43_200],
    [12 * HOUR_MS + 1, 45_000],
    [DAY_MS, 86_400],
    [DAY_MS + 1, 2 * 86_400],
    [4 * DAY_MS, 4 * 86_400],
    [30 * DAY_MS, 30 * 86_400],
    [30 * DAY_MS + 1, 35 * 86_400],
    [35 * DAY_MS, 35 * 86_400],
    [90 * DAY_MS, 91 * 86_400],
    [63 * WEEK_MS, 63 * 7 * 86_400],
    [1000 * WEEK_MS, 63 * 7 * 86_400],
  ])('that may take %d ms is valid for %d s', (validityMs, validitySeconds) => {
    const read = sent({ validityMs });
    expect(read).toMatchObject({ firstOctet: 0x11, validitySeconds, text: 'hello' });
  });

  test('is the same every time', () => {
    const fields = { validityMs: DAY_MS, concat: { ref: 9, total: 2, seq: 1 } };
    expect(encode(fields)).toEqual(encode(fields));
  });

  test.each([
    ['160 letters', 'a'.repeat(160), 'gsm7', undefined],
    ['80 euro signs', '€'.repeat(80), 'gsm7', undefined],
    ['70 Cyrillic letters', 'я'.repeat(70), 'ucs2', undefined],
    ['35 emoji', '😀'.repeat(35), 'ucs2', undefined],
    ['a part of 153 letters', 'a'.repeat(153), 'gsm7', { ref: 255, total: 255, seq: 255 }],
    ['a part of 67 Cyrillic letters', 'я'.repeat(67), 'ucs2', { ref: 0, total: 2, seq: 1 }],
  ] as const)('holds %s', (_what, text, alphabet, concat) => {
    const read = sent({ text, alphabet, ...(concat ? { concat } : {}) });
    expect(read).toMatchObject({ text, concat, dcs: alphabet === 'ucs2' ? 8 : 0 });
    expect(read.userDataOctets).toBe(140);
  });

  test.each(['', '@', '@@@@@@@@', 'ABCDEFG@', '§', '\f', '\r\n', '_', '{[~]}\\|^€', 'äöüñàÆ'])(
    'says %j',
    (text) => {
      expect(sent({ text }).text).toBe(text);
      expect(sent({ text, concat: { ref: 1, total: 2, seq: 2 } }).text).toBe(text);
    },
  );

  test.each(['', '\u0000', 'A`', '日本', '👩‍👩‍👧', '\ufffd'])('says %j in UCS-2', (text) => {
    expect(sent({ text, alphabet: 'ucs2' })).toMatchObject({ text, dcs: 8 });
  });
});

describe('what cannot be encoded is refused with a RangeError', () => {
  test.each<[string, Partial<SubmitRequest>]>([
    ['161 letters', { text: 'a'.repeat(161) }],
    ['81 brackets', { text: '['.repeat(81) }],
    ['71 UCS-2 letters', { text: 'я'.repeat(71), alphabet: 'ucs2' }],
    ['a part of 154 letters', { text: 'a'.repeat(154), concat: { ref: 1, total: 2, seq: 1 } }],
    [
      'a part of 68 UCS-2 letters',
      { text: 'я'.repeat(68), alphabet: 'ucs2', concat: { ref: 1, total: 2, seq: 1 } },
    ],
    ['a backtick in GSM-7', { text: '`' }],
    ['a degree sign in GSM-7', { text: '5°' }],
    ['an escape in GSM-7', { text: '\u001b' }],
    ['half a surrogate pair', { text: '\ud83d', alphabet: 'ucs2' }],
    ['no number', { to: '' }],
    ['a plus alone', { to: '+' }],
    ['a name', { to: 'INFO24' }],
    ['a number with blanks', { to: '+62 811' }],
    ['letters a to c', { to: '0abc' }],
    ['a star in an international number', { to: '+62*1' }],
    ['a command in the number', { to: '0811\r\nAT' }],
    ['21 digits', { to: '123456789012345678901' }],
    ['a service centre that is a name', { smsc: 'SMSC' }],
    ['an empty service centre', { smsc: '' }],
    ['a reference of 256', { concat: { ref: 256, total: 2, seq: 1 } }],
    ['a reference below zero', { concat: { ref: -1, total: 2, seq: 1 } }],
    ['half a reference', { concat: { ref: 1.5, total: 2, seq: 1 } }],
    ['256 parts', { concat: { ref: 1, total: 256, seq: 1 } }],
    ['part zero', { concat: { ref: 1, total: 2, seq: 0 } }],
    ['part 3 of 2', { concat: { ref: 1, total: 2, seq: 3 } }],
    ['no validity', { validityMs: 0 }],
    ['a validity below zero', { validityMs: -1 }],
    ['a validity that is no number', { validityMs: Number.NaN }],
    ['an endless validity', { validityMs: Number.POSITIVE_INFINITY }],
  ])('%s', (_what, fields) => {
    expect(() => encode(fields)).toThrow(RangeError);
  });
});
