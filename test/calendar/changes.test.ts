import { describe, expect, test } from 'vitest';
import { changeOfficeHours } from '../../db/actions/changeOfficeHours.ts';
import { confirmDrafts, discardDrafts, draftNextYear } from '../../db/actions/draftHolidays.ts';
import { importClosures } from '../../db/actions/importClosures.ts';
import { addClosure, changeClosure, removeClosure } from '../../db/actions/saveClosure.ts';
import { addHoursRange, changeHoursRange, removeHoursRange } from '../../db/actions/saveHoursRange.ts';
import { undoCalendarChange } from '../../db/actions/undoCalendarChange.ts';
import { calendarVersion, emergencyCalendar, phoneCalendar, serviceCalendar } from '../../db/calendars.ts';
import { closuresOfYear } from '../../db/closuresOfYear.ts';
import { holidayWarning } from '../../db/queries/holidayWarning.ts';
import { officeCalendar } from '../../db/queries/officeCalendar.ts';
import { addOpenMinutes, isOpen } from '../../db/rules/calendar/businessCalendar.ts';
import { CALENDAR_DEFAULTS } from '../../db/rules/calendar/calendarSettings.ts';
import type { OfficeClosure } from '../../db/rules/calendar/closure.ts';
import { WEEK_PRESETS } from '../../db/rules/calendar/officeHours.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { deadlines } from '../../db/schema/deadlines.ts';
import { openOffice, standingClock } from '../support/office.ts';

const at = (text: string): number => Date.parse(`${text}:00+07:00`);
const wib = (ms: number): string => new Date(ms + 7 * 3_600_000).toISOString().slice(0, 16);
const holiday = (changes: Partial<OfficeClosure> = {}): OfficeClosure => ({
  date: '2026-01-06',
  name: 'Hari jadi kabupaten',
  kind: 'local',
  state: 'fixed',
  source: null,
  appliesTo: 'all',
  closed: null,
  ...changes,
});
const ramadan = {
  name: 'Ramadan',
  from: '2026-02-19',
  to: '2026-03-17',
  weekly: WEEK_PRESETS.ramadan.weekly,
};

function openCalendarOffice() {
  const office = openOffice();
  const rina = office.admin();
  const { db, clock } = office;
  return {
    ...office,
    rina,
    view: () => officeCalendar(db, rina, 2026),
    version: () => calendarVersion(db),
    open: (time: string) => isOpen(serviceCalendar(db), at(time)),
    add: (changes: Partial<OfficeClosure> = {}) => addClosure(db, clock, rina, holiday(changes)),
    idOf: (name: string) => closuresOfYear(db, 2026).find((closure) => closure.name === name)?.id ?? 0,
  };
}

describe('the calendar of a new office', () => {
  test('has the 17 holidays and 8 days of collective leave of 2026 with their source (R10)', () => {
    const closures = closuresOfYear(openCalendarOffice().db, 2026);
    expect(closures.filter(({ kind }) => kind === 'national')).toHaveLength(17);
    expect(closures.filter(({ kind }) => kind === 'collective')).toHaveLength(8);
    expect(new Set(closures.map(({ source }) => source))).toEqual(new Set(['SKB 1497/2025, 2/2025, 5/2025']));
    expect(closures.every(({ state, closed }) => state === 'fixed' && closed === null)).toBe(true);
  });

  test('takes a text of Tuesday before Idul Fitri to Wednesday after it (R10)', () => {
    const { db } = openCalendarOffice();
    expect(wib(addOpenMinutes(serviceCalendar(db), at('2026-03-17T16:50'), 30))).toBe('2026-03-25T08:20');
  });

  test('has no hours of its own for an Emergency until somebody wants them', () => {
    expect(emergencyCalendar(openCalendarOffice().db)).toBeNull();
  });
});

