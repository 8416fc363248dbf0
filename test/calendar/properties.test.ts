import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  addOpenMinutes,
  type BusinessCalendar,
  beforeDeadline,
  endOfDayAfterDays,
  isOpen,
  nextOpening,
  openMinutesBetween,
  openSegments,
  opensAgain,
  type Pause,
  sameTimeAfterDays,
} from '../../db/rules/calendar/businessCalendar.ts';
import { dateAfter, instantOf } from '../../db/rules/calendar/calendarDays.ts';
import { ALL_HOURS, calendarOf, WEEK_PRESETS } from '../../db/rules/calendar/officeHours.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Monday 5 January 2026, 00.00 WIB. */
const MONDAY_MS = Date.UTC(2026, 0, 4, 17);

const minuteOfDay = fc.integer({ min: 0, max: 1440 });
const intervals = fc
  .uniqueArray(minuteOfDay, { maxLength: 6 })
  .map((edges) => edges.sort((a, b) => a - b))
  .map((edges) =>
    edges.flatMap((from, i) => (i % 2 === 0 && edges[i + 1] ? [{ from, to: edges[i + 1] ?? 0 }] : [])),
  );
const week = fc.array(intervals, { minLength: 7, maxLength: 7 });
const date = fc.integer({ min: 0, max: 40 }).map((days) => dateAfter('2026-01-05', days));
const closure = fc.record(
  {
    date,
    name: fc.constant('tutup'),
    closed: fc
      .uniqueArray(minuteOfDay, { minLength: 2, maxLength: 2 })
      .map(([a = 0, b = 0]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
  },
  { requiredKeys: ['date', 'name'] },
);
const calendar = fc
  .record({
    weekly: week,
    ranges: fc.array(
      fc
        .record({ from: date, length: fc.integer({ min: 0, max: 20 }), weekly: week })
        .map(({ from, length, weekly }) => ({ name: 'lain', from, to: dateAfter(from, length), weekly })),
      { maxLength: 2 },
    ),
    closures: fc.array(closure, { maxLength: 8 }),
  })
  .map((hours) => calendarOf({ timeZone: 'Asia/Jakarta', ...hours }));
const minute = fc.integer({ min: 0, max: 14 * 1440 }).map((minutes) => MONDAY_MS + minutes * MINUTE_MS);
const pauses = fc.array(
  fc
    .record({ fromMs: minute, length: fc.integer({ min: 0, max: 3 * 1440 }) })
    .map(({ fromMs, length }): Pause => ({ fromMs, toMs: fromMs + length * MINUTE_MS })),
  { maxLength: 4 },
);

/** Counts by looking at each minute: what a patient person with a wall clock would do. */
function counts(calendar: BusinessCalendar, atMs: number, pauses: readonly Pause[]): boolean {
  const local = atMs + 7 * 3_600_000;
  const day = new Date(Math.floor(local / DAY_MS) * DAY_MS).toISOString().slice(0, 10);
  const minuteOf = Math.floor((local % DAY_MS) / MINUTE_MS);
  return (
    calendar.days(day).intervals.some(({ from, to }) => from <= minuteOf && minuteOf < to) &&
    !pauses.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < (toMs ?? Number.POSITIVE_INFINITY))
  );
}

test('a deadline is where a count of minute after minute puts it', () => {
  fc.assert(
    fc.property(
      calendar,
      minute,
      fc.integer({ min: 1, max: 900 }),
      pauses,
      (hours, startMs, minutes, standing) => {
        let left = minutes;
        let atMs = startMs;
        const endMs = startMs + 30 * DAY_MS;
        while (left > 0 && atMs < endMs) {
          if (counts(hours, atMs, standing)) left -= 1;
          atMs += MINUTE_MS;
        }
        fc.pre(left === 0);
        expect(addOpenMinutes(hours, startMs, minutes, standing)).toBe(atMs);
      },
    ),
    { numRuns: 300 },
  );
});

test('the minutes between two moments are those that a count finds', () => {
  fc.assert(
    fc.property(calendar, minute, minute, pauses, (hours, a, b, standing) => {
      const [fromMs, toMs] = [Math.min(a, b), Math.max(a, b)];
      let found = 0;
      for (let atMs = fromMs; atMs < toMs; atMs += MINUTE_MS) if (counts(hours, atMs, standing)) found += 1;
      expect(openMinutesBetween(hours, fromMs, toMs, standing)).toBe(found);
    }),
    { numRuns: 300 },
  );
});

test('from the start to a deadline there are exactly the minutes of the target, pauses left out', () => {
  fc.assert(
    fc.property(
      calendar,
      minute,
      fc.integer({ min: 1, max: 3000 }),
      pauses,
      (hours, startMs, minutes, standing) => {
        fc.pre(openMinutesBetween(hours, startMs, startMs + 200 * DAY_MS, standing) >= minutes);
        const dueMs = addOpenMinutes(hours, startMs, minutes, standing);
        expect(openMinutesBetween(hours, startMs, dueMs, standing)).toBe(minutes);
      },
    ),
    { numRuns: 200 },
  );
});

test('a warning lies exactly so many open minutes before its deadline, in open hours', () => {
  fc.assert(
    fc.property(calendar, minute, fc.integer({ min: 1, max: 600 }), (hours, dueMs, minutes) => {
      fc.pre(openMinutesBetween(hours, dueMs - 30 * DAY_MS, dueMs) >= minutes);
      const warnMs = beforeDeadline(hours, dueMs, minutes);
      expect(openMinutesBetween(hours, warnMs, dueMs)).toBe(minutes);
      expect(isOpen(hours, warnMs)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('a target in days ends in an open moment, and a pause never brings it nearer', () => {
  fc.assert(
    fc.property(
      calendar,
      minute,
      fc.integer({ min: 1, max: 6 }),
      pauses,
      (hours, startMs, days, standing) => {
        fc.pre(hours.days('2026-06-01').intervals.length > 0);
        const plainMs = sameTimeAfterDays(hours, startMs, days);
        expect(isOpen(hours, plainMs)).toBe(true);
        expect(sameTimeAfterDays(hours, startMs, days, standing)).toBeGreaterThanOrEqual(plainMs);
      },
    ),
    { numRuns: 200 },
  );
});

const office = calendarOf({
  timeZone: 'Asia/Jakarta',
  weekly: WEEK_PRESETS.sop.weekly,
  ranges: [],
  closures: [{ date: '2026-01-16', name: 'Isra Mikraj' }],
});
const at = (text: string): number => Date.parse(`${text}+07:00`);

// By hand: what a target in days means when the ticket stood still meanwhile.
test.each([
  // Monday 10.00 + 5 days is Saturday 10.00; the pause took 8 open hours: 2 on Saturday, 6 on Monday.
  ['a pause of a day', 5, '2026-01-05T10:00', [['2026-01-06T10:00', '2026-01-07T10:00']], '2026-01-12T15:00'],
  // The pause lies in a break and a night: nothing was lost.
  [
    'a pause in closed hours',
    1,
    '2026-01-05T10:00',
    [['2026-01-05T17:00', '2026-01-06T08:00']],
    '2026-01-06T10:00',
  ],
  // Due Tuesday 10.00 while paused since 09.00: the hour that was left comes after the pause.
  [
    'a pause over the deadline',
    1,
    '2026-01-05T10:00',
    [['2026-01-06T09:00', '2026-01-08T09:00']],
    '2026-01-08T10:00',
  ],
  // Due Saturday 08.00; 29 open hours were left: Tuesday 6, Wednesday 8, Thursday 8, no Friday, Saturday 4, Monday 3.
  [
    'seven days for a part',
    5,
    '2026-01-05T08:00',
    [['2026-01-06T10:00', '2026-01-13T10:00']],
    '2026-01-19T11:00',
  ],
] as const)('a target in days with %s', (_, days, start, standing, due) => {
  const spans = standing.map(([from, to]) => ({ fromMs: at(from), toMs: at(to) }));
  const dueMs = sameTimeAfterDays(office, at(start), days, spans);
  expect(new Date(dueMs + 7 * 3_600_000).toISOString().slice(0, 16)).toBe(due);
});

test('two hours from 23.30 are 01.30 where every hour counts: no minute is lost at midnight (R11)', () => {
  const always = calendarOf({ timeZone: 'Asia/Jakarta', weekly: ALL_HOURS, ranges: [], closures: [] });
  expect(addOpenMinutes(always, at('2026-01-05T23:30'), 120)).toBe(at('2026-01-06T01:30'));
});

test('a calendar that is never open ends the walk instead of never', () => {
  const shut: BusinessCalendar = { timeZone: 'Asia/Jakarta', days: () => ({ intervals: [] }) };
  const startMs = at('2026-01-05T10:00');
  for (const dueMs of [
    addOpenMinutes(shut, startMs, 30),
    sameTimeAfterDays(shut, startMs, 5),
    nextOpening(shut, startMs),
    beforeDeadline(shut, startMs, 15),
  ])
    expect(Number.isFinite(dueMs)).toBe(true);
  expect(opensAgain(shut, startMs)).toBe(false);
  expect(opensAgain(office, startMs)).toBe(true);
});

test('an end that is no time has no days', () => {
  expect(openSegments(office, at('2026-01-05T10:00'), Number.NaN)).toEqual([]);
});

test('a lunch break stands still: half an hour from 11.45 is due at 13.15, with 15 minutes left at 12.30 (R01)', () => {
  const dueMs = addOpenMinutes(office, at('2026-01-05T11:45'), 30);
  expect(dueMs).toBe(at('2026-01-05T13:15'));
  expect(openMinutesBetween(office, at('2026-01-05T12:30'), dueMs)).toBe(15);
  expect(isOpen(office, at('2026-01-05T12:30'))).toBe(false);
  // A warning ten open minutes before it cannot come in the break.
  expect(beforeDeadline(office, dueMs, 10)).toBe(at('2026-01-05T13:05'));
});

test('a deadline explains itself: the minutes of each day, and closed days by name (R09)', () => {
  const days = openSegments(
    office,
    at('2026-01-15T16:30'),
    addOpenMinutes(office, at('2026-01-15T16:30'), 60),
  );
  expect(days).toEqual([
    {
      date: '2026-01-15',
      segments: [{ fromMs: at('2026-01-15T16:30'), toMs: at('2026-01-15T17:00'), minutes: 30 }],
      closedFor: [],
    },
    { date: '2026-01-16', segments: [], closedFor: ['Isra Mikraj'] },
    {
      date: '2026-01-17',
      segments: [{ fromMs: at('2026-01-17T08:00'), toMs: at('2026-01-17T08:30'), minutes: 30 }],
      closedFor: [],
    },
  ]);
});

test.each(['Asia/Jakarta', 'Asia/Jayapura', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe'])(
  'in %s a day of the wall calendar is a day, through summer time as well',
  (timeZone) => {
    const hours = calendarOf({ timeZone, weekly: WEEK_PRESETS.sop.weekly, ranges: [], closures: [] });
    for (let days = 0; days < 366; days += 1) {
      const date = dateAfter('2026-01-01', days);
      const [first] = hours.days(date).intervals;
      if (!first) continue;
      const openMs = nextOpening(hours, instantOf(date, 0, timeZone));
      expect(new Date(openMs).toLocaleString('sv', { timeZone })).toBe(`${date} 08:00:00`);
      expect(openMinutesBetween(hours, openMs, instantOf(dateAfter(date, 1), 0, timeZone))).toBe(
        hours.days(date).intervals.reduce((sum, { from, to }) => sum + to - from, 0),
      );
      const dueMs = sameTimeAfterDays(hours, instantOf(date, 8 * 60 + 30, timeZone), 1);
      expect(new Date(dueMs).toLocaleTimeString('sv', { timeZone })).toBe('08:30:00');
    }
  },
);

describe('on a machine that believes to be in New York', () => {
  beforeAll(() => void vi.stubEnv('TZ', 'America/New_York'));
  afterAll(() => void vi.unstubAllEnvs());

  test('deadlines are those of the office', () => {
    expect(new Date(at('2026-01-15T16:50')).getHours()).toBe(4);
    expect(addOpenMinutes(office, at('2026-01-15T16:50'), 30)).toBe(at('2026-01-17T08:20'));
    expect(sameTimeAfterDays(office, at('2026-01-15T16:50'), 1)).toBe(at('2026-01-19T08:00'));
    expect(endOfDayAfterDays(office, at('2026-01-09T15:00'), 1)).toBe(at('2026-01-10T12:00'));
    expect(beforeDeadline(office, at('2026-01-17T08:20'), 30)).toBe(at('2026-01-15T16:50'));
  });
});
