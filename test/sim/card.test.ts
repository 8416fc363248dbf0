import { describe, expect, test } from 'vitest';
import { bench } from './bench.ts';

const OK = '\r\nOK\r\n';

describe('a card with a PIN', () => {
  const locked = () => {
    const modem = bench({ simPin: '1234', simPuk: '87654321' });
    modem.at('ATE0');
    modem.at('AT+CMEE=1');
    return modem;
  };

  test.each([
    ['AT+CPIN?', `\r\n+CPIN: SIM PIN\r\n${OK}`],
    ['AT+CPMS?', '\r\n+CMS ERROR: 311\r\n'],
    ['AT+CMGL=4', '\r\n+CMS ERROR: 311\r\n'],
    ['AT+CMGS=20', '\r\n+CMS ERROR: 311\r\n'],
    ['AT+CNMI=2,1', '\r\n+CMS ERROR: 311\r\n'],
    ['AT+CSCA?', '\r\n+CMS ERROR: 311\r\n'],
    ['AT+CIMI', '\r\n+CME ERROR: 11\r\n'],
    ['AT+COPS?', '\r\n+CME ERROR: 11\r\n'],
    ['AT+CUSD=1,"*888#"', '\r\n+CME ERROR: 11\r\n'],
    ['AT+CREG?', `\r\n+CREG: 0,0\r\n${OK}`],
    ['AT+CGSN', `\r\n356938035643809\r\n${OK}`],
    ['AT+CCID', `\r\n+CCID: 8962100123456789012\r\n${OK}`],
    ['AT+CLCK="SC",2', `\r\n+CLCK: 1\r\n${OK}`],
    ['AT+CPIN=', '\r\n+CME ERROR: 50\r\n'],
  ])('answers %s while it is locked', (command, answer) => {
    expect(locked().at(command)).toBe(answer);
  });

  test('opens with the right PIN, and the modem registers', () => {
    const modem = locked();
    modem.at('AT+CREG=1');
    expect(modem.at('AT+CPIN="1234"')).toBe(`${OK}\r\n+CREG: 1\r\n`);
    expect(modem.at('AT+CPIN?')).toContain('READY');
    expect(modem.at('AT+CPMS?')).toContain('+CPMS: "SM",0,50');
  });

  test('counts wrong tries, and wants the PUK after three', () => {
    const modem = locked();
    for (const left of [2, 1, 0]) {
      expect(modem.at('AT+CPIN="9999"')).toBe('\r\n+CME ERROR: 16\r\n');
      expect(modem.at('AT+CPINR')).toContain(`+CPINR: SIM PIN,${left},3`);
    }
    expect(modem.at('AT+CPIN?')).toContain('SIM PUK');
    expect(modem.at('AT+CPMS?')).toBe('\r\n+CMS ERROR: 316\r\n');
    expect(modem.at('AT+CPIN="1234"')).toBe('\r\n+CME ERROR: 12\r\n');
    expect(modem.at('AT+CPIN="87654321","4321"')).toBe(OK);
    expect(modem.at('AT+CPIN?')).toContain('READY');
  });

  test('keeps the tries used over a restart', () => {
    const modem = locked();
    modem.at('AT+CPIN="9999"');
    modem.at('AT+CFUN=1,1');
    expect(modem.at('AT+CPINR')).toContain('+CPINR: SIM PIN,2,3');
  });

  test('is dead after ten wrong PUKs', () => {
    const modem = locked();
    for (let tries = 0; tries < 3; tries += 1) modem.at('AT+CPIN="9999"');
    for (let tries = 0; tries < 10; tries += 1) modem.at('AT+CPIN="11111111","4321"');
    modem.at('AT+CPIN="87654321","4321"');
    expect(modem.at('AT+CPIN?')).toContain('SIM PUK');
  });

  test('is locked again after a restart', () => {
    const modem = locked();
    modem.at('AT+CPIN="1234"');
    expect(modem.at('AT+CFUN=1,1')).toContain('+CPIN: SIM PIN');
  });

  test('refuses a PIN that it does not ask for', () => {
    const modem = locked();
    modem.at('AT+CPIN="1234"');
    expect(modem.at('AT+CPIN="1234"')).toBe('\r\n+CME ERROR: 3\r\n');
  });

  test('is busy for a while after its PIN when the modem takes its time', () => {
    const modem = bench({ simPin: '1234', latencyMs: { boot: 8000, register: 3000 } });
    modem.at('AT+CPIN="1234"');
    expect(modem.at('AT+CPMS?')).toBe('\r\n+CMS ERROR: 314\r\n');
    modem.clock.pass(2000);
    expect(modem.at('AT+CPMS?')).toContain('+CPMS:');
    expect(modem.at('AT+CREG?')).toContain('+CREG: 0,2');
    modem.clock.pass(3000);
    expect(modem.at('AT+CREG?')).toContain('+CREG: 0,1');
  });
});

describe('a card that is pulled', () => {
  test('is announced, and everything that needs it fails', () => {
    const modem = bench();
    modem.at('AT+CMEE=1;+CREG=1');
    modem.modem.insertCard(false);
    expect(modem.heard()).toBe('\r\n+CPIN: NOT INSERTED\r\n\r\n+CREG: 0\r\n');
    expect(modem.at('AT+CPIN?')).toBe('\r\n+CME ERROR: 10\r\n');
    expect(modem.at('AT+CMGL')).toBe('\r\n+CMS ERROR: 310\r\n');
    modem.modem.insertCard(true);
    expect(modem.heard()).toBe('\r\n+CPIN: READY\r\n\r\n+CREG: 1\r\n');
  });
});

describe('power', () => {
  test('+CFUN=4 leaves the network, +CFUN=1 comes back', () => {
    const modem = bench();
    modem.at('AT+CREG=2');
    expect(modem.at('AT+CFUN=4')).toContain('+CREG: 0\r\n');
    expect(modem.at('AT+CSQ')).toContain('+CSQ: 99,99');
    expect(modem.at('AT+CFUN=1')).toContain('+CREG: 1,"00C8","0A5B1F01",7\r\n');
  });

  test('+CFUN=1,1 answers, restarts with its marks and forgets its settings', () => {
    const modem = bench();
    modem.at('ATE0');
    modem.at('AT+CNMI=2,1');
    expect(modem.at('AT+CFUN=1,1')).toBe(
      `${OK}\r\nRDY\r\n\r\n+CFUN: 1\r\n\r\n+CPIN: READY\r\n\r\nSMS Ready\r\n`,
    );
    expect(modem.say('AT+CNMI?\r')).toContain('AT+CNMI?\r\r\n+CNMI: 0,0,0,0,0');
  });

  test('a restarting modem hears nothing', () => {
    const modem = bench({ latencyMs: { boot: 8000 } });
    modem.at('AT+CFUN=1,1');
    modem.clock.pass(7000);
    expect(modem.say('AT\r')).toBe('');
    modem.clock.pass(1000);
    expect(modem.heard()).toContain('RDY');
    expect(modem.at('AT')).toBe(OK);
  });
});
