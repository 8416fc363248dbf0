import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acceptTicket } from '../../db/actions/acceptTicket.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { BY_HTMX, openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

let office: PanelOffice;
let rina: Actor;
let admin: ReturnType<PanelOffice['signedInAs']>;

beforeEach(() => {
  office = openPanelOffice();
  rina = office.admin('Rina');
  admin = office.signedInAs(rina);
});
afterEach(() => office.close());

const complain = (from = '+6281234567890', words = 'printer mati') => office.says(from, `HELPDESK ${words}`);
const replies = () => office.outbox().filter((sms) => sms.kind === 'reply');
/** What stands in a field of the page. */
const field = (page: string, name: string) =>
  new RegExp(`<(?:textarea|input)[^>]*name="${name}"[^>]*?(?:value="([^"]*)"[^>]*>|>\\n?([^<]*))`)
    .exec(page)
    ?.slice(1)
    .find((value) => value !== undefined);

describe('the list', () => {
  test('leads there from the first page', async () => {
    const first = await admin.get('/');
    expect([first.status, first.headers.get('Location')]).toEqual([303, '/tiket']);
  });

  test('an empty list says how a complaint comes in', async () => {
    expect(await admin.page('/tiket')).toContain('ketika seseorang mengirim SMS &quot;HELPDESK&quot;');
  });

  test('shows the most urgent and then the newest first, each list with its number', async () => {
    complain('+6281234567890', 'satu');
    complain('+6281234567891', 'dua');
    complain('+6281234567892', 'tiga');
    setPriority(office.db, office.clock, rina, 1, 'emergency');
    const page = await admin.page('/tiket?daftar=semua');
    expect([...page.matchAll(/id="t-(\d+)"/g)].map((match) => match[1])).toEqual(['1', '3', '2']);
    expect(page).toMatch(/Perlu dijawab <span class="count">3</);
    expect(page).toContain('<title>(3) Semua · Help Desk</title>');
  });

  test.each([
    ['perlu-dijawab', ['3']],
    ['belum-ditugaskan', ['3', '2']],
    ['terbuka', ['3', '2', '1']],
    ['ditunda', []],
    ['selesai', ['4']],
    ['semua', ['3', '2', '1', '4']],
    ['ada-saja', ['3']],
  ])('the list "%s" holds the tickets %j', async (name, ids) => {
    const rizky = office.technician('Rizky', '0813-1111-2222');
    for (const last of [1, 2, 3, 4]) complain(`+628123456789${last}`, `nomor ${last}`);
    assignTicket(office.db, office.clock, rina, {
      ticketId: 1,
      technicianId: rizky.userId,
      seenTechnicianId: null,
    });
    await admin.post('/tiket/2/balasan', { text: 'Baik.', formId: 'formulir-2' });
    closeTicket(office.db, office.clock, rina, { ticketId: 4, note: 'beres' });
    const page = await admin.page(`/tiket?daftar=${name}`);
    expect([...page.matchAll(/id="t-(\d+)"/g)].map((match) => match[1])).toEqual(ids);
  });

  test('what is done is listed by when it was, the newest first, page by page', async () => {
    for (let id = 1; id <= 53; id += 1) complain(`+62812345${10_000 + id}`, `nomor ${id}`);
    setPriority(office.db, office.clock, rina, 1, 'emergency');
    for (let id = 1; id <= 53; id += 1)
      closeTicket(office.db, office.clock, rina, { ticketId: id, note: 'beres' });
    const first = await admin.page('/tiket?daftar=selesai');
    const next = /href="([^"]+)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const pages = `${first}${await admin.page(next)}`;
    const ids = [...pages.matchAll(/id="t-(\d+)"/g)].map((match) => Number(match[1]));
    expect(ids).toEqual(Array.from({ length: 53 }, (_, i) => 53 - i));
  });

  test('a long list goes on behind "Berikutnya", every ticket on exactly one page', async () => {
    for (let i = 0; i < 53; i += 1) complain(`+6281234500${String(i).padStart(3, '0')}`, `nomor ${i}`);
    const first = await admin.page('/tiket?daftar=semua');
    const next = /href="([^"]+)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await admin.page(next);
    const ids = [...`${first}${second}`.matchAll(/id="t-(\d+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(53);
    expect(ids).toHaveLength(53);
    expect(second).not.toContain('rel="next"');
  });

  test('time is relative to see and absolute to point at', async () => {
    complain();
    office.clock.pass(2 * 60_000);
    expect(await admin.page('/tiket')).toMatch(
      /title="[^"]*05\/01\/2026 10\.30 WIB"[^>]*>.{0,400}sisa 28 menit</,
    );
    expect(await admin.page('/tiket/1')).toMatch(/title="05\/01\/2026 10\.00 WIB">2 menit lalu</);
  });
});

