import { describe, expect, test } from 'vitest';
import { FAULTS } from '../../scripts/sim/faults/table.ts';
import { PERSONALITIES } from '../../scripts/sim/personalities/table.ts';
import { bench } from './bench.ts';

const OK = '\r\nOK\r\n';
const TES = '0011000D91261832547698F00000A704D4F21C14';

const quiet = (options: Parameters<typeof bench>[0] = {}) => {
  const modem = bench(options);
  modem.at('ATE0');
  modem.at('AT+CMEE=1');
  return modem;
};

test('every fault from F01 to F54 can be ordered by its name', () => {
  const wanted = Array.from({ length: 54 }, (_, i) => `F${String(i + 1).padStart(2, '0')}`);
  expect(FAULTS.map(({ id }) => id)).toEqual(wanted);
});

test.each(PERSONALITIES.map(({ id }) => id))(
  'every variant of every fault leaves a %s that answers, at the latest after a restart',
  (personality) => {
    for (const fault of FAULTS) {
      for (const variant of ['', ...Object.keys(fault.variants ?? {})]) {
        const modem = bench({ personality });
        modem.faults.arm(fault.id, { variant });
        for (const command of ['AT', 'AT+CPIN?', 'AT+CPMS?', 'AT+CMGL=4', 'AT+CREG?', 'AT+CNMI=2,1,0,1,0'])
          modem.say(`${command}\r`);
        modem.faults.disarm();
        modem.modem.reset(false);
        modem.clock.pass(120_000);
        modem.at('ATV1');
        expect([fault.id, variant, modem.say('AT\r').slice(-6)]).toEqual([fault.id, variant, OK]);
      }
    }
  },
);

describe('the dialogue', () => {
  test('F01 switches the echo on again, or echoes a command twice', () => {
    const modem = quiet();
    modem.faults.arm('F01');
    modem.at('AT');
    expect(modem.say('AT\r')).toBe(`AT\r${OK}`);
    modem.faults.arm('F01', { variant: 'twice' });
    expect(modem.say('AT+CSQ\r')).toBe(`AT+CSQ\rAT+CSQ\r\r\n\r\n+CSQ: 21,0\r\n${OK}`);
  });

  test.each([
    ['', '\r\nOK\r\r\n'],
    ['double', '\r\n\r\nOK\r\n\r\n\r\n'],
    ['nul', '\0\0\r\nOK\0\r\n'],
  ])('F03 %s ends lines in its own way', (variant, expected) => {
    const modem = quiet();
    modem.faults.arm('F03', { variant });
    expect(modem.at('AT')).toBe(expected);
  });

  test('F07 answers three commands at once, four seconds later', () => {
    const modem = quiet();
    modem.faults.arm('F07');
    expect(modem.at('AT+CSQ')).toBe('');
    modem.clock.pass(1000);
    expect(modem.at('AT+CREG?') + modem.at('AT')).toBe('');
    modem.clock.pass(3000);
    expect(modem.heard()).toBe(`\r\n+CSQ: 21,0\r\n${OK}\r\n+CREG: 0,1\r\n${OK}${OK}`);
    expect(modem.at('AT')).toBe(OK);
  });

  test('F10 swallows commands until ESC; a Ctrl-Z would send what was half typed', () => {
    const modem = quiet();
    modem.faults.arm('F10', { variant: 'half' });
    expect(modem.at('AT')).toBe('');
    expect(modem.say('\x1b')).toBe(OK);
    expect(modem.smsc.submitted).toEqual([]);
    modem.faults.arm('F10', { variant: 'half' });
    expect(modem.say('\x1a')).toContain('+CMGS: 0');
    expect(modem.smsc.submitted).toHaveLength(1);
  });

  test('F42 lets the commands of another program be seen', () => {
    const modem = quiet();
    modem.faults.arm('F42');
    expect(modem.at('AT')).toContain('AT+CFUN?\r\r\n+CFUN: 1\r\n');
  });

  test('F43 says fifty lines a second', () => {
    const modem = quiet();
    modem.faults.arm('F43');
    modem.clock.pass(1000);
    expect(modem.heard().match(/\^|\+Z/g)?.length).toBeGreaterThanOrEqual(50);
  });

  test('F46 hears nothing but +++ between two silences while it is in data mode, or not even that', () => {
    const modem = quiet();
    modem.faults.arm('F46');
    expect(modem.heard()).toBe('\r\nCONNECT\r\n');
    const tryToLeave = (text: string) => {
      modem.clock.pass(1000);
      modem.say(text);
      modem.clock.pass(1000);
      return modem.heard();
    };
    expect(modem.at('AT')).toBe('');
    expect(tryToLeave('AT+++')).toBe('');
    expect(tryToLeave('+++')).toBe(OK);
    expect(modem.at('AT')).toBe(OK);
    modem.faults.arm('F46', { variant: 'stubborn' });
    modem.heard();
    expect(tryToLeave('+++')).toBe('');
    modem.clock.pass(28_000);
    expect(modem.heard()).toBe('\r\nNO CARRIER\r\n');
    modem.faults.arm('F46');
    modem.heard();
    modem.clock.pass(30_000);
    expect(modem.heard()).toBe('\r\nNO CARRIER\r\n');
  });

  test('F53 does not hear the next command', () => {
    const modem = quiet();
    modem.faults.arm('F53');
    expect(modem.at('AT')).toBe('');
    expect(modem.at('AT')).toBe(OK);
  });
});

