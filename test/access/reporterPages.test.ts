import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acceptTicket } from '../../db/actions/acceptTicket.ts';
import { addNote } from '../../db/actions/addNote.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { contactOf } from '../support/contactOf.ts';
import type { PanelOffice } from '../support/panelOffice.ts';
import { DINKES, DISDIK, openReporterOffice, sentCode, signInReporter } from './reporterOffice.ts';
import { type Client, openClient, valueIn } from './signedInBrowser.ts';

let office: PanelOffice;
let rina: Actor;
let siti: Client;

beforeEach(async () => {
  office = openReporterOffice();
  rina = office.admin('Rina');
  office.says(DISDIK, 'HELPDESK printer mati');
  office.says(DINKES, 'HELPDESK rahasia dinkes');
  siti = await signInReporter(office, DISDIK);
});
afterEach(() => office.close());

const FORM = 'formulir-pelapor';
const complain = (text: string, formId = FORM, who = siti) =>
  who.post('/pelapor/baru', { text, place: 'Ruang 2', formId });

describe("a reporter's pages", () => {
  test('list the tickets of the own unit and no other', async () => {
    const list = await siti.text('/pelapor');
    expect(list).toContain('printer mati');
    expect(list).not.toContain('rahasia');
    expect(list).toContain('Menunggu diproses');
  });

  test('answer for another unit’s ticket as for one that does not exist', async () => {
    const [others, missing] = await Promise.all(
      [2, 999].map(async (id) => {
        const answer = await siti.get(`/pelapor/tiket/${id}`);
        return [answer.status, (await answer.text()).replaceAll(`Tiket ${id} `, 'Tiket … ')];
      }),
    );
    expect(others).toEqual(missing);
    for (const act of ['pesan', 'nilai'])
      expect((await siti.post(`/pelapor/tiket/2/${act}`, { text: 'x', rating: '5' })).status).toBe(404);
    expect(office.messages().filter(({ channel }) => channel === 'web')).toEqual([]);
  });

  test('show what was said to the unit, and neither notes nor what technicians are told', async () => {
    const rizky = office.technician('Rizky', '0813-1111-2222');
    replyToTicket(office.db, office.clock, rina, {
      ticketId: 1,
      text: 'Kami datang besok',
      formId: 'formulir-1',
    });
    assignTicket(office.db, office.clock, rina, {
      ticketId: 1,
      technicianId: rizky.userId,
      seenTechnicianId: null,
    });
    addNote(office.db, office.clock, rina, { ticketId: 1, text: 'pelapor rewel' });
    office.says('+6281311112222', 'TERIMA 1');
    const page = await siti.text('/pelapor/tiket/1');
    expect(page).toContain('Kami datang besok');
    expect(page).toContain('Rizky');
    for (const inside of ['rewel', 'TUGAS', 'TERIMA', '1111-2222']) expect(page).not.toContain(inside);
  });

  test('follow the reporter to another unit, and leave the old one’s tickets behind', async () => {
    office.db.$client.exec('UPDATE contacts SET unit_id = 2 WHERE id = 1');
    const list = await siti.text('/pelapor');
    expect(list).toContain('rahasia dinkes');
    expect(list).not.toContain('printer mati');
  });

  test('are shut to users of the panel, and the panel to reporters', async () => {
    const admin = office.signedInAs(rina);
    expect((await admin.get('/pelapor')).status).toBe(303);
    expect((await admin.get('/pelapor/tiket/1')).headers.get('Location')).toContain('/pelapor/masuk');
    for (const path of ['/tiket', '/tiket/1', '/akun']) {
      const answer = await siti.get(path);
      expect([path, answer.status]).toEqual([path, 303]);
      expect(answer.headers.get('Location')).toMatch(/^\/masuk/);
    }
  });

  test('know no other addresses', async () => {
    for (const path of ['/pelapor/lain', '/pelapor/tiket/x', '/pelapor/tiket/1/hapus', '/pelapor/tiket/0'])
      expect((await siti.get(path)).status, path).toBe(404);
  });

  test('end with signing out', async () => {
    const cookie = `helpdesk_reporter=${siti.jar.get('helpdesk_reporter')}`;
    expect((await siti.post('/pelapor/keluar')).status).toBe(303);
    expect(siti.jar.size).toBe(0);
    expect((await office.app.request('http://localhost/pelapor', { headers: { cookie } })).status).toBe(303);
  });

  test('take no form from another site', async () => {
    const foreign = { Origin: 'https://jahat.example' };
    expect((await siti.post('/pelapor/baru', { text: 'x', formId: FORM }, foreign)).status).toBe(403);
  });
});