describe('a reply', () => {
  beforeEach(() => complain());

  test('without JavaScript is queued and leads back to the ticket, which tells so once', async () => {
    const sent = await admin.post('/tiket/1/balasan', { text: 'Yth. Anda, segera.', formId: 'formulir-1' });
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, '/tiket/1']);
    expect(replies().map((sms) => sms.text)).toEqual(['Yth. Anda, segera.']);
    const flash = /helpdesk_notice=[^;]+/.exec(sent.headers.get('Set-Cookie') ?? '')?.[0] ?? '';
    const shown = await admin.get('/tiket/1', { cookie: `${admin.cookie}; ${flash}` });
    expect(await shown.text()).toContain('Balasan masuk antrean kirim.');
    expect(shown.headers.get('Set-Cookie')).toContain('helpdesk_notice=;');
  });

  test('by htmx is answered with the page itself, its form new and empty', async () => {
    const sent = await admin.post('/tiket/1/balasan', { text: 'Segera.', formId: 'formulir-1' }, BY_HTMX);
    const page = await sent.text();
    expect(sent.status).toBe(200);
    expect(page).toContain('<main id="main"');
    expect(page).toContain('>antre<');
    expect(field(page, 'text')).toBe('');
    expect(field(page, 'formId')).not.toBe('formulir-1');
  });

  test('of the same form is sent once, however often the button is pressed', async () => {
    const fields = { text: 'Segera.', formId: 'formulir-1' };
    const answers = await Promise.all([1, 2, 3].map(() => admin.post('/tiket/1/balasan', fields, BY_HTMX)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect(await answers[2]?.text()).toContain('tidak dikirim dua kali');
    expect(replies()).toHaveLength(1);
  });

  test('of a used form with other words is not swallowed: the words stay and go out at the next press', async () => {
    await admin.post('/tiket/1/balasan', { text: 'Pertama.', formId: 'formulir-1' });
    const again = await admin.post('/tiket/1/balasan', {
      text: 'Kedua.',
      formId: 'formulir-1',
      seenReplyId: '99',
    });
    const page = await again.text();
    expect(again.status).toBe(409);
    expect(field(page, 'text')).toBe('Kedua.');
    await admin.post('/tiket/1/balasan', { text: 'Kedua.', formId: field(page, 'formId') ?? '' });
    expect(replies().map((sms) => sms.text)).toEqual(['Pertama.', 'Kedua.']);
  });

  test("after another admin's answer is held back once, with both texts shown", async () => {
    const budi = office.signedInAs(office.admin('Budi'));
    await budi.post('/tiket/1/balasan', { text: 'Dari Budi.', formId: 'formulir-b', seenReplyId: '0' });
    const late = await admin.post('/tiket/1/balasan', {
      text: 'Dari Rina.',
      formId: 'formulir-r',
      seenReplyId: '0',
    });
    const page = await late.text();
    expect(late.status).toBe(409);
    expect(page).toContain('Budi baru saja menjawab: &quot;Dari Budi.&quot;');
    expect(field(page, 'text')).toBe('Dari Rina.');
    expect(replies()).toHaveLength(1);
    await admin.post('/tiket/1/balasan', {
      text: 'Dari Rina.',
      formId: field(page, 'formId') ?? '',
      seenReplyId: field(page, 'seenReplyId') ?? '',
    });
    expect(replies().map((sms) => sms.text)).toEqual(['Dari Budi.', 'Dari Rina.']);
  });

  test.each([
    ['nothing', '', 'Pesan masih kosong.'],
    ['blanks', ' \r\n ', 'Pesan masih kosong.'],
    ['10 kB', 'Baik. '.repeat(1700), 'Pesan terlalu panjang: 67 SMS, paling banyak 8.'],
  ])('of %s is refused in words and kept', async (_, text, words) => {
    const refused = await admin.post('/tiket/1/balasan', { text, formId: 'formulir-1' });
    const page = await refused.text();
    expect(refused.status).toBe(422);
    expect(page).toContain(words);
    expect(page).toContain('aria-invalid="true"');
    expect(field(page, 'text')).toBe(text.replaceAll('\r\n', '\n'));
    expect(field(page, 'formId')).toBe('formulir-1');
    expect(replies()).toEqual([]);
  });

  test('goes out without the control characters that a paste may bring', async () => {
    await admin.post('/tiket/1/balasan', {
      text: 'Baik\u0000,\u001b[31m\r\nsegera\u0007.',
      formId: 'formulir-1',
    });
    expect(replies()[0]?.text).toBe('Baik,[31m\nsegera.');
  });

  test('to a closed ticket still goes out', async () => {
    closeTicket(office.db, office.clock, rina, { ticketId: 1, note: 'beres' });
    expect(await admin.page('/tiket/1')).toContain('balasan tetap bisa dikirim');
    expect((await admin.post('/tiket/1/balasan', { text: 'Sama-sama.', formId: 'formulir-1' })).status).toBe(
      303,
    );
    expect(replies()).toHaveLength(1);
  });
});

