import { describe, expect, test } from 'vitest';
import type { WireDirection, WireEntry } from '../../daemon/serial/wireTrace.ts';
import { maskWire } from '../../daemon/trace/maskWire.ts';
import { StandIns } from '../../daemon/trace/standIns.ts';
import { tracesOf } from './tracesOf.ts';

const masked = (...lines: (readonly [WireDirection, string])[]): string[] =>
  maskWire(
    lines.map(([direction, text], at): WireEntry => ({ atMs: at, monotonicMs: at, direction, text })),
    new StandIns(),
  ).map(({ text }) => text);
const received = (text: string): string => masked(['rx', text])[0] ?? '';

describe('what says nothing of anybody stays as it is', () => {
  test.each([
    '\r\nOK\r\n',
    '\r\n+CMS ERROR: 500\r\n',
    '+CME ERROR: SIM PIN required\r\n',
    '+CMTI: "SM",3\r\n',
    '+CSQ: 17,99\r\n',
    '+CREG: 2,1\r\n',
    '+COPS: 0,0,"TELKOMSEL",2\r\n',
    '+CPMS: "SM",1,10,"SM",1,10,"SM",1,10\r\n',
    '+CPMS: ("SM","ME","MT"),("SM","ME"),("SM","ME")\r\n',
    '^RSSI:17\r\n^BOOT:12345,0,0,0,72\r\n',
    'RING\r\n\r\nNO CARRIER\r\n',
    'SMS Ready\r\nCall Ready\r\nRDY\r\n',
    '+QIND: "smsfull","SM"\r\n',
    '+CNMI: 2,1,0,1,0\r\n',
    '+CMGS: 201\r\n\r\nOK\r\n',
    '+CPIN: SIM PIN\r\n',
    '> ',
  ])('%j', (line) => expect(received(line)).toBe(line));

  test('the name of the modem', () => {
    const lines = [
      ['tx', 'AT+CGMM\r'],
      ['rx', '\r\nE173\r\n\r\nOK\r\n'],
      ['tx', 'AT+CGMR\r'],
      ['rx', '\r\n11.126.85.00.209\r\n\r\nOK\r\n'],
      ['tx', 'AT+CGMI\r'],
      ['rx', '\r\nSIMCOM INCORPORATED\r\n\r\nOK\r\n'],
    ] as const;
    expect(masked(...lines)).toEqual(lines.map(([, text]) => text));
  });

  test('our own commands', () => {
    for (const command of [
      'AT+CNMI=2,1,0,1,0\r',
      'AT+CPMS="SM","SM","SM"\r',
      'AT+CUSD=1,"*888#",15\r',
      'AT+CMGS=23\r',
    ])
      expect(masked(['tx', command])).toEqual([command]);
  });
});

const NUMBER = '81234567890';

