import { describe, expect, test } from 'vitest';
import { wakeGateway } from '../../db/actions/restGateway.ts';
import { stopGateways } from '../support/gatewayUnderTest.ts';
import { openLine, openQueue, phone, SIM_A, stopSenders, wait } from '../support/sendersUnderTest.ts';
import { useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();
stopSenders();
stopGateways();

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const BAD = '+62000';

const seconds = (times: readonly { atMs: number }[]): number[] =>
  times.slice(1).map(({ atMs }, i) => Math.round((atMs - (times[i]?.atMs ?? 0)) / SECOND));

describe('a number that is always refused', () => {
  test('does not hold up the texts behind it (ERR-01)', async () => {
    const line = await openLine('a', SIM_A, (to) => (to === BAD ? '+CMS ERROR: 38' : undefined));
    const queue = openQueue([line]);
    queue.queue(BAD);
    for (let n = 2; n <= 10; n += 1) queue.queue(phone(n));
    await wait(5 * SECOND);
    expect(line.taken()).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10].map(phone));
    expect(queue.states()[0]).toBe('queued');
    expect(queue.gateway('a')).toMatchObject({ holdUntilMs: null, suspendedAtMs: null });
  });

  test('fails alone when the refusal is permanent (ERR-01)', async () => {
    const line = await openLine('a', SIM_A, (to) => (to === BAD ? '+CMS ERROR: 1' : undefined));
    const queue = openQueue([line]);
    queue.queue(BAD);
    queue.queue(phone(2));
    await wait(5 * SECOND);
    expect(queue.states()).toEqual(['failed', 'sent']);
  });
});

describe('the same refusal for several recipients', () => {
  test('is the network: all wait, longer each time, none is used up, and the first success lets all go (ERR-01)', async () => {
    let up = false;
    const line = await openLine('a', SIM_A, () => (up ? undefined : '+CMS ERROR: 38'));
    const queue = openQueue([line]);
    for (let n = 1; n <= 6; n += 1) queue.queue(phone(n));
    await wait(20 * SECOND);
    expect(line.tried).toHaveLength(3);
    expect(queue.states()).toEqual(Array.from({ length: 6 }, () => 'queued'));
    expect(queue.gateway('a')?.holdReason).toBe('Network out of order');
    await wait(15 * SECOND);
    expect(line.tried).toHaveLength(4);
    await wait(100 * SECOND);
    expect(line.tried).toHaveLength(4);
    up = true;
    await wait(30 * SECOND);
    expect(line.taken()).toHaveLength(6);
    expect(queue.gateway('a')).toMatchObject({ holdUntilMs: null, suspendedAtMs: null });
  });

  test('again and again suspends the SIM with an alarm, and a probe an hour later resumes it', async () => {
    let credit = false;
    const line = await openLine('a', SIM_A, () => (credit ? undefined : '+CMS ERROR: 21'));
    const queue = openQueue([line]);
    for (let n = 1; n <= 8; n += 1) queue.queue(phone(n));
    await wait(MINUTE);
    expect(line.tried).toHaveLength(5);
    expect(queue.gateway('a')?.suspendedAtMs).not.toBeNull();
    expect(queue.openAlarms()).toEqual(['sending_suspended']);
    // What was refused before anybody could know failed; the rest is kept.
    expect(queue.states().filter((state) => state === 'queued')).toHaveLength(4);
    await wait(HOUR);
    expect(line.tried).toHaveLength(6);
    credit = true;
    await wait(HOUR + MINUTE);
    expect(queue.states().filter((state) => state === 'sent')).toHaveLength(4);
    expect(queue.gateway('a')?.suspendedAtMs).toBeNull();
    expect(queue.openAlarms()).toEqual([]);
  });

  test('as a counter that broke after 255 sends holds the SIM and tells a human (DLR-03)', async () => {
    let sent = 0;
    const line = await openLine('a', SIM_A, () => {
      sent += 1;
      return sent > 3 ? '+CMS ERROR: 1' : undefined;
    });
    const queue = openQueue([line]);
    for (let n = 1; n <= 20; n += 1) queue.queue(phone(n));
    await wait(10 * MINUTE);
    expect(line.taken()).toHaveLength(3);
    expect(queue.states().filter((state) => state === 'queued').length).toBeGreaterThanOrEqual(12);
    expect(queue.openAlarms().length + line.under.alarms.length).toBeGreaterThan(0);
  });
});

