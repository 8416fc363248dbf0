import { describe, expect, test } from 'vitest';
import { bench } from './bench.ts';

const OK = '\r\nOK\r\n';
const TES = '0011000D91261832547698F00000A707D4F21C1493CD00';
const SENDER = '+6281234567890';

const quiet = () => {
  const modem = bench({ latencyMs: { boot: 100 } });
  modem.at('ATE0');
  modem.at('AT+CNMI=2,1,0,1,0');
  return modem;
};

describe('a fault that waits for its occasion strikes', () => {
  test('only at command lines that fit a pattern, whatever their case', () => {
    const modem = quiet();
    modem.faults.arm('F06', { pattern: '^\\+CMG[LR]=|^\\+CSQ$' });
    expect(modem.at('AT+CPMS?')).toContain('OK');
    expect(modem.at('AT+CREG?')).toContain('OK');
    expect(modem.at('at+csq')).not.toContain('OK');
    expect(modem.at('AT+CSQ')).toContain('OK');
  });

  test('after a while and not before', () => {
    const modem = quiet();
    modem.faults.arm('F20', { afterMs: 5000 });
    modem.smsc.sendFrom(SENDER, 'satu');
    expect(modem.heard()).toContain('+CMTI');
    expect(modem.faults.armed).toEqual([{ id: 'F20', left: 1 }]);
    modem.clock.pass(5000);
    modem.smsc.sendFrom(SENDER, 'dua');
    expect(modem.heard()).toBe('');
  });

  test('at the third refusal that is possible: commands that cannot be refused are not counted', () => {
    const modem = quiet();
    modem.faults.arm('F16', { after: 1 });
    const answers = [1, 2, 3].map(() => modem.submit(TES));
    expect(answers.map((answer) => answer.includes('512'))).toEqual([false, true, false]);
  });

  test('not at all when it is taken off before', () => {
    const modem = quiet();
    modem.faults.arm('F49', { afterMs: 5000 });
    let hangUps = 0;
    modem.engine.onHangUp(() => {
      hangUps += 1;
    });
    modem.faults.disarm('F49');
    modem.clock.pass(10_000);
    expect(hangUps).toBe(0);
  });
});

describe('a fault that happens at once can be made to wait', () => {
  test('for the third command line', () => {
    const modem = quiet();
    modem.faults.arm('F18', { after: 2 });
    expect([modem.at('AT'), modem.at('AT')]).toEqual([OK, OK]);
    expect(modem.at('AT+CNMI?')).toBe('');
    modem.clock.pass(100);
    expect(modem.say('AT+CNMI?\r')).toContain('+CNMI: 0,0,0,0,0');
    expect(modem.faults.armed).toEqual([]);
  });

  test.each([
    ['F39', '+CMGS', 'AT+CMGS=22'],
    ['F40', '+CMGS', 'AT+CMGS=22'],
    ['F10', '+CREG', 'AT+CREG?'],
    ['F46', '+CREG', 'AT+CREG?'],
  ])('%s for a command, which is then not answered', (id, command, line) => {
    const modem = quiet();
    modem.faults.arm(id, { command });
    expect(modem.at('AT+CSQ')).toContain('OK');
    expect(modem.at(line)).not.toMatch(/OK|>/);
    expect(modem.at('AT')).toBe('');
  });

  test('for a command, and the card is gone when that is carried out', () => {
    const modem = quiet();
    modem.at('AT+CMEE=1');
    modem.faults.arm('F34', { pattern: '^\\+CMGL' });
    expect(modem.at('AT+CPMS?')).toContain('OK');
    expect(modem.at('AT+CMGL=4')).toContain('+CMS ERROR: 310');
    modem.clock.pass(20_000);
    expect(modem.at('AT+CMGL=4')).toBe(OK);
  });

  test('for so many seconds', () => {
    const modem = quiet();
    modem.faults.arm('F30', { afterMs: 3000 });
    expect(modem.at('AT+CNMI?')).toContain('2,1,0,1,0');
    modem.clock.pass(3000);
    expect(modem.at('AT+CNMI?')).toContain('2,0,0,0,0');
  });

  test('and strikes as often as is wanted', () => {
    const modem = quiet();
    modem.faults.arm('F41', { command: '+CSQ', times: 2 });
    for (let n = 0; n < 4; n += 1) modem.at('AT+CSQ');
    expect(modem.modem.store.used('SM')).toBe(2);
  });
});

test('a pattern that cannot be read is refused', () => {
  expect(() => bench().faults.arm('F06', { pattern: '(' })).toThrow(SyntaxError);
});
