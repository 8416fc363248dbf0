import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AtChannel } from '../../daemon/at/channel.ts';
import { type Answer, command } from '../../daemon/at/command.ts';
import { AT_TIMING } from '../../daemon/at/timing.ts';
import type { AtEvent } from '../../daemon/at/unsolicited.ts';
import { IN_STEP } from '../support/atScripts.ts';
import { FakeModem, ok, type Script } from '../support/fakeModem.ts';
import { quietLog } from '../support/quietLog.ts';
import { elapse, settled, useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();

function open(script: Script) {
  const modem = new FakeModem(IN_STEP);
  modem.add(script);
  const events: AtEvent[] = [];
  const log = quietLog();
  const channel = new AtChannel(modem, {
    log,
    timing: AT_TIMING,
    onEvent: (event) => events.push(event),
    onClosed: () => {},
  });
  return { modem, channel, events, log };
}

async function openInStep(script: Script) {
  const opened = open(script);
  expect(await settled(opened.channel.synchronize())).toBe(true);
  opened.modem.written.length = 0;
  return opened;
}

const csq = command('AT+CSQ', 5000);
const cops = command('AT+COPS?', 30_000);

describe('a command', () => {
  test('gets its lines and its end, even when the answer comes within the write', async () => {
    const { channel } = await openInStep({ 'AT+CSQ\r': ok('+CSQ: 21,0') });
    expect(await settled(channel.run(csq))).toEqual({ kind: 'ok', lines: ['+CSQ: 21,0'] });
  });

  test('is written with a carriage return and nothing behind it', async () => {
    const { channel, modem } = await openInStep({ 'AT+CSQ\r': ok('+CSQ: 21,0') });
    await settled(channel.run(csq));
    expect(modem.written).toEqual(['AT+CSQ\r']);
  });

  test('waits for the one before it', async () => {
    const { channel, modem } = await openInStep({ 'AT+CMGF?\r': ok('+CMGF: 0') });
    const first = channel.run(csq);
    const second = channel.run(command('AT+CMGF?', 5000));
    await elapse(1000);
    expect(modem.commands).toEqual(['AT+CSQ']);
    modem.say(ok('+CSQ: 9,0'));
    expect(await settled(first)).toMatchObject({ lines: ['+CSQ: 9,0'] });
    expect(await settled(second)).toMatchObject({ lines: ['+CMGF: 0'] });
  });

  test.each([
    ['two commands in one line', 'AT+CSQ;+CREG?'],
    ['a line feed', 'AT+CSQ\n'],
    ['more than eighty characters', `AT+CSCA="${'1'.repeat(80)}"`],
  ])('with %s is refused before it reaches the wire', (_what, text) => {
    expect(() => command(text, 1000)).toThrow(RangeError);
  });

  test('of a secret kind is never logged in clear', async () => {
    const { channel, log } = await openInStep({ 'AT+CPIN="4711"\r': ok() });
    await settled(channel.run(command('AT+CPIN="4711"', 30_000, { secret: true })));
    expect(JSON.stringify(log.lines)).not.toContain('4711');
    expect(JSON.stringify(log.lines)).toContain('AT+CPIN=***');
  });

  // gammu/gammu#392: each ^NWTIME restarted the time-out, and the daemon hung for hours.
  test('fails at its deadline though the modem chatters all the time', async () => {
    const { channel, modem } = await openInStep({});
    const answer = channel.run(cops);
    for (let second = 0; second < 30; second += 2) {
      modem.say('\r\n^NWTIME: "26/03/02,08:15:00+28",0\r\n');
      await elapse(2000);
    }
    expect(await settled(answer, 100)).toEqual({ kind: 'timeout', lines: [] });
  });

  test('after one that timed out is preceded by a repair of the line', async () => {
    const { channel, modem } = await openInStep({ 'AT+CSQ\r': ok('+CSQ: 21,0') });
    await settled(channel.run(cops));
    modem.written.length = 0;
    expect(await settled(channel.run(csq))).toMatchObject({ kind: 'ok' });
    expect(modem.written).toEqual(['\x1b', '\r', 'AT\r', 'AT\r', 'AT+CGSN\r', 'AT+CSQ\r']);
  });

  // warthog618/modem gave the stale answer to the next command as its success.
  test('never gets the late answer of the one before', async () => {
    const { channel, modem } = await openInStep({ 'AT+CSQ\r': ok('+CSQ: 21,0') });
    await settled(channel.run(cops));
    const next = channel.run(csq);
    await elapse(50);
    modem.say(ok('+COPS: 0,0,"TELKOMSEL"'));
    expect(await settled(next)).toEqual({ kind: 'ok', lines: ['+CSQ: 21,0'] });
  });

  // gammu/gammu#708, #456.
  test('takes its own prefix only, whatever other makers print in between (AT-03)', async () => {
    const { channel } = await openInStep({
      'AT+CPMS="SM","SM","SM"\r':
        '^HWNAT:06\r\nAT+CPMS="SM","SM","SM"\r\r\n+ZDONR: "TELKOMSEL",510,10,"CS_PS","ROAM_OFF"\r\n' +
        '\r\n+CPMS: 0,20,0,20,0,20\r\n*RADIOPOWER: 1\r\n\r\nOK\r\n',
    });
    const answer = await settled(channel.run(command('AT+CPMS="SM","SM","SM"', 10_000)));
    expect(answer).toEqual({ kind: 'ok', lines: ['+CPMS: 0,20,0,20,0,20'] });
  });

  // gammu/gammu#91.
  test('whose answer comes after its OK ends empty, and the line becomes an event (AT-05)', async () => {
    const { channel, events, modem } = await openInStep({ 'AT+CREG?\r': ok(), 'AT+CSQ\r': ok('+CSQ: 21,0') });
    expect(await settled(channel.run(command('AT+CREG?', 10_000)))).toEqual({ kind: 'ok', lines: [] });
    modem.say('\r\n+CREG: 0,5\r\n');
    expect(events).toEqual([{ name: 'registration', lines: ['+CREG: 0,5'] }]);
    expect(await settled(channel.run(csq))).toEqual({ kind: 'ok', lines: ['+CSQ: 21,0'] });
  });

  // Kannel took RING out of PERINGATAN and hung up.
  test('is not ended by words inside a text', async () => {
    const { channel, events, modem } = await openInStep({ 'AT+CUSD=1,"*888#",15\r': ok() });
    await settled(channel.run(command('AT+CUSD=1,"*888#",15', 15_000)));
    const pending = channel.run(csq);
    await elapse(10);
    modem.say('\r\n+CUSD: 0,"PERINGATAN: Sisa pulsa Rp1.500 ERROR OK > hub 188",15\r\n');
    modem.say(ok('+CSQ: 9,0'));
    expect(await settled(pending)).toEqual({ kind: 'ok', lines: ['+CSQ: 9,0'] });
    expect(events.map((e) => e.name)).toEqual(['ussd']);
    expect(modem.commands).not.toContain('ATH');
  });

  test('may end by silence where a firmware leaves the OK out', async () => {
    const { channel } = await openInStep({ 'AT+CPIN?\r': '\r\n+CPIN: READY\r\n' });
    const answer = channel.run(command('AT+CPIN?', 10_000, { okAfterQuietMs: 1000 }));
    expect(await settled(answer, 1100)).toEqual({ kind: 'ok', lines: ['+CPIN: READY'] });
    expect(channel.isSynced).toBe(false);
  });

  test('lists thirty records three seconds apart in full (AT-18)', async () => {
    const { channel, modem } = await openInStep({});
    const answer = channel.run(command('AT+CMGL=4', 120_000, { dataLines: true, idleMs: 15_000 }));
    for (let i = 0; i < 30; i += 1) {
      await elapse(3000);
      modem.say(`\r\n+CMGL: ${i},1,,20\r\n0691\r\n`);
    }
    modem.say('\r\nOK\r\n');
    const { kind, lines } = { lines: [], ...(await settled(answer)) };
    expect(kind).toBe('ok');
    expect(lines).toHaveLength(60);
  });

  test('that lists for longer than its cap ends, and its late rows reach nobody (AT-18)', async () => {
    const { channel, modem } = await openInStep({ 'AT+CSQ\r': ok('+CSQ: 21,0') });
    const answer = channel.run(command('AT+CMGL=4', 60_000, { dataLines: true, idleMs: 15_000 }));
    for (let i = 0; i < 25; i += 1) {
      await elapse(3000);
      modem.say(`\r\n+CMGL: ${i},1,,20\r\n0691\r\n`);
    }
    expect(await settled(answer, 100)).toMatchObject({ kind: 'timeout' });
    const next = channel.run(csq);
    modem.say('\r\n+CMGL: 26,1,,20\r\n0691\r\n\r\nOK\r\n');
    expect(await settled(next)).toEqual({ kind: 'ok', lines: ['+CSQ: 21,0'] });
  });
});

describe('bringing the line in step', () => {
  test('leaves an open prompt by ESC and never by Ctrl-Z', async () => {
    let inPrompt = true;
    const { channel, modem } = open([
      [
        '\x1b',
        () => {
          inPrompt = false;
          return '\r\nOK\r\n';
        },
      ],
      [/^AT/, (written) => (inPrompt ? undefined : written === 'AT\r' ? ok() : ok('354242057832117'))],
    ]);
    expect(await settled(channel.synchronize())).toBe(true);
    expect(modem.written.join('')).not.toContain('\x1a');
  });

  // SARA-G450 after a reset: the first three commands are answered four seconds later, in a burst.
  test('sees through answers that are shifted by some commands (F07)', async () => {
    const startedAtMs = Date.now();
    const held: string[] = [];
    const { channel, modem } = open([
      [
        /^AT/,
        (written) => {
          const answer = written === 'AT\r' ? ok() : ok('354242057832117');
          if (Date.now() - startedAtMs > 4000) return answer;
          held.push(answer);
          return undefined;
        },
      ],
      ['AT+CSQ\r', ok('+CSQ: 21,0')],
    ]);
    setTimeout(() => modem.say(held.join('')), 4000);
    expect(await settled(channel.synchronize())).toBe(true);
    modem.add({ 'AT+CSQ\r': ok('+CSQ: 21,0') });
    expect(await settled(channel.run(csq))).toEqual({ kind: 'ok', lines: ['+CSQ: 21,0'] });
  });

  test('goes back to the start when the serial number does not look like one', async () => {
    let asked = 0;
    const { channel } = open({
      'AT+CGSN\r': () => {
        asked += 1;
        return asked === 1 ? ok() : ok('354242057832117');
      },
    });
    expect(await settled(channel.synchronize())).toBe(true);
    expect(asked).toBe(2);
  });

  test.each([
    ['in numbers', '0\r'],
    ['not at all', undefined],
  ])('finds a modem again that gives its results %s until it is told otherwise', async (_how, result) => {
    let inWords = false;
    const { channel } = open([
      [
        /^ATQ0V1\r$/,
        () => {
          inWords = true;
          return ok();
        },
      ],
      [/^AT\r$/, () => (inWords ? ok() : result)],
    ]);
    expect(await settled(channel.synchronize())).toBe(true);
  });

  test('waits forty seconds for a stick that was just plugged in', async () => {
    const { channel, modem } = open({});
    modem.mute = true;
    setTimeout(() => {
      modem.mute = false;
    }, 25_000);
    expect(await settled(channel.synchronize(), 60_000)).toBe(true);
  });

  test('is given up on a mute modem, and commands are answered so', async () => {
    const { channel, modem } = open({});
    modem.mute = true;
    expect(await settled(channel.run(csq), 120_000)).toEqual({ kind: 'mute' });
    expect(modem.commands).not.toContain('AT+CSQ');
  });

  test('is not held up by a port that takes no bytes', async () => {
    const { channel, modem } = open({});
    modem.stuck = true;
    expect(await settled(channel.run(csq), 120_000)).toEqual({ kind: 'mute' });
  });

  test('goes on under a flood of fifty lines a second (F43)', async () => {
    const { channel, modem } = open({});
    const flood = setInterval(() => modem.say('\r\n+ZUSIMR:2\r\n'), 20);
    expect(await settled(channel.synchronize())).toBe(true);
    clearInterval(flood);
    expect(channel.noiseLines).toBeGreaterThan(100);
  });

  test('happens before the next command when a final result came unasked', async () => {
    const { channel, modem } = await openInStep({ 'AT+CSQ\r': ok('+CSQ: 21,0') });
    modem.say('\r\nOK\r\n');
    await settled(channel.run(csq));
    expect(modem.commands).toEqual(['AT', 'AT', 'AT+CGSN', 'AT+CSQ']);
  });

  test('happens before the next command when another program wrote to the port (F42)', async () => {
    const { channel, modem, events } = await openInStep({ 'AT+CSQ\r': ok('+CSQ: 21,0') });
    modem.say('ATE0+CPMS?\r\r\n');
    await settled(channel.run(csq));
    expect(modem.commands).toEqual(['AT', 'AT', 'AT+CGSN', 'AT+CSQ']);
    expect(events[0]).toEqual({ name: 'foreignCommand', lines: ['ATE0+CPMS?'] });
  });

  test('happens before the next command when a line was longer than any line can be', async () => {
    const { channel, modem } = await openInStep({ 'AT+CSQ\r': ok('+CSQ: 21,0') });
    modem.say(`${'F'.repeat(5000)}\r\n`);
    await settled(channel.run(csq));
    expect(modem.commands[0]).toBe('AT');
  });
});

describe('losing the wire', () => {
  test('ends the command in flight with all behind it', async () => {
    const { channel, modem } = await openInStep({});
    const answers = [channel.run(csq), channel.run(cops), channel.synchronize()];
    await elapse(10);
    modem.unplug();
    expect(await settled(Promise.all(answers), 100)).toEqual([{ kind: 'closed' }, { kind: 'closed' }, false]);
  });

  test('answers every later command at once', async () => {
    const { channel, modem } = await openInStep({});
    modem.unplug();
    expect(await settled(channel.run(csq), 100)).toEqual({ kind: 'closed' });
  });

  test('in the middle of a repair ends the repair', async () => {
    const { channel, modem } = open({});
    modem.mute = true;
    const repair = channel.synchronize();
    await elapse(2000);
    modem.unplug();
    expect(await settled(repair, 15_000)).toBe(false);
  });
});

test('whatever the modem says and whenever it vanishes, every command ends', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\r\nOK\r\n',
      '\r\nERROR\r\n',
      '\r\n+CSQ: 1,0\r\n',
      '\r\n> ',
      '\r\n+CMT: ,24\r\n',
      '+CUSD: 0,"',
      'RDY\r\n',
    ),
    fc.string({ unit: 'binary-ascii' }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 20 }), fc.boolean(), async (pieces, unplugged) => {
      const { channel, modem } = open({});
      const answers: Array<Promise<Answer>> = [channel.run(csq), channel.run(cops)];
      for (const text of pieces) {
        modem.say(text);
        await elapse(100);
      }
      if (unplugged) modem.unplug();
      for (const answer of answers) expect((await settled(answer)).kind).toBeTruthy();
      channel.stop();
    }),
    { numRuns: 25 },
  );
});
