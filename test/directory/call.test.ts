import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCall } from '../../db/actions/openCall.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { knownNumber } from '../../db/knownNumber.ts';
import { ticketClocks } from '../../db/queries/ticketClocks.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { receivedTime } from '../../db/rules/receivedTime.ts';
import { ticketEvents } from '../../db/schema/tickets.ts';
import { contactOf } from '../support/contactOf.ts';
import { MONDAY_TEN_MS } from '../support/office.ts';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

let office: PanelOffice;
let rina: Actor;
let admin: ReturnType<PanelOffice['signedInAs']>;
let disdik: number;
beforeEach(() => {
  office = openPanelOffice();
  rina = office.admin();
  admin = office.signedInAs(rina);
  disdik = office.unit('Disdik', '0812-3456-7890', 'Dinas Pendidikan');
});
afterEach(() => office.close());

const FORM = {
  formId: 'form-0001',
  unit: 'disdik',
  name: 'Budi',
  phone: '0857-1111-2222',
  problem: 'Server absen mati. Sejak pagi semua pegawai antre.',
  priority: 'high',
  remember: 'ya',
};
const call = (fields: Record<string, string> = {}) => admin.post('/telepon', { ...FORM, ...fields });
const MINUTE_MS = 60_000;

describe('a call', () => {
  test('becomes a ticket of the channel "telepon", with all that was said', async () => {
    const answer = await call({ place: 'Ruang server', categoryId: '2' });
    expect(answer.headers.get('location')).toBe('/tiket/1');
    expect(office.tickets()).toMatchObject([
      {
        channel: 'phone',
        unitId: disdik,
        reporterName: 'Budi',
        reporterPhone: '+6285711112222',
        priority: 'high',
        categoryId: 2,
        place: 'Ruang server',
        status: 'new',
      },
    ]);
    expect(office.messages()[0]).toMatchObject({ kind: 'complaint', channel: 'phone', text: FORM.problem });
    const page = await admin.page('/tiket/1');
    expect(page).toContain('Server absen mati');
    expect(page).toContain('Pelapor menelepon dan dijawab');
  });

  test('counts as the first reply: the ticket awaits none and its clock stands (DESIGN 24)', async () => {
    await call();
    expect(office.tickets()).toMatchObject([{ awaitsReply: false, firstReplyAtMs: MONDAY_TEN_MS }]);
    expect(office.history(1)).toEqual(['called', 'opened']);
    const reply = ticketClocks(office.db, 1, MONDAY_TEN_MS).find(({ clock }) => clock === 'reply');
    expect(reply).toMatchObject({ state: 'stopped' });
  });

  test('from a mobile is answered by an SMS with the number, in one part', async () => {
    await call();
    expect(office.outbox()).toMatchObject([{ to: '+6285711112222', kind: 'acknowledgement', ticketId: 1 }]);
    expect(office.outbox()[0]?.text).toMatch(/lewat telepon .*no\. tiket 1/);
    expect(office.parts()).toHaveLength(1);
  });

  test.each([
    ['a landline', { phone: '(0333) 417437' }, '+62333417437'],
    ['no number', { phone: '', name: 'Bu Lilik' }, null],
  ])('from %s gets no SMS, and nobody can answer it by one', async (_, fields, phone) => {
    await call(fields);
    expect(office.tickets()).toMatchObject([{ reporterPhone: phone }]);
    expect(office.outbox()).toEqual([]);
    expect(await admin.page('/tiket/1')).not.toContain('Kirim SMS');
    expect(() =>
      replyToTicket(office.db, office.clock, rina, { ticketId: 1, text: 'Segera.', formId: 'reply-001' }),
    ).toThrow(/tidak dapat dikirim/);
  });

  test('that somebody made at the desk is a call all the same, noted as such', async () => {
    await call({ walkIn: 'ya' });
    expect(office.tickets()).toMatchObject([{ channel: 'phone' }]);
    const [called] = office.db.select().from(ticketEvents).all();
    expect(called).toMatchObject({ kind: 'called', detail: { walkIn: 1 } });
    expect(office.outbox()[0]?.text).toContain('sampaikan langsung');
    expect(await admin.page('/tiket/1')).toContain('datang langsung');
  });

  test('is assigned and scheduled at once; the reporter gets one SMS, not two', async () => {
    const rizky = office.technician('Rizky', '0813-1111-2222');
    await call({ technicianId: String(rizky.userId), visit: '13.30' });
    expect(office.tickets()).toMatchObject([
      { status: 'assigned', technicianId: rizky.userId, scheduledAtMs: MONDAY_TEN_MS + 210 * MINUTE_MS },
    ]);
    const toReporter = office.outbox().filter(({ to }) => to === '+6285711112222');
    expect(toReporter).toHaveLength(1);
    expect(toReporter[0]?.text).toContain('Rizky');
  });

  test('for which assigning is refused leaves nothing behind', async () => {
    const answer = await call({ technicianId: '999' });
    expect(answer.status).toBe(422);
    expect(office.tickets()).toEqual([]);
    expect(office.outbox()).toEqual([]);
    expect(knownNumber(office.db, '+6285711112222')).toBeUndefined();
    expect(await answer.text()).toContain('value="Budi"');
  });
});

