import { describe, expect, test } from 'vitest';
import { readDataCoding } from '../../daemon/pdu/dataCoding.ts';

// One row per coding group, one letter per low digit: g GSM-7, 8 octets, u UCS-2; capitals are compressed.
const ALPHABETS = [
  'gggg8888uuuugggg',
  'gggg8888uuuugggg',
  'GGGG????UUUUGGGG',
  'GGGG????UUUUGGGG',
  'gggg8888uuuugggg',
  'gggg8888uuuugggg',
  'GGGG????UUUUGGGG',
  'GGGG????UUUUGGGG',
  'gggggggggggggggg',
  'gggggggggggggggg',
  'gggggggggggggggg',
  'gggggggggggggggg',
  'gggggggggggggggg',
  'gggggggggggggggg',
  'uuuuuuuuuuuuuuuu',
  'gggg8888gggg8888',
].join('');

// The groups that carry a class in their two low bits, and those that carry a waiting indication.
const GROUPS_WITH_CLASS = [0x1, 0x3, 0x5, 0x7, 0xf];
const GROUPS_WITH_WAITING = [0xc, 0xd, 0xe];

const ALL = Array.from({ length: 256 }, (_, dcs) => dcs);

describe('the data coding scheme', () => {
  test('names the alphabet of 23.038 §4 for each of its 256 values', () => {
    const letter = { gsm7: 'g', '8bit': '8', ucs2: 'u' };
    const found = ALL.map((dcs) => {
      const { alphabet, compressed } = readDataCoding(dcs);
      return compressed ? letter[alphabet].toUpperCase().replace('8', '?') : letter[alphabet];
    });
    expect(found.join('')).toBe(ALPHABETS);
  });

  test('names a class where its group has one', () => {
    expect(ALL.map((dcs) => readDataCoding(dcs).messageClass)).toEqual(
      ALL.map((dcs) => (GROUPS_WITH_CLASS.includes(dcs >> 4) ? dcs % 4 : null)),
    );
  });

  test('indicates waiting messages in the groups C, D and E alone', () => {
    expect(ALL.filter((dcs) => readDataCoding(dcs).messageWaiting)).toEqual(
      ALL.filter((dcs) => GROUPS_WITH_WAITING.includes(dcs >> 4)),
    );
  });

  test.each([
    [0xc0, { active: false, type: 'voicemail', store: false }],
    [0xc8, { active: true, type: 'voicemail', store: false }],
    [0xd9, { active: true, type: 'fax', store: true }],
    [0xda, { active: true, type: 'email', store: true }],
    [0xe3, { active: false, type: 'other', store: true }],
  ])('%i says what waits', (dcs, messageWaiting) => {
    expect(readDataCoding(dcs)).toMatchObject({ messageWaiting });
  });
});