describe('a modem that refuses before it asks for the message', () => {
  test('with a number of its maker is tried again, later each time (ERR-03)', async () => {
    const line = await openLine('a', SIM_A);
    const queue = openQueue([line]);
    const asked: { atMs: number }[] = [];
    line.modem.add([
      [
        /^AT\+CMGS=\d+\r$/,
        () => {
          asked.push({ atMs: Date.now() });
          return asked.length <= 2 ? '\r\n+CMS ERROR: 512\r\n' : '\r\n> ';
        },
      ],
    ]);
    queue.queue(phone(1));
    await wait(4 * MINUTE);
    expect(queue.states()).toEqual(['sent']);
    expect(asked).toHaveLength(3);
    const [first = 0, second = 0] = seconds(asked);
    expect(first).toBeGreaterThanOrEqual(27);
    expect(first).toBeLessThanOrEqual(34);
    expect(second).toBeGreaterThanOrEqual(108);
    expect(second).toBeLessThanOrEqual(133);
  });

  test.each(['+CMS ERROR: 512', 'ERROR'])(
    'always, with %s, ends as failed after a few tries (ERR-03)',
    async (words) => {
      const line = await openLine('a', SIM_A);
      const queue = openQueue([line]);
      let asked = 0;
      line.modem.add([
        [
          /^AT\+CMGS=\d+\r$/,
          () => {
            asked += 1;
            return `\r\n${words}\r\n`;
          },
        ],
      ]);
      queue.queue(phone(1));
      await wait(2 * HOUR);
      expect(queue.states()).toEqual(['failed']);
      expect(asked).toBe(5);
    },
  );

  test('because it is busy still gets the same message ten seconds later (ERR-03)', async () => {
    const line = await openLine('a', SIM_A, (_, nth) => (nth === 1 ? '+CMS ERROR: 301' : undefined));
    const queue = openQueue([line]);
    queue.queue(phone(1));
    await wait(12 * SECOND);
    expect(queue.states()).toEqual(['sent']);
    expect(seconds(line.tried)).toEqual([10]);
  });

  test('because the last one is still on the air gets both messages through (ERR-04)', async () => {
    const line = await openLine('a', SIM_A);
    const queue = openQueue([line]);
    let lastMs = Number.NEGATIVE_INFINITY;
    line.modem.add([
      [
        /^AT\+CMGS=\d+\r$/,
        () => {
          const busy = Date.now() - lastMs < 2000;
          if (!busy) lastMs = Date.now();
          return busy ? '\r\n+CME ERROR: 515\r\n' : '\r\n> ';
        },
      ],
    ]);
    queue.queue(phone(1));
    queue.queue(phone(2));
    await wait(20 * SECOND);
    expect(queue.states()).toEqual(['sent', 'sent']);
  });
});

test('the form of our own PDU refused is not tried again, and the PDU is in the debug log alone (ERR-02)', async () => {
  const line = await openLine('a', SIM_A, () => '+CMS ERROR: 304');
  const queue = openQueue([line]);
  queue.queue(phone(1));
  await wait(HOUR);
  expect(queue.states()).toEqual(['failed']);
  expect(line.tried).toHaveLength(1);
  const withPdu = queue.log.lines.filter(({ facts }) =>
    JSON.stringify(facts).includes(line.tried[0]?.pduHex ?? '?'),
  );
  expect(withPdu.map(({ level }) => level)).toEqual(['debug']);
});

describe('a network that is not there', () => {
  test('costs no attempt: 30 seconds, 2 minutes, and it goes (LOSS-05)', async () => {
    const line = await openLine('a', SIM_A, (_, nth) => (nth <= 2 ? '+CMS ERROR: 331' : undefined));
    const queue = openQueue([line]);
    queue.queue(phone(1));
    await wait(10 * SECOND);
    expect(queue.parts()[0]).toMatchObject({ state: 'queued', attempts: 0, fault: 'No network service' });
    await wait(3 * MINUTE);
    expect(queue.states()).toEqual(['sent']);
    const [first = 0, second = 0] = seconds(line.tried);
    expect(first).toBeGreaterThanOrEqual(30);
    expect(first).toBeLessThanOrEqual(32);
    expect(second).toBeGreaterThanOrEqual(120);
    expect(second).toBeLessThanOrEqual(122);
  });

  test('and comes back is asked after five seconds, not after its rest', async () => {
    let up = false;
    const line = await openLine('a', SIM_A, () => (up ? undefined : '+CMS ERROR: 331'));
    const queue = openQueue([line]);
    queue.queue(phone(1));
    await wait(40 * SECOND);
    expect(line.tried).toHaveLength(2);
    line.modem.say('\r\n+CREG: 2\r\n');
    await wait(2 * SECOND);
    up = true;
    const backMs = Date.now();
    line.modem.say('\r\n+CREG: 1\r\n');
    await wait(10 * SECOND);
    expect(queue.states()).toEqual(['sent']);
    const tookMs = (line.tried.at(-1)?.atMs ?? 0) - backMs;
    expect(tookMs).toBeGreaterThanOrEqual(5 * SECOND);
    expect(tookMs).toBeLessThanOrEqual(7 * SECOND);
  });
});

