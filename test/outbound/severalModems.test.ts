import { describe, expect, test } from 'vitest';
import { noteReceiveOnly, pauseSending } from '../../db/actions/pauseSending.ts';
import { SENDING_DEFAULTS } from '../../db/rules/sendingSettings.ts';
import { stopGateways } from '../support/gatewayUnderTest.ts';
import {
  type Line,
  openLine,
  openQueue,
  phone,
  SIM_A,
  SIM_B,
  stopSenders,
  wait,
} from '../support/sendersUnderTest.ts';
import { useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();
stopSenders();
stopGateways();

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LONG = 'Teknisi kami menuju lokasi Anda sekarang juga, mohon disiapkan ruangannya. '.repeat(5);

async function two(networkA: Parameters<typeof openLine>[2] = () => undefined, minGapMs = 0) {
  const a = await openLine('a', SIM_A, networkA);
  const b = await openLine('b', SIM_B);
  const queue = openQueue([a, b], { minGapMs });
  /** A text to this number that answers one which came over this SIM. */
  const answer = (to: string, simId: string, text?: string): number => {
    const id = queue.queue(to, text);
    queue.db.$client
      .prepare('UPDATE outbound_texts SET preferred_sim = ? WHERE message_id = ?')
      .run(simId, id);
    return id;
  };
  return { a, b, queue, answer };
}

const loseNetwork = (line: Line): void => {
  line.modem.creg = '2';
  line.modem.say('\r\n+CREG: 2\r\n');
};

describe('two modems', () => {
  test('share the queue, and a text goes by the SIM that received what it answers', async () => {
    const { a, b, answer } = await two();
    for (let n = 1; n <= 6; n += 1) answer(phone(n), n % 2 ? SIM_A : SIM_B);
    await wait(5 * SECOND);
    expect(a.taken()).toEqual([1, 3, 5].map(phone));
    expect(b.taken()).toEqual([2, 4, 6].map(phone));
  });

  test('take what prefers neither in turns, as they are free', async () => {
    const { a, b, queue } = await two(undefined, 2000);
    for (let n = 1; n <= 10; n += 1) queue.queue(phone(n));
    await wait(15 * SECOND);
    expect(a.taken().length + b.taken().length).toBe(10);
    expect(Math.abs(a.taken().length - b.taken().length)).toBeLessThanOrEqual(2);
  });

  test('leave a text to its own SIM for a minute, then the other takes it', async () => {
    const { a, b, answer } = await two();
    loseNetwork(a);
    await wait(2 * SECOND);
    answer(phone(1), SIM_A);
    await wait(SENDING_DEFAULTS.failoverAfterMs - 10 * SECOND);
    expect(b.taken()).toEqual([]);
    await wait(15 * SECOND);
    expect(b.taken()).toEqual([phone(1)]);
    expect(a.tried).toEqual([]);
  });

  test('give what a paused or receiving SIM would send to the other at once', async () => {
    const { a, b, queue, answer } = await two();
    pauseSending(queue.db, queue.clock, queue.admin(), 'a');
    answer(phone(1), SIM_A);
    await wait(3 * SECOND);
    expect(b.taken()).toEqual([phone(1)]);
    noteReceiveOnly(queue.db, queue.clock, 'b', true);
    answer(phone(2), SIM_B);
    await wait(MINUTE);
    expect([...a.tried, ...b.tried].map(({ to }) => to)).toEqual([phone(1)]);
    noteReceiveOnly(queue.db, queue.clock, 'b', false);
    await wait(3 * SECOND);
    expect(b.taken()).toEqual([phone(1), phone(2)]);
  });

  test('do not block each other: one that is suspended leaves its texts to the other', async () => {
    const { a, b, queue, answer } = await two(() => '+CMS ERROR: 50');
    for (let n = 1; n <= 5; n += 1) answer(phone(n), SIM_A);
    await wait(20 * SECOND);
    expect(a.tried).toHaveLength(1);
    expect(b.taken().length).toBe(5);
    expect(queue.gateway('b')).toMatchObject({ holdUntilMs: null, suspendedAtMs: null });
    expect(queue.states()).toEqual(Array.from({ length: 5 }, () => 'sent'));
  });

  test('send all parts of a text by the SIM of the first, also when that is away in between', async () => {
    const { a, b, answer } = await two((_, nth) => (nth === 2 ? '+CMS ERROR: 331' : undefined));
    answer(phone(1), SIM_A, LONG);
    await wait(5 * SECOND);
    expect(a.taken()).toHaveLength(1);
    await wait(5 * MINUTE);
    expect(a.taken()).toHaveLength(3);
    expect(b.tried).toEqual([]);
    expect(new Set(a.tried.map(({ pduHex }) => /050003(..)03/.exec(pduHex)?.[1])).size).toBe(1);
  });

  test('have caps of their own', async () => {
    const { a, b, queue } = await two();
    queue.settings({ perDay: 2, urgentReserve: 0 });
    for (let n = 1; n <= 6; n += 1) queue.queue(phone(n));
    await wait(10 * SECOND);
    expect([a.taken().length, b.taken().length]).toEqual([2, 2]);
  });

  test('never send to a number of either', async () => {
    const { a, b, queue } = await two();
    queue.queue('+628113103001');
    await wait(5 * SECOND);
    expect(queue.states()).toEqual(['failed']);
    expect([...a.tried, ...b.tried]).toEqual([]);
    expect(queue.gateway('a')?.suspendedAtMs).toBeNull();
  });
});
