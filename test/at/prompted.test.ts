import { describe, expect, test } from 'vitest';
import { AtChannel } from '../../daemon/at/channel.ts';
import { command, type PromptedCommand } from '../../daemon/at/command.ts';
import { AT_TIMING } from '../../daemon/at/timing.ts';
import type { AtEvent } from '../../daemon/at/unsolicited.ts';
import { IN_STEP } from '../support/atScripts.ts';
import { FakeModem, ok, type Script } from '../support/fakeModem.ts';
import { quietLog } from '../support/quietLog.ts';
import { elapse, settled, useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();

const BODY = '0011000D91261802000020F20000AA12D4F4BA4C07C5623810394D2FCBD3ED30';

function cmgs(onWriting: () => void = () => {}): PromptedCommand {
  return {
    text: 'AT+CMGS=31',
    prefix: '+CMGS:',
    body: BODY,
    promptTimeoutMs: 10_000,
    promptPauseMs: 50,
    slowPromptPauseMs: 50,
    writeTimeoutMs: 10_000,
    resultTimeoutMs: 180_000,
    okTimeoutMs: 5000,
    lateLineMs: 500,
    onWriting,
  };
}

async function open(script: Script) {
  const modem = new FakeModem(IN_STEP);
  modem.add({ 'AT+CMGS=31\r': '\r\n> ' });
  modem.add(script);
  const events: AtEvent[] = [];
  const channel = new AtChannel(modem, {
    log: quietLog(),
    timing: AT_TIMING,
    onEvent: (event) => events.push(event),
    onClosed: () => {},
  });
  expect(await settled(channel.synchronize())).toBe(true);
  modem.written.length = 0;
  return { modem, channel, events };
}

const submits = (modem: FakeModem) => modem.written.filter((w) => w === '\x1a').length;

describe('sending', () => {
  test('writes the body in one piece after the prompt, then Ctrl-Z and nothing else', async () => {
    const { channel, modem } = await open({ '\x1a': ok('+CMGS: 42') });
    const answer = await settled(channel.submit(cmgs()));
    expect(answer).toMatchObject({ end: 'ok', lines: ['+CMGS: 42'], submitted: true });
    expect(modem.written).toEqual(['AT+CMGS=31\r', BODY, '\x1a']);
  });

  test('calls onWriting after the prompt and before the first byte', async () => {
    const { channel, modem } = await open({ '\x1a': ok('+CMGS: 42') });
    const seen: string[][] = [];
    await settled(channel.submit(cmgs(() => seen.push([...modem.written]))));
    expect(seen).toEqual([['AT+CMGS=31\r']]);
  });

  test('sends ESC and no body when onWriting throws', async () => {
    const { channel, modem } = await open({});
    const failing = cmgs(() => {
      throw new Error('database is locked');
    });
    expect(await settled(channel.submit(failing))).toMatchObject({ end: 'withheld', submitted: false });
    expect(modem.written).toEqual(['AT+CMGS=31\r', '\x1b']);
  });

  test.each([
    [
      'an event before the prompt',
      { 'AT+CMGS=31\r': '\r\n+CMTI: "SM",5\r\n\r\n> ', '\x1a': ok('+CMGS: 33') },
    ],
    ['a prompt without a space', { 'AT+CMGS=31\r': '\r\n>', '\x1a': ok('+CMGS: 33') }],
    [
      'an echo of the body',
      { 'AT+CMGS=31\r': 'AT+CMGS=31\r\r\n> ', [BODY]: BODY, '\x1a': `\r${ok('+CMGS: 33')}` },
    ],
    [
      'an echo of the body in pieces',
      { [BODY]: [BODY.slice(0, 30), '\r\n', BODY.slice(30)], '\x1a': ok('+CMGS: 33') },
    ],
    [
      'a call during the send',
      { '\x1a': `\r\nRING\r\n\r\n+CLIP: "+6281200000022",145,,,,0\r\n\r\nNO CARRIER\r\n${ok('+CMGS: 33')}` },
    ],
    [
      'a pushed text during the send',
      {
        '\x1a': `\r\n+CMT: ,47\r\n06912618010000040D91261802000010F10000623020805100821EC8\r\n+CMTI: "SM",5\r\n${ok('+CMGS: 33')}`,
      },
    ],
    ['a reference with a time stamp', { '\x1a': ok('+CMGS: 33,"26/03/02,08:15:00+28"') }],
  ] as const)('is not confused by %s', async (_what, script) => {
    const { channel, modem } = await open(script);
    const answer = await settled(channel.submit(cmgs()));
    expect(answer).toMatchObject({ end: 'ok', submitted: true });
    expect(answer.lines).toHaveLength(1);
    expect(answer.lines[0]).toMatch(/^\+CMGS: 33/);
    expect(submits(modem)).toBe(1);
    expect(modem.commands).toEqual(['AT+CMGS=31']);
  });

  test('hands both texts that came during the send to the events, PDU included', async () => {
    const pushed = '\r\n+CMT: ,47\r\n0691261801000004\r\n\r\n+CMTI: "SM",5\r\n';
    const { channel, events } = await open({ '\x1a': pushed + ok('+CMGS: 33') });
    await settled(channel.submit(cmgs()));
    expect(events).toEqual([
      { name: 'smsPushed', lines: ['+CMT: ,47', '0691261801000004'] },
      { name: 'smsStored', lines: ['+CMTI: "SM",5'] },
    ]);
  });

  test('waits 170 seconds for a slow network', async () => {
    const { channel, modem } = await open({});
    const answer = channel.submit(cmgs());
    await elapse(170_000);
    modem.say('\r\n+CREG: 2\r\n');
    modem.say(ok('+CMGS: 9'));
    expect(await settled(answer, 100)).toMatchObject({ end: 'ok', lines: ['+CMGS: 9'] });
    expect(submits(modem)).toBe(1);
  });

  test('ends after 180 seconds of silence, and a reference that comes later is an event', async () => {
    const { channel, modem, events } = await open({});
    const answer = await settled(channel.submit(cmgs()));
    expect(answer).toMatchObject({ end: 'timeout', submitted: true });
    expect(answer.sinceSubmitMs).toBeCloseTo(180_000, -2);
    await elapse(120_000);
    modem.say(ok('+CMGS: 9'));
    expect(events).toEqual([{ name: 'lateReference', lines: ['+CMGS: 9'] }]);
  });

  test('does not take the late reference of an earlier send for its own', async () => {
    const { channel, events } = await open({
      'AT+CMGS=31\r': `${ok('+CMGS: 9')}\r\n> `,
      '\x1a': ok('+CMGS: 10'),
    });
    expect(await settled(channel.submit(cmgs()))).toMatchObject({ end: 'ok', lines: ['+CMGS: 10'] });
    expect(events).toEqual([{ name: 'lateReference', lines: ['+CMGS: 9'] }]);
  });

  test('without a prompt ends after ten seconds with nothing written', async () => {
    const { channel, modem } = await open({ 'AT+CMGS=31\r': undefined });
    expect(await settled(channel.submit(cmgs()), 10_100)).toMatchObject({ end: 'timeout', submitted: false });
    expect(modem.written).toEqual(['AT+CMGS=31\r']);
  });

  test('whose prompt comes too late does not write into it', async () => {
    const { channel, modem } = await open({ 'AT+CMGS=31\r': undefined });
    await settled(channel.submit(cmgs()));
    modem.say('\r\n> ');
    await elapse(1000);
    expect(modem.written).toEqual(['AT+CMGS=31\r']);
  });

  // gammu 54666d4f8: after an error inside the prompt every command failed.
  test('that failed in the prompt is followed by ESC and a second AT, since the first is swallowed (AT-07)', async () => {
    let inPrompt = false;
    let swallowed = 0;
    const { channel, modem } = await open([
      [
        'AT+CMGS=31\r',
        () => {
          inPrompt = true;
          return '\r\n> ';
        },
      ],
      [
        '\x1b',
        () => {
          inPrompt = false;
          return undefined;
        },
      ],
      [
        'AT\r',
        () => {
          if (!inPrompt) swallowed += 1;
          return inPrompt || swallowed === 1 ? undefined : ok();
        },
      ],
      ['AT+CSQ\r', ok('+CSQ: 21,0')],
    ]);
    const send = channel.submit(cmgs());
    await elapse(20);
    modem.stuck = true;
    expect(await settled(send)).toMatchObject({ end: 'timeout', submitted: false });
    modem.stuck = false;
    expect(await settled(channel.run(command('AT+CSQ', 5000)))).toEqual({
      kind: 'ok',
      lines: ['+CSQ: 21,0'],
    });
    expect(submits(modem)).toBe(0);
  });

  test('whose last write is stuck counts as submitted', async () => {
    const { channel, modem } = await open({});
    modem.add({
      [BODY]: () => {
        modem.stuck = true;
        return undefined;
      },
    });
    expect(await settled(channel.submit(cmgs()))).toMatchObject({ end: 'timeout', submitted: true });
  });

  test.each([
    ['before Ctrl-Z', 20, false],
    ['after Ctrl-Z', 1000, true],
  ])('on a wire that is lost %s says whether it was submitted', async (_when, atMs, submitted) => {
    const { channel, modem } = await open({});
    const answer = channel.submit(cmgs());
    await elapse(atMs);
    modem.unplug();
    expect(await settled(answer, 100)).toMatchObject({ end: 'closed', submitted });
  });

  test('under a reboot ends at once', async () => {
    const { channel } = await open({});
    const answer = channel.submit(cmgs());
    await elapse(1000);
    channel.rebooted();
    expect(await settled(answer, 100)).toMatchObject({ end: 'rebooted', submitted: true });
  });

  test('refused with a number leaves the line in step', async () => {
    const { channel, modem } = await open({ '\x1a': '\r\n+CMS ERROR: 38\r\n' });
    expect(await settled(channel.submit(cmgs()))).toMatchObject({
      end: 'error',
      error: { family: 'cms', code: 38 },
    });
    expect(channel.isSynced).toBe(true);
    expect(submits(modem)).toBe(1);
  });
});
