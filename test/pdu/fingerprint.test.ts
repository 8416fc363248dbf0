import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../daemon/pdu/fingerprint.ts';
import { deliverHex } from './deliverHex.ts';

const SIM = '8962100000000000011';
const print = (hex: string, simId = SIM) => fingerprint(simId, hex);

describe('the fingerprint of an SMS', () => {
  test('is a sha-256', () => {
    expect(print(deliverHex())).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ['TP-MMS', deliverHex({ first: '00' })],
    ['TP-LP', deliverHex({ first: '0C' })],
    ['the service centre that delivered it', deliverHex({ smsc: '06912618010000' })],
    ['small letters', deliverHex().toLowerCase()],
    ['the line ending', `${deliverHex()}\r\n`],
  ])('does not depend on %s', (_what, hex) => {
    expect(print(hex)).toBe(print(deliverHex()));
  });

  test.each([
    ['the SIM', print(deliverHex(), '8962100000000000012')],
    ['the time stamp', print(deliverHex({ scts: '62302080511082' }))],
    ['the sender', print(deliverHex({ sender: '0D91261802000010F2' }))],
    ['the text', print(deliverHex({ userData: '04E8329B0D' }))],
    ['the user data header flag', print(deliverHex({ first: '44' }))],
    ['the reply path', print(deliverHex({ first: '84' }))],
  ])('depends on %s', (_what, other) => {
    expect(other).not.toBe(print(deliverHex()));
  });

  test('of a status report does not depend on its transport bits either', () => {
    const report = '06110D91261802000010F1623020805140826230208051908200';
    expect(print(`00${report}`)).toBe(print(`0002${report.slice(2)}`));
  });

  test('keeps bits 2 and 3 of a SUBMIT, where they mean something else', () => {
    expect(print('0001000481214300000148')).not.toBe(print('0005000481214300000148'));
  });

  test.each(['', '00', '0', 'XYZ', 'FFFF', '0791'])('is given to %j, which is no PDU', (hex) => {
    expect(print(hex)).toMatch(/^[0-9a-f]{64}$/);
    expect(print(hex)).not.toBe(print(`${hex}1`));
  });
});