describe('a complaint by form', () => {
  test('opens a ticket as a text does, and is acknowledged on the screen without an SMS', async () => {
    const before = office.outbox().length;
    const done = await complain('Wifi ruang rapat mati\nsejak pagi');
    expect(done.headers.get('Location')).toBe('/pelapor/tiket/3');
    expect(await siti.text('/pelapor/tiket/3')).toContain('Pengaduan Anda kami terima.');
    expect(office.tickets()[2]).toMatchObject({
      channel: 'web',
      status: 'new',
      reporterPhone: DISDIK,
      unitId: 1,
      place: 'Ruang 2',
      subject: 'Wifi ruang rapat mati sejak pagi',
      awaitsReply: true,
    });
    expect(office.history(3)).toEqual(['opened']);
    expect(office.outbox()).toHaveLength(before);
    const desk = office.signedInAs(rina);
    expect(await desk.page('/tiket')).toContain('Wifi ruang rapat');
    expect((await desk.get('/tiket/3')).status).toBe(200);
  });

  test('sent twice by a double click opens one', async () => {
    const [first, second] = await Promise.all([complain('Wifi mati'), complain('Wifi mati')]);
    expect(first.headers.get('Location')).toBe(second.headers.get('Location'));
    expect(office.tickets()).toHaveLength(3);
  });

  test('of the same words within ten minutes joins the first, by SMS and by form alike', async () => {
    await complain('Wifi mati');
    expect((await complain('Wifi mati', 'formulir-kedua')).headers.get('Location')).toBe('/pelapor/tiket/3');
    expect(office.history(3)).toContain('duplicate_joined');
    expect(await siti.text('/pelapor/tiket/3')).toContain('sudah kami terima');
    office.clock.pass(11 * 60_000);
    expect((await complain('Wifi mati', 'formulir-ketiga')).headers.get('Location')).toBe('/pelapor/tiket/4');
  });

  test.each(['', '   \n ', 'x'.repeat(2001)])(
    'of too few or too many words shows again as typed',
    async (text) => {
      const refused = await complain(text);
      const page = await refused.text();
      expect(refused.status).toBe(422);
      expect(valueIn(page, 'place')).toBe('Ruang 2');
      expect(page).toContain(text.trim().slice(0, 50));
      expect(valueIn(page, 'formId')).toBe(FORM);
      expect(office.tickets()).toHaveLength(2);
    },
  );

  test('cannot be made to run in the panel or to forge a line', async () => {
    await complain('<script>alert(1)</script>\u0007 & "kutip"');
    const page = await office.signedInAs(rina).page('/tiket/3');
    expect(page).not.toContain('<script>alert');
    expect(office.messages().at(-1)?.text).not.toContain('\u0007');
  });

  test('is refused after thirty an hour', async () => {
    for (let i = 0; i < 30; i += 1)
      expect((await complain(`Masalah ${i}`, `formulir-no-${i}`)).status).toBe(303);
    const refused = await complain('Masalah lagi', 'formulir-lagi-x');
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('Masalah lagi');
  });

  test('whose session ended meanwhile is there again after the code, not yet sent (R42)', async () => {
    siti.jar.clear();
    const refused = await complain('Tulisan panjang yang tidak boleh hilang');
    expect(refused.status).toBe(401);
    const first = await refused.text();
    const carried = { next: valueIn(first, 'next'), typed: valueIn(first, 'typed') };
    office.clock.pass(61_000);
    const second = await (await siti.post('/pelapor/masuk', { phone: DISDIK, ...carried })).text();
    const third = {
      phone: DISDIK,
      next: valueIn(second, 'next'),
      typed: valueIn(second, 'typed'),
    };
    const wrong = await (await siti.post('/pelapor/kode', { ...third, code: 'abc' })).text();
    const code = sentCode(office, DISDIK) ?? '';
    const done = await siti.post('/pelapor/kode', { ...third, typed: valueIn(wrong, 'typed'), code });
    const page = await siti.text(done.headers.get('Location') ?? '');
    expect(page).toContain('Tulisan panjang yang tidak boleh hilang');
    expect(valueIn(page, 'place')).toBe('Ruang 2');
    expect(office.tickets()).toHaveLength(2);
    const other = await signInReporter(office, DINKES);
    expect(await other.text(done.headers.get('Location') ?? '')).not.toContain('Tulisan panjang');
  });
});