describe('the network', () => {
  test.each([
    ['', '\r\n+CMS ERROR: 512\r\n'],
    ['busy', '\r\n+CME ERROR: 515\r\n'],
  ])('F16 %s does not send', (variant, expected) => {
    const modem = quiet();
    modem.faults.arm('F16', { variant });
    const first = modem.at('AT+CMGS=19');
    expect(first.includes('>') ? modem.say(`${TES}\x1a`) : first).toBe(expected);
    expect(modem.smsc.submitted).toEqual([]);
  });

  test('F36 late says the state after its OK', () => {
    const modem = quiet();
    modem.faults.arm('F36', { variant: 'late' });
    expect(modem.at('AT+CREG?')).toBe(OK);
    modem.clock.pass(300);
    expect(modem.heard()).toBe('\r\n+CREG: 0,1\r\n');
  });

  test('F37 is registered with LTE alone', () => {
    const modem = quiet();
    modem.faults.arm('F37', { variant: 'denied' });
    expect(modem.at('AT+CREG?')).toContain('+CREG: 0,3');
    expect(modem.at('AT+CEREG?')).toContain('+CEREG: 0,1');
    modem.at('AT+CMGS=19');
    expect(modem.say(`${TES}\x1a`)).toContain('+CMGS:');
  });

  test('F38 loses the network and finds it, again and again', () => {
    const modem = quiet();
    modem.at('AT+CREG=1');
    modem.faults.arm('F38', { times: 2 });
    modem.clock.pass(60_000);
    expect(modem.heard().match(/\+CREG: \d/g)).toEqual(['+CREG: 2', '+CREG: 1', '+CREG: 2', '+CREG: 1']);
  });
});

describe('the card', () => {
  test.each([
    ['pin', '+CPIN: SIM PIN', 3],
    ['two', '+CPIN: SIM PIN', 2],
    ['one', '+CPIN: SIM PIN', 1],
    ['puk', '+CPIN: SIM PUK', 0],
    ['pin2', '+CPIN: SIM PIN2', 3],
    ['notReady', '+CPIN: NOT READY', 3],
  ])('F34 %s', (variant, words, tries) => {
    const modem = quiet();
    modem.faults.arm('F34', { variant });
    expect(modem.at('AT+CPIN?')).toContain(`${words}\r\n`);
    expect(modem.at('AT+CPINR')).toContain(`SIM PIN,${tries},3`);
  });

  test('F35 restarts a modem that is spoken to too soon after the PIN', () => {
    const modem = quiet({ simPin: '1234', latencyMs: { boot: 100 } });
    modem.faults.arm('F35');
    expect(modem.at('AT+CPIN="1234"')).toBe(OK);
    expect(modem.at('AT')).toBe('');
    modem.clock.pass(5000);
    expect(modem.say('AT+CPIN?\r')).toContain('SIM PIN');
  });
});

