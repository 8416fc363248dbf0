import { describe, expect, test } from 'vitest';
import { bench } from './bench.ts';

const SENDER = '+6281234567890';
/** "Halo dari simulator" of a service centre at 12:00 in +07:00. */
const HALO = '06912618010000040D91261832547698F000005211012100008213C830FB0D2287E569D03CDDAEB3C3F4B71C';
const LOCK_STEP = { SM: 3, ME: 2, SR: 1 };

const indices = (answer: string): number[] =>
  [...answer.matchAll(/\+CMGL: (\d+),/g)].map(([, index]) => Number(index));

describe('a text that comes in', () => {
  test('lies in the store as a PDU, with the time of the service centre', () => {
    const modem = bench();
    modem.smsc.sendFrom(SENDER, 'Halo dari simulator');
    expect(modem.at('AT+CMGR=1')).toBe(`\r\n+CMGR: 0,,37\r\n${HALO}\r\n\r\nOK\r\n`);
  });

  test('is unread until it is read', () => {
    const modem = bench();
    modem.smsc.sendFrom(SENDER, 'Halo dari simulator');
    modem.at('AT+CMGR=1');
    expect(modem.at('AT+CMGR=1')).toContain('+CMGR: 1,,37');
    expect(modem.at('AT+CMGL=0')).toBe('\r\nOK\r\n');
    expect(modem.at('AT+CMGL=1')).toContain('+CMGL: 1,1,,37');
  });

  test('takes the lowest free index', () => {
    const modem = bench();
    for (const text of ['satu', 'dua', 'tiga']) modem.smsc.sendFrom(SENDER, text);
    modem.at('AT+CMGD=2');
    expect(indices(modem.at('AT+CMGL=4'))).toEqual([1, 3]);
    modem.smsc.sendFrom(SENDER, 'empat');
    expect(indices(modem.at('AT+CMGL=0'))).toEqual([2]);
  });

  test('counts from 0 on a modem that does so', () => {
    const modem = bench({ indexBase: 0 });
    modem.at('AT+CNMI=2,1');
    modem.smsc.sendFrom(SENDER, 'satu');
    expect(modem.heard()).toContain('+CMTI: "SM",0');
    expect(modem.at('AT+CMGR=0')).toContain('+CMGR: 0,,');
  });

  test('goes to the memory that +CPMS names for receiving', () => {
    const modem = bench();
    modem.at('AT+CNMI=2,1;+CPMS="SM","SM","ME"');
    modem.smsc.sendFrom(SENDER, 'satu');
    expect(modem.heard()).toBe('\r\n+CMTI: "ME",1\r\n');
    expect(modem.at('AT+CPMS?')).toContain('+CPMS: "SM",0,50,"SM",0,50,"ME",1,100');
  });

  test('shows MT as ME and SM together, ME first', () => {
    const modem = bench({ capacity: LOCK_STEP });
    modem.at('AT+CPMS="MT","SM","MT"');
    for (const text of ['satu', 'dua', 'tiga']) modem.smsc.sendFrom(SENDER, text);
    expect(indices(modem.at('AT+CMGL=4'))).toEqual([1, 2, 3]);
    expect(modem.at('AT+CPMS="SM"')).toContain('+CPMS: 1,3,1,3,3,5');
    modem.at('AT+CPMS="MT"');
    modem.at('AT+CMGD=3');
    expect(modem.at('AT+CPMS="SM"')).toContain('+CPMS: 0,3');
  });

  test.each([
    [1, [2, 3, 4]],
    [2, [2, 3]],
    [3, [2]],
    [4, []],
  ])('is deleted by +CMGD=1,%i or not', (flag, left) => {
    const modem = bench();
    modem.smsc.sendFrom(SENDER, 'terbaca');
    modem.at('AT+CMGL=4');
    modem.smsc.sendFrom(SENDER, 'belum');
    const draft = '0001000D91261832547698F0000004D4F29C0E';
    for (const status of [2, 3]) {
      modem.at(`AT+CMGW=18,${status}`);
      modem.say(`${draft}\x1a`);
    }
    modem.at(`AT+CMGD=1,${flag}`);
    const answer = modem.at('AT+CMGL=4');
    // Places 3 and 4 hold what was stored: unsent, sent.
    expect(indices(answer)).toEqual(left.filter((index) => index !== 4 || flag === 1));
  });
});

describe('when the store is full', () => {
  test('the network keeps what comes, and brings it in order when there is room', () => {
    const modem = bench({ capacity: LOCK_STEP });
    modem.at('AT+CNMI=2,1');
    for (const text of ['1', '2', '3', '4', '5']) modem.smsc.sendFrom(SENDER, text);
    expect(modem.heard().match(/\+CMTI/g)).toHaveLength(3);
    expect(modem.smsc.waiting).toHaveLength(2);
    expect(modem.at('AT+CMGD=2')).toBe('\r\nOK\r\n\r\n+CMTI: "SM",2\r\n');
    expect(modem.smsc.waiting).toHaveLength(1);
    modem.at('AT+CMGD=1,4');
    expect(modem.smsc.waiting).toHaveLength(0);
  });

  test('a class 2 text waits for the card though the modem has room', () => {
    const modem = bench({ capacity: { SM: 1, ME: 5 } });
    modem.at('AT+CPMS="SM","SM","ME"');
    modem.at('AT+CNMI=2,1');
    modem.smsc.sendFrom(SENDER, 'satu', { messageClass: 2 });
    expect(modem.heard()).toBe('\r\n+CMTI: "SM",1\r\n');
    modem.smsc.sendFrom(SENDER, 'dua', { messageClass: 2 });
    expect(modem.smsc.waiting).toHaveLength(1);
  });

  test('an unregistered modem gets its texts when it is back', () => {
    const modem = bench();
    modem.at('AT+CNMI=2,1');
    modem.modem.setRegistration(2);
    modem.smsc.sendFrom(SENDER, 'satu');
    expect(modem.heard()).toBe('');
    modem.modem.setRegistration(1);
    expect(modem.heard()).toBe('\r\n+CMTI: "SM",1\r\n');
  });
});