describe('a message to a ticket', () => {
  const write = (text: string, id = 1, who = siti) => who.post(`/pelapor/tiket/${id}/pesan`, { text });

  test('waits for an answer at the help desk, with its author, once', async () => {
    replyToTicket(office.db, office.clock, rina, { ticketId: 1, text: 'Merek apa?', formId: 'formulir-1' });
    await write('Epson L3110');
    await write('Epson L3110');
    const told = office.messages().filter(({ channel }) => channel === 'web');
    expect(told).toMatchObject([{ ticketId: 1, kind: 'follow_up', peer: DISDIK, text: 'Epson L3110' }]);
    expect(office.tickets()[0]?.awaitsReply).toBe(true);
    expect(office.history(1)).toContain('message_received');
  });

  test('may come from a colleague of the unit, under the own name', async () => {
    contactOf(office.db, office.clock, { unitId: 1, name: 'Pak Hadi', phones: ['0812-0000-1111'] });
    const hadi = await signInReporter(office, '+6281200001111', openClient(office, '192.0.2.8'));
    await write('Saya di ruang sebelah', 1, hadi);
    expect(await siti.text('/pelapor/tiket/1')).toContain('Pak Hadi');
  });

  test('is refused with its words kept on a ticket that is done', async () => {
    const rizky = office.technician('Rizky', '0813-1111-2222');
    assignTicket(office.db, office.clock, rina, {
      ticketId: 1,
      technicianId: rizky.userId,
      seenTechnicianId: null,
    });
    acceptTicket(office.db, office.clock, rizky, 1);
    closeTicket(office.db, office.clock, rizky, { ticketId: 1, note: 'beres' });
    const refused = await write('Masih mati juga');
    const page = await refused.text();
    expect(refused.status).toBe(409);
    expect(page).toContain('Masih mati juga');
    expect(page).toContain('BUKA 1 alasan');
  });
});

describe('a rating', () => {
  const rate = (rating: string, who = siti) => who.post('/pelapor/tiket/1/nilai', { rating });
  beforeEach(() => closeTicket(office.db, office.clock, rina, { ticketId: 1, note: 'beres' }));

  test('is given by the number that reported, changed once, by the rules of NILAI (R61)', async () => {
    expect((await rate('4')).status).toBe(303);
    expect((await rate('5')).status).toBe(303);
    expect((await rate('1')).status).toBe(409);
    expect(office.tickets()[0]?.rating).toBe(5);
  });

  test('is not asked of, nor taken from, a colleague', async () => {
    contactOf(office.db, office.clock, { unitId: 1, name: 'Pak Hadi', phones: ['0812-0000-1111'] });
    const hadi = await signInReporter(office, '+6281200001111', openClient(office, '192.0.2.8'));
    expect(await hadi.text('/pelapor/tiket/1')).not.toContain('name="rating"');
    expect((await rate('5', hadi)).status).toBe(404);
    expect(office.tickets()[0]?.rating).toBeNull();
  });

  test.each(['0', '6', '2.5', '', 'lima'])('of "%s" is none', async (rating) => {
    expect((await rate(rating)).status).toBe(422);
    expect(office.tickets()[0]?.rating).toBeNull();
  });
});
