import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { decodePdu } from '../../daemon/pdu/decode.ts';
import type { DecodedPdu } from '../../daemon/pdu/decodedPdu.ts';
import { encodeSubmit } from '../../daemon/pdu/encode.ts';
import { fingerprint } from '../../daemon/pdu/fingerprint.ts';
import { measureSms, splitSms } from '../../db/rules/smsText.ts';
import { readSubmit } from './referenceReader.ts';

const wellFormedPdus = z
  .array(z.object({ hex: z.string(), malformed: z.boolean().optional() }))
  .parse(JSON.parse(readFileSync(new URL('../vectors/pdu.json', import.meta.url), 'utf8')))
  .filter((vector) => vector.malformed !== true)
  .map((vector) => vector.hex.trim());

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 700 }),
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    maxLength: 300,
  }),
  fc.string({ unit: fc.constantFrom('a', '[', '€', '@', '\f', ' ', '§'), maxLength: 900 }),
  fc.string({ unit: fc.constantFrom('я', '😀', 'a', '\ud83d', '\ude00', '\u0000', '👩‍👧'), maxLength: 400 }),
);

const withoutLoneSurrogates = (text: string): string =>
  Array.from(text, (char) => (/^[\ud800-\udfff]$/.test(char) ? '\ufffd' : char)).join('');

function partsOnTheAir(text: string, ref: number): string[] {
  const { alphabet, parts } = splitSms(text);
  return parts.map((part, index) => {
    const concat = parts.length === 1 ? {} : { concat: { ref, total: parts.length, seq: index + 1 } };
    const request = { to: '+6281200000011', text: part, alphabet, statusReport: true, ...concat };
    return encodeSubmit(request).pduHex;
  });
}

