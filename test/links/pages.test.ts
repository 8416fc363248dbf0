import { afterEach, beforeEach, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

const SITI = '+6281234567001';
const BUDI = '+6281234567002';

let office: PanelOffice;
let rina: Actor;
let admin: ReturnType<PanelOffice['signedInAs']>;

beforeEach(() => {
  office = openPanelOffice();
  rina = office.admin();
  office.unit('Disdik', SITI);
  office.unit('Dinkes', BUDI);
  admin = office.signedInAs(rina);
  office.says(SITI, 'HELPDESK internet mati');
  office.says(BUDI, 'HELPDESK jaringan putus');
  office.says(SITI, 'HELPDESK wifi aula mati');
});
afterEach(() => office.close());

test('an alike ticket is shown on the page and in the list, and merged with one click: the newer into the older', async () => {
  const page = await admin.page('/tiket/1');
  expect(page).toMatch(/Mungkin gangguan yang sama.*#3.*SKPD yang sama.*Gabungkan #3 ke sini/s);
  expect(page).toContain('formaction="/tiket/3/gabung/1"');
  expect(await admin.page('/tiket/3')).toContain('Gabungkan ke #1');
  expect(await admin.page('/tiket?daftar=terbuka')).toMatch(
    /action="\/tiket\/3\/gabung\/1".*mungkin gangguan yang sama dengan/s,
  );
  const done = await admin.post('/tiket/3/gabung/1');
  expect(done.status).toBe(303);
  expect(office.tickets()[2]).toMatchObject({ status: 'merged', mergedInto: 1 });
  const merged = await admin.page('/tiket/3');
  expect(merged).toMatch(/Digabung ke.*#1.*Lepaskan/s);
  expect(await admin.page('/tiket/1')).toMatch(/Digabung ke sini \(1\).*#3/s);
  expect(await admin.page('/tiket/1')).toContain('HELPDESK wifi aula mati');
  await admin.post('/tiket/3/lepas/3');
  expect(office.tickets()[2]).toMatchObject({ status: 'new', mergedInto: null });
});

test('a ticket is merged by number, and a wrong one is told beside the field, which keeps it', async () => {
  await admin.post('/tiket/2/gabung', { mergeInto: ' #01 ' });
  expect(office.tickets()[1]?.mergedInto).toBe(1);
  for (const [typed, said] of [
    ['', 'Tulis nomor tiketnya'],
    ['dua', 'Tulis nomor tiketnya'],
    ['3', 'dengan dirinya sendiri'],
  ] as const) {
    const refused = await admin.post('/tiket/3/gabung', { mergeInto: typed, text: 'jawaban setengah jadi' });
    const page = await refused.text();
    expect([refused.status, page.includes(said)]).toEqual([422, true]);
    expect(page).toContain('jawaban setengah jadi</textarea>');
  }
  expect((await admin.post('/tiket/3/gabung', { mergeInto: '99' })).status).toBe(404);
});

test('tickets are linked with a reason and the link is taken away again', async () => {
  await admin.post('/tiket/2/kaitkan', { linkTo: '1', linkReason: 'satu panel listrik' });
  expect(await admin.page('/tiket/1')).toMatch(/Terkait.*#2.*terkait: satu panel listrik/s);
  await admin.post('/tiket/1/lepas-kaitan/2');
  expect(await admin.page('/tiket/1')).not.toContain('Hapus kaitan');
  const refused = await admin.post('/tiket/1/kaitkan', { linkTo: '1', linkReason: 'sama' });
  expect(await refused.text()).toMatch(/dirinya sendiri.*value="sama"/s);
});

test('chosen messages become a ticket of their own; what was ticked stays when that is refused', async () => {
  office.says(BUDI, 'printer juga rusak');
  const ids = office
    .messages()
    .filter(({ direction, peer }) => direction === 'in' && peer === BUDI)
    .map(({ id }) => id);
  expect(await admin.page('/tiket/2')).toContain('Pecah menjadi tiket baru');
  const offered = { splitOffered: ids.join(',') };
  const all = Object.fromEntries(ids.map((id) => [`split-${id}`, '1']));
  const refused = await admin.post('/tiket/2/pecah', { ...offered, ...all });
  expect(await refused.text()).toMatch(/Sisakan.*name="split-\d+" value="1" checked/s);
  await admin.post('/tiket/2/pecah', { ...offered, [`split-${ids[1]}`]: '1' });
  expect(office.tickets()[3]).toMatchObject({ subject: 'printer juga rusak', reporterPhone: BUDI });
  expect(await admin.page('/tiket/4')).toMatch(/Terkait.*#2.*dipecah/s);
});

test('a technician reads what was merged into the own ticket, and finds no way to merge', async () => {
  const rizky = office.technician('Rizky', '0813-1111-2222');
  assignTicket(office.db, office.clock, rina, {
    ticketId: 1,
    technicianId: rizky.userId,
    seenTechnicianId: null,
  });
  await admin.post('/tiket/2/gabung', { mergeInto: '1' });
  const technician = office.signedInAs(rizky);
  const page = await technician.page('/tiket/1');
  expect(page).toContain('HELPDESK jaringan putus');
  expect(page).not.toMatch(/Gabung, kaitkan, pecah|Lepaskan|Mungkin gangguan/);
  expect((await technician.post('/tiket/1/lepas/2')).status).toBe(403);
  expect((await technician.post('/tiket/1/gabung/3')).status).toBe(403);
  expect((await technician.get('/tiket/2')).status).toBe(404);
});
