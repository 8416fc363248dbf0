import { describe, expect, test } from 'vitest';
import { acceptTicket } from '../../db/actions/acceptTicket.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { mergeTickets } from '../../db/actions/mergeTickets.ts';
import { pendTicket } from '../../db/actions/pendTicket.ts';
import { reopenTicket } from '../../db/actions/reopenTicket.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { unmergeTicket } from '../../db/actions/unmergeTicket.ts';
import { disturbanceCounts } from '../../db/queries/disturbanceCounts.ts';
import { linkedTickets } from '../../db/queries/linkedTickets.ts';
import { similarTickets } from '../../db/queries/similarTickets.ts';
import { ticketClocks } from '../../db/queries/ticketClocks.ts';
import { ticketList } from '../../db/queries/ticketList.ts';
import { MONDAY_TEN_MS, openOffice } from '../support/office.ts';

const SITI = '+6281234567001';
const BUDI = '+6281234567002';
const WATI = '+6281234567003';
const RIZKY = '+6281299990001';
const HOUR_MS = 3_600_000;

/** The network of three units is down, and each has complained: tickets 1 to 3. */
function officeWithDisturbance() {
  const office = openOffice();
  const rina = office.admin();
  const rizky = office.technician('Rizky', RIZKY);
  office.unit('Disdik', SITI);
  office.unit('Dinkes', BUDI);
  office.unit('Dispora', WATI);
  for (const [phone, words] of [
    [SITI, 'internet mati'],
    [BUDI, 'jaringan putus'],
    [WATI, 'tidak bisa online'],
  ] as const)
    office.says(phone, `HELPDESK ${words}`);
  const { db, clock } = office;
  return {
    ...office,
    rina,
    rizky,
    merge: (mainId: number, ...ticketIds: number[]) => mergeTickets(db, clock, rina, { mainId, ticketIds }),
    unmerge: (ticketId: number) => unmergeTicket(db, clock, rina, ticketId),
    assign: (ticketId: number) =>
      assignTicket(db, clock, rina, { ticketId, technicianId: rizky.userId, seenTechnicianId: null }),
    close: (ticketId: number, note = 'kabel utama disambung') => {
      clock.pass(HOUR_MS);
      closeTicket(db, clock, rina, { ticketId, note });
    },
    ticket: (id: number) => office.tickets()[id - 1],
    toldTo: (phone: string, kind: string) =>
      office.outbox().filter((sms) => sms.to === phone && sms.kind === kind),
  };
}