describe('a closure', () => {
  test('of some hours leaves the others open', () => {
    const office = openCalendarOffice();
    office.add({ name: 'Misa Natal', date: '2026-12-23', closed: { from: 720, to: 1440 } });
    expect(office.open('2026-12-23T11:59')).toBe(true);
    expect(office.open('2026-12-23T14:00')).toBe(false);
  });

  test('of the telephone leaves the clocks running, and the other way round', () => {
    const office = openCalendarOffice();
    office.add({ appliesTo: 'phone' });
    expect(office.open('2026-01-06T10:00')).toBe(true);
    expect(isOpen(phoneCalendar(office.db), at('2026-01-06T10:00'))).toBe(false);
    office.add({ appliesTo: 'service', date: '2026-01-07' });
    expect(office.open('2026-01-07T10:00')).toBe(false);
    expect(isOpen(phoneCalendar(office.db), at('2026-01-07T10:00'))).toBe(true);
  });

  test('that is a guess closes nothing until somebody confirms it', () => {
    const office = openCalendarOffice();
    office.add({ state: 'draft' });
    expect(office.open('2026-01-06T10:00')).toBe(true);
    confirmDrafts(office.db, office.clock, office.rina, {
      ids: [office.idOf('Hari jadi kabupaten')],
      source: 'SK Bupati 7/2026',
    });
    expect(office.open('2026-01-06T10:00')).toBe(false);
  });

  test.each([
    [{ date: '2026-02-31' }, 'Tanggal ini tidak ada di kalender.'],
    [{ name: ' ' }, 'Nama hari libur belum diisi.'],
    [{ closed: { from: 720, to: 720 } }, 'jam mulai 12.00 harus sebelum jam selesai 12.00.'],
    [{ date: '2026-01-01', name: 'Tahun Baru 2026 Masehi' }, 'sudah ada dalam daftar.'],
  ])('like %j is refused, and nothing is kept', (changes, words) => {
    const office = openCalendarOffice();
    const before = office.version();
    expect(() => office.add(changes)).toThrow(words);
    expect(office.version()).toBe(before);
  });

  test('is changed and removed, each of which is told and can be undone', () => {
    const office = openCalendarOffice();
    const { db, clock, rina } = office;
    const name = 'Isra Mikraj Nabi Muhammad S.A.W.';
    const id = office.idOf(name);
    const seenChangeId = office.view().newestChangeId;
    const changed = changeClosure(db, clock, rina, {
      ...holiday({ date: '2026-01-19', name, kind: 'national' }),
      id,
      seenChangeId,
    });
    expect(office.open('2026-01-16T10:00')).toBe(true);
    expect(office.view().changes[0]).toMatchObject({
      by: 'Rina',
      what: `19/01/2026 ${name} diubah`,
      undoable: true,
    });
    undoCalendarChange(db, clock, rina, changed ?? 0);
    expect(office.open('2026-01-16T10:00')).toBe(false);
    const removed = removeClosure(db, clock, rina, id);
    expect(office.open('2026-01-16T10:00')).toBe(true);
    undoCalendarChange(db, clock, rina, removed ?? 0);
    expect(office.idOf(name)).toBe(id);
    expect(office.view().closures.find((closure) => closure.id === id)?.source).toBe(
      'SKB 1497/2025, 2/2025, 5/2025',
    );
  });
});

describe('undoing', () => {
  test('is refused when the row was changed since', () => {
    const office = openCalendarOffice();
    const { db, clock, rina } = office;
    const added = office.add();
    const id = office.idOf('Hari jadi kabupaten');
    changeClosure(db, clock, rina, {
      ...holiday({ date: '2026-01-08' }),
      id,
      seenChangeId: office.view().newestChangeId,
    });
    expect(() => undoCalendarChange(db, clock, rina, added ?? 0)).toThrow('sudah diubah sesudahnya');
    expect(office.view().changes.find((change) => change.id === added)?.undoable).toBe(false);
  });

  test('of a removal is refused when the same holiday was written down again', () => {
    const office = openCalendarOffice();
    const { db, clock, rina } = office;
    office.add();
    const removed = removeClosure(db, clock, rina, office.idOf('Hari jadi kabupaten'));
    office.add();
    expect(() => undoCalendarChange(db, clock, rina, removed ?? 0)).toThrow('sudah diubah sesudahnya');
    expect(office.view().closures.filter(({ name }) => name === 'Hari jadi kabupaten')).toHaveLength(1);
  });

  test('can be undone itself', () => {
    const office = openCalendarOffice();
    const { db, clock, rina } = office;
    const added = office.add();
    const undone = undoCalendarChange(db, clock, rina, added ?? 0);
    expect(office.open('2026-01-06T10:00')).toBe(true);
    undoCalendarChange(db, clock, rina, undone ?? 0);
    expect(office.open('2026-01-06T10:00')).toBe(false);
  });
});

