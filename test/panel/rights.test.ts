import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addUser } from '../../db/actions/addUser.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

let office: PanelOffice;
let rizky: Actor;
let bagus: Actor;
let leader: Actor;

beforeEach(() => {
  office = openPanelOffice();
  const rina = office.admin('Rina');
  rizky = office.technician('Rizky', '0813-1111-2222');
  bagus = office.technician('Bagus', '0813-1111-3333');
  const userId = addUser(office.db, office.clock, { username: 'kabid', name: 'Endang', role: 'leader' });
  leader = { userId, name: 'Endang', role: 'leader' };
  office.says('+6281234567891', 'HELPDESK rahasia milik Bagus');
  office.says('+6281234567892', 'HELPDESK milik Rizky');
  office.says('+6287812345678', 'apakah ini nomor helpdesk');
  for (const [ticketId, technician] of [
    [1, bagus],
    [2, rizky],
  ] as const)
    assignTicket(office.db, office.clock, rina, {
      ticketId,
      technicianId: technician.userId,
      seenTechnicianId: null,
    });
});
afterEach(() => office.close());

/** A page with what differs between two addresses taken out. */
const anonymous = (page: string, id: number) =>
  page.replaceAll(`#${id}`, '#…').replaceAll(`/tiket/${id}`, '/tiket/…');

describe("a technician and another's ticket", () => {
  test('it is in no list and in no number', async () => {
    const technician = office.signedInAs(rizky);
    for (const view of ['perlu-dijawab', 'belum-ditugaskan', 'terbuka', 'semua']) {
      const page = await technician.page(`/tiket?daftar=${view}`);
      expect([...page.matchAll(/id="t-(\d+)"/g)].map((match) => match[1])).toEqual(['2']);
      expect(page).not.toContain('rahasia');
      expect(page).toMatch(/Semua <span class="count">1</);
    }
  });

  test('its address answers as one that does not exist', async () => {
    const technician = office.signedInAs(rizky);
    const [others, missing] = [await technician.get('/tiket/1'), await technician.get('/tiket/999')];
    expect([others.status, missing.status]).toEqual([404, 404]);
    expect(anonymous(await others.text(), 1)).toBe(anonymous(await missing.text(), 999));
  });

  test.each(['terima', 'selesai', 'sms/1/kirim-ulang'])(
    '"%s" on it answers as on one that does not exist',
    async (action) => {
      const technician = office.signedInAs(rizky);
      const fields = { note: 'beres' };
      const others = await technician.post(`/tiket/1/${action}`, fields);
      const missing = await technician.post(`/tiket/999/${action}`, fields);
      expect([others.status, missing.status]).toEqual([404, 404]);
      const words = async (answer: Response, id: number) =>
        anonymous(await answer.text(), id).replace(/Tiket \d+ tidak/, 'Tiket … tidak');
      expect(await words(others, 1)).toBe(await words(missing, 999));
      expect(office.tickets()[0]?.status).toBe('assigned');
    },
  );

  test('an SMS of it opens no door: neither the trays nor the gateway are there', async () => {
    const technician = office.signedInAs(rizky);
    for (const path of ['/periksa', '/operator', '/gateway']) {
      const answer = await technician.get(path);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain('nomor helpdesk');
    }
    expect((await technician.post('/periksa/3/tiket')).status).toBe(404);
    expect((await technician.post('/gateway/sms/1/kirim-ulang')).status).toBe(404);
  });

  test('the own ticket names no other ticket of the unit', async () => {
    expect(await office.signedInAs(rizky).page('/tiket/2')).not.toContain('rahasia');
  });
});

describe('what a role may not do', () => {
  const ACTIONS: [string, Record<string, string>][] = [
    ['balasan', { text: 'Halo', formId: 'formulir-1' }],
    ['prioritas', { priority: 'high' }],
    ['penugasan', { technicianId: '2' }],
  ];

  test.each(ACTIONS)('%s is refused to a technician on the own ticket', async (action, fields) => {
    const refused = await office.signedInAs(rizky).post(`/tiket/2/${action}`, fields);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('Peran Anda tidak boleh melakukan ini.');
  });

  test.each([...ACTIONS, ['terima', {}], ['selesai', { note: 'x' }]] as [string, Record<string, string>][])(
    '%s is refused to the leader',
    async (action, fields) => {
      expect((await office.signedInAs(leader).post(`/tiket/2/${action}`, fields)).status).toBe(403);
    },
  );

  test('the leader reads every ticket and finds no button to change one', async () => {
    const page = await office.signedInAs(leader).page('/tiket/1');
    expect(page).toContain('rahasia');
    expect([...page.matchAll(/<button[^>]*>([^<]*)</g)].map((match) => match[1])).toEqual(['Keluar']);
    expect(page).not.toContain('<textarea');
  });

  test('the leader sees the gateway without its buttons and not the trays', async () => {
    office.transmit({ kind: 'unknown', fault: { class: 'unknown-outcome', text: 'Modem diam' } });
    const seen = office.signedInAs(leader);
    const page = await seen.page('/gateway');
    expect(page).toContain('Modem diam');
    expect(page).not.toContain('kirim-ulang');
    expect((await seen.get('/periksa')).status).toBe(404);
    expect(page).not.toContain('href="/periksa"');
  });

  test('a technician finds neither reply nor assignment on the own ticket', async () => {
    const page = await office.signedInAs(rizky).page('/tiket/2');
    expect(page).not.toContain('name="text"');
    expect(page).not.toContain('name="technicianId"');
    expect(page).toContain('Telepon 0812-3456-7892');
  });
});