describe('what a text costs', () => {
  test.each([
    ['', '0 karakter · GSM-7 · 1 SMS · sisa 160'],
    ['a'.repeat(161), '161 karakter · GSM-7 · 2 SMS · sisa 145'],
    ['[€]', '6 karakter · GSM-7 · 1 SMS · sisa 154'],
    ['“Yth.”', '6 karakter · Unicode (karena “ ”) · 1 SMS · sisa 64'],
    ['абвгдеё', '7 karakter · Unicode (karena а б в г д …) · 1 SMS · sisa 63'],
    [' a\r\nb ', '3 karakter · GSM-7 · 1 SMS · sisa 157'],
    ['a'.repeat(1300), '1300 karakter · GSM-7 · 9 SMS · sisa 77 · terlalu panjang, paling banyak 8 SMS'],
  ])('of %j is told while it is typed', async (text, words) => {
    const answer = await admin.post('/sms/ukuran', { text }, BY_HTMX);
    expect((await answer.text()).replace(/<[^>]+>/g, '')).toBe(words);
  });

  test('is told by the page too, of the text that stands in it', async () => {
    complain();
    const refused = await admin.post('/tiket/1/balasan', { text: 'a'.repeat(1300), formId: 'formulir-1' });
    expect((await refused.text()).replace(/<[^>]+>/g, '')).toContain('1300 karakter · GSM-7 · 9 SMS');
  });
});

describe('priority, assignment and closing', () => {
  beforeEach(() => complain());

  test('priority is changed and told', async () => {
    expect((await admin.post('/tiket/1/prioritas', { priority: 'emergency' })).status).toBe(303);
    expect(office.tickets()[0]?.priority).toBe('emergency');
    expect(await admin.page('/tiket/1')).toContain('Prioritas Normal → Emergency');
  });

  test('a half-written reply survives a change of priority, with and without htmx', async () => {
    const fields = { priority: 'high', text: 'Setengah jadi', formId: 'formulir-1' };
    for (const headers of [{}, BY_HTMX]) {
      const answer = await admin.post('/tiket/1/prioritas', fields, headers);
      const page = await answer.text();
      expect(answer.status).toBe(200);
      expect(field(page, 'text')).toBe('Setengah jadi');
      expect(field(page, 'formId')).toBe('formulir-1');
    }
    expect(replies()).toEqual([]);
  });

  test.each(['', 'urgent', 'toString'])('the priority "%s" is refused', async (priority) => {
    const refused = await admin.post('/tiket/1/prioritas', { priority });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('Pilih prioritas.');
  });

  test("each technician's present load stands beside the name", async () => {
    const rizky = office.technician('Rizky', '0813-1111-2222');
    office.technician('Bagus', '0813-1111-3333');
    complain('+6281234567891', 'dua');
    assignTicket(office.db, office.clock, rina, {
      ticketId: 2,
      technicianId: rizky.userId,
      seenTechnicianId: null,
    });
    setPriority(office.db, office.clock, rina, 2, 'emergency');
    const page = await admin.page('/tiket/1');
    expect(page).toContain('Rizky — 1 tiket Emergency');
    expect(page).toContain('Bagus — tanpa tiket');
  });

  test('an assignment queues the SMS for the technician', async () => {
    const rizky = office.technician('Rizky', '0813-1111-2222');
    await admin.post('/tiket/1/penugasan', { technicianId: String(rizky.userId), seenTechnicianId: '' });
    expect(office.outbox().find((sms) => sms.kind === 'assignment')?.to).toBe('+6281311112222');
    expect(await admin.page('/tiket/1')).toContain('Alihkan');
  });

  test('the second of two admins who assign is told who was first, and loses nothing', async () => {
    const rizky = office.technician('Rizky', '0813-1111-2222');
    const bagus = office.technician('Bagus', '0813-1111-3333');
    const choose = (technician: Actor) => ({ technicianId: String(technician.userId), seenTechnicianId: '' });
    await office.signedInAs(office.admin('Budi')).post('/tiket/1/penugasan', choose(rizky));
    const late = await admin.post('/tiket/1/penugasan', { ...choose(bagus), text: 'Sedang saya tulis' });
    const page = await late.text();
    expect(late.status).toBe(409);
    expect(page).toContain('Tiket ini baru saja ditugaskan kepada Rizky.');
    expect(field(page, 'text')).toBe('Sedang saya tulis');
    expect(page).toMatch(new RegExp(`<option value="${bagus.userId}" selected=""`));
    expect(field(page, 'seenTechnicianId')).toBe(String(rizky.userId));
    expect(office.tickets()[0]?.technicianId).toBe(rizky.userId);
  });

  test.each(['', '0', '999', '1', 'x', '1e3'])('"%s" is no technician', async (technicianId) => {
    office.technician('Rizky', '0813-1111-2222');
    expect((await admin.post('/tiket/1/penugasan', { technicianId })).status).toBe(422);
    expect(office.tickets()[0]?.technicianId).toBeNull();
  });

  test('a technician accepts and closes the own ticket, with a note', async () => {
    const rizky = office.technician('Rizky', '0813-1111-2222');
    assignTicket(office.db, office.clock, rina, {
      ticketId: 1,
      technicianId: rizky.userId,
      seenTechnicianId: null,
    });
    const technician = office.signedInAs(rizky);
    expect(await technician.page('/tiket/1')).toContain('Terima tugas');
    await technician.post('/tiket/1/terima');
    expect(office.tickets()[0]?.status).toBe('in_progress');
    const bare = await technician.post('/tiket/1/selesai', { note: ' ' });
    expect([bare.status, (await bare.text()).includes('Tulis catatan penyelesaian.')]).toEqual([422, true]);
    await technician.post('/tiket/1/selesai', { note: 'Kabel diganti.' });
    expect(office.tickets()[0]).toMatchObject({ status: 'closed', closingNote: 'Kabel diganti.' });
    expect(await technician.page('/tiket/1')).toContain('Kabel diganti.');
  });

  test('what was closed in between is told at the form, the note kept', async () => {
    const rizky = office.technician('Rizky', '0813-1111-2222');
    assignTicket(office.db, office.clock, rina, {
      ticketId: 1,
      technicianId: rizky.userId,
      seenTechnicianId: null,
    });
    acceptTicket(office.db, office.clock, rizky, 1);
    closeTicket(office.db, office.clock, rina, { ticketId: 1, note: 'oleh admin' });
    const late = await office.signedInAs(rizky).post('/tiket/1/selesai', { note: 'Catatan saya' });
    const page = await late.text();
    expect(late.status).toBe(409);
    expect(page).toContain('Tiket 1 sudah selesai oleh Rina 05/01 10.00.');
    expect(page).toContain('Catatan saya');
  });
});

