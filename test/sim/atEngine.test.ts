import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bench } from './bench.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';

describe('a command gets the answer of 27.005 and 27.007', () => {
  test.each([
    ['AT', OK],
    ['at', OK],
    ['ATE1V1', OK],
    ['AT&D2&C1', OK],
    ['ATX4', OK],
    ['ATH', OK],
    ['ATS0?', `\r\n000\r\n${OK}`],
    ['ATS3?', `\r\n013\r\n${OK}`],
    ['ATS3=10', ERROR],
    ['AT+CGMI', `\r\nSIMULASI\r\n${OK}`],
    ['AT+GMM', `\r\nSIM-HD1\r\n${OK}`],
    ['AT+CGSN', `\r\n356938035643809\r\n${OK}`],
    ['AT+GCAP', `\r\n+GCAP: +CGSM,+DS,+ES\r\n${OK}`],
    ['AT+CIMI', `\r\n510990123456789\r\n${OK}`],
    ['AT+CCID', `\r\n+CCID: 8962100123456789012\r\n${OK}`],
    ['AT+CNUM', `\r\n+CNUM: "","+628113103001",145\r\n${OK}`],
    ['AT+CPIN?', `\r\n+CPIN: READY\r\n${OK}`],
    ['AT+CREG?', `\r\n+CREG: 0,1\r\n${OK}`],
    ['AT+CREG=2;+CREG?', `\r\n+CREG: 2,1,"00C8","0A5B1F01",7\r\n${OK}`],
    ['AT+CSQ', `\r\n+CSQ: 21,0\r\n${OK}`],
    ['AT+COPS?', `\r\n+COPS: 0,0,"SIMULASI",7\r\n${OK}`],
    ['AT+COPS=3,2;+COPS?', `\r\n+COPS: 0,2,"51099",7\r\n${OK}`],
    ['AT+CSCA?', `\r\n+CSCA: "+6281100000",145\r\n${OK}`],
    ['AT+CSCS="UCS2";+CSCA?', `\r\n+CSCA: "002B0036003200380031003100300030003000300030",145\r\n${OK}`],
    ['AT+CSMS=1', `\r\n+CSMS: 1,1,1\r\n${OK}`],
    ['AT+CNMI?', `\r\n+CNMI: 0,0,0,0,0\r\n${OK}`],
    ['AT+CNMI=2,1,0,1,0;+CNMI?', `\r\n+CNMI: 2,1,0,1,0\r\n${OK}`],
    ['AT+CNMI=2,1;+CNMI?', `\r\n+CNMI: 2,1,0,0,0\r\n${OK}`],
    ['AT+CNMI=4,1', '\r\n+CMS ERROR: 302\r\n'],
    ['AT+CNMI=2,1,1', '\r\n+CMS ERROR: 302\r\n'],
    ['AT+CPMS="BM"', '\r\n+CMS ERROR: 302\r\n'],
    ['AT+CPMS="ME","ME"', `\r\n+CPMS: 0,100,0,100,0,50\r\n${OK}`],
    ['AT+CMGF=2', '\r\n+CMS ERROR: 302\r\n'],
    ['AT+CMGR=51', '\r\n+CMS ERROR: 321\r\n'],
    ['AT+CMGD=1', OK],
    ['AT+CMGD=51', '\r\n+CMS ERROR: 321\r\n'],
    ['AT+CMGD=?', `\r\n+CMGD: (),(0-4)\r\n${OK}`],
    ['AT+CNMA', '\r\n+CMS ERROR: 340\r\n'],
    ['AT+CMSS=1', '\r\n+CMS ERROR: 321\r\n'],
    ['AT+CFUN?', `\r\n+CFUN: 1\r\n${OK}`],
    ['AT+CFUN=7', ERROR],
    ['AT+CPAS', `\r\n+CPAS: 0\r\n${OK}`],
    ['AT+CGATT?', `\r\n+CGATT: 1\r\n${OK}`],
    ['AT+CBC', `\r\n+CBC: 0,100\r\n${OK}`],
    ['AT+CCLK?', `\r\n+CCLK: "25/11/10,12:00:00+28"\r\n${OK}`],
    ['AT+CCLK="26/01/02,03:04:05+28";+CCLK?', `\r\n+CCLK: "26/01/02,03:04:05+28"\r\n${OK}`],
    ['AT+CLCK="SC",2', `\r\n+CLCK: 0\r\n${OK}`],
    ['AT+CPBS?', `\r\n+CPBS: "SM",0,100\r\n${OK}`],
    ['ATD08123456789;', '\r\nNO CARRIER\r\n'],
    ['ATD112;', '\r\nBUSY\r\n'],
    ['AT+FOO', ERROR],
    ['AT+FOO=?', ERROR],
    ['AT)', ERROR],
    ['AT+CMEE=1;+CPIN="1234"', '\r\n+CME ERROR: 3\r\n'],
    ['AT+CMEE=2;+CPIN="1234"', '\r\n+CME ERROR: operation not allowed\r\n'],
    ['AT+CMEE=2;+CMGR=1', '\r\n+CMS ERROR: invalid memory index\r\n'],
    ['AT+CMEE=0;+CPIN="1234"', ERROR],
  ])('%s', (command, answer) => {
    expect(bench().at(command)).toBe(answer);
  });

  test('+CLAC lists commands that are there', () => {
    const modem = bench();
    const listed = modem.at('AT+CLAC').match(/AT[+&A-Z0-9]+/g) ?? [];
    expect(listed).toContain('AT+CMGS');
    const unknown = listed.filter(
      (name) =>
        /^AT\+/.test(name) &&
        modem.at(`${name}=?`).includes('ERROR\r\n') &&
        modem.at(name) === ERROR &&
        modem.at(`${name}?`) === ERROR,
    );
    expect(unknown).toEqual([]);
  });
});

