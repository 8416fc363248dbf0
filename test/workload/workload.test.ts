import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { changeAbsence, recordAbsence, undoAbsence, withdrawAbsence } from '../../db/actions/absence.ts';
import { acceptTicket } from '../../db/actions/acceptTicket.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { pendTicket } from '../../db/actions/pendTicket.ts';
import { reopenTicket } from '../../db/actions/reopenTicket.ts';
import { saveTechnician } from '../../db/actions/saveTechnician.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import { arrive, depart } from '../../db/actions/travel.ts';
import { absenceList } from '../../db/queries/absences.ts';
import { technicianSuggestions, workload } from '../../db/queries/workload.ts';
import type { AbsenceSpan } from '../../db/rules/absence.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { units } from '../../db/schema/people.ts';
import { ticketEvents } from '../../db/schema/tickets.ts';
import { openOffice } from '../support/office.ts';

const SITI = '+6281234567890';
const HADI = '+6281234567891';
const HOUR_MS = 3_600_000;

function openWorkOffice() {
  const office = openOffice();
  const { db, clock } = office;
  const rina = office.admin();
  const [a, b, c] = ['A', 'B', 'C'].map((name, i) =>
    office.technician(`Teknisi${name}`, `+62813111122${i}0`),
  );
  if (!a || !b || !c) throw new Error('three technicians');
  office.unit('RSUD Blambangan', SITI);
  office.unit('Disdik', HADI);
  db.update(units).set({ district: 'Banyuwangi' }).run();
  return {
    ...office,
    rina,
    a,
    b,
    c,
    ticket(from = SITI, priority: 'low' | 'normal' | 'high' | 'emergency' = 'normal', to?: Actor): number {
      office.says(from, `HELPDESK rusak nomor ${office.tickets().length + 1}`);
      const ticketId = office.tickets().at(-1)?.id ?? 0;
      if (priority !== 'normal') setPriority(db, clock, rina, ticketId, priority);
      if (to) assignTicket(db, clock, rina, { ticketId, technicianId: to.userId, seenTechnicianId: null });
      return ticketId;
    },
    away: (who: Actor, fromDate: string, toDate: string, kind: AbsenceSpan['kind'] = 'leave') =>
      recordAbsence(db, clock, rina, { technicianId: who.userId, kind, fromDate, toDate, note: '' }),
    loadOf: (who: Actor) => workload(db, rina, clock.nowMs()).technicians.find(({ id }) => id === who.userId),
    told: (phone: string) =>
      office
        .outbox()
        .filter(({ to }) => to === phone)
        .map(({ text }) => text),
  };
}

let office: ReturnType<typeof openWorkOffice>;
beforeEach(() => {
  office = openWorkOffice();
});

