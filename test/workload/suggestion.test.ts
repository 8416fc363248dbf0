import { describe, expect, test } from 'vitest';
import { absenceWords } from '../../db/rules/absence.ts';
import {
  type Candidate,
  type PlaceToday,
  type PriorityCounts,
  suggestTechnicians,
} from '../../db/rules/technicianSuggestion.ts';
import { workEstimates } from '../../db/rules/workEstimate.ts';

const NONE: PriorityCounts = { low: 0, normal: 0, high: 0, emergency: 0 };
const candidate = (name: string, change: Partial<Candidate> = {}): Candidate => ({
  id: name.charCodeAt(0),
  name,
  byPriority: NONE,
  pendingByPriority: NONE,
  places: [],
  skills: [],
  absence: undefined,
  ticketsMax: null,
  hasPhone: true,
  ...change,
});
const place = (change: Partial<PlaceToday> = {}): PlaceToday => ({
  ticketId: 99,
  unitId: 1,
  unit: 'RSUD Blambangan',
  district: 'Banyuwangi',
  how: 'there',
  ...change,
});
const needs = { ticketId: 1, unitId: 1, district: 'Banyuwangi', categoryId: 2 };
const order = (candidates: Candidate[]) =>
  suggestTechnicians(candidates, needs).map(({ name, reasons }) => `${name}: ${reasons.join(', ')}`);

describe('whom a ticket is suggested to', () => {
  test('the least laden first, who is on leave last, with the reason (R43)', () => {
    const a = candidate('A', { byPriority: { ...NONE, high: 3 } });
    const b = candidate('B', { byPriority: { ...NONE, low: 1 } });
    const c = candidate('C', { absence: 'cuti s/d 14/01' });
    expect(order([a, b, c])).toEqual(['B: 1 tiket Low', 'A: 3 tiket High', 'C: cuti s/d 14/01, tanpa tiket']);
    expect(suggestTechnicians([a, b, c], needs).map(({ unavailable }) => unavailable)).toEqual([
      undefined,
      undefined,
      'absent',
    ]);
  });

  test('one Emergency weighs more than five Low, and what waits weighs little', () => {
    const urgent = candidate('Urgent', { byPriority: { ...NONE, emergency: 1 } });
    const many = candidate('Many', { byPriority: { ...NONE, low: 5 } });
    const waiting = candidate('Waiting', {
      byPriority: { ...NONE, high: 3 },
      pendingByPriority: { ...NONE, high: 3 },
    });
    expect(order([urgent, many, waiting])).toEqual([
      'Waiting: 3 tiket High (3 ditunda)',
      'Many: 5 tiket Low',
      'Urgent: 1 tiket Emergency',
    ]);
  });

  test.each([
    ['there', 'sedang di RSUD Blambangan'],
    ['going', 'sedang menuju RSUD Blambangan'],
    ['was', 'hari ini sudah di RSUD Blambangan'],
    ['scheduled', 'hari ini dijadwalkan ke RSUD Blambangan'],
    ['assigned', 'ada tiket lain di RSUD Blambangan'],
  ] as const)('who is %s at that SKPD comes before who has as much to do elsewhere', (how, words) => {
    const laden = { byPriority: { ...NONE, normal: 1 } };
    const near = candidate('Near', { ...laden, places: [place({ how })] });
    const far = candidate('Far', laden);
    expect(order([far, near])[0]).toBe(`Near: 1 tiket Normal, ${words}`);
  });

  test('the same kecamatan speaks for somebody, too, but less than the same SKPD', () => {
    const there = candidate('There', { byPriority: { ...NONE, low: 1 }, places: [place()] });
    const around = candidate('Around', {
      places: [place({ unitId: 7, unit: 'Disdik' })],
    });
    expect(order([around, there])).toEqual([
      'There: 1 tiket Low, sedang di RSUD Blambangan',
      'Around: tanpa tiket, hari ini di kecamatan Banyuwangi (Disdik)',
    ]);
  });

  test('who has no number is named as such: no SMS will tell of the ticket', () => {
    expect(order([candidate('Mute', { hasPhone: false })])).toEqual(['Mute: tanpa tiket, tanpa nomor HP']);
  });

  test('the ticket itself leads nobody to its SKPD', () => {
    const own = candidate('Own', { places: [place({ ticketId: 1, how: 'assigned' })] });
    expect(order([own])).toEqual(['Own: tanpa tiket']);
  });

  test('who knows the category comes before who has one Low less', () => {
    const skilled = candidate('Skilled', {
      byPriority: { ...NONE, low: 1 },
      skills: [{ id: 2, name: 'Jaringan/infrastruktur' }],
    });
    expect(order([candidate('Plain'), skilled])).toEqual([
      'Skilled: 1 tiket Low, biasa menangani Jaringan/infrastruktur',
      'Plain: tanpa tiket',
    ]);
  });

  test('who has as many tickets as allowed comes after all others who are there', () => {
    const full = candidate('Full', { byPriority: { ...NONE, low: 2 }, ticketsMax: 2 });
    const laden = candidate('Laden', { byPriority: { ...NONE, emergency: 4 }, ticketsMax: 9 });
    expect(order([full, laden])).toEqual([
      'Laden: 4 tiket Emergency',
      'Full: batas 2 tiket tercapai, 2 tiket Low',
    ]);
  });

  test('a ticket of an unknown SKPD and category is still suggested by load', () => {
    const nowhere = { ticketId: 1, unitId: null, district: null, categoryId: null };
    const near = candidate('Near', { byPriority: { ...NONE, low: 1 }, places: [place({ district: null })] });
    expect(suggestTechnicians([near, candidate('Free')], nowhere).map(({ name }) => name)).toEqual([
      'Free',
      'Near',
    ]);
  });
});

describe('how long work is likely to take', () => {
  const visits = (categoryId: number, minutes: number[]) =>
    minutes.map((each) => ({ categoryId, minutes: each }));

  test('an hour while the office has no figures of its own', () => {
    expect(workEstimates([])(3)).toBe(60);
    expect(workEstimates(visits(3, [10, 10, 10, 10]))(3)).toBe(60);
  });

  test('the median of the category, else of all visits; what went on overnight counts as a day', () => {
    const minutesOf = workEstimates([...visits(1, [20, 30, 40, 50, 60]), ...visits(2, [900, 700, 800])]);
    expect(minutesOf(1)).toBe(40);
    expect(minutesOf(2)).toBe(55);
    expect(workEstimates(visits(2, [900, 900, 900, 900, 900]))(2)).toBe(480);
  });
});

test.each([
  ['2026-01-05', '2026-01-14', 'cuti s/d 14/01'],
  ['2026-01-08', '2026-01-09', 'cuti 08/01–09/01'],
  ['2026-01-08', '2026-01-08', 'cuti 08/01'],
  ['2025-12-30', '2027-01-02', 'cuti s/d 02/01/2027'],
])('an absence from %s to %s is called "%s"', (fromDate, toDate, words) => {
  expect(absenceWords({ kind: 'leave', fromDate, toDate }, '2026-01-05')).toBe(words);
});
