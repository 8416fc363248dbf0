import { describe, expect, test } from 'vitest';
import { bench } from './bench.ts';

const SENDER = '+6281234567890';
const TES = '0011000D91261832547698F00000A707D4F21C1493CD00';
const SMALL = { SM: 2, ME: 2, SR: 1 };
const CONCAT = (part: number) =>
  `0041000C91261832547698000409050003A502${part.toString(16).padStart(2, '0')}414243`;

const announced = (heard: string): string[] => heard.match(/\+CMTI: "\w+",-?\d+/g) ?? [];

/** A modem whose SM is full, and a third text at the service centre. */
const full = (options: { tellsMemory?: boolean; personality?: string } = {}) => {
  const modem = bench({ capacity: SMALL, ...options });
  modem.at('AT+CPMS="SM","SM","SM"');
  modem.at('AT+CNMI=2,1,0,0,1');
  for (const text of ['1', '2', '3']) modem.smsc.sendFrom(SENDER, text);
  modem.heard();
  return modem;
};

describe('a text for which there is no room waits at the service centre', () => {
  test('until the modem has deleted something and says so', () => {
    const modem = full();
    expect(modem.smsc.waiting).toHaveLength(1);
    expect(announced(modem.at('AT+CMGD=1'))).toEqual(['+CMTI: "SM",1']);
    expect(modem.smsc.waiting).toHaveLength(0);
  });

  test('and is not brought by a deletion of which the network is not told', () => {
    const modem = full({ tellsMemory: false });
    expect(announced(modem.at('AT+CMGD=1'))).toEqual([]);
    expect(modem.smsc.waiting).toHaveLength(1);
    modem.smsc.sendFrom(SENDER, '4');
    expect(announced(modem.heard())).toEqual([]);
    expect(modem.smsc.waiting).toHaveLength(2);
  });

  test('until the modem registers anew', () => {
    const modem = full({ tellsMemory: false });
    modem.at('AT+CMGD=1');
    modem.at('AT+CFUN=4');
    expect(announced(modem.at('AT+CFUN=1'))).toEqual(['+CMTI: "SM",1']);
  });

  test('until the modem sends a text', () => {
    const modem = full({ tellsMemory: false });
    modem.at('AT+CMGD=1');
    expect(announced(modem.submit(TES))).toEqual(['+CMTI: "SM",1']);
    expect(modem.smsc.waiting).toHaveLength(0);
  });

  test('while another one, of class 2 and for a full card, holds nobody up', () => {
    const modem = bench({ capacity: { SM: 1, ME: 5 } });
    modem.at('AT+CPMS="ME","ME","ME";+CNMI=2,1');
    modem.smsc.sendFrom(SENDER, 'kartu', { messageClass: 2 });
    modem.smsc.sendFrom(SENDER, 'kartu lagi', { messageClass: 2 });
    modem.smsc.sendFrom(SENDER, 'biasa');
    expect(announced(modem.heard())).toEqual(['+CMTI: "SM",1', '+CMTI: "ME",1']);
    expect(modem.smsc.waiting).toHaveLength(1);
    modem.at('AT+CPMS="SM"');
    expect(announced(modem.at('AT+CMGD=1'))).toEqual(['+CMTI: "SM",1']);
    expect(modem.smsc.waiting).toHaveLength(0);
  });

  test('while a report goes its own way', () => {
    const modem = full();
    modem.at('AT+CNMI=2,1,0,1');
    expect(modem.submit(TES.replace('0011', '0031'))).toContain('+CDS: ');
  });
});

