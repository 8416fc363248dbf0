import { describe, expect, test } from 'vitest';
import { bench } from './bench.ts';

const OK = '\r\nOK\r\n';
const TES = '0031000D91261832547698F00000A707D4F21C1493CD00';
const SENDER = '+6281234567890';
const SENT = `\r\n+CMGS: 0\r\n${OK}`;

const quiet = () => {
  const modem = bench();
  modem.at('ATE0');
  modem.at('AT+CNMI=2,1,0,1,0');
  return modem;
};

describe('a fault of the dialogue', () => {
  test('F02 glues an unsolicited line to the next echo', () => {
    const modem = bench();
    modem.faults.arm('F02');
    expect(modem.say('AT\r') + modem.say('AT\r')).toBe('AT\r\r\nOK\r\n^SRVST:0\r\nAT\r\r\nOK\r\n');
  });

  test('F04 puts an unsolicited line before the OK', () => {
    const modem = quiet();
    modem.faults.arm('F04');
    expect(modem.at('AT')).toBe(OK);
    expect(modem.at('AT+CSQ')).toBe(`\r\n+CSQ: 21,0\r\n\r\n^RSSI:17\r\n${OK}`);
    expect(modem.at('AT+CSQ')).toBe(`\r\n+CSQ: 21,0\r\n${OK}`);
  });

  test('F05 puts unsolicited lines around the prompt', () => {
    const modem = quiet();
    modem.faults.arm('F05');
    expect(modem.say('AT+CMGS=22\r')).toBe('\r\n^RSSI:17\r\n\r\n> ');
    expect(modem.say(`${TES.replace('0031', '0011')}\x1a`)).toBe(`\r\n^RSSI:17\r\n${SENT}`);
    expect(modem.faults.armed).toEqual([]);
  });

  test('F06 keeps the OK back', () => {
    const modem = quiet();
    modem.faults.arm('F06');
    expect(modem.at('AT+CSQ')).toBe('\r\n+CSQ: 21,0\r\n');
    expect(modem.at('AT')).toBe(OK);
  });

  test('F08 answers when the next command is there', () => {
    const modem = quiet();
    modem.faults.arm('F08', { command: '+CSQ' });
    expect(modem.at('AT')).toBe(OK);
    expect(modem.at('AT+CSQ')).toBe('');
    expect(modem.at('AT+CREG?')).toBe(`\r\n+CSQ: 21,0\r\n${OK}\r\n+CREG: 0,1\r\n${OK}`);
  });

  test('F08 answers after a while when told so', () => {
    const modem = quiet();
    modem.faults.arm('F08', { delayMs: 4000 });
    expect(modem.at('AT+CSQ')).toBe('');
    modem.clock.pass(4000);
    expect(modem.heard()).toBe(`\r\n+CSQ: 21,0\r\n${OK}`);
  });

  test('F09 waits for the text without a prompt', () => {
    const modem = quiet();
    modem.faults.arm('F09');
    expect(modem.at('AT+CMGS=22')).toBe('');
    expect(modem.at('AT')).toBe('');
    expect(modem.say('\x1b')).toBe(OK);
  });

  test('F09 may say ERROR, or > without its space', () => {
    const modem = quiet();
    modem.faults.arm('F09', { variant: 'error' });
    expect(modem.at('AT+CMGS=22')).toBe('\r\nERROR\r\n');
    expect(modem.at('AT')).toBe(OK);
    modem.faults.arm('F09', { variant: 'bare' });
    expect(modem.at('AT+CMGS=22')).toBe('\r\n>');
  });

  test('F18 restarts without a mark', () => {
    const modem = quiet();
    modem.faults.arm('F18');
    expect(modem.heard()).toBe('');
    expect(modem.say('AT+CNMI?\r')).toContain('AT+CNMI?\r\r\n+CNMI: 0,0,0,0,0');
  });

  test('F39 answers no more, while texts are still announced', () => {
    const modem = quiet();
    modem.faults.arm('F39');
    expect(modem.at('AT')).toBe('');
    modem.smsc.sendFrom(SENDER, 'Halo');
    expect(modem.heard()).toContain('+CMTI: "SM",1');
    modem.modem.reset();
    expect(modem.at('AT')).toContain('OK');
  });
});

