import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { knownNumber } from '../../db/knownNumber.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { contactPhones, contacts, units, users } from '../../db/schema/people.ts';
import { contactOf } from '../support/contactOf.ts';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

let office: PanelOffice;
let admin: ReturnType<PanelOffice['signedInAs']>;
let rina: Actor;
let disdik: number;
beforeEach(() => {
  office = openPanelOffice();
  rina = office.admin();
  admin = office.signedInAs(rina);
  disdik = unit('Dinas Pendidikan', 'Disdik');
});
afterEach(() => office.close());

const unit = (name: string, shortName: string) =>
  office.db.insert(units).values({ name, shortName }).returning({ id: units.id }).get().id;
const SITI = '+6281234567890';
/** What stands in the part of the page between these ids. */
const part = (page: string, id: string) => page.split(`id="${id}"`)[1] ?? '';
/** Follows a form's answer to the page that it leads to. */
async function follow(answer: Response): Promise<string> {
  expect(answer.status, await answer.clone().text()).toBe(303);
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const path = answer.headers.get('location') ?? '';
  return (await office.app.request(path, { headers: { cookie: `${admin.cookie}; ${cookie}` } })).text();
}

describe('the list of SKPD', () => {
  test('says how many people and open tickets each has', async () => {
    contactOf(office.db, office.clock, { unitId: disdik, name: 'Siti', phones: [SITI] });
    office.says(SITI, 'HELPDESK printer rusak');
    office.says(SITI, 'HELPDESK wifi mati');
    const page = await admin.page('/direktori');
    expect(page).toMatch(/1 orang/);
    expect(page).toMatch(/2 tiket terbuka/);
  });

  test('is searched by typing: parts of words, old names, near words, people, numbers in any spelling (R50)', async () => {
    unit('Dinas Kesehatan', 'Dinkes');
    contactOf(office.db, office.clock, { unitId: disdik, name: 'Zoë Siti', phones: ['0811-3103-077'] });
    const found = async (words: string) =>
      part(await admin.page(`/direktori?q=${encodeURIComponent(words)}`), 'found');
    expect(await found('pendid')).toContain('Disdik');
    expect(await found('pendid')).not.toContain('Dinkes');
    expect(await found('kesehatn')).toContain('SKPD yang mirip');
    for (const words of ['zoe', '0811 3103', '62811', '+62 811-3103-077', '(0811) 3103077'])
      expect(await found(words), words).toContain('Zoë Siti');
    for (const words of ['%', '_', "'; DROP TABLE units --", '"', '*'])
      expect((await admin.get(`/direktori?q=${encodeURIComponent(words)}`)).status).toBe(200);
  });

  test('shows those in use, and the others on request', async () => {
    await admin.post(`/direktori/skpd/${disdik}/nonaktif`);
    expect(part(await admin.page('/direktori'), 'found')).not.toContain('Disdik');
    expect(part(await admin.page('/direktori?tampil=nonaktif'), 'found')).toContain('Disdik');
    expect(part(await admin.page('/direktori?tampil=semua'), 'found')).toContain('Disdik');
  });
});