describe('the board', () => {
  test('suggests B, A and the absent C last, and keeps work from C until it is confirmed (R43)', () => {
    const { db, clock, rina, a, b, c } = office;
    for (let i = 0; i < 3; i += 1) office.ticket(SITI, 'high', a);
    office.ticket(SITI, 'low', b);
    office.away(c, '2026-01-02', '2026-01-14');
    const ticketId = office.ticket(HADI);
    const suggested = technicianSuggestions(db, rina, ticketId, clock.nowMs());
    expect(suggested.map(({ name, reasons }) => `${name}: ${reasons[0]}`)).toEqual([
      'TeknisiB: 1 tiket Low',
      'TeknisiA: 3 tiket High',
      'TeknisiC: cuti s/d 14/01',
    ]);
    const toC = { ticketId, technicianId: c.userId, seenTechnicianId: null };
    expect(() => assignTicket(db, clock, rina, toC)).toThrow(
      'TeknisiC sedang cuti s/d 14/01. Pilih teknisi lain, atau centang "Tetap tugaskan" bila memang harus.',
    );
    expect(office.tickets().at(-1)?.technicianId).toBeNull();
    assignTicket(db, clock, rina, { ...toC, evenIfUnavailable: true });
    expect(office.tickets().at(-1)?.technicianId).toBe(c.userId);
  });

  test('counts open tickets only (R43, ticketit#325)', () => {
    const { db, clock, a } = office;
    const done = office.ticket(SITI, 'high', a);
    const open = office.ticket(SITI, 'low', a);
    const waiting = office.ticket(SITI, 'normal', a);
    closeTicket(db, clock, a, { ticketId: done, note: 'beres' });
    pendTicket(db, clock, a, { ticketId: waiting, reason: 'power_cut', note: 'padam' });
    expect(office.loadOf(a)).toMatchObject({
      byPriority: { low: 1, normal: 1, high: 0, emergency: 0 },
      open: 2,
      pending: 1,
    });
    expect(office.loadOf(a)?.tickets.map(({ ticketId }) => ticketId)).toEqual([waiting, open]);
  });

  test('says what is due today and how much work is queued, by how long visits took (R43, frappe#3180)', () => {
    const { db, clock, a, b } = office;
    for (let i = 0; i < 5; i += 1) {
      const ticketId = office.ticket(SITI, 'normal', b);
      arrive(db, clock, b, ticketId);
      clock.pass(30 * 60_000);
      closeTicket(db, clock, b, { ticketId, note: 'beres' });
    }
    office.ticket(SITI, 'emergency', a);
    office.ticket(SITI, 'normal', a);
    const waiting = office.ticket(SITI, 'normal', a);
    pendTicket(db, clock, a, { ticketId: waiting, reason: 'power_cut', note: 'padam' });
    expect(office.loadOf(a)).toMatchObject({ dueToday: 1, late: 0, dueMinutes: 30, queuedMinutes: 60 });
    clock.pass(4 * HOUR_MS);
    expect(office.loadOf(a)).toMatchObject({ dueToday: 0, late: 1, dueMinutes: 30 });
  });

  test('shows where a technician is, goes and was last', () => {
    const { db, clock, a } = office;
    expect(office.loadOf(a)?.place).toBeUndefined();
    const ticketId = office.ticket(SITI, 'normal', a);
    expect(office.loadOf(a)?.place).toMatchObject({ how: 'assigned', unit: 'RSUD Blambangan' });
    depart(db, clock, a, ticketId);
    expect(office.loadOf(a)?.place).toMatchObject({ how: 'going', atMs: clock.nowMs() });
    clock.pass(HOUR_MS);
    arrive(db, clock, a, ticketId);
    expect(office.loadOf(a)?.place).toMatchObject({ how: 'there', district: 'Banyuwangi' });
    closeTicket(db, clock, a, { ticketId, note: 'beres' });
    expect(office.loadOf(a)?.place).toMatchObject({ how: 'was', unit: 'RSUD Blambangan' });
  });

  test('suggests who is at that SKPD already; yesterday no longer counts', () => {
    const { db, clock, rina, a, b } = office;
    const first = office.ticket(SITI, 'normal', b);
    arrive(db, clock, b, first);
    const ticketId = office.ticket(SITI);
    const [best] = technicianSuggestions(db, rina, ticketId, clock.nowMs());
    expect(best?.reasons).toEqual(['1 tiket Normal', 'sedang di RSUD Blambangan']);
    closeTicket(db, clock, b, { ticketId: first, note: 'beres' });
    clock.pass(24 * HOUR_MS);
    const tomorrow = technicianSuggestions(db, rina, ticketId, clock.nowMs());
    expect(tomorrow.find(({ technicianId }) => technicianId === b.userId)?.reasons).toEqual(['tanpa tiket']);
    expect(tomorrow.some(({ technicianId }) => technicianId === a.userId)).toBe(true);
  });

  test('puts first who is away and has left tickets behind', () => {
    const { db, clock, rina, b, c } = office;
    office.ticket(SITI, 'normal', c);
    office.away(c, '2026-01-05', '2026-01-07', 'sick');
    office.away(b, '2026-01-12', '2026-01-13', 'official_trip');
    const board = workload(db, rina, clock.nowMs());
    expect(
      board.technicians.map(({ name, absence, comingAbsence }) => [name, absence ?? comingAbsence]),
    ).toEqual([
      ['TeknisiC', 'sakit s/d 07/01'],
      ['TeknisiA', undefined],
      ['TeknisiB', 'dinas luar 12/01–13/01'],
    ]);
  });

  test('is not for technicians', () => {
    expect(() => workload(office.db, office.a, office.clock.nowMs())).toThrow('Peran Anda');
  });
});

describe('a limit of tickets', () => {
  test('keeps more from a technician until it is confirmed (frappe#3181)', () => {
    const { db, clock, rina, a } = office;
    saveTechnician(db, clock, rina, { technicianId: a.userId, categoryIds: [2], ticketsMax: 1 });
    office.ticket(SITI, 'low', a);
    const ticketId = office.ticket(SITI);
    const more = { ticketId, technicianId: a.userId, seenTechnicianId: null };
    expect(() => assignTicket(db, clock, rina, more)).toThrow('sudah memegang 1 tiket, batasnya 1');
    assignTicket(db, clock, rina, { ...more, evenIfUnavailable: true });
    expect(office.loadOf(a)).toMatchObject({ open: 2, ticketsMax: 1, skills: [{ id: 2 }] });
  });

  test('is a whole number or none', () => {
    const { db, clock, rina, a } = office;
    for (const ticketsMax of [0, -1, 1.5, 100, Number.NaN])
      expect(() =>
        saveTechnician(db, clock, rina, { technicianId: a.userId, categoryIds: [], ticketsMax }),
      ).toThrow('Batas tiket');
  });
});

