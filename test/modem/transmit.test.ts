import { describe, expect, test } from 'vitest';
import type { SendOutcome } from '../../daemon/modem/sendOutcome.ts';
import { ok } from '../support/fakeModem.ts';
import { ready, startReady, stopGateways, type UnderTest, until } from '../support/gatewayUnderTest.ts';
import { ScriptedGsm } from '../support/scriptedGsm.ts';
import { elapse, settled, useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();
stopGateways();

const OUT = { pduHex: '0011000D91261802000020F20000AA12D4F4BA4C07C5623810394D2FCBD3ED30', tpduLength: 31 };
const send = (under: UnderTest, onWriting = () => {}): Promise<SendOutcome> =>
  under.gateway.transmit(OUT, onWriting);

describe('sending a part', () => {
  test('ends with the reference of the network', async () => {
    const under = await startReady();
    expect(await settled(send(under))).toEqual({ kind: 'sent', reference: 1 });
    expect(under.modem.submitted).toEqual([OUT.pduHex]);
  });

  test('gives the length without the SMSC in front', async () => {
    const under = await startReady();
    await settled(send(under));
    expect(under.modem.commands).toContain('AT+CMGS=31');
  });

  test('commits the intent between the prompt and the first byte', async () => {
    const under = await startReady();
    const seen: string[] = [];
    await settled(send(under, () => void seen.push(under.modem.written.at(-1) ?? '')));
    expect(seen).toEqual(['AT+CMGS=31\r']);
  });

  test('sends nothing when the intent cannot be committed', async () => {
    const under = await startReady();
    const outcome = await settled(
      send(under, () => {
        throw new Error('SQLITE_FULL');
      }),
    );
    expect(outcome).toMatchObject({ kind: 'notSent', fault: { class: 'transient-retry' } });
    expect(under.modem.submitted).toEqual([]);
    expect(await settled(send(under))).toMatchObject({ kind: 'sent' });
  });

  // wammu/gammu 376: ATH was written into the prompt.
  test('is not confused by a call, and nothing is written in between (DUP-10)', async () => {
    const under = await startReady((modem) =>
      modem.add({
        '\x1a': `\r\nRING\r\n\r\n+CLIP: "+6281200000022",145,,,,0\r\n${ok('+CMGS: 52')}\r\nRING\r\n`,
      }),
    );
    expect(await settled(send(under))).toEqual({ kind: 'sent', reference: 52 });
    expect(under.modem.written.slice(0, 3)).toEqual(['AT+CMGS=31\r', OUT.pduHex, '\x1a']);
  });

  test('hands over a text that was pushed and one that was stored meanwhile (DUP-10)', async () => {
    const pushed = '06912618010000040D91261802000010F10000623020805100821EC822134A2C4E97';
    const under = await startReady((modem) =>
      modem.add({ '\x1a': `\r\n+CMT: ,47\r\n${pushed}\r\n\r\n+CMTI: "ME",1\r\n${ok('+CMGS: 33')}` }),
    );
    under.modem.store('ME', `${pushed}AA`);
    expect(await settled(send(under))).toEqual({ kind: 'sent', reference: 33 });
    await until(() => under.records.length === 2, 1000);
    expect(under.records.map((record) => record.via)).toEqual(['CMT', 'CMGL']);
  });
});

describe('whatever the order and the form of the answer, a part is sent once with its reference', () => {
  test.each([
    ['the OK first', (m: ScriptedGsm) => setTimeout(() => m.say('\r\n+CMGS: 52\r\n'), 300) && '\r\nOK\r\n'],
    ['no blank', () => '\r\n+CMGS:52\r\n\r\nOK\r\n'],
    ['lower case', () => '\r\n+cmgs: 52\r\nok\r\n'],
    ['a time stamp behind', () => ok('+CMGS: 52,"26/03/02,08:15:04+28"')],
    ['a refusal behind', () => '\r\n+CMGS: 52\r\n\r\n+CMS ERROR: 332\r\n'],
    [
      'its echo, in pieces',
      () => `${OUT.pduHex.slice(0, 30)}\r\n${OUT.pduHex.slice(30)}\x1a${ok('+CMGS: 52')}`,
    ],
    ['a pushed text on one line', () => `\r\n+CMT: ,24 06912618010000040D91261802\r\n${ok('+CMGS: 52')}`],
    ['words of the network', () => `\r\n+CUSD: 0,"Pulsa\r\nOK\r\nRp5",15\r\n${ok('+CMGS: 52')}`],
    ['another prompt', () => `\r\n> \r\n${ok('+CMGS: 52')}`],
    ['a call that ends', () => `\r\nRING\r\n\r\nNO CARRIER\r\n\r\nBUSY\r\n${ok('+CMGS: 52')}`],
    ['loss of the network', () => `\r\n+CREG: 2\r\n\r\n^SRVST:0\r\n${ok('+CMGS: 52')}`],
    [
      'its report first',
      () =>
        `\r\n+CDS: 26\r\n0691261801000006340D91261802000010F1623020805140826230208051908200\r\n${ok('+CMGS: 52')}`,
    ],
  ] as const)('%s', async (_form, answer) => {
    const under = await startReady((modem) => modem.add([['\x1a', () => answer(modem)]]));
    expect(await settled(send(under))).toEqual({ kind: 'sent', reference: 52 });
    await elapse(70_000);
    expect(under.modem.written.filter((text) => text === '\x1a')).toHaveLength(1);
    expect(under.lateReferences).toEqual([]);
    expect(under.gateway.canSend()).toBe(true);
  });
});

// ModemManager 8755e85d: the retry of a "failed" text made it two.
describe('a network that is slow', () => {
  test.each([58, 135, 170])('is waited for: %i seconds (F12, DUP-09)', async (seconds) => {
    const under = await startReady((modem) => modem.add({ '\x1a': undefined }));
    const outcome = send(under);
    await elapse(seconds * 1000);
    under.modem.say('\r\n+CREG: 1\r\n');
    under.modem.say(ok('+CMGS: 9'));
    expect(await settled(outcome, 100)).toEqual({ kind: 'sent', reference: 9 });
    expect(under.modem.written.filter((w) => w === '\x1a')).toHaveLength(1);
  });

  test.each([2, 58, 120, 300])(
    'beyond three minutes leaves the outcome unknown; a reference %i seconds later is told (F12, DUP-09)',
    async (seconds) => {
      const under = await startReady((modem) => modem.add({ '\x1a': undefined }));
      expect(await settled(send(under))).toMatchObject({ kind: 'unknown' });
      await elapse(seconds * 1000);
      under.modem.say(ok('+CMGS: 9'));
      expect(under.lateReferences).toEqual([9]);
      expect(under.modem.written.filter((w) => w === '\x1a')).toHaveLength(1);
    },
  );

  test('is told once, and only while a message waits for it', async () => {
    const under = await startReady();
    under.modem.say(ok('+CMGS: 8'));
    under.modem.add({ '\x1a': undefined });
    await settled(send(under));
    under.modem.say(ok('+CMGS: 9'));
    under.modem.say(ok('+CMGS: 10'));
    expect(under.lateReferences).toEqual([9]);
  });

  test('blocks new sends for half a minute after the silence', async () => {
    const under = await startReady((modem) => modem.add({ '\x1a': undefined }));
    await settled(send(under));
    await elapse(25_000);
    expect(under.gateway.canSend()).toBe(false);
    await elapse(10_000);
    expect(under.gateway.canSend()).toBe(true);
  });

  test('may give its reference after the port was opened anew', async () => {
    const under = await startReady((modem) => modem.add({ '\x1a': undefined }));
    const next = new ScriptedGsm();
    under.openings.push(next);
    under.openings.shift();
    const outcome = send(under);
    await elapse(1000);
    under.modem.unplug();
    expect(await settled(outcome)).toMatchObject({ kind: 'unknown' });
    await until(() => under.opened === 2);
    await ready(under);
    next.say(ok('+CMGS: 9'));
    expect(under.lateReferences).toEqual([9]);
  });
});

describe('an end without a result', () => {
  test('by a reboot after Ctrl-Z is unknown, and nothing is sent again (AT-11)', async () => {
    const under = await startReady((modem) => modem.add({ '\x1a': undefined }));
    const outcome = send(under);
    await elapse(2000);
    under.modem.reboot();
    expect(await settled(outcome, 100)).toMatchObject({
      kind: 'unknown',
      fault: { text: 'the modem rebooted' },
    });
    await elapse(100);
    await ready(under);
    expect(under.modem.written.filter((w) => w === '\x1a')).toHaveLength(1);
  });

  test('by the loss of the port before Ctrl-Z is not sent', async () => {
    const under = await startReady((modem) => modem.add({ 'AT+CMGS=31\r': undefined }));
    const outcome = send(under);
    await elapse(1000);
    under.modem.unplug();
    expect(await settled(outcome, 100)).toMatchObject({
      kind: 'notSent',
      fault: { class: 'transient-retry' },
    });
  });

  test('by a dead modem is unknown, and the port is opened anew', async () => {
    const under = await startReady();
    under.modem.add({ '\x1a': undefined });
    const outcome = send(under);
    await elapse(100);
    under.modem.mute = true;
    expect(await settled(outcome)).toMatchObject({ kind: 'unknown' });
    await until(() => under.opened >= 2, 120_000);
  });

  test('for want of a prompt twice in a row prepares the modem anew (F09)', async () => {
    const under = await startReady((modem) => modem.add({ 'AT+CMGS=31\r': undefined }));
    expect(await settled(send(under))).toMatchObject({ kind: 'notSent' });
    expect(under.opened).toBe(1);
    await until(() => under.gateway.canSend());
    under.modem.written.length = 0;
    expect(await settled(send(under))).toMatchObject({ kind: 'notSent' });
    await until(() => under.modem.commands.includes('AT+CMGF=0'), 5000);
    expect(under.modem.written).not.toContain('\x1a');
  });
});

describe('a busy modem', () => {
  // gammu/gammu#93.
  test('that refuses the second part right after the first is asked once more (F16, ERR-04)', async () => {
    const under = await startReady((modem) => {
      let sentAtMs = Number.NEGATIVE_INFINITY;
      modem.add([
        ['AT+CMGS=31\r', () => (Date.now() - sentAtMs < 2000 ? '\r\n+CME ERROR: 515\r\n' : '\r\n> ')],
        [
          '\x1a',
          () => {
            sentAtMs = Date.now();
            return ok('+CMGS: 4');
          },
        ],
      ]);
    });
    expect(await settled(send(under))).toMatchObject({ kind: 'sent' });
    expect(await settled(send(under))).toMatchObject({ kind: 'sent' });
  });

  test.each([
    ['+CMS ERROR: 512', 'transient-retry', 512],
    ['+CMS ERROR: 515', 'transient-retry', 515],
    ['+CMS ERROR: 532', 'transient-retry', 532],
    ['+CMS ERROR: 331', 'retry-after-network', 331],
    ['+CMS ERROR: 310', 'fatal-sim', 310],
    ['ERROR', 'transient-retry', undefined],
  ])('that answers %s in the place of the prompt has sent nothing', async (line, faultClass, code) => {
    const under = await startReady((modem) => modem.add({ 'AT+CMGS=31\r': `\r\n${line}\r\n` }));
    expect(await settled(send(under))).toMatchObject({ kind: 'notSent', fault: { class: faultClass, code } });
  });

  test('with a full card is swept', async () => {
    const under = await startReady((modem) => modem.add({ 'AT+CMGS=31\r': '\r\n+CMS ERROR: 322\r\n' }));
    await settled(send(under));
    await elapse(1000);
    expect(under.modem.commands.filter((c) => c === 'AT+CMGL=4').length).toBeGreaterThanOrEqual(3);
  });
});

describe('asking whether one may send', () => {
  test('is denied during a send and during the gap after it', async () => {
    const under = await startReady(undefined, { minGapMs: 2000 });
    expect(under.gateway.canSend()).toBe(true);
    const outcome = send(under);
    expect(under.gateway.canSend()).toBe(false);
    await settled(outcome);
    expect(under.gateway.canSend()).toBe(false);
    await elapse(2000);
    expect(under.gateway.canSend()).toBe(true);
  });

  test('is answered by news when the gap is over', async () => {
    const under = await startReady(undefined, { minGapMs: 2000 });
    await settled(send(under));
    under.states.length = 0;
    await elapse(2100);
    expect(under.states.length).toBeGreaterThan(0);
  });

  test('is denied without a network, and granted when it is back', async () => {
    const under = await startReady();
    under.modem.say('\r\n+CREG: 2\r\n');
    expect(under.gateway.canSend()).toBe(false);
    expect(under.gateway.state().detail).toBe('Mencari jaringan');
    under.modem.say('\r\n+CREG: 5\r\n');
    expect(under.gateway.canSend()).toBe(true);
  });

  test('is denied for a minute after the supply failed', async () => {
    const under = await startReady();
    under.modem.say('\r\nUNDER-VOLTAGE WARNNING\r\n');
    expect(under.gateway.canSend()).toBe(false);
    await elapse(61_000);
    expect(under.gateway.canSend()).toBe(true);
  });

  test('is not asked by everybody: a part that comes all the same is not sent', async () => {
    const under = await startReady();
    const first = send(under);
    expect(await settled(send(under), 100)).toMatchObject({ kind: 'notSent' });
    await settled(first);
    expect(under.modem.submitted).toHaveLength(1);
  });
});

test('a long queue and a storm of arrivals take turns', async () => {
  const under = await startReady();
  const sending = (async () => {
    for (let n = 0; n < 20; n += 1) await send(under);
  })();
  const storm = setInterval(() => under.modem.say('\r\n+CMTI: "ME",1\r\n'), 5);
  await settled(sending, 60_000);
  clearInterval(storm);
  expect(under.modem.submitted).toHaveLength(20);
  expect(under.modem.commands.filter((c) => c === 'AT+CMGL=4').length).toBeGreaterThan(5);
});

describe('a modem whose counter has run out', () => {
  const to = (digit: number) => ({ ...OUT, pduHex: OUT.pduHex.replace('0D91261802', `0D9126${digit}802`) });
  const refuses = async (answer: string) => {
    const under = await startReady((modem) => modem.add({ '\x1a': `\r\n${answer}\r\n` }));
    return { under, send: (digit: number) => settled(under.gateway.transmit(to(digit), () => {})) };
  };

  test('refuses three numbers alike: sending is held, the modem restarted and people told; it sends again (DLR-03)', async () => {
    const { under, send: sendTo } = await refuses('+CMS ERROR: 1');
    for (const digit of [1, 2, 3])
      expect(await sendTo(digit)).toMatchObject({ kind: 'notSent', fault: { code: 1 } });
    expect(under.gateway.canSend()).toBe(false);
    under.modem.add({
      'AT+CFUN=1,1\r': () => {
        under.openings.splice(0, 1, new ScriptedGsm());
        under.modem.reboot();
        return undefined;
      },
    });
    await until(() => under.gateway.canSend(), 60_000);
    expect(under.alarms).toContainEqual(['sends_refused', expect.any(String)]);
    expect(await sendTo(4)).toMatchObject({ kind: 'sent' });
    await elapse(15_000);
    expect(under.alarms.filter(([kind]) => kind === 'sends_refused').at(-1)).toEqual(['sends_refused', null]);
  });

  test('is not suspected for one number that does not exist, nor for a network that has no room', async () => {
    const alone = await refuses('+CMS ERROR: 1');
    for (let part = 0; part < 6; part += 1) await alone.send(7);
    expect(alone.under.gateway.canSend()).toBe(true);
    const full = await refuses('+CMS ERROR: 42');
    for (const digit of [1, 2, 3, 4, 5]) await full.send(digit);
    expect(full.under.gateway.canSend()).toBe(true);
  });
});