describe('a command line', () => {
  test('is echoed with its own CR before the answer', () => {
    expect(bench().say('AT+CSQ\r')).toBe('AT+CSQ\r\r\n+CSQ: 21,0\r\n\r\nOK\r\n');
  });

  test('is no longer echoed after ATE0', () => {
    const modem = bench();
    modem.at('ATE0');
    expect(modem.say('AT\r')).toBe(OK);
  });

  test('may be cut into any pieces', () => {
    const modem = bench();
    modem.at('ATE0');
    expect(modem.say('A') + modem.say('T+CS') + modem.say('Q\r')).toBe(`\r\n+CSQ: 21,0\r\n${OK}`);
  });

  test('may hold several commands, of which the first error ends it', () => {
    expect(bench().at('AT+CSQ;+FOO;+CREG?')).toBe('\r\n+CSQ: 21,0\r\n\r\nERROR\r\n');
  });

  test('keeps a semicolon that stands in quotes', () => {
    expect(bench().at('AT+CPMS="S;M"')).toBe('\r\n+CMS ERROR: 302\r\n');
  });

  test('is corrected with backspace', () => {
    expect(bench().say('AT+CSX\bQ\r')).toContain('+CSQ: 21,0');
  });

  test('begins at its AT, whatever stands before', () => {
    expect(bench().say('\x1b\0xyzAT\r')).toContain('OK');
  });

  test('without AT gets no answer', () => {
    const modem = bench();
    modem.at('ATE0');
    expect(modem.say('HELLO\r\r\n')).toBe('');
  });

  test('is ended by CR alone; LF means nothing', () => {
    const modem = bench();
    modem.at('ATE0');
    expect(modem.say('AT\n')).toBe('');
    expect(modem.say('\r\n')).toBe(OK);
  });

  test('that is too long is an error', () => {
    expect(bench({ lineMax: 40 }).at(`AT+CSCS="${'X'.repeat(60)}"`)).toBe(ERROR);
  });

  test('is repeated by A/ without CR', () => {
    const modem = bench();
    modem.at('ATE0');
    modem.at('AT+CSQ');
    expect(modem.say('A/')).toBe(`\r\n+CSQ: 21,0\r\n${OK}`);
  });

  test('that was aborted half-way is not run', () => {
    const modem = bench();
    modem.at('ATE0');
    expect(modem.say('AT+CFUN=0\b\b\b\b\b\b\b\b\b\r')).toBe('');
    expect(modem.at('AT+CFUN?')).toBe(`\r\n+CFUN: 1\r\n${OK}`);
  });
});

test('ATV0 shortens results to digits', () => {
  const modem = bench();
  modem.at('ATE0V0');
  expect(modem.say('AT+CSQ\r')).toBe('+CSQ: 21,0\r\n0\r');
  expect(modem.say('AT+FOO\r')).toBe('4\r');
});

test('ATQ1 leaves results out', () => {
  const modem = bench();
  modem.at('ATE0Q1');
  expect(modem.say('AT+CSQ\r')).toBe('\r\n+CSQ: 21,0\r\n');
});

