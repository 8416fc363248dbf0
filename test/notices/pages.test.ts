import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeWording } from '../../db/actions/changeNotice.ts';
import { saveCannedReply } from '../../db/actions/saveCannedReply.ts';
import { NOTICE_KEYS, noticeNamed } from '../../db/rules/notices/noticeTable.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { BY_HTMX, openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

const SITI = '+6281234567001';

let office: PanelOffice;
let rina: Actor;
let admin: ReturnType<PanelOffice['signedInAs']>;

beforeEach(() => {
  office = openPanelOffice();
  rina = office.admin();
  office.unit('Disdik', SITI);
  admin = office.signedInAs(rina);
});
afterEach(() => office.close());

const lastSms = () => office.outbox().at(-1)?.text;
const shownOn = async () =>
  [...(await admin.page('/pengaturan/sms')).matchAll(/name="shown" value="([^"]*)"/g)][0]?.[1] ?? '';
const switches = (shown: string, on: readonly string[]) => ({
  shown,
  ...Object.fromEntries(on.map((key) => [`on-${key}`, '1'])),
});

describe('the list of automatic SMS', () => {
  test('says of each what sets it off, whom it tells, in which words and what it costs', async () => {
    const page = await admin.page('/pengaturan/sms');
    for (const key of NOTICE_KEYS) expect(page).toContain(`id="sms-${key}"`);
    for (const words of ['Pelapor', 'Teknisi', 'Pimpinan', 'Pengaduan diterima', '1 SMS'])
      expect(page).toContain(words);
    expect(
      (await office.signedInAs(office.technician('Rizky', '0813-1111-2222')).get('/pengaturan/sms')).status,
    ).toBe(404);
  });

  test('switches one off and on again; what is off is not sent', async () => {
    const shown = await shownOn();
    const without = shown.split(',').filter((key) => key !== 'received');
    expect((await admin.post('/pengaturan/sms', switches(shown, without))).status).toBe(303);
    office.says(SITI, 'HELPDESK printer mati');
    expect(office.outbox()).toEqual([]);
    expect(office.tickets()).toHaveLength(1);
    expect(await admin.page('/pengaturan/sms')).toContain('dimatikan');
    await admin.post('/pengaturan/sms', switches(await shownOn(), shown.split(',')));
    office.says(SITI, 'HELPDESK layar mati');
    expect(lastSms()).toContain('no. tiket 2');
    expect(await admin.page('/pengaturan/sms/received')).toMatch(/Rina.*Dinyalakan.*Rina.*Dimatikan/s);
  });

  test('never switches an alarm off, and leaves alone what another admin has switched meanwhile', async () => {
    const shown = await shownOn();
    const all = shown.split(',');
    await admin.post(
      '/pengaturan/sms',
      switches(
        shown,
        all.filter((key) => key !== 'alarm' && key !== 'help'),
      ),
    );
    const page = await admin.page('/pengaturan/sms');
    expect(page).toMatch(/name="on-alarm"[^>]*checked[^>]*disabled|disabled[^>]*name="on-alarm"/);
    // The other's page still shows "help" as on.
    await admin.post('/pengaturan/sms', switches(shown, all));
    expect((await shownOn()).split(',')).not.toContain('help');
  });
});