describe('the hours of the week', () => {
  test('follow the presets, and what changed is told', () => {
    const office = openCalendarOffice();
    const { db, clock, rina } = office;
    const wanted = { ...CALENDAR_DEFAULTS, weekly: WEEK_PRESETS.perpres.weekly, emergencyAllHours: true };
    changeOfficeHours(db, clock, rina, wanted, 0);
    expect(office.open('2026-01-05T07:30')).toBe(true);
    expect(office.open('2026-01-10T09:00')).toBe(false);
    expect(
      wib(addOpenMinutes(emergencyCalendar(db) ?? serviceCalendar(db), at('2026-01-05T23:30'), 120)),
    ).toBe('2026-01-06T01:30');
    expect(office.view().changes[0]?.what).toBe(
      'Jam layanan menjadi Sen–Kam 07.30–12.00, 13.00–16.00; Jum 07.30–11.30, 13.00–16.30 (37,5 jam seminggu); Emergency dihitung 24 jam',
    );
  });

  test('decide whether collective leave closes the help desk', () => {
    const office = openCalendarOffice();
    expect(office.open('2026-12-24T10:00')).toBe(false);
    changeOfficeHours(
      office.db,
      office.clock,
      office.rina,
      { ...CALENDAR_DEFAULTS, collectiveCloses: false },
      0,
    );
    expect(office.open('2026-12-24T10:00')).toBe(true);
    expect(office.open('2026-12-25T10:00')).toBe(false);
  });

  test.each([
    [
      'overlap',
      [
        { from: 480, to: 720 },
        { from: 700, to: 1020 },
      ],
      '11.40–17.00 bertumpuk dengan 08.00–12.00',
    ],
    ['end before they begin', [{ from: 720, to: 480 }], 'jam mulai 12.00 harus sebelum jam selesai 08.00'],
    ['end after the day', [{ from: 720, to: 1441 }], 'jam harus antara 00.00 dan 24.00'],
    [
      'run backwards',
      [
        { from: 780, to: 1020 },
        { from: 480, to: 720 },
      ],
      '08.00–12.00 bertumpuk dengan 13.00–17.00 atau mendahuluinya',
    ],
  ])('are refused when they %s', (_, monday, words) => {
    const office = openCalendarOffice();
    const weekly = [monday, ...WEEK_PRESETS.sop.weekly.slice(1)];
    expect(() =>
      changeOfficeHours(office.db, office.clock, office.rina, { ...CALENDAR_DEFAULTS, weekly }, 0),
    ).toThrow(`Senin: ${words}`);
  });

  test('that would never open are refused', () => {
    const office = openCalendarOffice();
    const weekly = WEEK_PRESETS.sop.weekly.map(() => []);
    expect(() =>
      changeOfficeHours(office.db, office.clock, office.rina, { ...CALENDAR_DEFAULTS, weekly }, 0),
    ).toThrow('Paling sedikit satu hari harus buka.');
  });

  test('that somebody else has changed meanwhile are not written over unseen', () => {
    const office = openCalendarOffice();
    const { db, clock, rina } = office;
    const sari = office.admin('Sari');
    const seen = office.view().newestChangeId;
    changeOfficeHours(db, clock, rina, { ...CALENDAR_DEFAULTS, collectiveCloses: false }, seen);
    const wanted = { ...CALENDAR_DEFAULTS, emergencyAllHours: true };
    expect(() => changeOfficeHours(db, clock, sari, wanted, seen)).toThrow(
      'Rina baru saja mengubah kalender pukul 10.00: Cuti bersama tidak menutup Help Desk.',
    );
    expect(office.view().settings).toEqual({ ...CALENDAR_DEFAULTS, collectiveCloses: false });
  });

  test('saved as they were change nothing', () => {
    const office = openCalendarOffice();
    const before = office.version();
    expect(changeOfficeHours(office.db, office.clock, office.rina, CALENDAR_DEFAULTS, 0)).toBeUndefined();
    expect(office.version()).toBe(before);
  });
});

