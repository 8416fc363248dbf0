import { describe, expect, test } from 'vitest';
import { hexFromOctets } from '../../scripts/sim/codec/octets.ts';
import { splitText } from '../../scripts/sim/codec/split.ts';
import { bench } from './bench.ts';

const PHONE = '+6281234567890';

/** SUBMITs of a long text, as a host would write them. */
function submits(text: string, ref: number): string[] {
  const { alphabet, parts } = splitText(text, ref);
  return parts.map(
    ({ length, octets }) =>
      `00${parts.length > 1 ? '41' : '01'}000D91261832547698F000${alphabet === 'ucs2' ? '08' : '00'}${hexFromOctets([length, ...octets])}`,
  );
}

describe('a phone', () => {
  test('joins the parts of a long text, however they arrive', () => {
    const modem = bench();
    const text = 'Teknisi datang jam sembilan, siapkan kunci ruang server. '.repeat(6);
    const [first = '', second = '', third = ''] = submits(text, 9);
    for (const part of [third, first, second]) modem.submit(part);
    expect(modem.smsc.phones.received(PHONE)).toMatchObject([{ text, parts: 3, complete: true }]);
  });

  test('drops a part that it has already while others are missing', () => {
    const modem = bench();
    const [first = '', second = ''] = submits('x'.repeat(200), 9);
    for (const part of [first, first, second]) modem.submit(part);
    expect(modem.smsc.phones.received(PHONE)).toMatchObject([{ text: 'x'.repeat(200), complete: true }]);
    expect(modem.smsc.submitted).toHaveLength(3);
  });

  test('shows a text twice that was sent twice', () => {
    const modem = bench();
    for (const part of [...submits('sama', 1), ...submits('sama', 1)]) modem.submit(part);
    expect(modem.smsc.phones.received(PHONE).map(({ text }) => text)).toEqual(['sama', 'sama']);
  });

  test('shows that a part is missing', () => {
    const modem = bench();
    modem.submit(submits('x'.repeat(200), 9)[0] ?? '');
    expect(modem.smsc.phones.received(PHONE)).toMatchObject([{ complete: false, parts: 2 }]);
  });

  test('is the same in national form', () => {
    const modem = bench();
    // 0812-3456-7890, type of number unknown.
    modem.submit('0001000C81802143658709000004D4F29C0E');
    expect(modem.smsc.submitted).toMatchObject([{ to: '081234567890' }]);
    expect(modem.smsc.phones.received(PHONE)).toMatchObject([{ text: 'Test' }]);
  });

  test('loses the parts that are left out of the order', () => {
    const modem = bench();
    modem.smsc.sendFrom(PHONE, 'x'.repeat(400), { order: [2, 0] });
    expect(modem.modem.store.used('SM')).toBe(2);
    expect(modem.smsc.phones.sent(PHONE)).toMatchObject([{ parts: 3 }]);
  });
});

test('a text to the own number comes back as a text', () => {
  const modem = bench();
  modem.at('AT+CNMI=2,1');
  expect(modem.submit('0001000C91261831010310000004D4F29C0E')).toContain('+CMTI: "SM",1');
  expect(modem.at('AT+CMGR=1')).toContain('04D4F29C0E\r\n');
});

test('texts arrive one by one when the network takes its time', () => {
  const modem = bench({ latencyMs: { arrival: 500 } });
  modem.at('AT+CNMI=2,1');
  for (const text of ['a', 'b', 'c']) modem.smsc.sendFrom(PHONE, text);
  expect(modem.heard().match(/\+CMTI/g)).toHaveLength(1);
  modem.clock.pass(1000);
  expect(modem.heard().match(/\+CMTI/g)).toHaveLength(2);
});
