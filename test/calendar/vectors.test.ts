import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  addOpenMinutes,
  type BusinessCalendar,
  beforeDeadline,
  endOfDayAfterDays,
  openMinutesBetween,
  sameTimeAfterDays,
} from '../../db/rules/calendar/businessCalendar.ts';
import { dateAfter, type LocalDate } from '../../db/rules/calendar/calendarDays.ts';
import { calendarOf, WEEK_PRESETS } from '../../db/rules/calendar/officeHours.ts';
import { localDate } from '../../db/rules/zonedTime.ts';

interface Case {
  id: string;
  op: string;
  note?: string;
  start: string;
  end: string;
  deadline: string;
  minutes: number;
  days: number;
  pauses?: [string, string][];
  calendar?: string;
  expect: string;
  expect_minutes: number;
  expect_same_time: string;
  expect_end_of_day: string;
  calendar_days_for_contrast: string;
  utc: string;
}

/** Computed twice by others: an interval walk and a half-minute count. */
const vectors = JSON.parse(readFileSync(new URL('../vectors/sla.json', import.meta.url), 'utf8')) as {
  holidays_2026: { libur_nasional: LocalDate[]; cuti_bersama: LocalDate[] };
  open_minutes_2026: Record<string, number>;
  override_ramadan_example: { from: LocalDate; to: LocalDate };
  cases: Case[];
};

const ZONE = 'Asia/Jakarta';
const { libur_nasional: national, cuti_bersama: collective } = vectors.holidays_2026;
const closures = [...national, ...collective].map((date) => ({ date, name: 'libur' }));
const plain = { timeZone: ZONE, weekly: WEEK_PRESETS.sop.weekly, ranges: [], closures };
const office = calendarOf(plain);
const ramadan = calendarOf({
  ...plain,
  ranges: [{ ...vectors.override_ramadan_example, name: 'Ramadan', weekly: WEEK_PRESETS.ramadan.weekly }],
});

const of = (op: string) => vectors.cases.filter((each) => each.op === op);
const ms = (time: string): number => Date.parse(time);
const wib = (atMs: number): string => `${new Date(atMs + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;
const calendarFor = ({ calendar }: Case): BusinessCalendar =>
  calendar === 'override_ramadan_example' ? ramadan : office;
const pausesOf = ({ pauses = [] }: Case) => pauses.map(([from, to]) => ({ fromMs: ms(from), toMs: ms(to) }));

describe('the cases that others computed', () => {
  test.each(of('deadline'))('$id: $minutes open minutes after $start ($note)', (each) => {
    const dueMs = addOpenMinutes(calendarFor(each), ms(each.start), each.minutes, pausesOf(each));
    expect(wib(dueMs)).toBe(each.expect);
  });

  test.each(of('working_days'))('$id: $days days after $start', (each) => {
    const startMs = ms(each.start);
    expect(wib(sameTimeAfterDays(office, startMs, each.days))).toBe(each.expect_same_time);
    expect(wib(endOfDayAfterDays(office, startMs, each.days))).toBe(each.expect_end_of_day);
    const always = { timeZone: ZONE, days: () => ({ intervals: [{ from: 0, to: 1440 }] }) };
    expect(wib(addOpenMinutes(always, startMs, each.days * 1440))).toBe(each.calendar_days_for_contrast);
  });

  test.each(of('elapsed'))('$id: from $start to $end $expect_minutes minutes count ($note)', (each) => {
    expect(openMinutesBetween(office, ms(each.start), ms(each.end), pausesOf(each))).toBe(
      each.expect_minutes,
    );
  });

  test.each(of('before'))('$id: a warning $minutes minutes before $deadline', (each) => {
    expect(wib(beforeDeadline(office, ms(each.deadline), each.minutes))).toBe(each.expect);
  });

  test('H1: a holiday that is decided later moves what had been reckoned', () => {
    const without = calendarOf({
      ...plain,
      closures: closures.filter(({ date }) => date !== '2026-01-16'),
    });
    const startMs = ms('2026-01-15T16:00:00+07:00');
    expect(wib(addOpenMinutes(without, startMs, 120))).toBe('2026-01-16T09:00:00+07:00');
    expect(wib(addOpenMinutes(office, startMs, 120))).toBe('2026-01-17T09:00:00+07:00');
  });

  test.each(of('month_bucket'))('$id: $utc belongs to the month $expect', (each) => {
    expect(localDate(ms(each.utc), ZONE).slice(0, 7)).toBe(each.expect);
  });

  test('every case has been read', () => {
    const read = ['deadline', 'working_days', 'elapsed', 'before', 'month_bucket'].flatMap(of).length;
    expect(read + of('recompute').length).toBe(vectors.cases.length);
  });
});

describe('the open minutes of 2026', () => {
  const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
  const monthStart = (month: number): number =>
    ms(`${month > 12 ? 2027 : 2026}-${String(month > 12 ? 1 : month).padStart(2, '0')}-01T00:00:00+07:00`);

  test.each(MONTHS.map((name, i) => [name, i + 1] as const))('in %s', (name, month) => {
    expect(openMinutesBetween(office, monthStart(month), monthStart(month + 1))).toBe(
      vectors.open_minutes_2026[name],
    );
  });

  test('in the year, on so many days', () => {
    expect(openMinutesBetween(office, monthStart(1), monthStart(13))).toBe(vectors.open_minutes_2026['year']);
    const days = Array.from({ length: 365 }, (_, i) => office.days(dateAfter('2026-01-01', i)));
    expect(days.filter(({ intervals }) => intervals.length > 0)).toHaveLength(
      vectors.open_minutes_2026['open_days'] ?? 0,
    );
  });
});
