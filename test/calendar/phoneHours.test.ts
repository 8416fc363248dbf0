import { expect, test } from 'vitest';
import { phoneCalendar } from '../../db/calendars.ts';
import { phoneHoursText } from '../../db/phoneHours.ts';
import { isOpen } from '../../db/rules/calendar/businessCalendar.ts';
import { readMinutes, showMinutes } from '../../db/rules/calendar/hoursInWords.ts';
import { openOffice, standingClock } from '../support/office.ts';

const at = (text: string): number => Date.parse(`${text}:00+07:00`);
const SITI = '+6281234567890';

test('the telephone is answered in the hours of the SOP', () => {
  const { db } = openOffice();
  expect(phoneHoursText(db, at('2026-01-05T10:00'))).toBe(
    'Sen–Kam 08.00–12.00, 13.00–17.00; Jum 08.00–11.00, 13.00–17.00; Sab 08.00–12.00',
  );
  const open = ['2026-01-05T08:00', '2026-01-09T10:59', '2026-01-09T13:00', '2026-01-10T11:59'];
  const shut = [
    '2026-01-05T12:00',
    '2026-01-05T17:00',
    '2026-01-09T11:00',
    '2026-01-10T12:00',
    '2026-01-11T10:00',
  ];
  expect(open.map((time) => isOpen(phoneCalendar(db), at(time)))).toEqual(open.map(() => true));
  expect(shut.map((time) => isOpen(phoneCalendar(db), at(time)))).toEqual(shut.map(() => false));
});

test('in the week of a holiday the hours leave that day out', () => {
  const { db } = openOffice();
  expect(phoneHoursText(db, at('2026-01-14T10:00'))).toBe(
    'Sen–Kam 08.00–12.00, 13.00–17.00; Sab 08.00–12.00',
  );
  expect(isOpen(phoneCalendar(db), at('2026-01-16T10:00'))).toBe(false);
});

test.each([
  ['in the hours', '2026-01-05T10:00', /maks\. 30 menit/],
  ['in the break', '2026-01-05T12:10', /mulai Sen 05\/01 13\.00\./],
  ['on Saturday afternoon', '2026-01-10T15:00', /mulai Sen 12\/01 08\.00\./],
  ['before a long holiday', '2026-03-17T17:30', /mulai Rab 25\/03 08\.00\./],
])('a complaint %s is told when somebody will read it', (_, time, words) => {
  const office = openOffice(undefined, standingClock(at(time) - 1000));
  office.unit('Disdik', SITI);
  office.says(SITI, 'HELPDESK printer mati');
  expect(office.outbox().at(-1)?.text).toMatch(words);
});

test.each([
  ['8', 480],
  ['8.00', 480],
  ['08:05', 485],
  ['0800', 480],
  ['24.00', 1440],
  ['800', 480],
  ['0', 0],
])('%s is a time of day', (typed, minutes) => {
  expect(readMinutes(typed)).toBe(minutes);
});

test.each(['', '24.01', '25', '8.60', '8.5', 'pagi', '-1'])('%s is none', (typed) => {
  expect(readMinutes(typed)).toBeUndefined();
});

test('a time of day is shown as it is read', () => {
  for (const minutes of [0, 485, 1439, 1440]) expect(readMinutes(showMinutes(minutes))).toBe(minutes);
});