describe('a range', () => {
  test('replaces the hours of its dates, both included', () => {
    const office = openCalendarOffice();
    addHoursRange(office.db, office.clock, office.rina, ramadan);
    expect(office.open('2026-02-18T15:30')).toBe(true);
    expect(office.open('2026-02-19T15:30')).toBe(false);
    expect(office.open('2026-03-17T15:30')).toBe(false);
    expect(office.open('2026-03-17T12:45')).toBe(true);
  });

  test('is changed, removed, and brought back', () => {
    const office = openCalendarOffice();
    const { db, clock, rina } = office;
    addHoursRange(db, clock, rina, ramadan);
    const [range] = office.view().ranges;
    const id = range?.id ?? 0;
    const seenChangeId = office.view().newestChangeId;
    changeHoursRange(db, clock, rina, { ...ramadan, from: '2026-02-20', id, seenChangeId });
    expect(office.open('2026-02-19T15:30')).toBe(true);
    const removed = removeHoursRange(db, clock, rina, id);
    expect(office.view().ranges).toEqual([]);
    undoCalendarChange(db, clock, rina, removed ?? 0);
    expect(office.view().ranges).toEqual([{ ...ramadan, from: '2026-02-20', id }]);
  });

  test.each([
    [{ from: '2026-03-18' }, 'Tanggal akhir 17/03/2026 sebelum tanggal mulai 18/03/2026.'],
    [{ to: '2026-02-30' }, 'Tanggal rentang ini tidak ada di kalender.'],
    [{ name: '' }, 'Nama rentang belum diisi'],
  ])('like %j is refused', (changes, words) => {
    const { db, clock, rina } = openCalendarOffice();
    expect(() => addHoursRange(db, clock, rina, { ...ramadan, ...changes })).toThrow(words);
  });

  test('over the dates of another is refused, naming both', () => {
    const office = openCalendarOffice();
    const { db, clock, rina } = office;
    addHoursRange(db, clock, rina, ramadan);
    expect(() =>
      addHoursRange(db, clock, rina, {
        ...ramadan,
        name: 'Pindah kantor',
        from: '2026-03-17',
        to: '2026-03-20',
      }),
    ).toThrow(
      'Rentang "Ramadan" (19/02/2026 sampai 17/03/2026) dan "Pindah kantor" (17/03/2026 sampai 20/03/2026) bertumpuk.',
    );
    expect(office.view().ranges).toHaveLength(1);
  });
});

describe('a pasted list', () => {
  test('is taken over whole: new days added, drafts confirmed, known days left', () => {
    const office = openCalendarOffice();
    const { db, clock, rina } = office;
    office.add({ name: 'Perkiraan', date: '2026-07-07', state: 'draft' });
    importClosures(db, clock, rina, {
      text: '1 Januari 2026 Tahun Baru\n7/7/2026 Hari Jadi\n2026-12-09;Pilkada',
      year: 2026,
      source: 'SK Bupati',
    });
    const closures = closuresOfYear(db, 2026);
    expect(closures.filter(({ date }) => date === '2026-01-01')).toHaveLength(1);
    expect(closures.find(({ date }) => date === '2026-07-07')).toMatchObject({
      name: 'Hari Jadi',
      state: 'fixed',
      source: 'SK Bupati',
    });
    expect(closures.find(({ date }) => date === '2026-12-09')).toMatchObject({ kind: 'election' });
  });

  test('with one wrong date is refused with its line, and nothing is half-saved', () => {
    const office = openCalendarOffice();
    const { db, clock, rina } = office;
    const before = office.version();
    expect(() =>
      importClosures(db, clock, rina, {
        text: '7/7/2026 Hari Jadi\n31/02/2026 Salah',
        year: 2026,
        source: '',
      }),
    ).toThrow('Baris 2: tanggal 31/02/2026 tidak ada di kalender. Tidak ada yang disimpan.');
    expect(office.version()).toBe(before);
  });

  test('is undone in one stroke', () => {
    const office = openCalendarOffice();
    const { db, clock, rina } = office;
    const imported = importClosures(db, clock, rina, {
      text: '7/7/2026 A\n8/7/2026 B',
      year: 2026,
      source: '',
    });
    undoCalendarChange(db, clock, rina, imported ?? 0);
    expect(closuresOfYear(db, 2026)).toHaveLength(25);
  });
});

