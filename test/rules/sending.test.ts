import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overtakenBy, ttlMs } from '../../db/rules/messageKind.ts';
import { RETRY_MAX_MS, retryDelayMs, type SendingFault } from '../../db/rules/retry.ts';
import { allowance } from '../../db/rules/sendingCaps.ts';
import {
  checkSendingSettings,
  readSendingSettings,
  SENDING_DEFAULTS,
} from '../../db/rules/sendingSettings.ts';
import { sendOrder } from '../../db/rules/sendOrder.ts';
import { isWindowOpen, nextWindowMs, type SendWindow } from '../../db/rules/sendWindow.ts';
import { type PastAttempt, restAfter } from '../../db/rules/simRest.ts';

const ZONE = 'Asia/Jakarta';
const MINUTE = 60_000;
/** Of March 2026, whose 2nd is a Monday, WIB. */
const wib = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 2, day, hour - 7, minute);

describe('send windows', () => {
  const office: SendWindow[] = [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '16:00' }];
  const night: SendWindow[] = [{ days: [5], from: '20:00', to: '06:00' }];

  test.each([
    ['Friday 15.59', office, wib(6, 15, 59), true],
    ['Friday 16.00', office, wib(6, 16), false],
    ['Saturday noon', office, wib(7, 12), false],
    ['Monday 08.00', office, wib(9, 8), true],
    ['Friday 20.00, overnight', night, wib(6, 20), true],
    ['Saturday 05.59, overnight from Friday', night, wib(7, 5, 59), true],
    ['Saturday 06.00, overnight from Friday', night, wib(7, 6), false],
    ['Friday 05.00, overnight from Friday', night, wib(6, 5), false],
    ['any time without windows', [], wib(7, 3), true],
  ])('%s (QUE-05)', (_, windows, atMs, open) => {
    expect(isWindowOpen(windows, atMs, ZONE)).toBe(open);
  });

  test.each([
    ['Friday 16.05 waits until Monday 08.00', office, wib(6, 16, 5), wib(9, 8)],
    ['Monday 07.00 waits an hour', office, wib(2, 7), wib(2, 8)],
    ['Saturday 06.00 waits until Friday 20.00', night, wib(7, 6), wib(13, 20)],
    ['an open one does not wait', office, wib(2, 9), wib(2, 9)],
  ])('%s (QUE-05)', (_, windows, atMs, opensMs) => {
    expect(nextWindowMs(windows, atMs, ZONE)).toBe(opensMs);
  });

  test('whatever the window, the next opening is open and in the future', () => {
    const clock = fc.integer({ min: 0, max: 1439 }).map((m) => {
      const two = (n: number): string => String(n).padStart(2, '0');
      return `${two(Math.floor(m / 60))}:${two(m % 60)}`;
    });
    const window = fc
      .record({
        days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        from: clock,
        to: clock,
      })
      .filter(({ from, to }) => from !== to);
    fc.assert(
      fc.property(
        fc.array(window, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 20_000 }),
        (windows, m) => {
          const atMs = wib(2, 0) + m * MINUTE;
          const next = nextWindowMs(windows, atMs, ZONE);
          expect(next).toBeGreaterThanOrEqual(atMs);
          expect(isWindowOpen(windows, next, ZONE)).toBe(true);
        },
      ),
    );
  });
});

describe('sending settings', () => {
  test.each([
    undefined,
    '',
    'null',
    '[]',
    '{',
    '{"perDay":-1,"minGapMs":"x","windows":[{}]}',
    '{"toString":1,"__proto__":2}',
  ])('that read %j are the defaults', (stored) => {
    expect(readSendingSettings(stored)).toEqual(SENDING_DEFAULTS);
  });

  test('that are sound are kept beside broken ones', () => {
    expect(readSendingSettings('{"perDay":100,"perHour":0,"unknown":1}')).toEqual({
      ...SENDING_DEFAULTS,
      perDay: 100,
    });
  });

  test.each([
    [{ perDay: 0 }, 'Batas per hari'],
    [{ minGapMs: -1 }, 'Jeda'],
    [{ urgentReserve: 60 }, 'Cadangan'],
    [{ windows: [{ days: [8], from: '08:00', to: '16:00' }] }, 'Jam kirim'],
    [{ windows: [{ days: [1], from: '08:00', to: '08:00' }] }, 'Jam kirim'],
  ])('%j are refused in words', (some, words) => {
    expect(() => checkSendingSettings({ ...SENDING_DEFAULTS, ...some })).toThrow(words);
  });
});

describe('caps', () => {
  const none = { perMinute: null, perHour: null, perDay: null, urgentReserve: 10 };
  test.each([
    [none, { minute: 1000, hour: 1000, day: 1000 }, 'any'],
    [{ ...none, perDay: 100 }, { minute: 1, hour: 1, day: 89 }, 'any'],
    [{ ...none, perDay: 100 }, { minute: 1, hour: 1, day: 90 }, 'urgent'],
    [{ ...none, perDay: 100 }, { minute: 1, hour: 1, day: 100 }, 'none'],
    [{ ...none, perHour: 1 }, { minute: 0, hour: 0, day: 0 }, 'any'],
    [{ ...none, perMinute: 5, perDay: 100 }, { minute: 5, hour: 5, day: 95 }, 'none'],
  ])('%j with %j sent allow %s (QUE-04)', (caps, sent, may) => {
    expect(allowance(caps, sent)).toBe(may);
  });
});

