import { afterEach, describe, expect, test } from 'vitest';
import { draftNextYear } from '../../db/actions/draftHolidays.ts';
import { newestChangeId } from '../../db/calendars.ts';
import { closuresOfYear } from '../../db/closuresOfYear.ts';
import { SETTINGS_SECTIONS } from '../../panel/settings/settingsIndex.tsx';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

let office: PanelOffice;
afterEach(() => office.close());

function opened() {
  office = openPanelOffice();
  const rina = office.admin();
  const asRina = office.signedInAs(rina);
  return {
    rina,
    asRina,
    /** Sends a form, and what the page says that it leads to. */
    saved: async (path: string, fields: Record<string, string>) => {
      const answer = await asRina.post(path, fields);
      expect(answer.status).toBe(303);
      const flash = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const headers = { cookie: `${asRina.cookie}; ${flash}` };
      return (await office.app.request(answer.headers.get('location') ?? '', { headers })).text();
    },
  };
}

const WEEK = {
  'day-1-1-from': '08.00',
  'day-1-1-to': '12.00',
  'day-1-2-from': '13.00',
  'day-1-2-to': '17.00',
};

describe('the index of settings', () => {
  test('leads to each section, and each is there', async () => {
    const { asRina } = opened();
    const page = await asRina.page('/pengaturan');
    for (const { path, title } of SETTINGS_SECTIONS) {
      expect(page).toContain(`href="${path}"`);
      expect(page).toContain(title);
      expect((await asRina.get(path)).status, path).toBe(200);
    }
  });

  test('is there for nobody else', async () => {
    opened();
    const budi = office.signedInAs(office.technician('Budi', '081234567801'));
    for (const path of ['/pengaturan', '/pengaturan/kalender', '/pengaturan/kalender/jam'])
      expect((await budi.get(path)).status, path).toBe(404);
    expect(await budi.page('/tugas')).not.toContain('href="/pengaturan"');
  });
});

describe('the calendar', () => {
  test('shows the year with its holidays by name, and how much of it is open', async () => {
    const page = await opened().asRina.page('/pengaturan/kalender');
    expect(page).toContain('291 hari buka, 2.078 jam');
    expect(page).toContain('Jum 16/01/2026');
    expect(page).toContain('Isra Mikraj Nabi Muhammad S.A.W.');
    expect(page.match(/day mark-national/g)).toHaveLength(18);
    expect(page.match(/day mark-collective/g)).toHaveLength(9);
  });

  test('of a year without a list says how one comes about', async () => {
    const page = await opened().asRina.page('/pengaturan/kalender?tahun=2027');
    expect(page).toContain('Hari libur 2027 akan tampil di sini');
    expect(page).toContain('Salin dari 2026 sebagai perkiraan');
  });

  test('warns admins on every page from October on that the next year has no list (R10)', async () => {
    const { asRina, rina } = opened();
    expect(await asRina.page('/tiket')).not.toContain('Daftar hari libur');
    office.clock.set(Date.parse('2026-11-02T10:00:00+07:00'));
    const asRinaLater = office.signedInAs(rina);
    expect(await asRinaLater.page('/tiket')).toContain('Daftar hari libur 2027 belum ada: batas waktu');
    const budi = office.signedInAs(office.technician('Budi', '081234567801'));
    expect(await budi.page('/tugas')).not.toContain('Daftar hari libur');
  });
});

describe('a holiday', () => {
  const FIELDS = {
    date: '13/01/2026',
    name: 'Hari jadi',
    kind: 'local',
    appliesTo: 'all',
    state: 'fixed',
    source: 'SK Bupati',
  };

  test('is added, told with its undo, and undone', async () => {
    const { saved } = opened();
    const page = await saved('/pengaturan/kalender/libur/baru', FIELDS);
    expect(page).toContain('13/01/2026 Hari jadi ditambahkan. Batas tiket terbuka dihitung ulang.');
    const undo = /action="(\/pengaturan\/kalender\/urungkan\/\d+)"/.exec(page)?.[1] ?? '';
    expect(await saved(undo, { year: '2026' })).toContain('Diurungkan: 13/01/2026 Hari jadi ditambahkan');
    expect(closuresOfYear(office.db, 2026)).toHaveLength(25);
  });

  test.each([
    ['01/13/2026', 'bukan tanggal yang ada. Tulis hari, bulan, tahun: 16/01/2026.'],
    ['31/02/2026', 'bukan tanggal yang ada'],
    ['', 'Tanggal belum diisi.'],
  ])('on "%s" is refused, with all that was typed (R67)', async (date, words) => {
    const { asRina } = opened();
    const answer = await asRina.post('/pengaturan/kalender/libur/baru', { ...FIELDS, date });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(words);
    expect(page).toContain(`value="${date}"`);
    expect(page).toContain('value="Hari jadi"');
    expect(page).toContain('value="SK Bupati"');
    expect(closuresOfYear(office.db, 2026)).toHaveLength(25);
  });

  test('for some hours whose end is missing is refused', async () => {
    const { asRina } = opened();
    const answer = await asRina.post('/pengaturan/kalender/libur/baru', { ...FIELDS, closedFrom: '12.00' });
    expect(await answer.text()).toContain('Isi kedua jam tutup, atau kosongkan keduanya');
  });

  test('is changed on its own page, and removed from the list', async () => {
    const { asRina, saved } = opened();
    const [first] = closuresOfYear(office.db, 2026);
    const path = `/pengaturan/kalender/libur/${first?.id}`;
    expect(await asRina.page(path)).toContain('value="01/01/2026"');
    const page = await saved(path, { ...FIELDS, seenChangeId: '0', closedFrom: '12', closedTo: '24.00' });
    expect(page).toContain('13/01/2026 Hari jadi (12.00–24.00) diubah');
    expect(await saved(`${path}/hapus`, { year: '2026' })).toContain('dihapus. Batas tiket terbuka');
    expect((await asRina.get(path)).status).toBe(404);
    expect((await asRina.post(`${path}/hapus`, { year: '2026' })).status).toBe(404);
  });
});