describe('the words of an automatic SMS', () => {
  const save = (text: string, also: Record<string, string> = {}) =>
    admin.post('/pengaturan/sms/received', { text, seenChangeId: '0', ...also });

  test('are changed for the next one, and brought back', async () => {
    expect((await save('Halo [{pelapor} dari ]{skpd}, tiket {nomor} kami terima. Cek: {cek}')).status).toBe(
      303,
    );
    office.says(SITI, 'HELPDESK printer mati');
    expect(lastSms()).toBe('Halo Disdik, tiket 1 kami terima. Cek: HELPDESK STATUS 1');
    expect(await admin.page('/pengaturan/sms')).toContain('diubah kantor');
    const page = await admin.page('/pengaturan/sms/received');
    expect(page).toMatch(/Rina.*Sebelumnya:.*teks bawaan.*Menjadi:.*Halo/s);
    await admin.post('/pengaturan/sms/received/bawaan', { seenChangeId: '1' });
    office.says(SITI, 'HELPDESK layar mati');
    expect(lastSms()).toMatch(/^Pengaduan Anda kami terima/);
  });

  test('with an unknown placeholder or a stray brace are refused, naming it, and stay typed (R45)', async () => {
    const refused = await save('Yth. {unit} {kontak}, tiket {nomor}');
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain('Isian {unit}, {kontak} tidak dikenal');
    expect(page).toContain('Yth. {unit} {kontak}, tiket {nomor}</textarea>');
    expect(await (await save('tiket {nomor} } selesai')).text()).toContain('Kurung kurawal &quot;}&quot;');
    office.says(SITI, 'HELPDESK printer mati');
    expect(lastSms()).toMatch(/^Pengaduan Anda kami terima/);
  });

  test('that cost 2 SMS with the longest name are saved only when that was said and agreed to (R28)', async () => {
    const name = 'Kecamatan Tegaldlimo';
    office.unit(name, '+6281234567009');
    const text = `Yth. {skpd}, tiket {nomor}: ${'x'.repeat(131)}`;
    const refused = await save(text);
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain('2 SMS (171 karakter)');
    expect(page).toContain('Simpan sebagai 2 SMS');
    expect((await save(text, { agreedParts: '2' })).status).toBe(303);
    expect(await admin.page('/pengaturan/sms')).toMatch(/2 SMS \(171 karakter\)/);
    office.says('+6281234567009', 'HELPDESK printer mati');
    expect(lastSms()).toBe(`Yth. ${name}, tiket 1: ${'x'.repeat(131)}`);
    expect(office.parts()).toHaveLength(2);
    const letter = await save('y'.repeat(480), { agreedParts: '9' });
    expect(await letter.text()).toContain('Terlalu panjang: 4 SMS (480 karakter), paling banyak 3');
  });

  test('are previewed while they are typed, the turn to Unicode shown (R29)', async () => {
    const preview = (text: string, headers = BY_HTMX) =>
      admin.get(`/pengaturan/sms/received/pratinjau?text=${encodeURIComponent(text)}`, headers);
    const part = await (await preview('Yth. {skpd}, tiket {nomor}')).text();
    expect(part).toContain('Yth. Disdik, tiket 128');
    expect(part).toContain('GSM-7');
    expect(part).not.toContain('<html');
    expect(await (await preview(`${'a'.repeat(69)}”`)).text()).toMatch(
      />70<\/span> karakter · Unicode \(karena ”\).*>1<\/span> SMS/s,
    );
    expect(await (await preview(`${'a'.repeat(70)}”`)).text()).toContain('Simpan sebagai 2 SMS');
    expect(await (await preview('{aneh}')).text()).toContain('Isian {aneh} tidak dikenal');
    // Without JavaScript the same is a page that still holds what was typed.
    expect(await (await preview('tiket {nomor} saja', {} as typeof BY_HTMX)).text()).toContain(
      'tiket {nomor} saja</textarea>',
    );
  });

  test('of two admins at once: the second is told who was first, and nothing is lost (R41)', async () => {
    const tono = office.admin('Tono');
    changeWording(office.db, office.clock, tono, {
      notice: 'received',
      wording: 'dari Tono {nomor}',
      seenChangeId: 0,
    });
    const refused = await save('dari Rina {nomor}');
    expect(refused.status).toBe(409);
    const page = await refused.text();
    expect(page).toContain('Tono baru saja mengubah SMS ini');
    expect(page).toContain('dari Rina {nomor}</textarea>');
    expect(page).toContain('dari Tono {nomor}');
    expect((await save('dari Rina {nomor}', { seenChangeId: '1' })).status).toBe(303);
  });

  test('are for admins: nobody else sees or changes them', async () => {
    const rizky = office.technician('Rizky', '0813-1111-2222');
    expect(() =>
      changeWording(office.db, office.clock, rizky, { notice: 'received', wording: 'a', seenChangeId: 0 }),
    ).toThrow(/Peran Anda/);
    expect((await office.signedInAs(rizky).post('/pengaturan/sms/received', { text: 'a' })).status).toBe(404);
    expect((await admin.get('/pengaturan/sms/toString')).status).toBe(404);
  });

  test('that an upgrade has made unusable give way to the original', () => {
    office.db.$client.exec(
      "INSERT INTO notice_wordings (notice, wording) VALUES ('received', 'Yth. {hilang}')",
    );
    office.says(SITI, 'HELPDESK printer mati');
    expect(lastSms()).toMatch(/^Pengaduan Anda kami terima/);
  });
});

