import { describe, expect, test } from 'vitest';
import { bench } from './bench.ts';

const OK = '\r\nOK\r\n';
const TES = '0011000D91261832547698F00000A707D4F21C1493CD00';
const SENDER = '+6281234567890';

const quiet = (options: Parameters<typeof bench>[0] = {}) => {
  const modem = bench(options);
  modem.at('ATE0');
  modem.at('AT+CMEE=1');
  modem.at('AT+CNMI=2,1,0,1,0');
  return modem;
};

const withTexts = (...texts: string[]) => {
  const modem = quiet();
  for (const text of texts) modem.smsc.sendFrom(SENDER, text);
  modem.heard();
  return modem;
};

describe('a list', () => {
  test('F04 has an announcement between two of its records, or between the lines of one', () => {
    const modem = withTexts('satu', 'dua');
    modem.faults.arm('F04', { variant: 'list' });
    expect(modem.at('AT+CMGL=4')).toMatch(/CMGL: 1,.*\r\n[0-9A-F]+\r\n\r\n\^RSSI:17\r\n\r\n\+CMGL: 2,/);
    modem.faults.arm('F04', { variant: 'torn', urc: '+CREG: 1' });
    expect(modem.at('AT+CSQ')).not.toContain('+CREG');
    expect(modem.at('AT+CMGL=4')).toMatch(/CMGL: 1,.*\r\n\r\n\+CREG: 1\r\n\r\n[0-9A-F]+\r\n/);
  });

  test('F27 is empty although texts are counted', () => {
    const modem = withTexts('satu');
    modem.faults.arm('F27', { variant: 'unlisted', times: 1 });
    expect(modem.at('AT+CPMS?')).toContain('"SM",1,');
    expect(modem.at('AT+CMGL=4')).toBe(OK);
    expect(modem.at('AT+CMGL=4')).toContain('+CMGL: 1,');
  });

  test('F41 has its last line cut, and only once', () => {
    const modem = withTexts('satu');
    const whole = modem.at('AT+CMGL=4').split('\r\n')[2] ?? '';
    modem.faults.arm('F41', { variant: 'cut' });
    const cut = modem.at('AT+CMGL=4').split('\r\n')[2] ?? '';
    expect(cut).toBe(whole.slice(0, whole.length / 2));
    expect(modem.at('AT+CMGL=4')).toContain(whole);
  });

  test('F41 has garbage of every kind', () => {
    const modem = quiet();
    modem.faults.arm('F41', { variant: 'all' });
    const records = modem.at('AT+CMGL=4').match(/^[0-9A-Z]+(?=\r$)/gm) ?? [];
    expect(records.filter((record) => record !== 'OK').length).toBeGreaterThanOrEqual(12);
    expect(records.some((record) => record.length % 2 === 1)).toBe(true);
    expect(records.some((record) => /[^0-9A-F]/.test(record))).toBe(true);
  });
});

describe('the storage', () => {
  test('F27 counts a text half a second after it has come', () => {
    const modem = quiet();
    modem.smsc.sendFrom(SENDER, 'satu');
    modem.faults.arm('F27', { variant: 'lag', times: 100 });
    modem.smsc.sendFrom(SENDER, 'dua');
    expect(modem.at('AT+CPMS?')).toContain('"SM",1,');
    expect(modem.at('AT+CPMS="SM","SM","SM"')).toContain('+CPMS: 1,50,1,50,1,50');
    modem.clock.pass(500);
    expect(modem.at('AT+CPMS?')).toContain('"SM",2,');
  });

  test('F28 prints the names of preferred places', () => {
    const modem = quiet();
    modem.faults.arm('F28', { variant: 'names' });
    expect(modem.at('AT+CPMS?')).toContain('"SM_P",0,50');
  });

  test('F26 refuses to delete what is gone already, and nothing else', () => {
    const modem = withTexts('satu');
    modem.faults.arm('F26', { variant: 'empty' });
    expect([modem.at('AT+CMGD=1'), modem.at('AT+CMGD=1')]).toEqual([OK, '\r\nERROR\r\n']);
  });

  test.each([
    ['error', 1],
    ['gone', 0],
  ])('F26 %s answers ERROR', (variant, left) => {
    const modem = withTexts('satu');
    modem.faults.arm('F26', { variant });
    expect(modem.at('AT+CMGD=1')).toBe('\r\nERROR\r\n');
    expect(modem.modem.store.used('SM')).toBe(left);
  });

  test.each([
    ['silent', ''],
    ['simcom', '\r\n+SMS FULL\r\n'],
    ['siemens', '\r\n^SMGO: 2\r\n'],
    ['quectel', '\r\n+QIND: "smsfull","SM"\r\n'],
  ])('F23 says that it is full like %s', (variant, said) => {
    const modem = quiet();
    modem.faults.arm('F23', { variant });
    expect(modem.heard()).toBe(said);
    expect(modem.modem.store.full('SM')).toBe(true);
  });

  test.each([
    ['memory', '+CMTI: "ME",0'],
    ['index', '+CMTI: "SM",7'],
    ['nameless', '+CMTI: ,-1'],
  ])('F21 announces with a wrong %s', (variant, said) => {
    const modem = quiet();
    modem.faults.arm('F21', { variant });
    modem.smsc.sendFrom(SENDER, 'satu');
    expect(modem.heard()).toBe(`\r\n${said}\r\n`);
  });
});