describe('tickets of one disturbance', () => {
  test('are worked on once: merged ones leave the lists, and their reporters hear of it', () => {
    const office = officeWithDisturbance();
    office.merge(1, 2, 3);
    expect(office.ticket(2)).toMatchObject({
      status: 'merged',
      mergedInto: 1,
      awaitsReply: false,
      open: false,
    });
    expect(ticketList(office.db, office.rina, 'open').rows.map(({ id }) => id)).toEqual([1]);
    expect(office.history(2)).toEqual(['opened', 'merged']);
    expect(office.history(1)).toEqual(['opened', 'absorbed', 'absorbed']);
    expect(office.toldTo(BUDI, 'confirmation').map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Yth\. Dinkes, pengaduan 2 kami tangani bersama/),
    ]);
  });

  test('tell every reporter once when the main one is solved, each with the number they know', () => {
    const office = officeWithDisturbance();
    office.says(BUDI, 'HELPDESK wifi juga mati');
    office.assign(1);
    office.merge(1, 2, 3, 4);
    office.close(1);
    expect(office.toldTo(SITI, 'solved')).toHaveLength(1);
    expect(office.toldTo(BUDI, 'solved').map(({ text, ticketId }) => [ticketId, text])).toEqual([
      [
        2,
        expect.stringMatching(
          /^Yth\. Dinkes, gangguan yang Anda laporkan \(tiket 2\) selesai .*: kabel utama/,
        ),
      ],
    ]);
    expect(office.toldTo(WATI, 'solved')).toHaveLength(1);
    expect(office.ticket(3)?.status).toBe('merged');
  });

  test('tell every reporter of a delay and of a reopening, too', () => {
    const office = officeWithDisturbance();
    office.assign(1);
    office.merge(1, 2);
    pendTicket(office.db, office.clock, office.rina, { ticketId: 1, reason: 'power_cut', note: 'PLN padam' });
    expect(office.toldTo(BUDI, 'news').at(-1)?.text).toMatch(/^Yth\. Dinkes, tiket 2 ditunda: .*PLN padam/);
    office.close(1);
    reopenTicket(office.db, office.clock, office.rina, { ticketId: 1, reason: 'masih putus' });
    expect(office.toldTo(BUDI, 'news').at(-1)?.text).toMatch(/tiket 2 dibuka kembali/);
    office.close(1);
    expect(office.toldTo(BUDI, 'solved')).toHaveLength(2);
  });

  test('are as far as the main one when a reporter asks', () => {
    const office = officeWithDisturbance();
    office.assign(1);
    office.merge(1, 2);
    office.says(BUDI, 'HELPDESK STATUS 2');
    expect(office.outbox().at(-1)?.text).toMatch(/^Tiket 2: Ditugaskan\. Teknisi Rizky\./);
    office.says(BUDI, 'HELPDESK STATUS 1');
    expect(office.outbox().at(-1)?.text).toContain('tidak punya tiket 1');
  });

  test('show their conversations on the main one, and what their reporters write on reaches it', () => {
    const office = officeWithDisturbance();
    office.merge(1, 2);
    replyToTicket(office.db, office.clock, office.rina, { ticketId: 1, text: 'Sedang dicek', formId: 'a' });
    expect(office.ticket(1)?.awaitsReply).toBe(false);
    office.says(BUDI, 'sudah seluruh lantai pak');
    expect(office.ticket(1)?.awaitsReply).toBe(true);
    const [merged] = linkedTickets(office.db, office.rina, 1).merged;
    expect(merged?.conversation.map(({ text }) => text)).toContain('sudah seluruh lantai pak');
    replyToTicket(office.db, office.clock, office.rina, { ticketId: 2, text: 'Baik', formId: 'b' });
    expect(office.outbox().at(-1)).toMatchObject({ to: BUDI, text: 'Baik' });
    expect(office.ticket(1)?.awaitsReply).toBe(false);
  });

  test('take a thank-you after the end, and what is left of the trouble is a new ticket linked with the old', () => {
    const office = officeWithDisturbance();
    office.merge(1, 2);
    office.close(1);
    office.says(BUDI, 'trims pak');
    expect(office.messages().at(-1)).toMatchObject({ ticketId: 2, kind: 'follow_up' });
    office.says(BUDI, 'BUKA 2 lantai dua masih putus');
    expect(office.tickets()).toHaveLength(4);
    expect(linkedTickets(office.db, office.rina, 4).linked).toMatchObject([{ id: 2, kind: 'repeated' }]);
  });

  test('count n times as complaints and once as a disturbance', () => {
    const office = officeWithDisturbance();
    office.merge(1, 2, 3);
    office.says(SITI, 'HELPDESK printer rusak');
    const january = { fromMs: Date.UTC(2025, 11, 31, 17), toMs: Date.UTC(2026, 0, 31, 17) };
    expect(disturbanceCounts(office.db, office.rina, january)).toEqual({ complaints: 4, disturbances: 2 });
    office.unmerge(3);
    expect(disturbanceCounts(office.db, office.rina, january)).toEqual({ complaints: 4, disturbances: 3 });
    const before = { fromMs: 0, toMs: january.fromMs };
    expect(disturbanceCounts(office.db, office.rina, before)).toEqual({ complaints: 0, disturbances: 0 });
    expect(() => disturbanceCounts(office.db, office.rizky, january)).toThrow(/Peran Anda/);
  });
});

describe('a merging undone', () => {
  test('gives back technician, state and clocks', () => {
    const office = officeWithDisturbance();
    office.assign(2);
    acceptTicket(office.db, office.clock, office.rizky, 2);
    const before = ticketClocks(office.db, 2, office.clock.nowMs());
    const was = office.ticket(2);
    office.merge(1, 2);
    expect(office.toldTo(RIZKY, 'call_off').at(-1)?.text).toMatch(/^Tiket 2 Dinkes digabung/);
    office.unmerge(2);
    expect(office.ticket(2)).toEqual({ ...was, updatedAtMs: office.clock.nowMs() });
    expect(ticketClocks(office.db, 2, office.clock.nowMs())).toEqual(before);
    expect(office.history(2).slice(-2)).toEqual(['merged', 'unmerged']);
    expect(office.history(1).at(-1)).toBe('released');
    expect(() => office.unmerge(2)).toThrow('Tiket 2 tidak sedang digabung');
  });

  test('leaves a pause as it was: since when and for what, with the days that were left', () => {
    const office = officeWithDisturbance();
    office.assign(2);
    pendTicket(office.db, office.clock, office.rina, {
      ticketId: 2,
      reason: 'part_on_order',
      note: 'switch',
      until: '2026-01-09',
    });
    const was = office.ticket(2);
    const limit = ticketClocks(office.db, 2, office.clock.nowMs()).find(({ clock }) => clock === 'pending');
    office.clock.pass(HOUR_MS);
    office.merge(1, 2);
    expect(office.ticket(2)?.pendingReason).toBeNull();
    office.clock.pass(HOUR_MS);
    office.unmerge(2);
    expect(office.ticket(2)).toEqual({ ...was, updatedAtMs: office.clock.nowMs() });
    const after = ticketClocks(office.db, 2, office.clock.nowMs());
    // The hour in which it was merged counts for no clock.
    expect(after.find(({ clock }) => clock === 'pending')?.dueAtMs).toBe((limit?.dueAtMs ?? 0) + HOUR_MS);
    expect(after.find(({ clock }) => clock === 'repair')?.state).toBe('paused');
  });

  test('brings along what had been merged into it', () => {
    const office = officeWithDisturbance();
    office.merge(2, 3);
    office.merge(1, 2);
    expect(office.ticket(3)?.mergedInto).toBe(1);
    office.unmerge(2);
    expect(office.ticket(2)).toMatchObject({ status: 'new', mergedInto: null });
    expect(office.ticket(3)).toMatchObject({ status: 'merged', mergedInto: 2 });
    office.unmerge(3);
    expect(office.ticket(3)).toMatchObject({ status: 'new', mergedInto: null });
  });
});

