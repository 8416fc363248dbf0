import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addUser } from '../../db/actions/addUser.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { BY_HTMX, openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

const SITI = '+6281234567890';

let office: PanelOffice;
let rina: Actor;
let budi: Actor;
let citra: Actor;
let admin: ReturnType<PanelOffice['signedInAs']>;
beforeEach(() => {
  office = openPanelOffice();
  rina = office.admin();
  budi = office.technician('Budi', '+6281311112200');
  citra = office.technician('Citra', '+6281311112201');
  office.unit('RSUD Blambangan', SITI);
  admin = office.signedInAs(rina);
});
afterEach(() => office.close());

function ticket(to?: Actor): number {
  office.says(SITI, `HELPDESK rusak nomor ${office.tickets().length + 1}`);
  const ticketId = office.tickets().at(-1)?.id ?? 0;
  if (to)
    assignTicket(office.db, office.clock, rina, {
      ticketId,
      technicianId: to.userId,
      seenTechnicianId: null,
    });
  return ticketId;
}

const technicianOf = (ticketId: number) => office.tickets().find(({ id }) => id === ticketId)?.technicianId;

describe('the board of the panel', () => {
  test('shows first what nobody has, then each technician, every ticket a link', async () => {
    const mine = ticket(budi);
    const free = ticket();
    setPriority(office.db, office.clock, rina, free, 'emergency');
    const page = await admin.page('/beban');
    expect(page.indexOf('Belum ditugaskan')).toBeLessThan(page.indexOf('id="teknisi-'));
    expect(page).toContain(`<a href="/tiket/${mine}">`);
    expect(page).toContain(`<a href="/tiket/${free}">`);
    expect(page).toContain('Disarankan Citra: tanpa tiket.');
  });

  test('a ticket is moved by a choice, with a note for the next', async () => {
    const ticketId = ticket(budi);
    const answer = await admin.post(`/beban/${ticketId}/alihkan`, {
      technicianId: String(citra.userId),
      seenTechnicianId: String(budi.userId),
      handOver: 'sudah dicek kabelnya',
    });
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/beban']);
    expect(technicianOf(ticketId)).toBe(citra.userId);
    expect(office.outbox().some(({ text }) => text.includes('sudah dicek kabelnya'))).toBe(true);
  });

  test('by htmx the board comes back at once', async () => {
    const ticketId = ticket();
    const answer = await admin.post(
      `/beban/${ticketId}/alihkan`,
      { technicianId: String(citra.userId) },
      BY_HTMX,
    );
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Tiket ditugaskan. Teknisi menerima SMS');
  });

  test('when another has moved it meanwhile, that is told at the ticket and what was typed is kept', async () => {
    const ticketId = ticket(budi);
    assignTicket(office.db, office.clock, office.admin('Sari'), {
      ticketId,
      technicianId: citra.userId,
      seenTechnicianId: budi.userId,
    });
    const answer = await admin.post(`/beban/${ticketId}/alihkan`, {
      technicianId: String(citra.userId + 40),
      seenTechnicianId: String(budi.userId),
      handOver: 'jangan hilang',
    });
    expect(answer.status).toBe(409);
    const page = await answer.text();
    expect(page).toContain('baru saja ditugaskan kepada Citra');
    expect(page).toContain('value="jangan hilang"');
  });

  test('who is on leave is grey on the ticket page, and a tick is needed (R43)', async () => {
    await admin.post('/beban/ketidakhadiran', {
      technicianId: String(citra.userId),
      kind: 'leave',
      fromDate: '05/01/2026',
      toDate: '14/01/2026',
    });
    const ticketId = ticket();
    const page = await admin.page(`/tiket/${ticketId}`);
    expect(page).toContain(
      '<option value="3" class="unavailable">Citra — cuti s/d 14/01, tanpa tiket</option>',
    );
    expect(page.indexOf('Budi — tanpa tiket')).toBeLessThan(page.indexOf('Citra — cuti'));
    const choice = { technicianId: String(citra.userId), seenTechnicianId: '', text: 'setengah jadi' };
    const refused = await admin.post(`/tiket/${ticketId}/penugasan`, choice);
    expect(refused.status).toBe(409);
    const again = await refused.text();
    expect(again).toContain('Citra sedang cuti s/d 14/01');
    expect(again).toContain('setengah jadi');
    expect(technicianOf(ticketId)).toBeNull();
    await admin.post(`/tiket/${ticketId}/penugasan`, { ...choice, evenIfUnavailable: 'ya' });
    expect(technicianOf(ticketId)).toBe(citra.userId);
  });

  test('a leader looks on and moves nothing; a technician does not see it', async () => {
    const ticketId = ticket(budi);
    const { db, clock } = office;
    const userId = addUser(db, clock, { username: 'kabid', name: 'Endang', role: 'leader' });
    const leader = office.signedInAs({ userId, name: 'Endang', role: 'leader' });
    const page = await leader.page('/beban');
    expect(page).toContain(`<a href="/tiket/${ticketId}">`);
    expect(page).not.toContain('Alihkan ke');
    const technician = office.signedInAs(budi);
    expect((await technician.get('/beban')).status).toBe(404);
    expect((await technician.post(`/beban/${ticketId}/alihkan`, { technicianId: '3' })).status).toBe(404);
  });
});