describe('nobody is told of', () => {
  test.each([
    `+CLIP: "+62${NUMBER}",145,"",,"Budi Santoso",0\r\n`,
    `+CLIP: "0${NUMBER}",129\r\n`,
    `+CNUM: "Nomor saya Budi Santoso","+62${NUMBER}",145\r\n`,
    `+CSCA: "+62${NUMBER}",145\r\n`,
    `+CSCA: "${Buffer.from(`+62${NUMBER}`, 'utf16le').swap16().toString('hex').toUpperCase()}",145\r\n`,
    `+CUSD: 0,"Yth Budi Santoso 0${NUMBER}, pulsa Rp25.000",15\r\n`,
    `+CUSD: 1,"Yth\r\nBudi Santoso\r\n0${NUMBER}",15\r\nOK\r\n`,
    `+CUSD: 0,"${Buffer.from('Budi Santoso', 'latin1').toString('hex')}",15\r\n`,
    `+CUSD: 0,"${tracesOf('Budi Santoso')[3]}",15\r\n`,
    `+CUSD: 0,"${tracesOf('Budi Santoso')[2]}",72\r\n`,
    `MISSED_CALL: 10:15AM 0${NUMBER}\r\n`,
    `+CMT: "+62${NUMBER}","Budi Santoso","26/03/02,08:15:00+28"\r\nBudi Santoso 0${NUMBER}\r\n`,
    `+CMGL: 1,"REC UNREAD","+62${NUMBER}",,"26/03/02,08:15:00+28"\r\nBudi Santoso\r\nBudi Santoso 0${NUMBER}\r\nOK\r\n`,
    `+CMGL: 1,1,"Budi Santoso",23\r\n0791\r\n`,
    `+CXYZ: Budi Santoso 62${NUMBER}\r\n`.replace('Budi Santoso', ''),
    `Yth Budi Santoso, 0812-3456-7890\r\n`,
    `${NUMBER}\r\n`,
    `ATD0${NUMBER};\r\r\n`,
  ])('in %j', (text) => {
    const shown = received(text);
    for (const trace of [...tracesOf(NUMBER.slice(1)), ...tracesOf('Budi Santoso'), '0812-3456'])
      expect(shown.toLowerCase()).not.toContain(trace.toLowerCase());
    expect(shown).toHaveLength(text.length);
  });

  test('nor of the modem, the card and the subscriber', () => {
    const identities = ['867530901234567', '8962100123456789012', '510101234567890'] as const;
    const shown = masked(
      ['tx', 'AT+CGSN\r'],
      ['rx', `\r\n${identities[0]}\r\n\r\nOK\r\n`],
      ['rx', `^ICCID: ${identities[1]}F\r\n+CCID: "${identities[1]}"\r\n`],
      ['rx', `\r\n${identities[2]}\r\n`],
    );
    for (const identity of identities) expect(shown.join('')).not.toContain(identity.slice(-10));
    expect(shown[1]).toMatch(/^\r\n8675309\d{8}\r\n\r\nOK\r\n$/);
    const [, first, second] = /^\^ICCID: (\d{19})F\r\n\+CCID: "(\d{19})"\r\n$/.exec(shown[2] ?? '') ?? [];
    expect(first).toBe(second);
    expect(shown[3]).toMatch(/^\r\n5101012\d{8}\r\n$/);
  });

  test('nor of the cell the modem is in', () => {
    expect(received('+CREG: 2,1,"1A2B","01C3D4E5",7\r\n')).toBe('+CREG: 2,1,"0000","00000000",7\r\n');
  });
});

const PDU = '07912618010000F0040C9126182143658700006230205180008211E8329BFD4697D9EC37A8329BFD4697D9EC37';

test('a PDU is masked as one wherever it stands', () => {
  for (const text of [
    `+CMGL: 1,1,,36\r\n${PDU}\r\n`,
    `+CMGL: 1,1,,36\r\n${PDU},0\r\n`,
    `+CMGL: 1,1,,36 ${PDU}\r\n`,
    `+CMT: ,36\r\n${PDU.toLowerCase()}\r\n`,
    `+CMT: ,36\r\n+CREG: 1\r\nRING\r\n${PDU}\r\n`,
    `> ${PDU}\r\n`,
    `+CMGL: 1,1,,36\r\n${PDU}+CMGL: 2,1,,36\r\n${PDU}\r\n`,
  ]) {
    const shown = received(text);
    expect(shown).not.toContain('2182143658');
    expect(shown.replace(/[0-9A-F]{30,}/gi, '')).toBe(text.replace(/[0-9A-F]{30,}/gi, ''));
    expect(shown.toUpperCase()).toContain('079126');
    expect(shown.toUpperCase()).toContain('62302051800082');
  }
});

test('half a PDU, with a command in its middle, says nothing of the other half', () => {
  const shown = masked(
    ['rx', '+CMGL: 1,1,,36\r\n'],
    ['rx', PDU.slice(0, 29)],
    ['tx', '\x1b'],
    ['rx', `${PDU.slice(29)}\r\n`],
    ['rx', '\r\nOK\r\n'],
  );
  expect(shown[3]).toHaveLength(PDU.length - 29 + 2);
  expect(shown.join('')).not.toContain('E8329BFD');
  expect(shown[4]).toBe('\r\nOK\r\n');
});

