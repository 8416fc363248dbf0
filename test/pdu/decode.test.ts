import { describe, expect, test } from 'vitest';
import { decodePdu } from '../../daemon/pdu/decode.ts';
import { type DeliverHex, deliverHex, HELLO } from './deliverHex.ts';

const deliver = (fields: DeliverHex) => decodePdu(deliverHex(fields));

describe('a DELIVER', () => {
  test('is read in every field', () => {
    expect(deliver({ smsc: '06912618010000' })).toEqual({
      kind: 'deliver',
      smsc: '+6281100000',
      sender: { number: '+6281200000011', kind: 'international', typeOfAddress: 0x91 },
      pid: 0,
      dcs: 0,
      alphabet: 'gsm7',
      messageClass: null,
      messageWaiting: undefined,
      text: 'hello',
      dataHex: 'E8329BFD06',
      headerHex: '',
      sentAtMs: Date.UTC(2026, 2, 2, 1, 15, 0),
      sentAtIso: '2026-03-02T08:15:00+07:00',
      timeFault: undefined,
      concat: undefined,
      headerFault: undefined,
      ports: undefined,
      nationalLanguage: { single: undefined, locking: undefined },
      moreToSend: false,
      replyPath: false,
      statusReportIndication: false,
    });
  });

  test.each([
    ['00', { moreToSend: true, replyPath: false, statusReportIndication: false }],
    ['04', { moreToSend: false, replyPath: false, statusReportIndication: false }],
    ['24', { moreToSend: false, replyPath: false, statusReportIndication: true }],
    ['84', { moreToSend: false, replyPath: true, statusReportIndication: false }],
    ['0C', { moreToSend: false, replyPath: false, statusReportIndication: false }],
  ])('with first octet %s says so', (first, flags) => {
    expect(deliver({ first })).toMatchObject({ text: 'hello', ...flags });
  });

  test.each(['39', '40', '41', '47', '7F', 'FF'])('with protocol identifier %s is still a text', (pid) => {
    expect(deliver({ pid })).toMatchObject({ kind: 'deliver', text: 'hello', pid: Number.parseInt(pid, 16) });
  });

  test('is read in small letters and with blanks around it', () => {
    expect(decodePdu(` ${deliverHex().toLowerCase()}\r\n`)).toEqual(deliver({}));
  });
});

describe('the sender', () => {
  test.each([
    ['an odd number of digits', '0B912618020000F1', '+62812000001', 'international'],
    ['a national number', '0CA1801120000010', '081102000001', 'national'],
    ['a number with zeros in front', '04810010', '0001', 'other'],
    ['star and hash', '05811A00FB', '*100#', 'other'],
    ['star and zero in one octet', '04810A21', '*012', 'other'],
    ['the letters a to c', '0481DCEE', 'abcc', 'other'],
    ['a fill digit that is counted', '0C910661345542F6', '+60164355246', 'international'],
    ['a last nibble other than F', '03812103', '123', 'other'],
    ['no digits', '0081', '', 'other'],
    ['no digits of an international type', '0091', '', 'international'],
    ['a name of seven letters', '0DD0CDF2396C7EBB01', 'Megafon', 'alphanumeric'],
    ['a name of eight letters', '0ED0D637396C7EBBCB', 'Vodafone', 'alphanumeric'],
    ['a name with brackets and a euro sign', '14D0E10D6FE3DBA036A94D19', 'a[]{}€', 'alphanumeric'],
    ['a name with a paragraph sign', '04D05F00', '§@', 'alphanumeric'],
  ])('may have %s', (_what, sender, number, kind) => {
    expect(deliver({ sender })).toMatchObject({ sender: { number, kind }, text: 'hello' });
  });

  test.each([
    ['more than twenty digits', `1591${'11'.repeat(11)}`],
    ['a fill digit in the middle', '069121F354'],
    ['a type without its top bit', '0D11261802000010F1'],
  ])('with %s makes the PDU unreadable', (_what, sender) => {
    expect(deliver({ sender }).kind).toBe('unreadable');
  });
});

describe('the service centre', () => {
  test.each([
    ['00', null],
    ['0191', null],
    ['06912618010000', '+6281100000'],
    ['0791447758100650', '+447785016005'],
    ['0481999999', '999999'],
    ['038121F3', '123'],
    ['0481F13254', '1'],
    ['04811F3254', ''],
  ])('%s is %s', (smsc, expected) => {
    expect(deliver({ smsc })).toMatchObject({ kind: 'deliver', smsc: expected });
  });

  test.each(['0C91111111111111111111111111', '0B9111', 'FF'])('%s makes the PDU unreadable', (smsc) => {
    expect(deliver({ smsc }).kind).toBe('unreadable');
  });
});

