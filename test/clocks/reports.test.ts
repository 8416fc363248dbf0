import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acknowledgeReport } from '../../db/actions/acknowledgeReport.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { reportLate } from '../../db/actions/reportLate.ts';
import { lateCount, lateTickets } from '../../db/queries/lateTickets.ts';
import { leaderReport, reportsToAcknowledge } from '../../db/queries/leaderReports.ts';
import { type ClockOffice, openClockOffice } from './clockOffice.ts';

let office: ClockOffice;
let id: number;
beforeEach(() => {
  office = openClockOffice();
  office.at('05 09:00');
  id = office.complain();
  office.assign(id);
  while (office.transmit()) office.clock.pass(1);
});
afterEach(() => office.db.$client.close());

const report = (reason: string, obstacle = '', plan = '') =>
  reportLate(office.db, office.clock, office.budi, { ticketId: id, reason, obstacle, plan });

describe('a ticket past 5 days', () => {
  test('is not closed before a reason is written, whether the daemon has noticed or not (R14)', () => {
    office.at('10 08:59');
    expect(() => report('suku cadang belum datang')).toThrow(/belum melewati/);
    office.at('10 09:01');
    expect(() => office.close(id)).toThrow(/laporan/);
    office.sweep();
    const closing = { ticketId: id, note: 'diganti' };
    expect(() => closeTicket(office.db, office.clock, office.budi, closing)).toThrow(/laporan/);
    report('suku cadang belum datang');
    closeTicket(office.db, office.clock, office.budi, closing);
    expect(office.tickets()[0]?.status).toBe('closed');
    expect(office.deadline(id, 'leader')?.verdict).toBe('missed');
  });

  test('is reported to the leader with its reason, once for each that is written', () => {
    office.at('10 09:01');
    office.sweep();
    report('suku cadang belum datang', 'pemasok libur', 'Senin dipasang');
    expect(office.told().at(-1)).toBe(
      '+6281234567802: LAPOR PIMPINAN: tiket 1 (Normal) melewati batas, teknisi Budi, alasan: suku cadang belum datang. Mohon arahan.',
    );
    const told = office.told().length;
    office.at('13 14:00');
    office.sweep();
    expect(
      office
        .told()
        .slice(told)
        .filter((text) => text.startsWith('+6281234567802')),
    ).toEqual([]);
    expect(leaderReport(office.db, id, office.clock.nowMs())).toMatchObject({
      obstacle: 'pemasok libur',
      plan: 'Senin dipasang',
      reportedBy: 'Budi',
    });
  });

  test('is acknowledged with an instruction, which the technician gets', () => {
    office.at('10 09:01');
    office.sweep();
    report('suku cadang belum datang');
    expect(reportsToAcknowledge(office.db, office.sri)).toHaveLength(1);
    acknowledgeReport(office.db, office.clock, office.sri, {
      ticketId: id,
      instruction: 'pinjam dari gudang',
    });
    expect(office.told().at(-1)).toBe('+6281234567801: ARAHAN PIMPINAN, tiket 1: pinjam dari gudang');
    expect(reportsToAcknowledge(office.db, office.sri)).toEqual([]);
    expect(() =>
      acknowledgeReport(office.db, office.clock, office.sri, { ticketId: id, instruction: '' }),
    ).toThrow(/sudah diketahui/);
    report('barang rusak di jalan');
    expect(reportsToAcknowledge(office.db, office.sri)).toHaveLength(1);
  });

  test('wants a reason, from its own technician or an admin', () => {
    office.at('10 09:01');
    expect(() => report('  ')).toThrow(/alasan/);
    const agus = office.technician('Agus', '081234567805');
    const late = { ticketId: id, reason: 'jauh', obstacle: '', plan: '' };
    expect(() => reportLate(office.db, office.clock, agus, late)).toThrow(/tidak ada di daftar/);
    expect(() => reportLate(office.db, office.clock, office.sri, late)).toThrow(/Peran/);
    expect(() =>
      acknowledgeReport(office.db, office.clock, office.rina, { ticketId: id, instruction: '' }),
    ).toThrow(/Peran/);
    reportLate(office.db, office.clock, office.rina, late);
    expect(leaderReport(office.db, id, office.clock.nowMs())?.reason).toBe('jauh');
  });

  test('is not asked for a report while its part is on order', () => {
    office.at('06 09:00');
    office.pend(id, 'part_on_order');
    office.at('12 08:00');
    office.sweep();
    expect(leaderReport(office.db, id, office.clock.nowMs())).toBeUndefined();
    office.close(id);
  });
});

describe('the list of what is late', () => {
  test('names the clock and by how much, the longest late first', () => {
    const other = office.complain('emergency');
    office.assign(other);
    office.at('05 12:00');
    const [first, ...rest] = lateTickets(office.db, office.rina, office.clock.nowMs());
    expect(first).toMatchObject({ id: other, technician: 'Budi' });
    expect(first?.clocks.map(({ clock, minutes }) => [clock, minutes])).toEqual([
      ['reply', 150],
      ['confirmation', 150],
      ['repair', 60],
    ]);
    expect(rest).toEqual([]);
  });

  test('shows a technician the own tickets, and of them what is the own work', () => {
    const [own, others] = [office.complain('emergency'), office.complain('emergency')];
    office.assign(own);
    office.assign(others, office.technician('Agus', '081234567805').userId);
    office.at('05 12:00');
    const late = lateTickets(office.db, office.budi, office.clock.nowMs());
    expect(late.map((ticket) => [ticket.id, ticket.clocks.map(({ clock }) => clock)])).toEqual([
      [own, ['repair']],
    ]);
    expect(lateCount(office.db, office.budi, office.clock.nowMs())).toBe(1);
    expect(lateCount(office.db, office.rina, office.clock.nowMs())).toBe(2);
  });
});