describe('canned replies', () => {
  const reply = {
    title: 'Sedang dicek',
    wording: 'Yth. {skpd} {pelapor}, tiket {nomor} kami cek.',
    active: true,
    categoryIds: [],
  };
  const keep = (changes: Omit<Partial<typeof reply>, 'categoryIds'> & { categoryIds?: number[] } = {}) =>
    saveCannedReply(office.db, office.clock, rina, { ...reply, ...changes });

  test('are written in the settings, in the order that the office likes', async () => {
    const fields = { title: 'Sedang dicek', text: reply.wording, active: '1', 'category-3': '1' };
    expect((await admin.post('/pengaturan/balasan/baru', fields)).status).toBe(303);
    keep({ title: 'Kedua' });
    expect(await admin.page('/pengaturan/balasan')).toMatch(
      /Sedang dicek.*Perangkat keras.*Kedua.*semua tiket/s,
    );
    await admin.post('/pengaturan/balasan/2/naik');
    await admin.post('/pengaturan/balasan/2/naik');
    expect(await admin.page('/pengaturan/balasan')).toMatch(/Kedua.*Sedang dicek/s);
    await admin.post('/pengaturan/balasan/2/turun');
    expect(await admin.page('/pengaturan/balasan')).toMatch(/Sedang dicek.*Kedua/s);
  });

  test('are refused with what is wrong, what was typed still there', async () => {
    keep();
    const refused = await admin.post('/pengaturan/balasan/baru', {
      title: 'sedang DICEK',
      text: 'Halo {nomor}',
    });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toMatch(/Sudah ada balasan berjudul.*Halo \{nomor\}<\/textarea>/s);
    const unknown = await admin.post('/pengaturan/balasan/baru', { title: 'x', text: 'Halo {sandi}' });
    expect(await unknown.text()).toContain('Isian {sandi} tidak dikenal');
    expect((await admin.post('/pengaturan/balasan/99', { title: 'x', text: 'y' })).status).toBe(404);
  });

  test('are put behind what is typed on a ticket, filled for it, and nothing is sent (R45)', async () => {
    const id = keep();
    office.says(SITI, 'HELPDESK printer mati');
    const before = office.outbox().length;
    expect(await admin.page('/tiket/1')).toContain('Sedang dicek</option>');
    const answer = await admin.post('/tiket/1/sisipkan', {
      text: 'Selamat pagi.',
      cannedReply: String(id),
      note: 'n',
    });
    const page = await answer.text();
    expect(page).toContain('Selamat pagi.\nYth. Disdik, tiket 1 kami cek.</textarea>');
    expect(page).toContain('n</textarea>');
    expect(office.outbox()).toHaveLength(before);
    const none = await admin.post('/tiket/1/sisipkan', { text: 'Selamat pagi.', cannedReply: '' });
    expect(none.status).toBe(422);
    expect(await none.text()).toContain('Selamat pagi.</textarea>');
  });

  test('are offered for their categories, and only while they are in use', async () => {
    keep({ categoryIds: [3] });
    keep({ title: 'Lama', active: false });
    office.says(SITI, 'HELPDESK printer mati');
    expect(await admin.page('/tiket/1')).not.toContain('cannedReply');
    office.db.$client.exec('UPDATE tickets SET category_id = 3');
    const page = await admin.page('/tiket/1');
    expect(page).toContain('Sedang dicek</option>');
    expect(page).not.toContain('Lama</option>');
  });

  test('an answer in which a placeholder is left is not sent (R45)', async () => {
    office.says(SITI, 'HELPDESK printer mati');
    const before = office.outbox().length;
    const refused = await admin.post('/tiket/1/balasan', {
      text: 'Yth. {kontak}, kami cek',
      formId: 'abcdefgh',
    });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toMatch(
      /Masih ada &quot;\{kontak\}&quot;.*Yth\. \{kontak\}, kami cek<\/textarea>/s,
    );
    expect(office.outbox()).toHaveLength(before);
  });
});

test('the texts of the program name no placeholder that it cannot fill', () => {
  for (const key of NOTICE_KEYS) expect(noticeNamed(key).text).not.toMatch(/\{[^}]*$|^[^{]*\}/);
});
