import { describe, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { linkTickets, unlinkTickets } from '../../db/actions/linkTickets.ts';
import { splitTicket } from '../../db/actions/splitTicket.ts';
import { linkedTickets } from '../../db/queries/linkedTickets.ts';
import { openOffice } from '../support/office.ts';

const SITI = '+6281234567001';
const BUDI = '+6281234567002';
const DAY_MS = 24 * 3_600_000;

function officeWithTicket() {
  const office = openOffice();
  const rina = office.admin();
  office.unit('Disdik', SITI);
  office.says(SITI, 'HELPDESK printer mati');
  const links = (id: number) =>
    linkedTickets(office.db, rina, id).linked.map(({ id: other, kind, reason }) => [other, kind, reason]);
  return { ...office, rina, links };
}

describe('a complaint of the same number after closing', () => {
  test('is a new ticket linked with the old one for 30 days (R17)', () => {
    const office = officeWithTicket();
    closeTicket(office.db, office.clock, office.rina, { ticketId: 1, note: 'toner diganti' });
    office.clock.pass(30 * DAY_MS);
    office.says(SITI, 'HELPDESK printer mati lagi');
    expect(office.tickets()).toHaveLength(2);
    expect(office.tickets()[0]).toMatchObject({ status: 'closed', reopenedCount: 0 });
    expect(office.links(2)).toEqual([[1, 'repeated', null]]);
    expect(office.links(1)).toEqual([[2, 'repeated', null]]);
    expect(office.history(2)).toEqual(['opened', 'linked']);
    expect(office.history(1).at(-1)).toBe('linked');
  });

  test('is a matter of its own later, from another number, or while the old one is open', () => {
    const office = officeWithTicket();
    office.says(SITI, 'HELPDESK monitor mati');
    expect(office.links(2)).toEqual([]);
    closeTicket(office.db, office.clock, office.rina, { ticketId: 1, note: 'a' });
    office.says(BUDI, 'HELPDESK printer mati');
    expect(office.links(3)).toEqual([]);
    office.clock.pass(32 * DAY_MS);
    office.says(SITI, 'HELPDESK printer mati');
    expect(office.links(4)).toEqual([]);
  });
});

describe('a link', () => {
  test('is shown on both tickets with its reason, once, and can be taken away', () => {
    const office = officeWithTicket();
    office.says(BUDI, 'HELPDESK server mati');
    const { db, clock, rina } = office;
    linkTickets(db, clock, rina, { ticketId: 2, otherId: 1, reason: ' satu panel listrik ' });
    expect(office.links(1)).toEqual([[2, 'related', 'satu panel listrik']]);
    expect(office.links(2)).toEqual([[1, 'related', 'satu panel listrik']]);
    expect(() => linkTickets(db, clock, rina, { ticketId: 1, otherId: 2 })).toThrow('sudah saling terkait');
    expect(() => linkTickets(db, clock, rina, { ticketId: 1, otherId: 1 })).toThrow('dirinya sendiri');
    expect(() => linkTickets(db, clock, rina, { ticketId: 1, otherId: 99 })).toThrow('Tiket 99 tidak ada');
    unlinkTickets(db, clock, rina, 1, 2);
    expect(office.links(1)).toEqual([]);
    expect(office.history(1).slice(-2)).toEqual(['linked', 'unlinked']);
    expect(() => unlinkTickets(db, clock, rina, 1, 2)).toThrow('tidak saling terkait');
  });

  test("tells a technician nothing of another's ticket", () => {
    const office = officeWithTicket();
    const rizky = office.technician('Rizky', '+6281299990001');
    office.says(BUDI, 'HELPDESK rahasia');
    linkTickets(office.db, office.clock, office.rina, { ticketId: 2, otherId: 1 });
    assignTicket(office.db, office.clock, office.rina, {
      ticketId: 1,
      technicianId: rizky.userId,
      seenTechnicianId: null,
    });
    expect(linkedTickets(office.db, rizky, 1)).toEqual({ linked: [], merged: [], main: undefined });
    expect(linkedTickets(office.db, rizky, 2)).toEqual({ linked: [], merged: [], main: undefined });
    expect(() => linkTickets(office.db, office.clock, rizky, { ticketId: 1, otherId: 2 })).toThrow(/Peran/);
  });
});

describe('a split', () => {
  const withTwoMatters = () => {
    const office = officeWithTicket();
    office.clock.pass(60_000);
    office.says(SITI, 'oh ya, wifi aula juga putus');
    const [complaint, other] = office.messages().filter(({ direction }) => direction === 'in');
    const split = (...ids: (number | undefined)[]) =>
      splitTicket(office.db, office.clock, office.rina, {
        ticketId: 1,
        messageIds: ids.flatMap((id) => id ?? []),
      });
    return { ...office, complaint, other, split };
  };

  test('makes a ticket of the chosen messages for the same reporter, linked and told', () => {
    const office = withTwoMatters();
    const { other, split } = office;
    expect(split(other?.id)).toBe(2);
    expect(office.tickets()[1]).toMatchObject({
      status: 'new',
      reporterPhone: SITI,
      subject: 'oh ya, wifi aula juga putus',
      createdAtMs: other?.atMs,
      unitId: office.tickets()[0]?.unitId,
    });
    expect(office.messages().find(({ id }) => id === other?.id)).toMatchObject({
      ticketId: 2,
      kind: 'complaint',
    });
    expect(office.links(1)).toEqual([[2, 'split', null]]);
    expect(office.history(1).at(-1)).toBe('split');
    expect(office.history(2)).toEqual(['opened', 'split']);
    expect(office.outbox().at(-1)).toMatchObject({
      to: SITI,
      text: 'Yth. Disdik, pesan Anda tentang "oh ya, wifi aula juga putus" kami tangani sebagai tiket tersendiri, no. 2. Cek: HELPDESK STATUS 2',
    });
  });

  test('needs a message, leaves one, and moves none twice', () => {
    const { complaint, other, split, tickets } = withTwoMatters();
    expect(() => split()).toThrow('Pilih pesan');
    expect(() => split(complaint?.id, other?.id)).toThrow('Sisakan');
    expect(() => split(other?.id, 999)).toThrow('sudah dipindahkan orang lain');
    expect(tickets()).toHaveLength(1);
    split(other?.id);
    expect(() => split(other?.id)).toThrow('sudah dipindahkan orang lain');
    expect(tickets()).toHaveLength(2);
  });
});