describe('a fault after Ctrl-Z', () => {
  const accepted = (id: string, options = {}) => {
    const modem = quiet();
    modem.faults.arm(id, options);
    const answer = modem.submit(TES.replace('0031', '0011'));
    return { modem, answer, taken: modem.smsc.submitted.length };
  };

  test.each([
    ['F11', {}, '', 1],
    ['F11', { accepted: false }, '', 0],
    ['F13', {}, OK, 1],
    ['F13', { variant: 'noOk' }, '\r\n+CMGS: 0\r\n', 1],
    ['F13', { variant: 'nothing' }, '', 1],
    ['F14', {}, '\r\n+CMS ERROR: 332\r\n', 1],
    ['F14', { accepted: false }, '\r\n+CMS ERROR: 332\r\n', 0],
    ['F14', { code: 521 }, '\r\n+CMS ERROR: 521\r\n', 1],
    ['F15', {}, '\r\n+CMS ERROR: 500\r\n', 0],
    ['F44', {}, `\r\nRING\r\n\r\n+CLIP: "+6281298765432",145,,,,0\r\n\r\nNO CARRIER\r\n${SENT}`, 1],
  ])('%s %j answers %j, and the service centre has %i', (id, options, said, count) => {
    const { answer, taken } = accepted(id, options);
    expect(answer).toBe(said);
    expect(taken).toBe(count);
  });

  test('F11 leaves the modem dead until it is restarted', () => {
    const { modem } = accepted('F11');
    expect(modem.at('AT')).toBe('');
    modem.smsc.sendFrom(SENDER, 'Halo');
    expect(modem.heard()).toBe('');
    modem.modem.reset();
    expect(modem.at('AT')).toContain('OK');
  });

  test('F12 is slow', () => {
    const { modem, answer, taken } = accepted('F12', { delayMs: 135_000 });
    expect([answer, taken]).toEqual(['', 1]);
    modem.clock.pass(134_999);
    expect(modem.heard()).toBe('');
    modem.clock.pass(1);
    expect(modem.heard()).toBe(SENT);
  });

  test('F15 may come late', () => {
    const { modem, answer } = accepted('F15', { delayMs: 40_000 });
    expect(answer).toBe('');
    modem.clock.pass(40_000);
    expect(modem.heard()).toBe('\r\n+CMS ERROR: 500\r\n');
  });

  test('F17 closes the port', () => {
    const modem = quiet();
    let hangUps = 0;
    modem.engine.onHangUp(() => {
      hangUps += 1;
    });
    modem.faults.arm('F17');
    expect(modem.submit(TES)).not.toContain('+CMGS');
    expect([hangUps, modem.smsc.submitted.length]).toEqual([1, 1]);
  });

  test('F19 restarts with marks in the stream', () => {
    const { answer, taken } = accepted('F19');
    expect(answer).toContain('\r\nRDY\r\n');
    expect(taken).toBe(1);
  });

  test('F32 reports before the reference, twice, or among the texts', () => {
    const reported = (variant?: string) => {
      const modem = quiet();
      modem.faults.arm('F32', variant === undefined ? {} : { variant });
      return modem.submit(TES);
    };
    expect(reported()).toMatch(/^\r\n\+CDS: 26\r\n[0-9A-F]+\r\n\r\n\+CMGS: 0\r\n\r\nOK\r\n$/);
    expect(reported('twice').match(/\+CDS/g)).toHaveLength(2);
    expect(reported('stored')).toBe(`${SENT}\r\n+CMTI: "SM",1\r\n`);
  });
});