describe('the service centre keeps count', () => {
  test('of every part that it has taken for a recipient', () => {
    const modem = bench();
    modem.submit(TES);
    modem.submit(TES);
    modem.submit(CONCAT(1));
    expect(modem.smsc.acceptances()).toEqual([
      { to: SENDER, text: 'Tes 123', part: 1, parts: 1, times: 2 },
      expect.objectContaining({ part: 1, parts: 2, times: 1 }),
    ]);
  });

  test('of what the modem has acknowledged, and how often it was offered', () => {
    const modem = full();
    expect(modem.smsc.deliveries.map(({ state, offers }) => [state, offers])).toEqual([
      ['acknowledged', 1],
      ['acknowledged', 1],
      ['waiting', 1],
    ]);
    modem.at('AT+CMGD=2');
    expect(modem.smsc.deliveries.at(2)).toMatchObject({ state: 'acknowledged', offers: 2 });
  });

  test('of a report that the modem took and threw away', () => {
    const modem = bench();
    modem.submit(TES.replace('0011', '0031'));
    expect(modem.smsc.deliveries.map(({ state }) => state)).toEqual(['lost']);
  });

  test('of a report that is lost with the modem that had buffered it', () => {
    const modem = bench();
    modem.at('AT+CNMI=0,1,0,1');
    modem.submit(TES.replace('0011', '0031'));
    expect(modem.smsc.deliveries.at(0)).toMatchObject({ state: 'acknowledged' });
    modem.modem.reset();
    expect(modem.smsc.deliveries.at(0)).toMatchObject({ state: 'lost' });
  });

  test('of a text that waits for its acknowledgement', () => {
    const modem = bench();
    modem.at('AT+CSMS=1;+CNMI=2,2');
    modem.smsc.sendFrom(SENDER, 'satu');
    expect(modem.smsc.deliveries.at(0)).toMatchObject({ state: 'waiting', offers: 1 });
    modem.at('AT+CNMA');
    expect(modem.smsc.deliveries.at(0)).toMatchObject({ state: 'acknowledged' });
  });
});

describe('a storage that is full is announced', () => {
  test.each([
    ['huawei-e173', '', '^SMMEMFULL:"SM"'],
    ['quectel-ec25', 'AT+QINDCFG="smsfull",1', '+QIND: "smsfull","SM"'],
    ['siemens-mc35i', 'AT^SMGO=1', '^SMGO: 1'],
    ['simcom-a7670', '', '+SMS FULL'],
  ])('by %s', (personality, command, line) => {
    const modem = bench({ personality, capacity: SMALL });
    if (command) modem.at(command);
    modem.at('AT+CPMS="SM","SM","SM"');
    modem.clock.pass(60_000);
    modem.at('AT+CNMI=2,1,0,0,1');
    modem.smsc.sendFrom(SENDER, '1');
    expect(modem.heard()).not.toContain(line);
    modem.smsc.sendFrom(SENDER, '2');
    expect(modem.heard()).toContain(`\r\n${line}\r\n`);
    modem.smsc.sendFrom(SENDER, '3');
    expect(announced(modem.heard())).toEqual([]);
  });

  test('by Siemens with 2 when a text waits for it', () => {
    const modem = bench({ personality: 'siemens-mc35i', capacity: { SM: 1, ME: 1 } });
    modem.at('AT^SMGO=1');
    for (const text of ['1', '2', '3']) modem.smsc.sendFrom(SENDER, text);
    expect(modem.heard()).toContain('^SMGO: 1\r\n\r\n^SMGO: 2');
    expect(modem.at('AT^SMGO?')).toContain('^SMGO: 1,2');
  });

  test.each([
    ['quectel-ec25', 'AT'],
    ['huawei-e173', 'AT^CURC=0'],
  ])('by %s only when it may (%s)', (personality, command) => {
    const modem = bench({ personality, capacity: SMALL });
    modem.at(command);
    modem.at('AT+CPMS="SM","SM","SM"');
    modem.at('AT+CNMI=2,1,0,0,1');
    for (const text of ['1', '2', '3']) modem.smsc.sendFrom(SENDER, text);
    expect(modem.heard()).not.toMatch(/smsfull|SMMEMFULL/);
  });
});
