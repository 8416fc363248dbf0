import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Malformed } from '../../scripts/sim/codec/malformed.ts';
import { splitText } from '../../scripts/sim/codec/split.ts';
import {
  readReceived,
  readSubmit,
  tpduLength,
  writeDeliver,
  writeReport,
} from '../../scripts/sim/codec/tpdu.ts';
import { relativeValidityMs } from '../../scripts/sim/codec/validity.ts';
import { Phones } from '../../scripts/sim/phones.ts';

const NOON = Date.UTC(2025, 10, 10, 5, 0, 0);
const CENTRE = '+62816124';
const PHONE = { number: '+6281234567890', toa: 0x91 };
const plain = { serviceCentre: CENTRE, from: PHONE, dcs: 0, atMs: NOON, hasHeader: false };

describe('the codec of the simulation writes PDUs that were built by hand', () => {
  const [halo] = splitText('Halo dari simulator', 0).parts;
  const [emoji] = splitText('Halo 👋 ok', 0).parts;
  const [promo] = splitText('Promo', 0).parts;
  if (!halo || !emoji || !promo) throw new Error('nothing split');
  const indosat = { number: 'Indosat', toa: 0xd0 };
  const report = { serviceCentre: CENTRE, reference: 0x2a, recipient: PHONE, sentAtMs: NOON, status: 0 };
  test.each([
    [
      'a GSM-7 text',
      37,
      '059126181642040D91261832547698F000005211012100008213C830FB0D2287E569D03CDDAEB3C3F4B71C',
      writeDeliver({ ...plain, data: halo }),
    ],
    [
      'a name as sender',
      25,
      '059126181642040DD04937F93D0FD3010000521101210000820550F9BBFD06',
      writeDeliver({ ...plain, from: indosat, data: promo }),
    ],
    [
      'a status report',
      26,
      '059126181642062A0D91261832547698F0521101210000825211012150008200',
      writeReport({ ...report, dischargedAtMs: NOON + 300_000 }),
    ],
    [
      'a surrogate pair',
      40,
      '059126181642040D91261832547698F000085211012100008214' + '00480061006C006F0020D83DDC4B0020006F006B',
      writeDeliver({ ...plain, dcs: 8, data: emoji }),
    ],
  ])('%s', (_, length, byHand, written) => {
    expect(written).toBe(byHand);
    expect(tpduLength(written)).toBe(length);
  });
});

/** What the vectors have that the simulation leaves out on purpose. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'ofono-charset-ext': 'a destination with 0 for filler, which a strict network refuses',
  'ofono-nl-turkish-locking': 'a destination with 0 for filler, which a strict network refuses',
  'ofono-nl-turkish-both': 'a destination with 0 for filler, which a strict network refuses',
  'ofono-nl-portuguese-locking': 'a destination with 0 for filler, which a strict network refuses',
  'ofono-nl-portuguese-both': 'a destination with 0 for filler, which a strict network refuses',
  'ofono-nl-spanish-single': 'a destination with 0 for filler, which a strict network refuses',
  'aosp-cingular-set': 'an originator with 0 for filler',
  'aosp-cingular-clear': 'an originator with 0 for filler',
  'warthog-urdu-single': 'national language tables',
  'warthog-urdu-both': 'national language tables',
  'warthog-SmsStatusReport-dcsless-m': 'the optional text of a report',
  'warthog-SmsStatusReport-underflow-dcs': 'the optional text of a report',
  'warthog-SmsStatusReport-underflow-ud': 'the optional text of a report',
};

describe('the codec of the simulation against public vectors', () => {
  const vectors = z
    .array(
      z.object({
        id: z.string(),
        direction: z.enum(['deliver', 'submit', 'status-report']),
        hex: z.string(),
        malformed: z.boolean().optional(),
        expect: z.object({ number: z.string().optional(), text: z.string().optional() }),
      }),
    )
    .parse(JSON.parse(readFileSync(new URL('../vectors/pdu.json', import.meta.url), 'utf8')))
    .filter(({ id }) => !Object.hasOwn(LEFT_OUT, id));
  const read = (direction: string, hex: string) =>
    direction === 'submit' ? readSubmit(hex, 0) : readReceived(hex);

  test.each(vectors.filter(({ malformed }) => malformed))('refuses $id', ({ direction, hex }) => {
    expect(() => read(direction, hex)).toThrow(Malformed);
  });

  test.each(vectors.filter(({ malformed }) => !malformed))(
    'reads $id',
    ({ direction, hex, expect: expected }) => {
      const tpdu = read(direction, hex);
      const address = tpdu.kind === 'deliver' ? tpdu.from : tpdu.kind === 'submit' ? tpdu.to : tpdu.recipient;
      expect(address.number).toBe(expected.number);
      const text = tpdu.kind === 'report' ? undefined : tpdu.data.text;
      expect(text).toBe(expected.text);
    },
  );
});

describe('a phone splits a text', () => {
  test.each([
    ['160 characters', 'x'.repeat(160), 'gsm7', [160]],
    ['161 characters', 'x'.repeat(161), 'gsm7', [153, 8]],
    ['80 euro signs', '€'.repeat(80), 'gsm7', [80]],
    ['an escape that does not fit whole', `${'x'.repeat(152)}€${'y'.repeat(20)}`, 'gsm7', [152, 21]],
    ['70 characters of UCS-2', 'я'.repeat(70), 'ucs2', [70]],
    ['71 characters of UCS-2', 'я'.repeat(71), 'ucs2', [67, 4]],
    ['a pair that does not fit whole', `${'я'.repeat(66)}😀${'я'.repeat(10)}`, 'ucs2', [66, 12]],
    ['nothing', '', 'gsm7', [0]],
  ])('%s', (_, text, alphabet, lengths) => {
    const split = splitText(text, 7);
    expect(split.alphabet).toBe(alphabet);
    expect(split.parts.map((part) => part.text?.length)).toEqual(lengths);
  });

  test('whatever the text, its parts read back and joined in any order are the text', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.string({ unit: fc.constantFrom(...'abc €{}[]^~|\\\n@£Δ😀'), maxLength: 500 }),
    );
    fc.assert(
      fc.property(anything, fc.nat({ max: 255 }), fc.boolean(), (text, ref, backwards) => {
        const { alphabet, parts } = splitText(text, ref);
        const phones = new Phones();
        for (const data of backwards ? [...parts].reverse() : parts) {
          expect(data.octets.length).toBeLessThanOrEqual(140);
          const hex = writeDeliver({
            ...plain,
            dcs: alphabet === 'ucs2' ? 8 : 0,
            hasHeader: data.concat !== undefined,
            data,
          });
          const read = readReceived(hex);
          if (read.kind !== 'deliver') throw new Error('not a text');
          phones.receive('1', '2', read.data, NOON);
        }
        expect(phones.received('1')).toMatchObject([{ text, complete: true, parts: parts.length }]);
      }),
    );
  });
});

test.each([
  [0, 5 * 60],
  [143, 12 * 3600],
  [144, 12 * 3600 + 1800],
  [167, 24 * 3600],
  [168, 2 * 86_400],
  [196, 30 * 86_400],
  [197, 5 * 7 * 86_400],
  [255, 63 * 7 * 86_400],
])('relative validity %i is %i seconds', (octet, seconds) => {
  expect(relativeValidityMs(octet)).toBe(seconds * 1000);
});
