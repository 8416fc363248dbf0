import { describe, expect, test } from 'vitest';
import { decodePdu } from '../../daemon/pdu/decode.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const submit = (first: string, validity: string) =>
  decodePdu(`00${first}070D91261802000010F10000${validity}05E8329BFD06`);

describe('a SUBMIT', () => {
  test('has its own flags', () => {
    expect(submit('A5', '')).toMatchObject({
      kind: 'submit',
      reference: 7,
      recipient: { number: '+6281200000011' },
      text: 'hello',
      validity: undefined,
      statusReportRequest: true,
      rejectDuplicates: true,
      replyPath: true,
    });
    expect(submit('01', '')).toMatchObject({
      statusReportRequest: false,
      rejectDuplicates: false,
      replyPath: false,
    });
  });

  test.each([
    ['00', 5 * MINUTE_MS],
    ['8F', 12 * 60 * MINUTE_MS],
    ['90', 12.5 * 60 * MINUTE_MS],
    ['A7', DAY_MS],
    ['A8', 2 * DAY_MS],
    ['C4', 30 * DAY_MS],
    ['C5', 35 * DAY_MS],
    ['FF', 441 * DAY_MS],
  ])('may be valid for as long as %s says', (octet, validityMs) => {
    expect(submit('11', octet)).toMatchObject({
      text: 'hello',
      validity: { format: 'relative', raw: Number.parseInt(octet, 16), validityMs },
    });
  });

  test('may be valid until a time in a zone of part hours', () => {
    expect(submit('19', '10101032959532')).toMatchObject({
      text: 'hello',
      validity: {
        format: 'absolute',
        iso: '2001-01-01T23:59:59+05:45',
        expiresAtMs: Date.parse('2001-01-01T23:59:59+05:45'),
      },
    });
  });

  test.each([
    ['00000000000000', undefined],
    ['01A70000000000', DAY_MS],
    ['42030000000000', 3000],
    ['03213054000000', 12 * 60 * MINUTE_MS + 3 * MINUTE_MS + 45_000],
    ['07000000000000', undefined],
    ['81A70000000000', undefined],
  ])('may carry the enhanced form %s', (rawHex, validityMs) => {
    expect(submit('09', rawHex)).toMatchObject({
      text: 'hello',
      validity: { format: 'enhanced', rawHex, validityMs },
    });
  });

  test.each([
    ['a senseless absolute time', '19', '00000000000000'],
    ['half an absolute time', '19', '101010'],
    ['no validity period', '11', ''],
  ])('with %s is no message', (_what, first, validity) => {
    expect(submit(first, validity)).not.toMatchObject({ text: 'hello' });
  });
});