describe('the next year', () => {
  test('is copied as guesses that close nothing, and are confirmed or thrown away', () => {
    const office = openCalendarOffice();
    const { db, clock, rina } = office;
    draftNextYear(db, clock, rina, 2026);
    const drafts = closuresOfYear(db, 2027);
    expect(drafts).toHaveLength(25);
    expect(drafts.every(({ state }) => state === 'draft')).toBe(true);
    expect(office.open('2027-01-01T10:00')).toBe(true);
    const [first, ...rest] = drafts.map(({ id }) => id);
    confirmDrafts(db, clock, rina, { ids: [first ?? 0], source: 'SKB 2026' });
    discardDrafts(db, clock, rina, rest);
    expect(closuresOfYear(db, 2027)).toMatchObject([
      { date: '2027-01-01', state: 'fixed', source: 'SKB 2026' },
    ]);
    expect(office.open('2027-01-01T10:00')).toBe(false);
  });

  test('copied twice is there once', () => {
    const { db, clock, rina } = openCalendarOffice();
    draftNextYear(db, clock, rina, 2026);
    draftNextYear(db, clock, rina, 2026);
    expect(closuresOfYear(db, 2027)).toHaveLength(25);
  });

  test.each([
    ['2026-09-30', undefined],
    ['2026-10-01', { missing: 'holidays', year: 2027, drafts: 0 }],
    ['2027-01-02', { missing: 'holidays', year: 2027, drafts: 0 }],
  ])('without a list is warned of from October on: %s (R10)', (date, warning) => {
    expect(holidayWarning(openCalendarOffice().db, at(`${date}T10:00`))).toEqual(warning);
  });

  test('is warned of while it has only guesses, and no more when the decree is in', () => {
    const office = openCalendarOffice();
    const { db, clock, rina } = office;
    draftNextYear(db, clock, rina, 2026);
    expect(holidayWarning(db, at('2026-11-01T10:00'))).toEqual({
      missing: 'holidays',
      year: 2027,
      drafts: 25,
    });
    importClosures(db, clock, rina, { text: '1 Januari Tahun Baru', year: 2027, source: 'SKB' });
    expect(holidayWarning(db, at('2026-11-01T10:00'))).toBeUndefined();
  });
});

test('a new holiday moves the deadlines of open tickets at once', () => {
  const office = openOffice(undefined, standingClock(at('2026-01-05T16:44')));
  const rina = office.admin();
  office.says('+6281234567890', 'HELPDESK printer mati');
  const replyDue = () =>
    office.db
      .select()
      .from(deadlines)
      .all()
      .find(({ clock }) => clock === 'reply')?.dueAtMs ?? 0;
  const before = replyDue();
  expect(wib(before)).toMatch(/^2026-01-06T08:1/);
  addClosure(office.db, office.clock, rina, holiday());
  expect(replyDue()).toBe(before + 86_400_000);
});

test.each(['technician', 'leader'] as const)('a %s changes nothing of the calendar', (role) => {
  const { db, clock, rina } = openCalendarOffice();
  const other: Actor = { ...rina, role };
  const forbidden = 'Peran Anda tidak boleh';
  expect(() => addClosure(db, clock, other, holiday())).toThrow(forbidden);
  expect(() => changeOfficeHours(db, clock, other, CALENDAR_DEFAULTS, 0)).toThrow(forbidden);
  expect(() => addHoursRange(db, clock, other, ramadan)).toThrow(forbidden);
  expect(() => importClosures(db, clock, other, { text: '7/7/2026 A', year: 2026, source: '' })).toThrow(
    forbidden,
  );
  expect(() => draftNextYear(db, clock, other, 2026)).toThrow(forbidden);
  expect(() => undoCalendarChange(db, clock, other, 1)).toThrow(forbidden);
  expect(() => officeCalendar(db, other, 2026)).toThrow(forbidden);
});