test('a line that noise has fallen into says nothing, and is no PDU afterwards', () => {
  const shown = received(`+CMGL: 1,1,,36\r\n${PDU.slice(0, 40)}\xfe${PDU.slice(41)}\r\n`);
  expect(shown).not.toContain(PDU.slice(50));
  expect(shown).not.toMatch(/[0-9A-F]{60}/);
});

test('what was sent in words is masked, too', () => {
  expect(masked(['tx', 'Budi Santoso\x1a'])).toEqual(['Xxxx Xxxxxxx\x1a']);
});

test('a word of the network does not swallow what comes after it', () => {
  expect(received('+CUSD: 0,"Maaf\r\nOK\r\n+CMTI: "SM",1\r\n')).toBe(
    '+CUSD: 0,"Xxxx\r\nOK\r\n+CMTI: "SM",1\r\n',
  );
  expect(received('+CMT: "+62811","","26/03/02,08:15:00+28"\r\nYa\r\n+CMTI: "SM",1\r\n')).toContain(
    '+CMTI: "SM",1',
  );
});

/** Lines as they came, joined by bars. */
const receivedLines = (...lines: string[]): string =>
  masked(...lines.map((line) => ['rx', `\r\n${line}\r\n`] as const))
    .join('')
    .replace(/[\r\n]+/g, '|');

describe('of a line', () => {
  test.each([
    ['+CREG: 2,1,"1A2B","01C3D4E5",2', '+CREG: 2,1,"0000","00000000",2'],
    ['+CUSD: 0,"Pulsa Rp12.500, aktif",15', '+CUSD: 0,"Xxxxx Xx00.000, xxxxx",15'],
    ['+CNUM: "Kantor","x",129', '+CNUM: "Xxxxxx","x",129'],
    ['Budi, kunci di 1234', 'Xxxx, xxxxx xx 0000'],
  ])('%j what says nothing stays', (line, harmless) => {
    expect(receivedLines(line)).toBe(`|${harmless}|`);
  });

  test('a number is the same wherever it stands', () => {
    const text = receivedLines(
      '+CLIP: "+6281234567890",145,,,,0',
      '+CSCA: "+6281234567890",145',
      '081234567890',
    );
    const [first, second, third] = [...text.matchAll(/(?:\+62|0)(\d{11})/g)].map(([, digits]) => digits);
    expect(second).toBe(first);
    expect(third).toBe(first);
    expect(first).not.toContain('34567890');
  });

  test('words that go on in the next line are masked to their end', () => {
    const text = receivedLines('+CUSD: 0,"Pulsa Rp5', 'kuota kunci', 'sampai 3 Mei",15', '+CSQ: 3,99');
    expect(text).toBe('|+CUSD: 0,"Xxxxx Xx0|xxxxx xxxxx|xxxxxx 0 Xxx",15|+CSQ: 3,99|');
  });

  test('words whose quotation mark was lost do not hide the result', () => {
    expect(receivedLines('+CUSD: 0,"Pulsa', 'OK')).toBe('|+CUSD: 0,"Xxxxx|OK|');
  });

  test('a text in text mode is masked, and its state stays', () => {
    const lines = ['+CMGL: 1,"REC UNREAD","+6281234567890",,"26/03/02,08:15:00+28"', 'kunci di pot', 'OK'];
    expect(receivedLines(...lines)).toMatch(
      /^\|\+CMGL: 1,"REC UNREAD","\+6281\d{9}",,"26\/03\/02,08:15:00\+28"\|xxxxx xx xxx\|OK\|$/,
    );
  });
});

test('where something was left out, it still says how much', () => {
  expect(masked(['rx', '+CMTI: "S'], ['omitted', '123'], ['rx', '+CSQ: 17,99\r\n'])).toEqual([
    '+CMTI: "S',
    '123',
    '+CSQ: 17,99\r\n',
  ]);
});
