import { afterEach, describe, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { reopenTicket } from '../../db/actions/reopenTicket.ts';
import { historyExport } from '../../db/queries/historyExport.ts';
import { ratingRecap } from '../../db/queries/ratings.ts';
import { ticketPage } from '../../db/queries/ticketPage.ts';
import { MONDAY_TEN_MS } from '../support/office.ts';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

const SITI = '+6281234567890';
const RIZKY = '+6281299990001';
const DAY_MS = 24 * 3_600_000;

let opened: PanelOffice | undefined;
afterEach(() => opened?.close());

/** Tickets of Siti's that Rizky has closed, unless `open`. */
function closedTickets(count = 1, { open = false, reporter = SITI } = {}) {
  const office = openPanelOffice();
  opened = office;
  const rina = office.admin();
  const rizky = office.technician('Rizky', RIZKY);
  for (let id = 1; id <= count; id += 1) {
    office.says(reporter, `HELPDESK printer ${id} rusak`);
    assignTicket(office.db, office.clock, rina, {
      ticketId: id,
      technicianId: rizky.userId,
      seenTechnicianId: null,
    });
    if (!open) closeTicket(office.db, office.clock, rizky, { ticketId: id, note: 'diganti' });
  }
  const told = (phone: string) =>
    office
      .outbox()
      .filter((sms) => sms.to === phone && sms.kind === 'command_answer')
      .at(-1)?.text;
  const rating = (id = 1) => office.tickets()[id - 1]?.rating;
  return { office, rina, rizky, told, rating };
}

describe('NILAI', () => {
  test("stores the reporter's rating of a closed ticket, and thanks (R61)", () => {
    const { office, told, rating } = closedTickets();
    office.says(SITI, 'NILAI 0001 5');
    expect(rating()).toBe(5);
    expect(told(SITI)).toContain('nilai Anda untuk tiket 1 kami catat');
    expect(office.history(1).at(-1)).toBe('rated');
  });

  test('9 is asked again, and stores nothing (R61)', () => {
    const { office, told, rating } = closedTickets();
    for (const text of ['NILAI 1 9', 'NILAI 1 0', 'NILAI 1', 'NILAI 1 bagus', 'NILAI 1 4,5']) {
      office.says(SITI, text);
      expect([text, told(SITI)]).toEqual([
        text,
        'Beri nilai dengan angka 1 (kurang) sampai 5 (sangat baik). Balas: NILAI 1 5',
      ]);
    }
    expect(rating()).toBeNull();
  });

  test('may be changed once, and no more (R61)', () => {
    const { office, told, rating } = closedTickets();
    for (const text of ['NILAI 1 2', 'NILAI 1 2', 'NILAI 1 4']) office.says(SITI, text);
    expect(rating()).toBe(4);
    expect(told(SITI)).toContain('sudah diubah');
    office.says(SITI, 'NILAI 1 5');
    expect(rating()).toBe(4);
    expect(told(SITI)).toContain('tidak bisa diubah lagi');
    expect(office.history(1).filter((kind) => kind === 'rated')).toHaveLength(2);
  });

  test("from the technician's number is ignored and noted, even where it is the reporter's (R61)", () => {
    const { office, rating } = closedTickets(1, { reporter: RIZKY });
    office.says(RIZKY, 'NILAI 1 5');
    expect(rating()).toBeNull();
    expect(office.history(1).at(-1)).toBe('rating_refused');
  });

  test("from the number of whoever closed it is ignored, too, after the ticket went to somebody else's list", () => {
    const { office, rina, rizky, rating } = closedTickets(1, { reporter: RIZKY });
    reopenTicket(office.db, office.clock, rina, { ticketId: 1, reason: 'belum' });
    const anton = office.technician('Anton', '+6281299990002');
    assignTicket(office.db, office.clock, rina, {
      ticketId: 1,
      technicianId: anton.userId,
      seenTechnicianId: rizky.userId,
    });
    closeTicket(office.db, office.clock, anton, { ticketId: 1, note: 'beres' });
    office.says(RIZKY, 'NILAI 1 5');
    expect(rating()).toBeNull();
  });

  test('from any other number is answered as for a ticket that does not exist (R61)', () => {
    const { office, told, rating } = closedTickets();
    office.says('+6281311112222', 'NILAI 1 5');
    const others = told('+6281311112222');
    office.says('+6281311112222', 'NILAI 99 5');
    expect(others?.replace('1', '#')).toBe(told('+6281311112222')?.replace('99', '#'));
    expect(rating()).toBeNull();
  });

  test('of a ticket that is open is refused', () => {
    const { office, told, rating } = closedTickets(1, { open: true });
    office.says(SITI, 'NILAI 1 5');
    expect(told(SITI)).toContain('belum selesai');
    expect(rating()).toBeNull();
  });

  test('without a number rates the only ticket it can mean, and asks where there are two', () => {
    const one = closedTickets();
    one.office.says(SITI, 'NILAI 5');
    expect(one.rating()).toBe(5);
    one.office.close();
    const two = closedTickets(2);
    two.office.says(SITI, 'NILAI 5');
    expect(two.office.tickets().map(({ rating }) => rating)).toEqual([null, null]);
    expect(two.told(SITI)).toContain('Balas: NILAI 2 5');
  });

  test('is in doubt where the number may be the ticket, and asked back', () => {
    const { office, rating } = closedTickets();
    office.says(SITI, 'NILAI 1');
    expect(rating()).toBeNull();
  });

  test('after the ticket was opened again and closed, it is rated anew', () => {
    const { office, rina, rizky, rating } = closedTickets();
    for (const text of ['NILAI 1 2', 'NILAI 1 3']) office.says(SITI, text);
    office.clock.pass(1000);
    reopenTicket(office.db, office.clock, rina, { ticketId: 1, reason: 'belum' });
    closeTicket(office.db, office.clock, rizky, { ticketId: 1, note: 'kali ini benar' });
    office.says(SITI, 'NILAI 1 5');
    expect(rating()).toBe(5);
  });
});

describe('in the panel', () => {
  test('a rating below 3 waits for an admin until it is ticked off (R61)', async () => {
    const { office, rina } = closedTickets(2);
    office.says(SITI, 'NILAI 1 2');
    office.says(SITI, 'NILAI 2 3');
    const admin = office.signedInAs(rina);
    const page = await admin.page('/periksa');
    expect(page).toContain('dinilai 2 dari 5');
    expect(page).not.toContain('dinilai 3 dari 5');
    expect(await admin.page('/tiket')).toMatch(/Perlu diperiksa<\/span>.*?class="count">1</s);
    expect((await admin.post('/periksa/nilai/1')).status).toBe(303);
    expect(await admin.page('/periksa')).not.toContain('dinilai 2 dari 5');
  });

  test('a lower second rating waits again', () => {
    const { office, rina } = closedTickets();
    office.says(SITI, 'NILAI 1 2');
    office.db.$client.exec('UPDATE tickets SET rating_seen_at_ms = 1');
    office.says(SITI, 'NILAI 1 1');
    expect(office.tickets()[0]).toMatchObject({ rating: 1, ratingSeenAtMs: null });
    expect(rina.role).toBe('admin');
  });

  test('the ticket shows it to admins and leaders, and nothing of it to whose work it is', async () => {
    const { office, rina, rizky } = closedTickets();
    office.says(SITI, 'NILAI 1 2 lambat sekali');
    expect(await office.signedInAs(rina).page('/tiket/1')).toContain('2 dari 5');
    const own = await office.signedInAs(rizky).page('/tiket/1');
    for (const trace of ['dari 5', 'NILAI', 'lambat sekali', 'Dinilai']) {
      // The text that offered the rating may stay.
      expect(own.replaceAll(/Beri nilai: NILAI 1 1-5/g, '')).not.toContain(trace);
    }
    expect(ticketPage(office.db, rizky, 1).rating).toBeNull();
    expect(JSON.stringify(historyExport(office.db, rizky, { ticketId: 1 }))).not.toContain('lambat sekali');
    expect(JSON.stringify(historyExport(office.db, rina, { ticketId: 1 }))).toContain('lambat sekali');
  });

  test('the recap has averages with the number they rest on, and no technician sees it (R61)', () => {
    const { office, rina, rizky } = closedTickets(4);
    office.says(SITI, 'NILAI 1 5');
    office.says(SITI, 'NILAI 2 2');
    office.says(SITI, 'NILAI 3 5');
    expect(ratingRecap(office.db, rina, MONDAY_TEN_MS - DAY_MS, MONDAY_TEN_MS + DAY_MS)).toEqual({
      average: 4,
      rated: 3,
      closed: 4,
      spread: [0, 1, 0, 0, 2],
      technicians: [{ technicianId: rizky.userId, name: 'Rizky', average: 4, rated: 3 }],
    });
    expect(ratingRecap(office.db, rina, 0, 1)).toMatchObject({ average: null, rated: 0, technicians: [] });
    expect(() => ratingRecap(office.db, rizky, 0, 1)).toThrow('Peran Anda');
  });
});