describe('whose number it is', () => {
  test('a new caller is put into the directory, unless that was not wanted', async () => {
    await call();
    expect(knownNumber(office.db, '+6285711112222')).toMatchObject({ name: 'Budi', unitId: disdik });
    await call({ formId: 'form-0002', phone: '0857-3333-4444', remember: '' });
    expect(knownNumber(office.db, '+6285733334444')).toBeUndefined();
  });

  test('a known number keeps its owner, and brings its unit where none was typed', async () => {
    contactOf(office.db, office.clock, { unitId: disdik, name: 'Siti', phones: ['0857-1111-2222'] });
    await call({ unit: '', name: 'Orang lain' });
    expect(office.tickets()).toMatchObject([{ unitId: disdik }]);
    expect(knownNumber(office.db, '+6285711112222')?.name).toBe('Siti');
  });

  test('a person of the unit who was picked by name is reached under their mobile in the directory', async () => {
    contactOf(office.db, office.clock, {
      unitId: disdik,
      name: 'Siti',
      phones: ['(0333) 417437', '0857-9999-8888'],
    });
    await call({ name: 'siti', phone: '' });
    expect(office.tickets()).toMatchObject([{ reporterPhone: '+6285799998888' }]);
  });
});

describe('a form that is sent', () => {
  test('twice opens one ticket (R41)', async () => {
    await call();
    expect((await call()).headers.get('location')).toBe('/tiket/1');
    expect(office.tickets()).toHaveLength(1);
    expect(office.outbox()).toHaveLength(1);
  });

  test('again with another complaint is told so, and opens one at the next click', async () => {
    await call();
    const answer = await call({ problem: 'Printer rusak' });
    expect(answer.status).toBe(409);
    const page = await answer.text();
    const formId = /name="formId" value="([\w-]+)"/.exec(page)?.[1] ?? '';
    expect(formId).not.toBe(FORM.formId);
    await call({ problem: 'Printer rusak', formId });
    expect(office.tickets().map(({ subject }) => subject)).toHaveLength(2);
  });

  test.each([
    [{ problem: ' ' }, /Tulis dahulu masalahnya/],
    [{ unit: 'Disdk' }, /Mungkin maksudnya: Disdik/],
    [{ phone: '0812-3456-7890 / 0857-1111-2222' }, /lebih dari satu nomor/],
    [{ phone: '1708' }, /terlalu pendek/],
    [{ unit: '', name: '', phone: '' }, /tiket perlu pelapor/],
    [{ received: '25.00' }, /Tulis waktu telepon/],
    [{ received: '10.30' }, /masih di depan/],
    [{ received: '20/12/2025 09.00' }, /paling lama 7 hari/],
    [{ visit: 'nanti' }, /Tulis jadwal/],
    [{ categoryId: '99' }, /Kategori/],
    [{ priority: 'urgent' }, /Pilih prioritas/],
  ])('with %j is refused with its reason; all that was typed is there again', async (fields, words) => {
    const answer = await call(fields);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toMatch(words);
    for (const [name, value] of Object.entries({ ...FORM, ...fields }))
      if (!['priority', 'remember', 'categoryId'].includes(name) && value.trim() !== '')
        expect(page, name).toContain(value);
    expect(office.tickets()).toEqual([]);
  });

  test('after the session ended is kept, and shown again after signing in (R42)', async () => {
    const answer = await office.app.request('/telepon', { method: 'POST', body: new URLSearchParams(FORM) });
    expect(answer.status).toBe(401);
    const page = await answer.text();
    expect(page).toContain('value="/telepon"');
    expect(page).toContain('Server absen mati');
  });
});

