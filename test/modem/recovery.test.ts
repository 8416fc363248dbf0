import { describe, expect, test } from 'vitest';
import {
  isReady,
  msToReceive,
  msUntil,
  type OnSim,
  readyOnSim,
  startOnSim,
  stopOnSim,
} from '../support/gatewayOnSim.ts';
import { elapse, settled, useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();
stopOnSim();

const OUT = { pduHex: '0031000D91261832547698F00000A707D4F21C1493CD00', tpduLength: 22 };
const TYPICAL = { pace: 'typical' } as const;
const SECOND_MS = 1000;

/** An installation that can cut the modem's power. */
async function readyWithPower(): Promise<OnSim> {
  const restart: { now: () => void } = { now: () => {} };
  const on = await readyOnSim(TYPICAL, {
    commands: { power: ['/usr/sbin/uhubctl'] },
    runCommand: async () => {
      restart.now();
      return { outcome: 'done', note: undefined };
    },
  });
  restart.now = () => on.simulation.modem.reset();
  return on;
}

const send = (on: OnSim) => on.gateway.transmit(OUT, () => {});

describe('a text is received again, and all is as before,', () => {
  test.each([
    ['F01', {}, 5],
    ['F02', {}, 5],
    ['F03', {}, 5],
    ['F04', {}, 5],
    ['F07', {}, 5],
    ['F42', {}, 5],
    // One answer is lost: the next look at the storage brings what it would have brought.
    ['F06', {}, 45],
    ['F08', {}, 45],
    ['F53', {}, 45],
    ['F18', { variant: 'marks' }, 90],
    ['F18', {}, 90],
    ['F38', {}, 30],
    ['F43', {}, 15],
  ] as const)(
    'after %s %j within %i seconds, without a step of the ladder (%s)',
    async (id, options, seconds) => {
      const on = await readyOnSim(TYPICAL);
      on.simulation.faults.arm(id, options);
      expect(await msToReceive(on)).toBeLessThanOrEqual(seconds * SECOND_MS);
      expect(on.steps.filter((level) => level !== 'self')).toEqual([]);
    },
  );

  test('after a modem did not ask for a text, or asked without a blank, within thirty seconds (F09)', async () => {
    for (const variant of ['', 'error', 'bare']) {
      const on = await readyOnSim(TYPICAL);
      on.simulation.faults.arm('F09', variant ? { variant } : {});
      const sinceMs = performance.now();
      const outcome = await settled(send(on));
      expect(outcome.kind).toBe(variant === 'bare' ? 'sent' : 'notSent');
      await msToReceive(on);
      expect(performance.now() - sinceMs).toBeLessThanOrEqual(30 * SECOND_MS);
      await msUntil(() => on.gateway.canSend());
      expect(await settled(send(on))).toMatchObject({ kind: 'sent' });
    }
  });

  test.each(['', 'typed'])(
    "by a start on a modem that still waits for another program's text %j, which is not sent (F10)",
    async (variant) => {
      const on = startOnSim(TYPICAL, {}, ({ faults }) => faults.arm('F10', variant ? { variant } : {}));
      expect(await msUntil(() => isReady(on))).toBeLessThanOrEqual(30 * SECOND_MS);
      expect(on.written.join('')).not.toContain('\x1a');
      expect(on.simulation.smsc.submitted).toEqual([]);
    },
  );

  test('after it was in the prompt of another program while in use, within a minute (F10)', async () => {
    const on = await readyOnSim(TYPICAL);
    on.simulation.faults.arm('F10');
    expect(await msToReceive(on)).toBeLessThanOrEqual(60 * SECOND_MS);
    expect(on.simulation.smsc.submitted).toEqual([]);
  });

  test('after it died over a send, within three minutes of its time-out, with the send unknown and none other made (F11)', async () => {
    const on = await readyWithPower();
    on.simulation.faults.arm('F11');
    expect(await settled(send(on))).toMatchObject({ kind: 'unknown' });
    expect(await msToReceive(on)).toBeLessThanOrEqual(180 * SECOND_MS);
    expect(on.steps).toEqual(['L2', 'L2', 'L6']);
    expect(on.simulation.smsc.submitted).toHaveLength(1);
    expect(on.alarms).toContainEqual(['modem_mute', expect.any(String)]);
  });

  test('after it went deaf while it still chatted, within three minutes and one look (F39)', async () => {
    const on = await readyWithPower();
    on.simulation.faults.arm('F39');
    expect(await msToReceive(on)).toBeLessThanOrEqual(210 * SECOND_MS);
    expect(on.steps).toEqual(['L2', 'L2', 'L6']);
  });

  test('after the cable was out under a send, within ninety seconds (F17)', async () => {
    const on = await readyOnSim(TYPICAL);
    on.simulation.faults.arm('F17');
    expect(await settled(send(on))).toMatchObject({ kind: 'unknown' });
    expect(await msToReceive(on)).toBeLessThanOrEqual(90 * SECOND_MS);
    expect(on.simulation.smsc.submitted).toHaveLength(1);
  });

  test('after a brown-out under a send; a second one in a day is told as weak power (F19)', async () => {
    const on = await readyOnSim(TYPICAL);
    for (const isSecond of [false, true]) {
      on.simulation.faults.arm('F19');
      await msUntil(() => on.gateway.canSend());
      expect(await settled(send(on))).toMatchObject({ kind: 'unknown' });
      expect(await msToReceive(on)).toBeLessThanOrEqual(90 * SECOND_MS);
      await elapse(20 * SECOND_MS);
      expect(on.alarms.some(([kind, text]) => kind === 'power' && text)).toBe(isSecond);
    }
  });

  test('after a write stood still for a minute, within a minute of its end (F40)', async () => {
    const on = await readyOnSim(TYPICAL);
    on.simulation.faults.arm('F40');
    expect(await msToReceive(on)).toBeLessThanOrEqual(120 * SECOND_MS);
  });

  test('after it took commands for data, well before that ends by itself (F46)', async () => {
    const on = await readyOnSim(TYPICAL);
    on.simulation.faults.arm('F46', { delayMs: 3_600_000 });
    expect(await msToReceive(on)).toBeLessThanOrEqual(60 * SECOND_MS);
  });

  test('after it was mute for forty seconds on a port that was there, within a minute (F47)', async () => {
    const on = await readyOnSim(TYPICAL);
    on.simulation.faults.arm('F47');
    expect(await msToReceive(on)).toBeLessThanOrEqual(60 * SECOND_MS);
    expect(on.steps).toEqual(['self']);
  });

  test('after another modem took its place under the same name, which is told (F48)', async () => {
    const on = await readyOnSim(TYPICAL);
    on.simulation.faults.arm('F48');
    await msToReceive(on);
    await elapse(SECOND_MS);
    expect(on.alarms.filter(([, text]) => text).map(([kind]) => kind)).toContain('modem_changed');
  });

  test('after it was gone from the bus for a minute, within five seconds of its return (F49)', async () => {
    const on = await readyOnSim(TYPICAL);
    on.simulation.faults.arm('F49');
    expect(await msToReceive(on)).toBeLessThanOrEqual(65 * SECOND_MS);
  });

  test.each([2, 10, 60, 3600])(
    'after the cable was out for %i seconds, within five seconds',
    async (seconds) => {
      const on = await readyOnSim(TYPICAL);
      on.modems.unplug('/dev/serial/by-id/usb-SIMULASI-if02-port0', seconds * SECOND_MS);
      await elapse(100);
      expect(await msToReceive(on, 2 * 3600 * SECOND_MS)).toBeLessThanOrEqual((seconds + 5) * SECOND_MS);
    },
  );

  test.each([5, 10, 20, 30])('after it hung for %i seconds, within five seconds', async (seconds) => {
    for (const startMs of [0, 7000, 13_000, 21_000]) {
      const on = await readyOnSim(TYPICAL);
      await elapse(startMs);
      on.simulation.engine.deafFor(seconds * SECOND_MS, () => {});
      await elapse((seconds + 0.1) * SECOND_MS);
      expect(await msToReceive(on)).toBeLessThanOrEqual(5 * SECOND_MS);
    }
  });
});

describe('a part that the modem', () => {
  test('cannot take a byte of is not sent, and leaves nothing behind that could send it (F40)', async () => {
    const on = await readyOnSim(TYPICAL);
    const unwatch = on.modems.onWrite((_device, text) => {
      if (text.startsWith('AT+CMGS')) on.simulation.faults.arm('F40', { delayMs: 90_000 });
    });
    expect(await settled(send(on))).toMatchObject({ kind: 'notSent' });
    unwatch();
    await msUntil(() => on.gateway.canSend());
    await elapse(120 * SECOND_MS);
    expect(on.simulation.smsc.submitted).toEqual([]);
  });

  test.each([
    ['F16', {}],
    ['F16', { variant: 'busy' }],
  ])('is too busy for (%s %j) is not answered with a step of the ladder', async (id, options) => {
    const on = await readyOnSim(TYPICAL);
    on.simulation.faults.arm(id, options);
    await settled(send(on));
    await elapse(60 * SECOND_MS);
    expect(on.steps).toEqual([]);
    expect(await settled(send(on))).toMatchObject({ kind: 'sent' });
  });
});

describe('a restart that a human asks for', () => {
  test('is done, and ends when the modem is in use again', async () => {
    const on = await readyOnSim({ ...TYPICAL, personality: 'huawei-e173' });
    const sinceMs = performance.now();
    await settled(on.gateway.restart());
    expect(isReady(on)).toBe(true);
    expect(on.steps).toEqual(['L4']);
    expect(performance.now() - sinceMs).toBeLessThan(60 * SECOND_MS);
  });

  test.each([[{}], [{ variant: 'error' }], [{ variant: 'ok' }]])(
    'and that the modem does not do (%j) is refused, with the modem in use (F54)',
    async (options) => {
      const on = await readyOnSim(TYPICAL);
      on.simulation.faults.arm('F54', { ...options, times: 5 });
      await expect(settled(on.gateway.restart())).rejects.toThrow();
      await msUntil(() => isReady(on), 60_000);
      expect(on.gateway.state().recoveryLevel).toBe(undefined);
    },
  );

  test('waits for the end of a send', async () => {
    const on = await readyOnSim({ ...TYPICAL, latencyMs: { send: 20_000 } });
    const sent = send(on);
    await elapse(5000);
    const restarted = on.gateway.restart();
    expect(await settled(sent)).toMatchObject({ kind: 'sent' });
    await settled(restarted);
    expect(on.simulation.smsc.submitted).toHaveLength(1);
  });

  test('is refused while the SIM would stay locked', async () => {
    const on = await readyOnSim(
      { ...TYPICAL, simPin: '1234' },
      {},
      ({ modem }) => void modem.card.enterPin('1234'),
    );
    await expect(settled(on.gateway.restart())).rejects.toThrow(/PIN/);
    expect(on.written.filter((line) => /CFUN=1,1/.test(line))).toEqual([]);
  });

  test('when the modem is gone is refused in the end', async () => {
    const on = await readyOnSim(TYPICAL);
    on.modems.pull('/dev/serial/by-id/usb-SIMULASI-if02-port0');
    await elapse(1000);
    await expect(settled(on.gateway.restart())).rejects.toThrow();
  });
});

test('a modem that is never ready climbs to a reset, and a reset that does nothing to the next step (F54)', async () => {
  const on = startOnSim(TYPICAL, {}, ({ faults }) => {
    faults.arm('F16', { variant: 'any', times: 100_000 });
    faults.arm('F54', { variant: 'ok', times: 100_000 });
  });
  await msUntil(() => on.steps.includes('L7'), 7_200_000);
  expect(on.steps).toEqual(['B1', 'B1', 'B2', 'B3', 'L4', 'L7']);
});

test('a program on the same port is named, with what to do about it (F42)', async () => {
  const on = await readyOnSim(TYPICAL, {
    processes: { holding: () => [], isModemManagerRunning: () => true },
  });
  on.simulation.faults.arm('F42');
  await msToReceive(on);
  await elapse(20 * SECOND_MS);
  expect(on.gateway.state().detail).toMatch(/ModemManager.*systemctl disable/);
  expect(on.alarms).toContainEqual(['foreign_program', expect.stringContaining('ModemManager')]);
  await elapse(900 * SECOND_MS);
  expect(on.alarms.filter(([kind]) => kind === 'foreign_program').at(-1)).toEqual(['foreign_program', null]);
});