test('ATZ brings the factory settings back, echo included', () => {
  const modem = bench();
  modem.at('ATE0');
  modem.at('AT+CNMI=2,1;+CMEE=1');
  modem.at('ATZ');
  expect(modem.say('AT+CNMI?\r')).toContain('AT+CNMI?\r\r\n+CNMI: 0,0,0,0,0');
});

test('a second command waits for the answer to the first', () => {
  const modem = bench({ latencyMs: { command: 100 } });
  modem.say('ATE0\r');
  modem.clock.pass(100);
  modem.heard();
  expect(modem.say('AT+CSQ\rAT+CREG?\r')).toBe('');
  modem.clock.pass(100);
  expect(modem.heard()).toBe(`\r\n+CSQ: 21,0\r\n${OK}`);
  modem.clock.pass(100);
  expect(modem.heard()).toBe(`\r\n+CREG: 0,1\r\n${OK}`);
});

test('an unsolicited line waits until the answer is out', () => {
  const modem = bench({ latencyMs: { command: 100 } });
  modem.say('ATE0\r');
  modem.clock.pass(100);
  modem.say('AT+CSQ\r');
  modem.modem.ring('+6281200000001');
  expect(modem.heard()).toBe('');
  modem.clock.pass(100);
  expect(modem.heard()).toBe(`\r\n+CSQ: 21,0\r\n${OK}\r\nRING\r\n`);
});

test('a call attempt is given up at any byte', () => {
  const modem = bench({ latencyMs: { command: 5000 } });
  modem.say('ATD0333417437;\r');
  expect(modem.say(' ')).toContain('NO CARRIER');
});

test('whatever bytes come, the engine neither throws nor stops answering', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.uint8Array({ maxLength: 40 }),
          fc
            .constantFrom('AT', 'AT+CMGS=20\r', 'AT+CMGL=4\r', '\x1a', 'AT+CPIN="', 'AT+CNMI=')
            .map((text) => Uint8Array.from(Buffer.from(text))),
        ),
        { maxLength: 30 },
      ),
      (chunks) => {
        const modem = bench();
        for (const chunk of chunks) modem.engine.write(chunk);
        modem.engine.write(Buffer.from('\x1b\r'));
        modem.engine.write(Buffer.from('ATV1Q0E0\r'));
        expect(modem.at('AT+CGSN')).toBe(`\r\n356938035643809\r\n${OK}`);
      },
    ),
  );
});

describe('USSD', () => {
  test('*888# tells the balance after the OK', () => {
    const modem = bench();
    expect(modem.at('AT+CUSD=1,"*888#",15')).toBe(
      `${OK}\r\n+CUSD: 0,"Pulsa Anda Rp 25.000. Masa aktif s.d. 31-12-2030",15\r\n`,
    );
  });

  test('a menu stays open for one choice', () => {
    const modem = bench();
    expect(modem.at('AT+CUSD=1,"*123#"')).toContain('+CUSD: 1,"SIMULASI\n1. Paket');
    expect(modem.at('AT+CUSD=1,"2"')).toContain('+CUSD: 0,"Masa aktif');
  });

  test('a menu is closed by 2', () => {
    const modem = bench();
    modem.at('AT+CUSD=1,"*123#"');
    expect(modem.at('AT+CUSD=2')).toBe(OK);
    expect(modem.at('AT+CUSD=1,"2"')).toContain('+CUSD: 4');
  });

  test('is written and read in UCS2 when that is the character set', () => {
    const modem = bench();
    modem.at('AT+CSCS="UCS2"');
    expect(modem.at('AT+CUSD=1,"002A0038003800380023"')).toContain('+CUSD: 0,"00500075006C00730061');
  });
});

describe('a call that comes in', () => {
  test('rings, and names its number with +CLIP=1', () => {
    const modem = bench();
    modem.at('AT+CLIP=1');
    modem.modem.ring('+6281234567890');
    expect(modem.heard()).toBe('\r\nRING\r\n\r\n+CLIP: "+6281234567890",145,"",0,"",0\r\n');
    expect(modem.at('AT+CLCC')).toContain('+CLCC: 1,1,4,0,0,"+6281234567890",145');
  });

  test('is refused with ATH', () => {
    const modem = bench();
    modem.modem.ring('+6281234567890');
    modem.at('ATH');
    expect(modem.at('AT+CLCC')).toBe(OK);
  });
});