describe('whatever the text', () => {
  test('it arrives as it was, in the announced number of parts', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 255 }), (text, ref) => {
        const parts = partsOnTheAir(text, ref).map(readSubmit);
        expect(parts).toHaveLength(measureSms(text).parts);
        expect(parts.map((part) => part.text).join('')).toBe(withoutLoneSurrogates(text));
        parts.forEach((part, index) => {
          expect(part.concat).toEqual(
            parts.length === 1 ? undefined : { ref, total: parts.length, seq: index + 1 },
          );
          expect(part.userDataOctets).toBeLessThanOrEqual(140);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('the codec reads what it wrote', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parts = partsOnTheAir(text, 9).map((hex) => decodePdu(hex));
        expect(parts.map((part) => (part.kind === 'submit' ? part.text : part)).join('')).toBe(
          withoutLoneSurrogates(text),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('whatever the number', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 20 });
  const dialled = fc.string({ unit: fc.constantFrom(...'0123456789*#'), minLength: 1, maxLength: 20 });
  const numbers = fc.oneof(
    digits.map((number) => `+${number}`),
    dialled,
  );

  test('it arrives as it was', () => {
    fc.assert(
      fc.property(numbers, numbers, (to, smsc) => {
        const request = { to, smsc, text: 'x', alphabet: 'gsm7' as const, statusReport: false };
        const { pduHex, tpduLength } = encodeSubmit(request);
        expect(readSubmit(pduHex)).toMatchObject({ to, smsc, tpduLength });
        expect(decodePdu(pduHex, tpduLength)).toMatchObject({
          kind: 'submit',
          smsc,
          recipient: { number: to },
        });
      }),
    );
  });
});

test('whatever text and number are, nothing but hexadecimal digits goes to the modem, or nothing does (PDU-04)', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 25 }),
    fc.constantFrom(
      'A\rAT+CFUN=0',
      '0811\x1a',
      '+62811;+62812',
      '0811\nAT',
      '"0811"',
      '0812\x1b',
      '٠٨١١',
      '+',
    ),
    fc.stringMatching(/^\+?[0-9*#]{0,21}$/),
  );
  fc.assert(
    fc.property(hostile, fc.string({ unit: 'binary', maxLength: 60 }), (to, text) => {
      const { alphabet, parts } = splitSms(withoutLoneSurrogates(text));
      const encode = () => encodeSubmit({ to, text: parts[0] ?? '', alphabet, statusReport: true });
      if (/^(?:\+\d{1,20}|[\d*#]{1,20})$/.test(to)) expect(encode().pduHex).toMatch(/^[0-9A-F]+$/);
      else expect(encode).toThrow(RangeError);
    }),
  );
});

describe('whatever the validity', () => {
  test('the message lives as long as was wished, and the next shorter octet would not do', () => {
    const minutes = fc.integer({ min: 1, max: 63 * 7 * 24 * 60 });
    fc.assert(
      fc.property(minutes, (wished) => {
        const request = { to: '1', text: '', alphabet: 'gsm7' as const, statusReport: false };
        const { pduHex } = encodeSubmit({ ...request, validityMs: wished * 60_000 });
        const granted = readSubmit(pduHex).validitySeconds ?? 0;
        expect(granted).toBeGreaterThanOrEqual(wished * 60);
        const step =
          granted <= 43_200 ? 300 : granted <= 86_400 ? 1800 : granted <= 2_592_000 ? 86_400 : 604_800;
        expect(granted - step).toBeLessThan(wished * 60);
      }),
    );
  });
});

/** A message is whole and plausible, or it is none. */
function expectSound(pdu: DecodedPdu): void {
  if (pdu.kind === 'unreadable') {
    expect(pdu.reason).toMatch(/\w/);
    return;
  }
  if (pdu.kind !== 'submit') {
    expect(pdu.sentAtMs === undefined || Number.isSafeInteger(pdu.sentAtMs)).toBe(true);
    expect(pdu.sentAtMs !== undefined || pdu.timeFault !== undefined).toBe(true);
  }
  if (pdu.kind === 'statusReport') {
    expect(Number.isInteger(pdu.status)).toBe(true);
    return;
  }
  expect(typeof pdu.text).toBe(pdu.alphabet === '8bit' ? 'undefined' : 'string');
  expect((pdu.dataHex.length + pdu.headerHex.length) / 2).toBeLessThanOrEqual(140);
  if (pdu.concat) expect(pdu.concat.seq).toBeLessThanOrEqual(pdu.concat.total);
}

describe('whatever the modem says', () => {
  const hexDigits = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFabcdef'), maxLength: 400 });
  const lengths = fc.option(fc.oneof(fc.nat(200), fc.double(), fc.integer()), { nil: undefined });

  test('reading it ends, and without an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), hexDigits),
        lengths,
        (line, length) => {
          expectSound(decodePdu(line, length));
          expect(fingerprint('sim', line)).toHaveLength(64);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('a damaged PDU is sound or unreadable', () => {
    const damage = fc.record({
      at: fc.nat(400),
      length: fc.nat(4),
      put: hexDigits.map((hex) => hex.slice(0, 6)),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...wellFormedPdus),
        fc.array(damage, { minLength: 1, maxLength: 4 }),
        (pdu, damages) => {
          const damaged = damages.reduce((hex, { at, length, put }) => {
            const place = at % (hex.length + 1);
            return hex.slice(0, place) + put + hex.slice(place + length);
          }, pdu);
          expectSound(decodePdu(damaged));
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('the beginning of a PDU is never another message', () => {
    for (const hex of wellFormedPdus) {
      const whole = decodePdu(hex);
      const tpduLength = hex.length / 2 - 1 - Number.parseInt(hex.slice(0, 2), 16);
      for (let end = 0; end < hex.length; end += 1) {
        const beginning = decodePdu(hex.slice(0, end));
        if (beginning.kind === 'unreadable') continue;
        // Only a status report may end early: what follows its status is optional.
        const { parameterIndicator, pid, dcs, userData, ...rest } = { ...whole } as Partial<
          Extract<DecodedPdu, { kind: 'statusReport' }>
        >;
        expect([parameterIndicator, pid, dcs, userData].some((field) => field !== undefined)).toBe(true);
        expect(beginning).toMatchObject(rest);
        expect(decodePdu(hex.slice(0, end), tpduLength).kind).toBe('unreadable');
      }
    }
  });
});
