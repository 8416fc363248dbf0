import { describe, expect, test } from 'vitest';
import { watchExpiry } from '../../daemon/jobs/expiry.ts';
import { openOffice } from '../support/office.ts';

const SITI = '+6281234567890';
const BUDI = '+6281234567891';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW_MS = Date.UTC(2026, 2, 2, 1, 15);

/** An office with a clock that people set and one that nobody does, and the job that looks at both. */
function watched(startMs: number) {
  const office = openOffice();
  office.clock.set(startMs);
  let steady = 0;
  const expire = watchExpiry(office.db, office.clock, 'Asia/Jakarta', () => steady);
  return {
    ...office,
    expire,
    /** Time goes by. */
    pass(ms: number) {
      office.clock.pass(ms);
      steady += ms;
    },
    states: () => office.parts().map((part) => part.state),
  };
}

describe('a clock that is set', () => {
  test.each([
    ['from 1970 to now', 60_000, NOW_MS],
    ['from the weekend to now', NOW_MS - 2.5 * DAY, NOW_MS],
    ['56 years ahead', NOW_MS, NOW_MS + 56 * 365 * DAY],
    ['back by an hour', NOW_MS, NOW_MS - HOUR],
    ['back from 56 years ahead', NOW_MS + 56 * 365 * DAY, NOW_MS],
  ])('%s ends nothing that waits, and its time later it ends', (_, before, after) => {
    const office = watched(before);
    office.says(SITI, 'HELPDESK printer rusak');
    office.pass(MINUTE);
    office.clock.set(after);
    expect(office.expire()).toBe(0);
    office.says(BUDI, 'HELPDESK internet mati');
    office.pass(5 * HOUR);
    expect(office.expire()).toBe(0);
    expect(office.states()).toEqual(['queued', 'queued']);
    office.pass(20 * HOUR);
    office.expire();
    expect(office.states()).toEqual(['expired', 'expired']);
  });

  test('does not make a text wait for years after a refusal', () => {
    const office = watched(NOW_MS + 56 * 365 * DAY);
    office.says(SITI, 'HELPDESK printer rusak');
    office.transmit({ kind: 'notSent', fault: { class: 'transient-retry', text: 'CMS 500' } });
    expect(office.transmit()).toBeUndefined();
    office.clock.set(NOW_MS);
    expect(office.transmit()?.recipient).toBe(SITI);
  });
});

test('what waited while the program was off for days is ended before anything is sent', () => {
  const office = openOffice();
  office.says(SITI, 'HELPDESK printer rusak');
  office.clock.pass(3 * DAY);
  watchExpiry(office.db, office.clock, 'Asia/Jakarta')();
  expect(office.transmit()).toBeUndefined();
  expect(office.parts().map((part) => part.state)).toEqual(['expired']);
});

test('a leap that the database could not note is noted the next time', () => {
  const office = watched(60_000);
  office.says(SITI, 'HELPDESK printer rusak');
  office.clock.set(NOW_MS);
  office.db.$client.exec(
    "CREATE TRIGGER full BEFORE UPDATE ON outbound_texts BEGIN SELECT RAISE(ABORT, 'disk full'); END",
  );
  expect(office.expire).toThrow('disk full');
  office.db.$client.exec('DROP TRIGGER full');
  office.says(BUDI, 'HELPDESK internet mati');
  expect(office.expire()).toBe(0);
  expect(office.states()).toEqual(['queued', 'queued']);
});
