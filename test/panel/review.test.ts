import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeTicket } from '../../db/actions/closeTicket.ts';
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

const inReview = () =>
  office.messages().filter((message) => message.kind === 'review' && message.reviewedAtMs === null);
const firstId = () => inReview()[0]?.id ?? 0;

describe('"Perlu diperiksa"', () => {
  test('an empty tray says what will appear in it', async () => {
    expect(await admin.page('/periksa')).toContain('Tidak ada yang perlu diperiksa.');
  });

  test('its number stands in the navigation of every page', async () => {
    office.says('+6287812345678', 'selamat pagi');
    expect(await admin.page('/tiket')).toMatch(/Perlu diperiksa<\/span>.*?<span class="count">1</s);
  });

  test('a text becomes a ticket and its sender is told', async () => {
    office.says('+6287812345678', 'komputer saya mati');
    const done = await admin.post(`/periksa/${firstId()}/tiket`);
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/periksa']);
    expect(office.tickets()).toHaveLength(1);
    expect(office.outbox().at(-1)).toMatchObject({ kind: 'acknowledgement', ticketId: 1 });
  });

  test("a text joins one of the sender's open tickets, which are offered by name", async () => {
    office.says('+6281234567890', 'HELPDESK printer mati');
    office.says('+6281234567890', 'HELPDESK wifi mati');
    office.says('+6281234567890', 'sudah sampai mana?');
    const id = firstId();
    expect(await admin.page('/periksa')).toContain('#1 printer mati');
    const done = await admin.post(`/periksa/${id}/gabung`, { ticketId: '1' }, BY_HTMX);
    expect(await done.text()).toContain('Ditambahkan ke tiket');
    expect(office.messages().find((message) => message.id === id)?.ticketId).toBe(1);
  });

  test.each(['', 'x', '0'])('joining the ticket "%s" is refused in words', async (ticketId) => {
    office.says('+6287812345678', 'selamat pagi');
    const refused = await admin.post(`/periksa/${firstId()}/gabung`, { ticketId });
    expect([refused.status, (await refused.text()).includes('Pilih tiketnya.')]).toEqual([422, true]);
    expect(inReview()).toHaveLength(1);
  });

  test('a text that is no complaint leaves, and comes back by "Urungkan"', async () => {
    office.says('+6287812345678', 'selamat pagi');
    const id = firstId();
    const done = await admin.post(`/periksa/${id}/bukan`, {}, BY_HTMX);
    expect(await done.text()).toContain(`/periksa/${id}/urungkan`);
    expect(inReview()).toEqual([]);
    await admin.post(`/periksa/${id}/urungkan`);
    expect(inReview()).toHaveLength(1);
  });

  test('"Urungkan" is offered after the redirect, too', async () => {
    office.says('+6287812345678', 'selamat pagi');
    const id = firstId();
    const done = await admin.post(`/periksa/${id}/bukan`);
    const flash = /helpdesk_notice=[^;]+/.exec(done.headers.get('Set-Cookie') ?? '')?.[0];
    const shown = await admin.get('/periksa', { cookie: `${admin.cookie}; ${flash}` });
    expect(await shown.text()).toContain(`/periksa/${id}/urungkan`);
  });

  test('the second of two admins is told that it was handled', async () => {
    office.says('+6287812345678', 'selamat pagi');
    const id = firstId();
    await office.signedInAs(office.admin('Budi')).post(`/periksa/${id}/tiket`);
    const late = await admin.post(`/periksa/${id}/tiket`);
    expect([late.status, (await late.text()).includes('sudah ditangani orang lain')]).toEqual([409, true]);
    expect(office.tickets()).toHaveLength(1);
  });
});

test('operator messages are kept apart and offer no answer', async () => {
  office.says('1708', 'Sisa pulsa Rp25.000');
  office.says('TELKOMSEL', 'Paket data murah');
  const page = await admin.page('/operator');
  expect(page).toContain('Sisa pulsa Rp25.000');
  expect(page).toContain('TELKOMSEL');
  expect(page).not.toContain('<textarea');
  expect(office.outbox()).toEqual([]);
});

describe('a text after the work is done', () => {
  const say = (text: string) => {
    office.says('+6281234567890', 'HELPDESK printer rusak');
    closeTicket(office.db, office.clock, rina, { ticketId: 1, note: 'beres' });
    office.clock.pass(3_600_000);
    office.says('+6281234567890', text);
  };

  test.each(['trims pak', 'ok makasih', 'siap', 'suwun nggih', 'Terima kasih banyak, sudah bisa'])(
    '"%s" changes nothing and lies in no tray (R16)',
    async (text) => {
      const told = office.outbox().length;
      say(text);
      expect(office.tickets()[0]).toMatchObject({ status: 'closed', reopenedCount: 0 });
      expect(office.messages().at(-1)).toMatchObject({ ticketId: 1, text });
      expect(await admin.page('/periksa')).not.toContain(text);
      expect(office.outbox().length - told).toBe(2);
    },
  );

  test('that it is not solved is looked at by a person, who opens the ticket again with one button (R16)', async () => {
    say('masih error pak');
    expect(office.tickets()[0]?.status).toBe('closed');
    expect(await admin.page('/periksa')).toContain('Buka kembali #1');
    const messageId = office.messages().find(({ kind }) => kind === 'review')?.id ?? 0;
    const answer = await admin.post(`/periksa/${messageId}/buka`, { closedId: '1' });
    expect(answer.status).toBe(303);
    expect(office.tickets()[0]).toMatchObject({ status: 'new', reopenedCount: 1 });
    expect(office.messages().find(({ id }) => id === messageId)).toMatchObject({
      ticketId: 1,
      kind: 'follow_up',
    });
    const again = await admin.post(`/periksa/${messageId}/buka`, { closedId: '1' });
    expect(again.status).toBe(409);
  });

  test('of one number never opens the ticket of another', async () => {
    say('masih error pak');
    office.says('+6281234567899', 'HELPDESK wifi mati');
    closeTicket(office.db, office.clock, rina, { ticketId: 2, note: 'beres' });
    const messageId = office.messages().find(({ kind }) => kind === 'review')?.id ?? 0;
    expect((await admin.post(`/periksa/${messageId}/buka`, { closedId: '2' })).status).toBe(422);
    expect(office.tickets()[1]?.status).toBe('closed');
  });
});