describe('the weekly hours', () => {
  test('are shown as they are, filled by a preset without being saved, then saved', async () => {
    const { asRina, saved } = opened();
    expect(await asRina.page('/pengaturan/kalender/jam')).toContain('>43 jam<');
    const filled = await asRina.post('/pengaturan/kalender/jam', { ...WEEK, pola: 'perpres' });
    expect(await filled.text()).toContain('>37,5 jam<');
    expect(newestChangeId(office.db)).toBe(0);
    expect(await saved('/pengaturan/kalender/jam', { ...WEEK, seenChangeId: '0' })).toContain(
      'Jam layanan menjadi Sen 08.00–12.00, 13.00–17.00 (8 jam seminggu)',
    );
  });

  test.each([
    [{ 'day-1-2-from': '11.00' }, 'Senin: 11.00–17.00 bertumpuk dengan 08.00–12.00'],
    [{ 'day-1-1-from': '12.30' }, 'Senin: jam mulai 12.30 harus sebelum jam selesai 12.00'],
    [{ 'day-1-1-to': '25.00' }, 'Senin: &quot;25.00&quot; bukan jam'],
    [{ 'day-1-1-to': '' }, 'Senin: satu jam belum diisi'],
  ])('like %j are refused, with all that was typed', async (changes, words) => {
    const { asRina } = opened();
    const fields: Record<string, string> = { ...WEEK, ...changes, emergencyAllHours: '1' };
    const answer = await asRina.post('/pengaturan/kalender/jam', fields);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(words);
    for (const [name, value] of Object.entries(fields).filter(([name]) => name.startsWith('day')))
      expect(page).toMatch(new RegExp(`name="${name}"[^>]*value="${value}"`));
    expect(page).toMatch(/name="emergencyAllHours" value="1" checked/);
  });
});

describe('a range', () => {
  const RAMADAN = { ...WEEK, name: 'Ramadan', from: '19/02/2026', to: '17/03/2026' };

  test('is added, and a second one over its dates is refused with all that was typed', async () => {
    const { asRina, saved } = opened();
    expect(await saved('/pengaturan/kalender/rentang/baru', RAMADAN)).toContain(
      'Rentang &quot;Ramadan&quot; (19/02/2026 sampai 17/03/2026) ditambahkan',
    );
    const answer = await asRina.post('/pengaturan/kalender/rentang/baru', { ...RAMADAN, name: 'Lain' });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('bertumpuk');
    expect(page).toContain('value="Lain"');
  });

  test('that ends before it begins is refused', async () => {
    const { asRina } = opened();
    const answer = await asRina.post('/pengaturan/kalender/rentang/baru', { ...RAMADAN, to: '01/02/2026' });
    expect(await answer.text()).toContain('Tanggal akhir 01/02/2026 sebelum tanggal mulai 19/02/2026.');
  });
});

describe('a pasted list', () => {
  const LIST = '1 Januari 2027 Tahun Baru\n2027-05-01;Hari Buruh Internasional';

  test('is shown line by line first, then saved', async () => {
    const { asRina, saved } = opened();
    const fields = { list: LIST, year: '2027', source: 'SKB 2026' };
    const preview = await (await asRina.post('/pengaturan/kalender/impor', fields)).text();
    expect(preview).toContain('2 hari libur siap disimpan');
    expect(preview).toContain('Sab 01/05/2027');
    expect(closuresOfYear(office.db, 2027)).toEqual([]);
    expect(await saved('/pengaturan/kalender/impor/simpan', fields)).toContain('2 hari libur dari daftar');
    expect(closuresOfYear(office.db, 2027)).toHaveLength(2);
  });

  test('with a wrong line shows it with what is wrong, and cannot be saved', async () => {
    const { asRina } = opened();
    const fields = { list: `${LIST}\n31/02/2027 Salah`, year: '2027', source: '' };
    const preview = await (await asRina.post('/pengaturan/kalender/impor', fields)).text();
    expect(preview).toContain('1 baris belum benar, belum ada yang disimpan');
    expect(preview).toContain('tanggal 31/02/2027 tidak ada di kalender');
    expect(preview).not.toContain('impor/simpan');
    const forced = await asRina.post('/pengaturan/kalender/impor/simpan', fields);
    expect(forced.status).toBe(422);
    expect(await forced.text()).toContain('Baris 3: tanggal 31/02/2027 tidak ada di kalender');
    expect(closuresOfYear(office.db, 2027)).toEqual([]);
  });
});

test('guesses at the next year are confirmed by their boxes', async () => {
  const { rina, saved } = opened();
  draftNextYear(office.db, office.clock, rina, 2026);
  const [first, second] = closuresOfYear(office.db, 2027);
  const fields = { year: '2027', [`draft-${first?.id}`]: '1', source: 'SKB 2026' };
  expect(await saved('/pengaturan/kalender/perkiraan/tetapkan', fields)).toContain(
    '1 perkiraan hari libur ditetapkan',
  );
  const states = closuresOfYear(office.db, 2027).map(({ id, state }) => [id, state]);
  expect(states[0]).toEqual([first?.id, 'fixed']);
  expect(states[1]).toEqual([second?.id, 'draft']);
});