describe('a hand-over', () => {
  test('tells the one before, gives the next the note, and stands in the history with both', () => {
    const { db, clock, rina, a, b } = office;
    const ticketId = office.ticket(SITI, 'normal', a);
    acceptTicket(db, clock, a, ticketId);
    assignTicket(db, clock, rina, {
      ticketId,
      technicianId: b.userId,
      seenTechnicianId: a.userId,
      note: 'kabel sudah dicek, tinggal switch',
    });
    expect(office.told('+6281311112200').at(-1)).toContain(
      `Tiket ${ticketId} RSUD Blambangan dialihkan kepada TeknisiB`,
    );
    expect(office.told('+6281311112210').at(-1)).toContain('kabel sudah dicek, tinggal switch');
    const details = db
      .select()
      .from(ticketEvents)
      .where(eq(ticketEvents.ticketId, ticketId))
      .all()
      .filter(({ kind }) => kind === 'assigned')
      .map(({ detail }) => detail);
    expect(details).toEqual([
      expect.objectContaining({ technician: 'TeknisiA' }),
      expect.objectContaining({ technician: 'TeknisiB', reason: 'kabel sudah dicek, tinggal switch' }),
    ]);
  });
});

describe('absences', () => {
  const span = (fromDate: string, toDate: string) => ({
    technicianId: office.c.userId,
    kind: 'leave' as const,
    fromDate,
    toDate,
    note: '',
  });
  const coming = () =>
    absenceList(office.db, office.rina, office.clock.nowMs()).coming.map(
      ({ fromDate, toDate }) => `${fromDate} ${toDate}`,
    );

  test('of one technician do not overlap; days side by side and those of others may', () => {
    office.away(office.c, '2026-01-12', '2026-01-14');
    expect(() => office.away(office.c, '2026-01-14', '2026-01-20')).toThrow(
      'Bertumpang tindih dengan cuti 12/01/2026–14/01/2026',
    );
    office.away(office.c, '2026-01-15', '2026-01-20', 'sick');
    office.away(office.b, '2026-01-12', '2026-01-14');
    expect(coming()).toHaveLength(3);
  });

  test.each([
    ['2026-01-14', '2026-01-12', 'sebelum tanggal mulai'],
    ['2026-02-30', '2026-03-01', 'tidak ada di kalender'],
    ['2026-01-01', '2029-01-01', 'paling lama satu tahun'],
  ])('from %s to %s are none: %s', (fromDate, toDate, words) => {
    expect(() => office.away(office.c, fromDate, toDate)).toThrow(words);
  });

  test('are changed, taken back, and each of that undone', () => {
    const { db, clock, rina, c } = office;
    const first = office.away(c, '2026-01-12', '2026-01-14');
    const second = changeAbsence(db, clock, rina, first, span('2026-01-13', '2026-01-16'));
    expect(coming()).toEqual(['2026-01-13 2026-01-16']);
    undoAbsence(db, clock, rina, second);
    expect(coming()).toEqual(['2026-01-12 2026-01-14']);
    withdrawAbsence(db, clock, rina, first);
    expect(coming()).toEqual([]);
    undoAbsence(db, clock, rina, first);
    expect(coming()).toEqual(['2026-01-12 2026-01-14']);
    undoAbsence(db, clock, rina, first);
    expect(coming()).toEqual([]);
  });

  test('two admins at one: the second is told', () => {
    const { db, clock, rina, c } = office;
    const sari = office.admin('Sari');
    const id = office.away(c, '2026-01-12', '2026-01-14');
    changeAbsence(db, clock, rina, id, span('2026-01-13', '2026-01-14'));
    expect(() => changeAbsence(db, clock, sari, id, span('2026-01-12', '2026-01-13'))).toThrow(
      'sudah diubah',
    );
    expect(() => withdrawAbsence(db, clock, sari, id)).toThrow('sudah diubah');
    expect(() => undoAbsence(db, clock, sari, id)).toThrow('sudah diubah');
    expect(coming()).toEqual(['2026-01-13 2026-01-14']);
  });

  test('begin and end at midnight of the office, not of Greenwich', () => {
    const { db, clock, rina, c } = office;
    office.away(c, '2026-01-06', '2026-01-06');
    const ticketId = office.ticket(SITI);
    const toC = { ticketId, technicianId: c.userId, seenTechnicianId: null };
    // 5 January 17.30 UTC is 6 January 0.30 WIB.
    clock.set(Date.UTC(2026, 0, 5, 17, 30));
    expect(() => assignTicket(db, clock, rina, toC)).toThrow('sedang cuti s/d 06/01');
    clock.set(Date.UTC(2026, 0, 6, 17, 30));
    assignTicket(db, clock, rina, toC);
    expect(office.tickets().at(-1)?.technicianId).toBe(c.userId);
  });

  test('a ticket that is opened again does not go to who is away: an admin delegates it anew (R43)', () => {
    const { db, clock, rina, c } = office;
    const ticketId = office.ticket(SITI, 'normal', c);
    closeTicket(db, clock, c, { ticketId, note: 'beres' });
    office.away(c, '2026-01-05', '2026-01-14');
    reopenTicket(db, clock, rina, { ticketId, reason: 'mati lagi' });
    expect(office.tickets().at(-1)).toMatchObject({ status: 'new', technicianId: null });
  });

  test('are noted by admins alone', () => {
    const { db, clock, a } = office;
    expect(() => recordAbsence(db, clock, a, span('2026-01-12', '2026-01-14'))).toThrow('Peran Anda');
  });
});