describe('a form', () => {
  test('adds a unit, and what was added can be undone', async () => {
    const page = await follow(
      await admin.post('/direktori/skpd/baru', {
        name: 'Puskesmas Genteng',
        shortName: 'Pusk. Genteng',
        parent: 'dinas pendidikan',
        oldNames: 'PKM Genteng Kulon\nPKM Genteng Wetan',
      }),
    );
    expect(page).toContain('Ditambahkan.');
    expect(page).toContain('PKM Genteng Kulon, PKM Genteng Wetan');
    const undo = /action="(\/direktori\/urungkan\/\d+)"/.exec(page)?.[1] ?? '';
    await follow(await admin.post(undo, { back: '/direktori' }));
    expect(office.db.select().from(units).all()).toHaveLength(1);
  });

  test('that is refused shows all that was typed, and saves nothing', async () => {
    const answer = await admin.post('/direktori/orang/baru', {
      name: 'Budi',
      unit: 'Disdk',
      position: 'Kasubag',
      'phone-0': '0811-3103-077 / 0812-3456-7890',
      'phone-1': '1708',
      notes: 'lantai dua',
    });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('Mungkin maksudnya: Disdik');
    for (const typed of ['value="Budi"', 'value="Disdk"', 'value="Kasubag"', 'value="1708"', 'lantai dua'])
      expect(page).toContain(typed);
    expect(office.db.select().from(contacts).all()).toEqual([]);
  });

  test('says of each number what is wrong with it, all at once', async () => {
    const page = await (
      await admin.post('/direktori/orang/baru', {
        name: 'Budi',
        'phone-0': '0811-3103-077 / 0812-3456-7890',
        'phone-1': '8,11E+10',
        'phone-2': '1708',
      })
    ).text();
    expect(page).toMatch(/lebih dari satu nomor/);
    expect(page).toMatch(/dirusak Excel/);
    expect(page).toMatch(/terlalu pendek/);
  });

  test('takes 0062… and a landline, and says whose a number is that is taken', async () => {
    await follow(
      await admin.post('/direktori/orang/baru', {
        name: 'Siti',
        unit: 'disdik',
        'phone-0': '00628123-456-7890',
        'phone-1': '(0333) 417437',
      }),
    );
    expect(office.db.select().from(contactPhones).all()).toMatchObject([
      { phone: SITI },
      { phone: '+62333417437' },
    ]);
    const answer = await admin.post('/direktori/orang/baru', { name: 'Budi', 'phone-0': '0812 3456 7890' });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('sudah milik Siti (Disdik)');
  });

  test('changes a person; the unit that is out of use and already theirs may stay', async () => {
    const id = contactOf(office.db, office.clock, { unitId: disdik, name: 'Siti', phones: [SITI] });
    await admin.post(`/direktori/skpd/${disdik}/nonaktif`);
    const seen = /name="seenChangeId" value="(\d+)"/.exec(
      await admin.page(`/direktori/orang/${id}/ubah`),
    )?.[1];
    const page = await follow(
      await admin.post(`/direktori/orang/${id}/ubah`, {
        seenChangeId: seen ?? '',
        name: 'Siti Aminah',
        unit: 'Disdik',
        'phone-0': '0812-3456-7890',
      }),
    );
    expect(page).toContain('Nama: Siti → Siti Aminah');
    expect(knownNumber(office.db, SITI)).toMatchObject({ name: 'Siti Aminah', unitId: disdik });
  });

  test('that was sent after the session ended comes back after signing in (R42)', async () => {
    const answer = await office.app.request('/direktori/orang/baru', {
      method: 'POST',
      body: new URLSearchParams({ name: 'Budi', 'phone-0': '0811-3103-077' }),
    });
    expect(answer.status).toBe(401);
    const page = await answer.text();
    expect(page).toContain('value="/direktori/orang/baru"');
    expect(page).toContain('0811-3103-077');
  });
});

describe('who registered by SMS', () => {
  beforeEach(() => office.says(SITI, 'DAFTAR Siti Aminah#dinas pendidikn'));

  test('is counted in the navigation and shown with the unit that may be meant', async () => {
    const page = await admin.page('/direktori/pendaftaran');
    expect(page).toContain('Siti Aminah # dinas pendidikn');
    expect(page).toContain('Mirip: Disdik');
    expect(page).toMatch(/name="unit"[^>]*value="Disdik"|value="Disdik"[^>]*name="unit"/);
    expect(part(await admin.page('/tiket'), 'rail')).toMatch(/Direktori\s*<span class="count">1/);
  });

  test('is confirmed, corrected, by one click', async () => {
    const seen = /name="seen" value="(\d+)"/.exec(await admin.page('/direktori/pendaftaran'))?.[1] ?? '';
    const fields = { seen, name: 'Siti A.', unit: 'Disdik' };
    const page = await follow(await admin.post('/direktori/pendaftaran/1/setuju', fields));
    expect(page).toContain('Pendaftaran disetujui');
    expect(page).toContain('disetujui oleh Rina');
    expect(knownNumber(office.db, SITI)).toMatchObject({ name: 'Siti A.', unitId: disdik });
  });

  test('a decision that is refused keeps what was typed', async () => {
    const seen = /name="seen" value="(\d+)"/.exec(await admin.page('/direktori/pendaftaran'))?.[1] ?? '';
    const fields = { seen, name: 'Siti Z.', unit: 'Disdik', reason: '' };
    const answer = await admin.post('/direktori/pendaftaran/1/tolak', fields);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('Tulis alasan penolakan');
    expect(page).toContain('value="Siti Z."');
  });
});

test('the number of one of our own is changed here, never to somebody else’s', async () => {
  const budi = office.technician('Budi', '0813-1111-2222');
  contactOf(office.db, office.clock, { unitId: disdik, name: 'Siti', phones: [SITI] });
  const phoneOf = () =>
    office.db
      .select()
      .from(users)
      .all()
      .find(({ id }) => id === budi.userId)?.phone;
  const path = `/direktori/petugas/${budi.userId}/nomor`;
  const answer = await admin.post(path, { phone: '0812-3456-7890' });
  expect(await answer.text()).toContain('sudah milik Siti (Disdik)');
  expect(phoneOf()).toBe('+6281311112222');
  await follow(await admin.post(path, { phone: '0813 3333 4444' }));
  expect(phoneOf()).toBe('+6281333334444');
});