describe('the time stamp', () => {
  test.each([
    ['51507132200522', '2015-05-17T23:02:50+05:30'],
    ['51507132200532', '2015-05-17T23:02:50+05:45'],
    ['5150713220058A', '2015-05-17T23:02:50-07:00'],
    ['5150713220053B', '2015-05-17T23:02:50-08:15'],
    ['51507132200500', '2015-05-17T23:02:50+00:00'],
    ['51507132200508', '2015-05-17T23:02:50+00:00'],
    ['51507132200565', '2015-05-17T23:02:50+14:00'],
    ['42209200000000', '2024-02-29T00:00:00+00:00'],
    ['99211332959518', '1999-12-31T23:59:59-00:15'],
  ])('%s is %s', (scts, iso) => {
    expect(deliver({ scts })).toMatchObject({
      sentAtIso: iso,
      sentAtMs: Date.parse(iso),
      timeFault: undefined,
    });
  });

  test.each([
    ['no such month', '62312080510082'],
    ['month zero', '62002080510082'],
    ['day zero', '62300080510082'],
    ['30 February', '62200311000082'],
    ['29 February of a common year', '52209200000000'],
    ['hour 24', '62302042510082'],
    ['minute 60', '62302080060082'],
    ['second 60', '62302080510682'],
    ['a digit above nine', '6230208051A082'],
    ['all zeros', '00000000000000'],
    ['all ones', 'FFFFFFFFFFFFFF'],
    ['every digit nine', '99991399999999'],
  ])('that has %s leaves the text, without a time', (_what, scts) => {
    const pdu = deliver({ scts });
    expect(pdu).toMatchObject({ kind: 'deliver', text: 'hello', sentAtMs: undefined, sentAtIso: undefined });
    expect(pdu).toHaveProperty('timeFault', expect.stringContaining(scts));
  });

  test.each([
    ['a zone digit above nine', '515071322005E1', '2015-05-17T23:02:50+06:00'],
    ['a zone of fifteen hours', '51507132200506', '2015-05-17T23:02:50+15:00'],
    ['a zone of all ones', '515071322005FF', '2015-05-17T23:02:50-21:15'],
  ])('that has %s is marked', (_what, scts, iso) => {
    const pdu = deliver({ scts });
    expect(pdu).toMatchObject({ text: 'hello', sentAtIso: iso });
    expect(pdu).toHaveProperty('timeFault', expect.stringContaining('zone'));
  });

  test('that is senseless, with octets left over, makes no message', () => {
    expect(deliver({ scts: '00000000000000', trailing: '0548656C6C6F' }).kind).toBe('unreadable');
  });
});

describe('the declared length', () => {
  test('leaves out the fill of a whole record of the SIM, and nothing else', () => {
    const text = '059126181642040D91261832547698F000005211012100008213C830FB0D2287E569D03CDDAEB3C3F4B71C';
    expect(decodePdu(text.padEnd(352, 'F'), 37)).toEqual(decodePdu(text));
    expect(decodePdu(`${text}FFFF00`, 37)).toMatchObject({ kind: 'unreadable' });
  });

  const pdu = deliverHex({ smsc: '06912618010000' });
  const octets = pdu.length / 2;

  test('is that of the TPDU', () => {
    expect(decodePdu(pdu, octets - 7)).toMatchObject({ kind: 'deliver', text: 'hello' });
  });

  test('may include the service centre', () => {
    expect(decodePdu(pdu, octets)).toMatchObject({ kind: 'deliver', text: 'hello' });
  });

  test.each([0, -1, octets - 8, octets - 6, octets + 1, Number.NaN])(
    'of %d octets is refused',
    (declared) => {
      expect(decodePdu(pdu, declared)).toEqual({
        kind: 'unreadable',
        reason: expect.stringContaining('declared'),
      });
    },
  );
});

describe('octets behind the user data', () => {
  test.each(['00', 'FFFFFFFF', '0102'])('%s are ignored', (trailing) => {
    expect(deliver({ trailing })).toEqual(deliver({}));
  });
});

describe('what is no PDU', () => {
  test.each([
    ['nothing', ''],
    ['blanks', ' \r\n'],
    ['an odd number of digits', deliverHex().slice(0, -1)],
    ['a letter', deliverHex().replace(/E8/, 'G8')],
    ['a blank inside', deliverHex().replace(/E8/, ' E8')],
    ['words', 'AEFDSDFSDFSDFS'],
    ['one zero octet', '00'],
    ['a record never written', 'FF'.repeat(176)],
    ['a record of zeros', '00'.repeat(176)],
    ['fill behind an empty address', '00FFFFFFFF'],
    ['the beginning of an address', '0791'],
    ['a megabyte of digits', '04'.repeat(500_000)],
    ['message type 3', deliverHex({ first: '07' })],
    ['a length without data', deliverHex({ userData: '05' })],
    ['no user data length', deliverHex({ userData: '' })],
    ['fewer data than the length says', deliverHex({ userData: '06E8329BFD' })],
    ['a user data length of 255', deliverHex({ userData: 'FFE8329B' })],
    ['more than 140 octets', deliverHex({ dcs: '04', userData: `8D${'00'.repeat(141)}` })],
    ['more than 160 septets', deliverHex({ userData: `A1${'00'.repeat(141)}` })],
    ['half a UCS-2 character', deliverHex({ dcs: '08', userData: '0300480A' })],
    ['compressed text', deliverHex({ dcs: '20', userData: HELLO })],
  ])('is unreadable: %s', (_what, hex) => {
    expect(decodePdu(hex)).toEqual({ kind: 'unreadable', reason: expect.stringMatching(/\w/) });
  });
});