test('a SIM that may not send is asked with one message an hour, and nothing is lost', async () => {
  const line = await openLine('a', SIM_A, () => '+CMS ERROR: 50');
  const queue = openQueue([line]);
  for (let n = 1; n <= 4; n += 1) queue.queue(phone(n));
  await wait(2.5 * HOUR);
  expect(line.tried).toHaveLength(3);
  expect(queue.states()).toEqual(Array.from({ length: 4 }, () => 'queued'));
  expect(queue.openAlarms()).toEqual(['sending_suspended']);
});

test('a card that is full is swept, and the message goes (ERR-03)', async () => {
  const line = await openLine('a', SIM_A, (_, nth) => (nth === 1 ? '+CMS ERROR: 322' : undefined));
  const queue = openQueue([line]);
  queue.queue(phone(1));
  const swept = () => line.modem.commands.filter((command) => command === 'AT+CMGL=4').length;
  const before = swept();
  await wait(15 * SECOND);
  expect(swept()).toBeGreaterThan(before);
  expect(queue.states()).toEqual(['sent']);
});

test('a congested network is sent to half as fast, and slowly faster again (QUE-04)', async () => {
  let congested = true;
  const line = await openLine('a', SIM_A, () => (congested ? '+CMS ERROR: 42' : undefined));
  const queue = openQueue([line], { minGapMs: 1000 });
  queue.queue(phone(1));
  queue.queue(phone(2));
  await wait(3 * SECOND);
  expect(line.tried).toHaveLength(2);
  congested = false;
  for (let n = 3; n <= 12; n += 1) queue.queue(phone(n));
  await wait(MINUTE);
  const gaps = line.tried.slice(2, 12).map(({ atMs }, i) => atMs - (line.tried[i + 1]?.atMs ?? 0));
  expect(gaps[0]).toBeGreaterThanOrEqual(2000);
  expect(gaps.at(-1)).toBeLessThan(1300);
});

test('sendings without an answer are not repeated, and more than three in an hour are an alarm (DUP-09)', async () => {
  const line = await openLine('a', SIM_A, () => null, { timing: { sendMs: 20_000 } });
  const queue = openQueue([line]);
  for (let n = 1; n <= 4; n += 1) queue.queue(phone(n));
  await wait(10 * MINUTE);
  expect(queue.states()).toEqual(Array.from({ length: 4 }, () => 'unknown'));
  expect(line.tried).toHaveLength(4);
  expect(queue.openAlarms()).toEqual(['unknown_sends']);
});

test('the next reference hints in the log at what became of a sending without an answer', async () => {
  let silent = false;
  const line = await openLine('a', SIM_A, () => (silent ? null : undefined), { timing: { sendMs: 20_000 } });
  const queue = openQueue([line]);
  queue.queue(phone(1));
  await wait(3 * SECOND);
  silent = true;
  queue.queue(phone(2));
  await wait(MINUTE);
  silent = false;
  queue.queue(phone(3));
  await wait(MINUTE);
  expect(queue.states()).toEqual(['sent', 'unknown', 'sent']);
  expect(queue.log.lines.map(({ message }) => message)).toContain(
    'the numbering goes on: what had no answer probably never left',
  );
});

test('a suspension ends with another SIM, not with a restart', async () => {
  const line = await openLine('a', SIM_A, () => '+CMS ERROR: 50');
  const queue = openQueue([line]);
  queue.queue(phone(1));
  await wait(5 * SECOND);
  expect(queue.gateway('a')?.suspendedAtMs).not.toBeNull();
  await queue.restart();
  expect(queue.gateway('a')?.suspendedAtMs).not.toBeNull();
  wakeGateway(queue.db, queue.clock, 'a', '8962100000000000009');
  expect(queue.gateway('a')).toMatchObject({ suspendedAtMs: null, suspendReason: null, holdUntilMs: null });
});