describe('rights (R58)', () => {
  test('a technician sees nothing of the directory', async () => {
    const budi = office.signedInAs(office.technician('Budi', '0813-1111-2222'));
    for (const path of [
      '/direktori',
      `/direktori/skpd/${disdik}`,
      '/direktori/orang/1',
      '/direktori/petugas',
      '/direktori/impor',
      '/direktori/ekspor/orang.csv',
      '/direktori/pendaftaran',
    ])
      expect((await budi.get(path)).status, path).toBe(404);
  });

  test('a leader looks on and changes nothing', async () => {
    const { userId } = office.admin('Endang');
    office.db.$client.prepare("UPDATE users SET role = 'leader' WHERE id = ?").run(userId);
    const leader = office.signedInAs({ userId, name: 'Endang', role: 'leader' });
    expect((await leader.get('/direktori')).status).toBe(200);
    expect(await leader.page(`/direktori/skpd/${disdik}`)).not.toContain('Nonaktifkan');
    for (const [path, fields] of [
      ['/direktori/skpd/baru', { name: 'A', shortName: 'A' }],
      [`/direktori/skpd/${disdik}/nonaktif`, {}],
      ['/direktori/urungkan/1', {}],
      ['/direktori/petugas/1/nomor', { phone: '' }],
      ['/direktori/pendaftaran/1/setuju', {}],
    ] as const)
      expect([403, 404], path).toContain((await leader.post(path, { ...fields })).status);
    expect(office.db.select().from(units).all()).toMatchObject([{ active: true }]);
  });
});

describe('a number that nobody knows', () => {
  const STRANGER = '+6285700001111';

  test('is asked about at its ticket; one click, and it is remembered', async () => {
    office.says(STRANGER, 'HELPDESK printer di disdik lantai dua rusak');
    const page = await admin.page('/tiket/1');
    expect(page).toContain('0857-0000-1111 dari SKPD');
    // The unit that the text names stands there already.
    expect(part(page, 'bindUnit-1')).toMatch(/^[^>]*value="Disdik"/);
    const fields = { bindUnit: 'Disdik', bindName: 'Pak Hadi' };
    expect(await follow(await admin.post('/tiket/1/skpd', fields))).toContain('Nomor ini diingat');
    expect(office.tickets()).toMatchObject([{ unitId: disdik }]);
    expect(knownNumber(office.db, STRANGER)).toMatchObject({ name: 'Pak Hadi', unitId: disdik });
  });

  test('a name that is no unit is refused at the ticket; what was typed stays', async () => {
    office.says(STRANGER, 'HELPDESK printer rusak');
    const answer = await admin.post('/tiket/1/skpd', {
      bindUnit: 'Disdk',
      bindName: 'Hadi',
      text: 'Segera.',
    });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('Mungkin maksudnya: Disdik');
    expect(page).toContain('value="Disdk"');
    expect(page).toContain('value="Hadi"');
    expect(page).toContain('Segera.');
  });

  test('is asked about in "Perlu diperiksa", with an undo', async () => {
    office.says(STRANGER, 'tolong printer kami');
    expect(await admin.page('/periksa')).toContain('Ini dari SKPD');
    const page = await follow(await admin.post('/periksa/1/skpd', { bindUnit: 'disdik', bindName: '' }));
    expect(page).toContain('Nomor ini diingat');
    expect(part(page, 'tray')).toContain('Disdik');
    const undo = /action="(\/direktori\/urungkan\/\d+)"/.exec(page)?.[1] ?? '';
    expect((await admin.post(undo, { back: '/periksa' })).headers.get('location')).toBe('/periksa');
    expect(knownNumber(office.db, STRANGER)).toBeUndefined();
  });

  test('what was refused in "Perlu diperiksa" is there again', async () => {
    office.says(STRANGER, 'tolong printer kami');
    const answer = await admin.post('/periksa/1/skpd', { bindUnit: 'Antah', bindName: 'Hadi' });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('value="Antah"');
    expect(page).toContain('value="Hadi"');
  });

  test('a ticket whose unit is wrong gets another; the number keeps its own', async () => {
    const dinkes = unit('Dinas Kesehatan', 'Dinkes');
    contactOf(office.db, office.clock, { unitId: disdik, name: 'Siti', phones: [SITI] });
    office.says(SITI, 'HELPDESK printer rusak');
    await follow(await admin.post('/tiket/1/skpd', { bindUnit: 'dinkes' }));
    expect(office.tickets()).toMatchObject([{ unitId: dinkes }]);
    expect(knownNumber(office.db, SITI)?.unitId).toBe(disdik);
  });
});

test('all that a unit has ever reported is there, page by page', async () => {
  contactOf(office.db, office.clock, { unitId: disdik, name: 'Siti', phones: [SITI] });
  for (let i = 1; i <= 53; i += 1) office.says(SITI, `HELPDESK gangguan nomor ${i}`);
  const first = await admin.page(`/direktori/skpd/${disdik}/tiket`);
  expect(first).toContain('gangguan nomor 53');
  expect(first).not.toContain('gangguan nomor 3<');
  const next = /href="([^"]+)" rel="next"/.exec(first)?.[1] ?? '';
  const second = await admin.page(next);
  expect(second).toContain('gangguan nomor 1<');
  expect(second).not.toContain('rel="next"');
  expect(await admin.page(`/direktori/skpd/${disdik}`)).toContain('Riwayat: 53 tiket sejak awal');
});