describe('when it was reported', () => {
  test('may be set back: the clocks run from the call', async () => {
    await call({ received: 'tadi pukul 09.10' });
    expect(office.tickets()).toMatchObject([
      { createdAtMs: MONDAY_TEN_MS - 50 * MINUTE_MS, firstReplyAtMs: MONDAY_TEN_MS - 50 * MINUTE_MS },
    ]);
    const [called, opened] = office.db.select().from(ticketEvents).all();
    expect(called).toMatchObject({ kind: 'called', atMs: MONDAY_TEN_MS - 50 * MINUTE_MS });
    expect(opened).toMatchObject({ kind: 'opened', atMs: MONDAY_TEN_MS });
  });

  test.each([
    ['09.10', Date.UTC(2026, 0, 5, 2, 10)],
    ['9:10', Date.UTC(2026, 0, 5, 2, 10)],
    ['kemarin 15.30', Date.UTC(2026, 0, 4, 8, 30)],
    ['04/01 15.30', Date.UTC(2026, 0, 4, 8, 30)],
    ['31/12 08.00', Date.UTC(2025, 11, 31, 1, 0)],
    ['05/01/2026 09.10', Date.UTC(2026, 0, 5, 2, 10)],
    ['01/13/2026 09.10', undefined],
    ['pagi', undefined],
  ])('%s', (typed, atMs) => {
    expect(receivedTime(typed, MONDAY_TEN_MS, 'Asia/Jakarta')).toBe(atMs);
  });
});

describe('the form', () => {
  test('shows, while one types, what the unit has open and whose the number is', async () => {
    office.says('+6281234567890', 'HELPDESK printer rusak');
    contactOf(office.db, office.clock, { unitId: disdik, name: 'Siti', phones: ['0857-1111-2222'] });
    const page = await (await admin.post('/telepon/lihat', { unit: 'dis', phone: '' })).text();
    expect(page.split('id="same-unit"')[1]).not.toContain('printer rusak');
    const known = await (await admin.post('/telepon/lihat', { ...FORM, phone: '08571111' + '2222' })).text();
    expect(known.split('id="same-unit"')[1]).toContain('printer rusak');
    expect(known).toContain('tercatat atas nama <b dir="auto">Siti</b>');
    expect(known).toContain('value="Budi"');
    const byNumber = await (await admin.post('/telepon/lihat', { phone: '0857-1111-2222' })).text();
    expect(byNumber.split('id="same-unit"')[1]).toContain('printer rusak');
  });

  test('says whether the telephone is answered now, by the hours of the SOP', async () => {
    expect(await admin.page('/telepon')).toMatch(/sekarang buka[\s\S]*08\.00–12\.00, 13\.00–17\.00/);
    office.clock.set(Date.UTC(2026, 0, 9, 4, 30));
    expect(await office.signedInAs(rina).page('/telepon')).toMatch(
      /sekarang tutup[\s\S]*08\.00–11\.00, 13\.00–17\.00/,
    );
  });

  test('is an admin’s alone', async () => {
    const budi = office.signedInAs(office.technician('Budi', '0813-1111-2222'));
    expect((await budi.get('/telepon')).status).toBe(404);
    expect((await budi.post('/telepon', FORM)).status).toBe(404);
    const actor: Actor = { ...rina, role: 'technician' };
    expect(() =>
      openCall(office.db, office.clock, actor, {
        formId: 'form-0001',
        unitId: disdik,
        name: '',
        phone: null,
        problem: 'x',
        categoryId: null,
        priority: 'normal',
        place: '',
        receivedAtMs: null,
        walkIn: false,
        remember: false,
        technicianId: null,
        evenIfUnavailable: false,
        visitAtMs: null,
      }),
    ).toThrow(/Peran/);
  });
});