describe('the fate of an SMS', () => {
  beforeEach(async () => {
    complain();
    await admin.post('/tiket/1/balasan', { text: 'Segera.', formId: 'formulir-1' });
  });

  test.each([
    ['sent', { kind: 'sent', reference: 9 }, 'terkirim'],
    ['unknown', { kind: 'unknown', fault: { class: 'unknown-outcome', text: 'Modem diam' } }, 'tak pasti'],
    ['failed', { kind: 'notSent', fault: { class: 'permanent', text: 'Nomor salah' } }, 'gagal'],
  ] as const)('%s is shown in words', async (_, end, word) => {
    office.transmit(end);
    const page = await admin.page('/tiket/1');
    expect(page).toContain(`>${word}<`);
    if ('fault' in end) expect(page).toContain(end.fault.text);
  });

  test('delivered is shown when the report came', async () => {
    office.transmit({ kind: 'sent', reference: 9 });
    office.reports('+6281234567890', 9, 0);
    expect(await admin.page('/tiket/1')).toContain('>sampai<');
  });

  test('an unknown one is sent again only when a human says so', async () => {
    office.transmit({ kind: 'unknown', fault: { class: 'unknown-outcome', text: 'Modem diam' } });
    const id = office.messages().find((message) => message.kind === 'reply')?.id;
    expect(await admin.page('/tiket/1')).toContain(`/tiket/1/sms/${id}/kirim-ulang`);
    expect((await admin.post(`/tiket/1/sms/${id}/kirim-ulang`)).status).toBe(303);
    expect(office.parts().map((part) => part.state)).toContain('queued');
  });

  test('an unknown one may be taken as sent', async () => {
    office.transmit({ kind: 'unknown', fault: { class: 'unknown-outcome', text: 'Modem diam' } });
    const id = office.messages().find((message) => message.kind === 'reply')?.id;
    await admin.post(`/tiket/1/sms/${id}/anggap-terkirim`);
    expect(office.parts().find((part) => part.messageId === id)?.state).toBe('sent');
    expect((await admin.post(`/tiket/1/sms/${id}/anggap-terkirim`)).status).toBe(409);
  });

  test("another ticket's SMS cannot be decided on from here", async () => {
    complain('+6281234567891', 'dua');
    const id = office.messages().find((message) => message.kind === 'reply')?.id;
    expect((await admin.post(`/tiket/2/sms/${id}/kirim-ulang`)).status).toBe(404);
  });
});