describe('a merging is refused', () => {
  test('of a ticket with itself, also by way of another: nothing goes round', () => {
    const office = officeWithDisturbance();
    expect(() => office.merge(1, 1)).toThrow('dengan dirinya sendiri');
    office.merge(1, 2);
    expect(() => office.merge(2, 1)).toThrow('dengan dirinya sendiri');
    expect(office.merge(2, 3)).toBe(1);
    expect(office.ticket(3)?.mergedInto).toBe(1);
  });

  test('of what is closed, and into it: who merges and who closes at once, one wins (R41)', () => {
    const office = officeWithDisturbance();
    office.assign(2);
    office.close(2);
    expect(() => office.merge(1, 3, 2)).toThrow(/^Tiket 2 sudah tidak terbuka oleh Rina 05\/01/);
    expect(office.ticket(3)).toMatchObject({ status: 'new', mergedInto: null });
    expect(() => office.merge(2, 1)).toThrow(/^Tiket 2 sudah tidak terbuka/);
    office.merge(1, 3);
    expect(() => office.close(3)).toThrow('Tiket 3 sudah digabung');
  });

  test('for the second of two admins, who learns who was first (R41)', () => {
    const office = officeWithDisturbance();
    const tono = office.admin('Tono');
    office.merge(1, 2);
    expect(() => mergeTickets(office.db, office.clock, tono, { mainId: 3, ticketIds: [2] })).toThrow(
      /^Tiket 2 sudah digabung dengan tiket 1 oleh Rina 05\/01 10\.00\. Tidak ada/,
    );
    expect(office.ticket(2)?.mergedInto).toBe(1);
  });

  test('by a technician', () => {
    const office = officeWithDisturbance();
    office.assign(1);
    expect(() => mergeTickets(office.db, office.clock, office.rizky, { mainId: 1, ticketIds: [2] })).toThrow(
      /Peran Anda/,
    );
  });
});

describe('tickets that may be about the same disturbance', () => {
  const alike = (office: ReturnType<typeof officeWithDisturbance>, id: number) =>
    (similarTickets(office.db, office.rina, [id]).get(id) ?? []).map((each) => [each.id, each.why]);

  test('are of one unit within 24 hours', () => {
    const office = officeWithDisturbance();
    office.says(SITI, 'HELPDESK aplikasi tidak terbuka');
    expect(alike(office, 1)).toEqual([[4, 'unit']]);
    expect(alike(office, 4)).toEqual([[1, 'unit']]);
    office.clock.pass(25 * HOUR_MS);
    office.says(SITI, 'HELPDESK lagi');
    expect(alike(office, 5)).toEqual([]);
    office.merge(1, 4);
    expect(alike(office, 1)).toEqual([]);
  });

  test('or of one kecamatan and category', () => {
    const office = officeWithDisturbance();
    office.db.$client.exec("UPDATE units SET district = 'Genteng'");
    expect(alike(office, 1)).toEqual([]);
    office.db.$client.exec('UPDATE tickets SET category_id = 2 WHERE id IN (1, 2)');
    expect(alike(office, 1)).toEqual([[2, 'district']]);
    expect(similarTickets(office.db, office.rizky, [1]).size).toBe(0);
  });
});

test('a history of moments that an undone merging leaves is still in order', () => {
  const office = officeWithDisturbance();
  office.clock.set(MONDAY_TEN_MS + 24 * HOUR_MS);
  office.merge(1, 2);
  office.unmerge(2);
  office.merge(1, 2);
  office.close(1);
  expect(office.toldTo(BUDI, 'solved')).toHaveLength(1);
});