describe('the settings', () => {
  test('F27 counts one too many, or one too few', () => {
    const modem = quiet();
    modem.faults.arm('F27', { times: 1 });
    expect(modem.at('AT+CPMS?')).toContain('"SM",1,');
    expect(modem.at('AT+CPMS?')).toContain('"SM",0,');
  });

  test('F28 has no room on the card, or changes one memory only', () => {
    const modem = quiet();
    modem.faults.arm('F28');
    expect(modem.at('AT+CPMS="SM","SM","SM"')).toContain('0,0,0,0,0,0');
    modem.faults.disarm();
    modem.at('AT+CPMS="SM","SM","SM"');
    modem.faults.arm('F28', { variant: 'first' });
    modem.at('AT+CPMS="ME","ME","ME"');
    expect(modem.at('AT+CPMS?')).toMatch(/"ME",0,\d+,"SM",0,\d+,"SM",0,\d+/);
  });

  test.each([
    ['', 'AT+CNMI=2,1,0,1,0', OK, '+CNMI: 0,0,0,0,0'],
    ['lies', 'AT+CNMI=2,1,0,1,0', OK, '+CNMI: 2,1,0,1,0'],
    ['ds1', 'AT+CNMI=2,1,0,1,0', '\r\nERROR\r\n', '+CNMI: 0,0,0,0,0'],
    ['bfr0', 'AT+CNMI=2,1,0,2,0', '\r\nERROR\r\n', '+CNMI: 0,0,0,0,0'],
  ])('F29 %s', (variant, command, answer, readBack) => {
    const modem = quiet();
    modem.faults.arm('F29', { variant });
    expect(modem.at(command)).toBe(answer);
    expect(modem.at('AT+CNMI?')).toContain(readBack);
  });

  test('F30 forgets to announce', () => {
    const modem = quiet();
    modem.at('AT+CNMI=2,1,0,1,0');
    modem.faults.arm('F30');
    expect(modem.at('AT+CNMI?')).toContain('+CNMI: 2,0,0,0,0');
  });

  test('F31 keeps a report elsewhere than it says, or closes that place', () => {
    const modem = quiet();
    modem.at('AT+CNMI=2,1,0,2,0');
    modem.faults.arm('F31');
    modem.at('AT+CMGS=19');
    modem.say(`${TES.replace('0011', '0031')}\x1a`);
    modem.clock.pass(10_000);
    expect(modem.modem.store.used('SR')).toBe(1);
    modem.faults.arm('F31', { variant: 'closed' });
    expect(modem.at('AT+CPMS="SR"')).toBe('\r\n+CMS ERROR: 302\r\n');
  });

  test.each([
    ['', '+CSCA: "",'],
    ['ucs2', '+CSCA: "002B00360032'],
    ['national', '+CSCA: "6281100000"'],
  ])('F33 %s', (variant, expected) => {
    const modem = quiet();
    modem.faults.arm('F33', { variant });
    expect(modem.at('AT+CSCA?')).toContain(expected);
  });

  test('F51 comes up with its radio off', () => {
    const modem = quiet();
    modem.faults.arm('F51');
    expect(modem.at('AT+CFUN?')).toContain('+CFUN: 4');
  });

  test('F52 takes its time over a memory', () => {
    const modem = quiet();
    modem.faults.arm('F52');
    expect(modem.at('AT+CPMS="ME"')).toBe('');
    modem.clock.pass(35_000);
    expect(modem.heard()).toContain('OK');
  });
});

describe('the link', () => {
  test('F22 brings twelve texts within a second', () => {
    const modem = quiet();
    modem.faults.arm('F22');
    modem.clock.pass(1000);
    expect(modem.modem.store.used('SM')).toBe(12);
  });

  test('F40 takes no bytes for a while', () => {
    const modem = quiet();
    modem.faults.arm('F40', { delayMs: 5000 });
    expect([modem.engine.isBlocked, modem.at('AT')]).toEqual([true, '']);
    modem.clock.pass(5000);
    expect([modem.engine.isBlocked, modem.at('AT')]).toEqual([false, OK]);
  });

  test.each([
    ['F47', 1000],
    ['F49', 60_000],
  ])('%s takes the port away', (id, awayMs) => {
    const modem = quiet();
    const away: (number | undefined)[] = [];
    modem.engine.onHangUp((ms) => void away.push(ms));
    modem.faults.arm(id);
    expect(away).toEqual([awayMs]);
  });

  test('F48 is another modem with another card', () => {
    const modem = quiet();
    const before = modem.at('AT+CGSN') + modem.at('AT+CCID');
    modem.faults.arm('F48');
    modem.clock.pass(60_000);
    modem.at('ATE0');
    const after = modem.at('AT+CGSN') + modem.at('AT+CCID');
    expect(after).not.toBe(before);
    expect(after).toContain('867322045678901');
    expect(after).toContain('8962990000000000017');
  });

  test('F50 counts its references from 0 again', () => {
    const modem = quiet();
    const send = () => modem.at('AT+CMGS=19') && modem.say(`${TES}\x1a`);
    send();
    modem.faults.arm('F50', { variant: 'quiet' });
    expect(send()).toContain('+CMGS: 0');
  });

  test.each([
    ['', ''],
    ['error', '\r\nERROR\r\n'],
    ['ok', OK],
  ])('F54 %s does not restart', (variant, answer) => {
    const modem = quiet();
    modem.at('AT+CREG=2');
    modem.faults.arm('F54', { variant });
    expect(modem.at('AT+CFUN=1,1')).toBe(answer);
    expect(modem.at('AT+CREG?')).toContain('+CREG: 2,');
  });
});