describe('sending', () => {
  const submitted = (id: string, variant: string) => {
    const modem = quiet();
    modem.faults.arm(id, { variant });
    return { modem, answer: modem.submit(TES) };
  };

  test.each([
    ['feed', '\n> '],
    ['short', '\r\n'],
  ])('F09 %s shows another prompt', (variant, prompt) => {
    const modem = quiet();
    modem.faults.arm('F09', { variant });
    expect(modem.at('AT+CMGS=22')).toBe(prompt);
    expect(modem.say(`${TES}\x1a`)).toContain('+CMGS: 0');
  });

  test('F12 takes 135 s', () => {
    const { modem, answer } = submitted('F12', 'long');
    expect(answer).toBe('');
    modem.clock.pass(135_000);
    expect(modem.heard()).toContain('+CMGS: 0');
  });

  test('F14 tells of a lost message, and it is lost', () => {
    const { modem, answer } = submitted('F14', 'lost');
    expect(answer).toBe('\r\n+CMS ERROR: 332\r\n');
    expect(modem.smsc.submitted).toEqual([]);
  });

  test('F15 refuses after 40 s', () => {
    const { modem, answer } = submitted('F15', 'late');
    expect(answer).toBe('');
    modem.clock.pass(40_000);
    expect(modem.heard()).toBe('\r\n+CMS ERROR: 500\r\n');
  });

  test('F16 is busy for five seconds after it', () => {
    const { modem, answer } = submitted('F16', 'afterSend');
    expect(answer).toContain('+CMGS: 0');
    expect(modem.at('AT+CPMS?')).toBe('\r\n+CMS ERROR: 515\r\n');
    expect(modem.at('AT')).toBe(OK);
    modem.clock.pass(5000);
    expect(modem.at('AT+CPMS?')).toContain('OK');
  });

  test('F16 is busy for five seconds after the radio was switched on', () => {
    const modem = quiet();
    modem.faults.arm('F16', { variant: 'afterRadio' });
    expect(modem.at('AT+CPMS?')).toContain('OK');
    modem.at('AT+CFUN=1');
    expect(modem.at('AT+CPMS?')).toBe('\r\n+CMS ERROR: 515\r\n');
    modem.clock.pass(5000);
    expect(modem.at('AT+CPMS?')).toContain('OK');
  });

  test('F32 gives another reference than the report has', () => {
    const modem = quiet();
    modem.faults.arm('F32', { variant: 'other' });
    const said = modem.submit(TES.replace('0011', '0031'));
    expect(said).toContain('+CMGS: 7');
    expect(said).toMatch(/\+CDS: 26\r\n06\w{12}0600/);
  });

  test('F37 is refused by an LTE that carries no texts, each with its code', () => {
    for (const [variant, code] of [
      ['deaf', 331],
      ['outOfOrder', 38],
      ['unknown', 500],
    ] as const) {
      const { modem, answer } = submitted('F37', variant);
      expect(answer).toBe(`\r\n+CMS ERROR: ${code}\r\n`);
      modem.faults.arm('F37', { variant: 'back' });
      expect(modem.submit(TES)).toContain('+CMGS:');
    }
  });

  test('F44 has a call end with BUSY, or before the prompt', () => {
    expect(submitted('F44', 'busy').answer).toMatch(/RING[\s\S]*\r\nBUSY\r\n[\s\S]*\+CMGS: 0/);
    const modem = quiet();
    modem.faults.arm('F44', { variant: 'prompt' });
    expect(modem.at('AT+CMGS=22')).toMatch(/RING[\s\S]*NO CARRIER\r\n\r\n> $/);
  });
});