describe('the page of absences', () => {
  const absence = (change: Record<string, string> = {}) => ({
    technicianId: String(citra.userId),
    kind: 'leave',
    fromDate: '12/01/2026',
    toDate: '14/01/2026',
    ...change,
  });

  test('notes one, says how many tickets are left, and offers to undo it', async () => {
    ticket(citra);
    const saved = await admin.post('/beban/ketidakhadiran', absence());
    expect(saved.status).toBe(303);
    const cookie = /helpdesk_notice=[^;]+/.exec(saved.headers.get('Set-Cookie') ?? '')?.[0] ?? '';
    const page = await (
      await admin.get('/beban/ketidakhadiran', { cookie: `${admin.cookie}; ${cookie}` })
    ).text();
    expect(page).toContain('12/01/2026 s/d 14/01/2026');
    expect(page).toContain('1 tiket terbuka');
    expect(page).toContain('action="/beban/ketidakhadiran/1/urungkan"');
    await admin.post('/beban/ketidakhadiran/1/urungkan');
    expect(await admin.page('/beban/ketidakhadiran')).toContain(
      'Tidak ada yang cuti, dinas luar atau sakit.',
    );
  });

  test.each([
    [{ technicianId: '' }, 'Pilih seorang teknisi.'],
    [{ fromDate: '01/13/2026' }, 'Mulai: tulis tanggal seperti 13/01/2026'],
    [{ toDate: 'besok lusa' }, 'Sampai dengan: tulis tanggal'],
    [{ toDate: '11/01/2026' }, 'sebelum tanggal mulai'],
  ])('refuses %j in words and keeps what was typed', async (change, words) => {
    const answer = await admin.post('/beban/ketidakhadiran', absence({ absenceNote: 'umrah', ...change }));
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(words);
    expect(page).toContain('value="umrah"');
  });

  test('a single day needs no end', async () => {
    await admin.post('/beban/ketidakhadiran', absence({ toDate: '' }));
    expect(await admin.page('/beban/ketidakhadiran')).toMatch(/>12\/01\/2026</);
  });
});

test('skills and the limit of a technician are saved as they were ticked', async () => {
  await admin.post(`/beban/kemampuan/${budi.userId}`, { 'kategori-2': 'ya', ticketsMax: ' 5 ' });
  const page = await admin.page('/beban/kemampuan');
  expect(page.match(/checked/g)).toHaveLength(1);
  expect(page).toContain('value="5"');
  const refused = await admin.post(`/beban/kemampuan/${budi.userId}`, {
    'kategori-3': 'ya',
    ticketsMax: 'lima',
  });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('Batas tiket adalah bilangan dari 1 sampai 99');
});