describe('a fault of the store', () => {
  test('F20 stores without a word', () => {
    const modem = quiet();
    modem.faults.arm('F20');
    modem.smsc.sendFrom(SENDER, 'satu');
    expect(modem.heard()).toBe('');
    expect(modem.modem.store.used('SM')).toBe(1);
    modem.smsc.sendFrom(SENDER, 'dua');
    expect(modem.heard()).toContain('+CMTI: "SM",2');
  });

  test('F21 announces a wrong place', () => {
    const modem = quiet();
    modem.faults.arm('F21');
    modem.faults.arm('F21', { memory: 'ME', index: 7, after: 1 });
    modem.smsc.sendFrom(SENDER, 'satu');
    expect(modem.heard()).toBe('\r\n+CMTI: "SM",-1\r\n');
    modem.smsc.sendFrom(SENDER, 'dua');
    expect(modem.heard()).toBe('\r\n+CMTI: "ME",7\r\n');
  });

  test('F23 fills the store, and new texts wait in the network', () => {
    const modem = quiet();
    modem.faults.arm('F23');
    expect(modem.heard()).toBe('\r\n^SMMEMFULL:"SM"\r\n');
    modem.smsc.sendFrom(SENDER, 'menunggu');
    expect(modem.heard()).toBe('');
    expect(modem.at('AT+CMGD=7')).toBe(`${OK}\r\n+CMTI: "SM",7\r\n`);
  });

  test('F24 puts a new text where a read one lay', () => {
    const modem = quiet();
    for (const text of ['satu', 'dua', 'tiga']) modem.smsc.sendFrom(SENDER, text);
    modem.at('AT+CMGL=4');
    modem.faults.arm('F24');
    expect(modem.at('AT+CMGD=1')).toBe(`${OK}\r\n+CMTI: "SM",2\r\n`);
    expect(modem.at('AT+CMGL=0')).toMatch(/^\r\n\+CMGL: 2,0,,/);
  });

  test('F25 takes the other parts of a long text along', () => {
    const modem = quiet();
    modem.smsc.sendFrom(SENDER, 'x'.repeat(400));
    modem.smsc.sendFrom(SENDER, 'lain');
    modem.faults.arm('F25');
    modem.at('AT+CMGD=2');
    expect(modem.at('AT+CMGL=4').match(/\+CMGL: \d+/g)).toEqual(['+CMGL: 4']);
  });

  test('F26 says OK and deletes nothing, until it is taken off', () => {
    const modem = quiet();
    modem.smsc.sendFrom(SENDER, 'satu');
    modem.faults.arm('F26');
    expect([modem.at('AT+CMGD=1'), modem.at('AT+CMGD=1')]).toEqual([OK, OK]);
    expect(modem.modem.store.used('SM')).toBe(1);
    modem.faults.disarm('F26');
    modem.at('AT+CMGD=1');
    expect(modem.modem.store.used('SM')).toBe(0);
  });

  test('F41 stores rubbish that is listed like a text', () => {
    const modem = quiet();
    modem.faults.arm('F41', { record: '0791' });
    expect(modem.heard()).toBe('\r\n+CMTI: "SM",1\r\n');
    expect(modem.at('AT+CMGL=4')).toBe(`\r\n+CMGL: 1,0,,0\r\n0791\r\n${OK}`);
  });

  test('F45 makes a flash text of the next one', () => {
    const modem = quiet();
    modem.faults.arm('F45');
    modem.smsc.sendFrom(SENDER, 'kilat');
    expect(modem.heard()).toContain('+CMT: ,');
    expect(modem.modem.store.used('SM')).toBe(0);
  });
});

describe('an order of faults', () => {
  test('can let occasions pass and strike several times', () => {
    const modem = quiet();
    modem.faults.arm('F06', { after: 1, times: 2, command: '+CSQ' });
    const answers = [1, 2, 3, 4].map(() => modem.at('AT+CSQ').includes('OK'));
    expect(answers).toEqual([true, false, false, true]);
  });

  test('that nobody knows is refused', () => {
    expect(() => bench().faults.arm('F99')).toThrow(/no fault F99; known: F01 F02/);
  });
});