describe('the modem', () => {
  test.each([
    ['unquoted', '+CREG: 1, E006B, ABE0016'],
    ['mode', '+CREG: 0,1,"5E25","605F",2'],
    ['event', '+CREG: 1'],
    ['empty', '+CREG: 2,1,"",""'],
  ])('F36 %s', (variant, line) => {
    const modem = quiet();
    modem.faults.arm('F36', { variant });
    expect(modem.at('AT+CREG?')).toBe(`\r\n${line}\r\n${OK}`);
  });

  test('F51 comes up with its radio off at the next restart only', () => {
    const modem = quiet();
    modem.faults.arm('F51', { variant: 'boot' });
    expect(modem.at('AT+CFUN?')).toContain('+CFUN: 1');
    modem.modem.reset(false);
    modem.at('ATE0');
    expect(modem.at('AT+CFUN?')).toContain('+CFUN: 4');
    modem.modem.reset(false);
    modem.at('ATE0');
    expect(modem.at('AT+CFUN?')).toContain('+CFUN: 1');
  });

  test('F34 has a card that is not ready: its commands are refused, and it takes no PIN', () => {
    const modem = quiet({ simPin: '1234' });
    modem.faults.arm('F34', { variant: 'notReady' });
    expect(modem.at('AT+CPIN="1234"')).toBe('\r\n+CME ERROR: 14\r\n');
    expect(modem.at('AT+CPMS?')).toBe('\r\n+CMS ERROR: 314\r\n');
    modem.clock.pass(20_000);
    expect(modem.at('AT+CPIN?')).toContain('SIM PIN\r\n');
    expect(modem.modem.card.pinTries).toBe(3);
  });

  test('F35 is only busy', () => {
    const modem = quiet({ simPin: '1234' });
    modem.faults.arm('F35', { variant: 'busy' });
    modem.at('AT+CPIN="1234"');
    modem.clock.pass(1000);
    expect(modem.at('AT+CIMI')).toBe('\r\n+CME ERROR: 14\r\n');
    modem.clock.pass(10_000);
    expect(modem.at('AT+CIMI')).toContain('OK');
  });

  test.each([
    ['card', false, true],
    ['modem', true, false],
  ])('F48 %s is another one', (variant, otherModem, otherCard) => {
    const modem = quiet();
    const { imei } = modem.modem.make.identity;
    const { iccid } = modem.modem.card;
    modem.faults.arm('F48', { variant });
    const other = [modem.modem.make.identity.imei !== imei, modem.modem.card.iccid !== iccid];
    expect(other).toEqual([otherModem, otherCard]);
  });

  test('F53 loses the beginning of a command, which is then none', () => {
    const modem = quiet();
    modem.faults.arm('F53', { variant: 'bytes' });
    expect([modem.at('AT'), modem.at('AT+CSQ'), modem.at('AT')]).toEqual([OK, '', OK]);
  });

  test('F53 hears and is heard at one baud rate only', () => {
    const modem = quiet();
    modem.faults.arm('F53', { variant: 'rate' });
    const ask = (baud?: number) => {
      modem.engine.write(Buffer.from('AT\r'), baud);
      return modem.heard();
    };
    expect([ask(115_200), ask(9600)]).toEqual(['', OK]);
    modem.engine.write(Buffer.from('\r'), 115_200);
    modem.modem.ring(SENDER);
    expect(modem.heard()).toMatch(/^[^\r\nA-Z]+$/);
    modem.modem.reset(false);
    expect(ask(115_200)).toContain('OK');
  });

  test('F49 is away for good', () => {
    const modem = quiet();
    const away: (number | undefined)[] = [];
    modem.engine.onHangUp((awayMs) => void away.push(awayMs));
    modem.faults.arm('F49', { variant: 'never' });
    expect(away).toEqual([Number.POSITIVE_INFINITY]);
  });
});
