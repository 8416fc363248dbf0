import { describe, expect, test } from 'vitest';
import { decodePdu } from '../../daemon/pdu/decode.ts';
import { deliverHex, octetHex, octetUserData, septetUserData } from './deliverHex.ts';

const WITH_HEADER = '44';

const gsm7 = (userData: string, first = '04') => decodePdu(deliverHex({ userData, first }));
const ucs2 = (userData: string, first = '04') => decodePdu(deliverHex({ userData, first, dcs: '08' }));
const data = (userData: string, first = '04') => decodePdu(deliverHex({ userData, first, dcs: '04' }));

describe('GSM-7 text', () => {
  test.each([
    ['seven letters in seven octets', '0741E19058341E01', 'ABCDEFG'],
    ['eight septets in the same octets', '0841E19058341E01', 'ABCDEFG@'],
    ['a paragraph sign', '015F', '§'],
    ['a form feed', '021B05', '\f'],
    ['an escape that the table does not have', '029B30', 'a'],
    ['nothing', '00', ''],
    ['spare bits that are not zero', '0541E19058FC', 'ABCDE'],
  ])('reads %s', (_what, userData, text) => {
    expect(gsm7(userData)).toMatchObject({ kind: 'deliver', alphabet: 'gsm7', text });
  });

  test.each([
    ['two escapes', [0x1b, 0x1b, 0x41], ' A'],
    ['an escape at the end', [0x41, 0x1b], 'A '],
    ['only an escape', [0x1b], ' '],
    ['a bracket at the end', [0x41, 0x1b, 0x3c], 'A['],
    ['an at sign at the end', [0x41, 0x00], 'A@'],
    [
      'all ten extension characters',
      [10, 20, 40, 41, 47, 60, 61, 62, 64, 101].flatMap((n) => [27, n]),
      '\f^{}\\[~]|€',
    ],
  ])('reads %s', (_what, septets, text) => {
    expect(gsm7(septetUserData(septets))).toMatchObject({ kind: 'deliver', text });
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('begins at a septet behind an element of %d octets', (length) => {
    const elements = `70${octetHex(length)}${'A5'.repeat(length)}`;
    const septets = [0x48, 0x1b, 0x65, 0x6c, 0x6c, 0x6f, 0x40, 0x00];
    expect(gsm7(septetUserData(septets, elements), WITH_HEADER)).toMatchObject({ text: 'H€llo¡@' });
  });

  test('fills an SMS with 160 septets', () => {
    expect(gsm7(septetUserData(Array(160).fill(0x7a)))).toMatchObject({ text: 'z'.repeat(160) });
  });
});

describe('UCS-2 text', () => {
  test.each([
    ['an emoji', 'D83DDE00', '😀'],
    ['NUL', '004100000042', 'A\u0000B'],
    ['a high surrogate at the end', '0041D83D', 'A\ud83d'],
    ['a low surrogate in front', 'DE000041', '\ude00A'],
    ['nothing', '', ''],
  ])('reads %s', (_what, dataHex, text) => {
    expect(ucs2(octetUserData(dataHex))).toMatchObject({ kind: 'deliver', alphabet: 'ucs2', text, dataHex });
  });
});

describe('8-bit data', () => {
  test('are no text', () => {
    expect(data('03010203')).toMatchObject({ alphabet: '8bit', text: undefined, dataHex: '010203' });
  });

  test('keep the ports of a WAP push', () => {
    expect(data(octetUserData('8E0601', '05040B8423F0'), WITH_HEADER)).toMatchObject({
      text: undefined,
      dataHex: '8E0601',
      ports: { destination: 2948, source: 9200 },
      headerHex: '0605040B8423F0',
    });
  });

  test('keep ports of 8 bits', () => {
    expect(data(octetUserData('01', '04020A0B'), WITH_HEADER)).toMatchObject({
      ports: { destination: 10, source: 11 },
      dataHex: '01',
    });
  });

  test.each(['05030B8423', '0401F0'])('have no ports in a header of another length (%s)', (elements) => {
    expect(data(octetUserData('01', elements), WITH_HEADER)).toMatchObject({ ports: undefined });
  });
});

describe('a concatenation header', () => {
  test.each([
    ['8 bits', '0003A50201', { ref: 0xa5, bits: 8, total: 2, seq: 1 }],
    ['16 bits', '0804A5A60302', { ref: 0xa5a6, bits: 16, total: 3, seq: 2 }],
    ['the last of 255 parts', '000300FFFF', { ref: 0, bits: 8, total: 255, seq: 255 }],
    ['the only part', '0003A50101', { ref: 0xa5, bits: 8, total: 1, seq: 1 }],
  ])('of %s is read', (_what, elements, concat) => {
    expect(ucs2(octetUserData('0041', elements), WITH_HEADER)).toMatchObject({
      text: 'A',
      concat,
      headerFault: undefined,
    });
  });

  test.each([
    ['part zero', '0003A50200', 'part 0 of 2'],
    ['part 3 of 2', '0003A50203', 'part 3 of 2'],
    ['part 5 of 2 (16 bits)', '0804A5A60205', 'part 5 of 2'],
    ['a total of zero', '0003A50000', 'part 0 of 0'],
    ['a part of a total of zero', '0003A50001', 'part 1 of 0'],
    ['two octets', '0002A502', 'a concatenation header of 2 octets'],
    ['four octets', '0004A5020101', 'a concatenation header of 4 octets'],
  ])('with %s is ignored, the text kept', (_what, elements, headerFault) => {
    const expected = { kind: 'deliver', text: 'A', concat: undefined, headerFault };
    expect(ucs2(octetUserData('0041', elements), WITH_HEADER)).toMatchObject(expected);
    expect(gsm7(septetUserData([0x41], elements), WITH_HEADER)).toMatchObject(expected);
  });

  test.each([
    ['16 bits', '0003A50201080412340302', { ref: 0x1234, bits: 16, total: 3, seq: 2 }],
    ['8 bits', '0804123403020003A50201', { ref: 0xa5, bits: 8, total: 2, seq: 1 }],
  ])('counts when it is the last of two (%s)', (_what, elements, concat) => {
    expect(data(octetUserData('', elements), WITH_HEADER)).toMatchObject({ concat, headerFault: undefined });
  });

  test('that is in order is not spoilt by one that is not', () => {
    expect(data(octetUserData('', '0003A50201080412340205'), WITH_HEADER)).toMatchObject({
      concat: { ref: 0xa5, bits: 8, total: 2, seq: 1 },
      headerFault: undefined,
    });
  });
});

describe('a user data header', () => {
  test('may hold elements that nobody knows', () => {
    expect(ucs2(octetUserData('0041', '700401020304'), WITH_HEADER)).toMatchObject({
      text: 'A',
      headerHex: '06700401020304',
      headerFault: undefined,
    });
  });

  test('may be empty', () => {
    expect(ucs2(octetUserData('0041', ''), WITH_HEADER)).toMatchObject({ kind: 'deliver', headerHex: '00' });
  });

  test('may be announced and absent', () => {
    const pdu = gsm7('00', WITH_HEADER);
    expect(pdu).toMatchObject({ kind: 'deliver', text: '' });
    expect(pdu).toHaveProperty('headerFault', expect.stringContaining('header'));
  });

  test.each([
    ['longer than the user data', '0420000300'],
    ['of all ones', '04FF000300'],
    ['with an element that overruns it', '08050020A502010041'],
    ['with half an element', '03010000'],
  ])('%s makes the PDU unreadable', (_what, userData) => {
    expect(data(userData, WITH_HEADER).kind).toBe('unreadable');
  });

  test('that ends behind the last septet makes the PDU unreadable', () => {
    // A header of 6 octets takes 7 septets; 6 are announced.
    expect(gsm7('06050003A50201', WITH_HEADER).kind).toBe('unreadable');
  });
});