describe('retries', () => {
  const fault = (sub: string, code?: number): SendingFault => ({
    class: 'transient-retry',
    sub,
    code,
    text: 'x',
  });
  const waits = (of: SendingFault): (number | undefined)[] =>
    [1, 2, 3, 4, 5, 6].map((n) => {
      const waitMs = retryDelayMs(of, n);
      return waitMs === undefined ? undefined : waitMs / 1000;
    });

  test.each([
    ['a network fault', fault('network', 41), [30, 120, 600, 1800, 3600, 3600]],
    ['congestion', fault('network', 42), [60, 300, 900, 3600, 3600, 3600]],
    ['a busy modem', fault('modem-busy'), [10, 10, 10, 10, 10, 10]],
    ['a phone that is off', fault('destination', 27), [900, 3600, 14_400, undefined, undefined, undefined]],
    ['a number of the maker', fault('vendor', 512), [30, 120, 600, 1800, undefined, undefined]],
    ['a lost modem', fault('link'), [5, 30, 120, 600, 1800, 3600]],
  ])('after %s come by its plan (LOSS-05)', (_, of, expected) => {
    expect(waits(of)).toEqual(expected);
  });

  test('whatever the fault, no wait is longer than the longest', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (sub, n, luck) => {
          const waitMs = retryDelayMs(fault(sub), n, luck) ?? 0;
          expect(waitMs).toBeGreaterThanOrEqual(0);
          expect(waitMs).toBeLessThanOrEqual(RETRY_MAX_MS);
        },
      ),
    );
  });
});

describe('the health of a SIM', () => {
  const refusal = (to: string, fault: Partial<SendingFault>, agoMs = 0): PastAttempt => ({
    recipient: to,
    atMs: 10_000_000 - agoMs,
    end: 'notSent',
    fault: { class: 'transient-retry', sub: 'network', code: 38, text: 'x', ...fault },
  });
  const sent: PastAttempt = { recipient: 'z', atMs: 10_000_000, end: 'sent', fault: undefined };
  const many = (n: number, fault: Partial<SendingFault>): PastAttempt[] =>
    Array.from({ length: n }, (_, i) => refusal(`r${i}`, fault));

  test('is not doubted for one recipient, however often, nor for two', () => {
    expect(restAfter(Array.from({ length: 9 }, () => refusal('a', {})))).toBeUndefined();
    expect(restAfter([refusal('a', {}), refusal('b', {}), refusal('a', {})])).toBeUndefined();
  });

  test('three recipients in a row are the network, a success between them ends the row (ERR-01)', () => {
    expect(restAfter(many(3, {}))).toMatchObject({ ms: 30_000, suspended: false, cause: 'network' });
    expect(restAfter([...many(2, {}), sent, ...many(3, {})])).toBeUndefined();
  });

  test('rests longer each time up to an hour, and a human is told from the fifth on', () => {
    const rests = [3, 4, 5, 6, 7, 12].map((n) => restAfter(many(n, {})));
    expect(rests.map((rest) => (rest?.ms ?? 0) / 1000)).toEqual([30, 120, 600, 1800, 3600, 3600]);
    expect(rests.map((rest) => rest?.suspended)).toEqual([false, false, true, true, true, true]);
  });

  test('five permanent refusals for different numbers hold it, whatever their codes', () => {
    const codes = [1, 3, 195, 21, 1];
    const attempts = codes.map((code, i) => refusal(`r${i}`, { class: 'permanent', sub: 'rejected', code }));
    expect(restAfter(attempts)).toMatchObject({ suspended: true, cause: 'refusals' });
    expect(restAfter(attempts.slice(1))).toBeUndefined();
  });

  test('a busy or lost modem, a full card and a phone that is off say nothing of it', () => {
    for (const sub of ['modem-busy', 'link', 'local-storage', 'destination'])
      expect(restAfter(many(10, { sub }))).toBeUndefined();
  });

  test('what was refused many hours ago says nothing of now', () => {
    expect(
      restAfter([refusal('a', {}), refusal('b', {}, 4 * 3_600_000), refusal('c', {}, 5 * 3_600_000)]),
    ).toBeUndefined();
  });
});

describe('turns', () => {
  const turn = (
    kind: Parameters<typeof sendOrder>[0]['kind'],
    messageId: number,
    urgent = false,
    byHuman = kind === 'reply',
  ) => sendOrder({ kind, urgent, byHuman, messageId });

  test('answers, then news of an Emergency, then assignments, acknowledgements, notices (DESIGN 25)', () => {
    const order = [
      turn('reply', 900, true),
      turn('reply', 800),
      turn('assignment', 700, true),
      turn('assignment', 500),
      turn('acknowledgement', 500),
      turn('solved', 500),
    ];
    expect([...order].sort((a, b) => a - b)).toEqual(order);
  });

  test('a notice is overtaken by so many acknowledgements and no more', () => {
    expect(turn('solved', 1)).toBeGreaterThan(turn('acknowledgement', 150));
    expect(turn('solved', 1)).toBeLessThan(turn('acknowledgement', 400));
  });
});

test('what a human wrote is never overtaken, and outlives what the program says by itself', () => {
  expect(overtakenBy('reply')).toEqual([]);
  expect(ttlMs('acknowledgement')).toBeLessThan(ttlMs('reply'));
});