describe('+CNMI routes a text', () => {
  const [CMTI, CMT, SILENT] = ['+CMTI: "SM",1', '+CMT: ,', ''];
  test.each([
    [0, undefined, SILENT, 1],
    [1, undefined, CMTI, 1],
    [2, undefined, CMT, 0],
    [3, undefined, CMTI, 1],
    [0, 0, SILENT, 0],
    [1, 0, CMT, 0],
    [2, 0, CMT, 0],
    [1, 1, CMTI, 1],
    [2, 1, CMT, 0],
    [1, 2, CMTI, 1],
    [2, 2, CMTI, 1],
    [3, 2, CMTI, 1],
    [2, 3, CMT, 0],
    [3, 3, CMT, 0],
    [1, 3, CMTI, 1],
  ] as const)('with mt=%i and class %s: %j, %i stored', (mt, messageClass, said, stored) => {
    const modem = bench();
    modem.at(`AT+CNMI=2,${mt}`);
    modem.smsc.sendFrom(SENDER, 'Halo', messageClass === undefined ? {} : { messageClass });
    const heard = modem.heard();
    expect(heard.trim().slice(0, said.length)).toBe(said);
    expect(heard === '').toBe(said === '');
    expect(modem.modem.store.used('SM')).toBe(stored);
  });

  test('a flash text that nobody asked for shows on the modem alone', () => {
    const modem = bench();
    modem.smsc.sendFrom(SENDER, 'kilat', { messageClass: 0 });
    expect(modem.modem.arrivals.displayed).toHaveLength(1);
  });

  test('mode 0 buffers, and leaving it with bfr=0 hands over after the OK', () => {
    const modem = bench();
    modem.at('AT+CNMI=0,1');
    modem.smsc.sendFrom(SENDER, 'satu');
    expect(modem.heard()).toBe('');
    expect(modem.at('AT+CNMI=2,1,0,0,0')).toBe('\r\nOK\r\n\r\n+CMTI: "SM",1\r\n');
  });

  test('leaving mode 0 with bfr=1 drops what was buffered', () => {
    const modem = bench();
    modem.at('AT+CNMI=0,1');
    modem.smsc.sendFrom(SENDER, 'satu');
    expect(modem.at('AT+CNMI=2,1,0,0,1')).toBe('\r\nOK\r\n');
  });
});

describe('phase 2+ (+CSMS=1) with direct routing', () => {
  const routed = () => {
    const modem = bench();
    modem.at('AT+CSMS=1;+CNMI=2,2');
    modem.smsc.sendFrom(SENDER, 'satu');
    modem.smsc.sendFrom(SENDER, 'dua');
    return modem;
  };

  test('the next text waits for +CNMA', () => {
    const modem = routed();
    expect(modem.heard().match(/\+CMT:/g)).toHaveLength(1);
    expect(modem.at('AT+CNMA')).toMatch(/^\r\nOK\r\n\r\n\+CMT: /);
    modem.at('AT+CNMA');
    expect(modem.smsc.waiting).toHaveLength(0);
  });

  test('without +CNMA in 15 s the modem stops routing and the network keeps the text', () => {
    const modem = routed();
    modem.clock.pass(15_000);
    expect(modem.at('AT+CNMI?')).toContain('+CNMI: 2,0,0,0,0');
    expect(modem.smsc.waiting).toHaveLength(2);
    modem.at('AT+CNMI=2,1');
    expect(modem.modem.store.used('SM')).toBe(2);
  });
});

describe('text mode', () => {
  const inText = (charset = 'IRA') => {
    const modem = bench();
    modem.at(`AT+CMGF=1;+CSCS="${charset}"`);
    return modem;
  };

  test('shows sender, time and text', () => {
    const modem = inText();
    modem.smsc.sendFrom(SENDER, 'Halo dari simulator');
    expect(modem.at('AT+CMGR=1')).toBe(
      '\r\n+CMGR: "REC UNREAD","+6281234567890",,"25/11/10,12:00:00+28"\r\nHalo dari simulator\r\n\r\nOK\r\n',
    );
  });

  test('shows details with +CSDH=1', () => {
    const modem = inText();
    modem.at('AT+CSDH=1');
    modem.smsc.sendFrom(SENDER, 'Halo');
    expect(modem.at('AT+CMGL="ALL"')).toContain('"25/11/10,12:00:00+28",145,4\r\nHalo');
    expect(modem.at('AT+CMGR=1')).toContain(',145,4,0,0,"+6281100000",145,4\r\nHalo');
  });

  test('shows UCS-2 messages as hexadecimal octets', () => {
    const modem = inText();
    modem.smsc.sendFrom(SENDER, '你🙂');
    expect(modem.at('AT+CMGR=1')).toContain('\r\n4F60D83DDE42\r\n');
  });

  test('follows the character set', () => {
    const modem = inText('UCS2');
    modem.smsc.sendFrom('TELKOMSEL', 'é€');
    expect(modem.at('AT+CMGR=1')).toContain('"00540045004C004B004F004D00530045004C"');
    expect(modem.at('AT+CMGR=1')).toContain('\r\n00E920AC\r\n');
  });
});
