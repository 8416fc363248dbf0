import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import { sweepDeadlines } from '../../db/actions/sweepDeadlines.ts';
import { BY_HTMX, openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

const SITI = '+6281234567890';
const RIZKY = '+6281299990001';

let office: PanelOffice | undefined;
afterEach(() => office?.close());

function tasksOf(...complaints: string[]) {
  const of = openPanelOffice();
  office = of;
  of.unit('RSUD Blambangan', SITI);
  const rina = of.admin();
  const rizky = of.technician('Rizky', RIZKY);
  for (const complaint of complaints) of.says(SITI, `HELPDESK ${complaint}`);
  complaints.forEach((_, at) => {
    assignTicket(of.db, of.clock, rina, {
      ticketId: at + 1,
      technicianId: rizky.userId,
      seenTechnicianId: null,
    });
  });
  const by = of.signedInAs(rizky);
  const press = (
    ticketId: number,
    verb: string,
    fields: Record<string, string> = {},
    formId: string = randomUUID(),
  ) => {
    of.clock.pass(1000);
    return by.post(`/tugas/${ticketId}/${verb}`, { formId, taskId: String(ticketId), ...fields });
  };
  return { of, rina, rizky, by, press };
}

describe('"Tugas saya"', () => {
  test('is where a technician lands, and is not there for others', async () => {
    const { of, rina, by } = tasksOf('server mati');
    expect((await by.get('/')).headers.get('location')).toBe('/tugas');
    const admin = of.signedInAs(rina);
    expect((await admin.get('/')).headers.get('location')).toBe('/tiket');
    expect((await admin.get('/tugas')).status).toBe(404);
    expect((await admin.post('/tugas/1/terima', { formId: randomUUID() })).status).toBe(404);
    expect(of.history(1)).not.toContain('accepted');
  });

  test('shows the most urgent first, with telephone, place, problem and deadline', async () => {
    const { of, rina, by } = tasksOf('printer rusak', 'server antrean mati');
    setPriority(of.db, of.clock, rina, 2, 'emergency');
    of.db.$client.exec("UPDATE tickets SET place = 'Ruang server' WHERE id = 2");
    const page = await by.page('/tugas');
    expect(page.indexOf('server antrean mati')).toBeLessThan(page.indexOf('printer rusak'));
    expect(page).toContain(`href="tel:${SITI}"`);
    expect(page).toContain('Ruang server');
    expect(page).toMatch(/sisa \d/);
  });

  test('says what will come when there is nothing', async () => {
    const { by } = tasksOf();
    expect(await by.page('/tugas')).toContain('Tiket muncul di sini begitu admin menugaskannya');
  });

  test('takes a ticket from its acceptance to its end, without JavaScript', async () => {
    const { of, by, press } = tasksOf('server mati');
    for (const [verb, fields] of [
      ['terima', {}],
      ['berangkat', {}],
      ['tiba', {}],
      [
        'tunda',
        { note: 'menunggu kiriman', reason: 'part_on_order', part: 'PSU 500 W', until: '12/01/2026' },
      ],
      ['lanjut', {}],
      ['selesai', { note: 'PSU diganti' }],
    ] as const) {
      const answer = await press(1, verb, fields);
      expect([verb, answer.status, answer.headers.get('location')]).toEqual([verb, 303, '/tugas']);
    }
    expect(of.history(1).filter((kind) => !['answer_withheld'].includes(kind))).toEqual([
      'opened',
      'assigned',
      'accepted',
      'departed',
      'arrived',
      'pended',
      'resumed',
      'closed',
    ]);
    expect(of.tickets()[0]).toMatchObject({ status: 'closed', closingNote: 'PSU diganti' });
    expect(await by.page('/tugas')).toContain('Tidak ada tugas');
  });

  test('by htmx the page comes back at once and says what was done', async () => {
    const { by } = tasksOf('server mati');
    const answer = await by.post('/tugas/1/berangkat', { formId: randomUUID() }, BY_HTMX);
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toContain('Tiket #1 berangkat. Operator melihatnya sekarang.');
    expect(page).toContain('Tiba di lokasi');
  });

  test('a second tap, or a retry after the line broke, does nothing again and complains of nothing (R63)', async () => {
    const { of, press } = tasksOf('server mati');
    const formId = randomUUID();
    const taps = [];
    for (let tap = 0; tap < 3; tap += 1)
      taps.push((await press(1, 'selesai', { note: 'kabel diganti' }, formId)).status);
    expect(taps).toEqual([303, 303, 303]);
    expect(of.history(1).filter((kind) => kind === 'closed')).toHaveLength(1);
    expect(of.outbox().filter((sms) => sms.kind === 'solved')).toHaveLength(1);
  });

  test('a page that the browser shows again can still do the next step (R63)', async () => {
    const { of, press } = tasksOf('server mati');
    const formId = randomUUID();
    await press(1, 'terima', {}, formId);
    await press(1, 'berangkat', {}, formId);
    expect(of.history(1).slice(-2)).toEqual(['accepted', 'departed']);
  });

  test('a new form for what is done already says so and adds nothing', async () => {
    const { of, press } = tasksOf('server mati');
    await press(1, 'berangkat');
    const again = await press(1, 'berangkat');
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('sudah dicatat berangkat 10.00');
    expect(of.history(1).filter((kind) => kind === 'departed')).toHaveLength(1);
  });

  test.each([
    ['selesai', {}, 'Tulis catatan penyelesaian'],
    ['tolak', {}, 'Tulis alasan menolak'],
    ['tunda', {}, 'Tulis apa yang ditunggu'],
    ['tunda', { note: 'part', until: '1/1/2026' }, 'sudah lewat'],
    ['tunda', { note: 'part', until: '31/02/2026' }, 'tidak terbaca'],
  ])(
    '%s with %j is refused beside the fields, with all that was typed',
    async (verb, fields: Record<string, string>, words) => {
      const { of, press } = tasksOf('server mati');
      const answer = await press(1, verb, {
        part: 'PSU 500 W',
        ...(verb === 'tunda' && fields['note'] ? {} : { part: '' }),
        ...fields,
      });
      expect(answer.status).toBe(422);
      const page = await answer.text();
      expect(page).toContain(words);
      for (const typed of Object.values(fields)) expect(page).toContain(typed);
      expect(of.tickets()[0]?.status).toBe('assigned');
    },
  );

  test('a pause has its reason from the words where none was chosen', async () => {
    const { of, press } = tasksOf('a', 'b');
    await press(1, 'tunda', { note: 'PLN padam' });
    await press(2, 'tunda', { part: 'PSU', note: '', until: '12/01/2026' });
    expect(of.tickets().map((each) => [each.pendingReason, each.pendingUntil, each.pendingNote])).toEqual([
      ['power_cut', null, 'PLN padam'],
      ['part_on_order', '2026-01-12', 'Suku cadang: PSU'],
    ]);
  });

  test('a ticket whose report to the leader is due leads there, and cannot be closed before (R14)', async () => {
    const { of, rizky, by } = tasksOf('server mati');
    expect(await by.page('/tugas')).not.toContain('Tulis laporan ke pimpinan');
    of.clock.pass(14 * 24 * 3_600_000);
    sweepDeadlines(of.db, of.clock);
    const later = of.signedInAs(rizky);
    expect(await later.page('/tugas')).toContain('href="/laporan/1"');
    const answer = await later.post('/tugas/1/selesai', { formId: randomUUID(), note: 'PSU diganti' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('PSU diganti');
    expect(of.tickets()[0]?.status).toBe('assigned');
  });

  test("somebody else's ticket is no task, whatever is posted", async () => {
    const { of, rina, press } = tasksOf('a');
    const anton = of.technician('Anton', '+6281299990002');
    assignTicket(of.db, of.clock, rina, { ticketId: 1, technicianId: anton.userId, seenTechnicianId: 2 });
    for (const verb of ['terima', 'berangkat', 'tiba', 'tunda', 'selesai', 'tolak'])
      expect((await press(1, verb, { note: 'x' })).status).toBe(404);
    expect(of.history(1).at(-1)).toBe('assigned');
  });

  test('stays light enough for a village network: 30 kB with as many tasks as are shown (R63)', async () => {
    const { by } = tasksOf(
      ...Array.from({ length: 15 }, (_, at) => `${at} ${'rusak berat sekali '.repeat(6)}`),
    );
    const page = await by.page('/tugas');
    expect(page).toContain('6 tiket lagi');
    const answer = await by.get('/tugas', { 'accept-encoding': 'gzip' });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect((await answer.arrayBuffer()).byteLength).toBeLessThan(12_000);
    expect(Buffer.byteLength(page)).toBeLessThan(30_000);
  });

  test('what was typed when the session ended is on its card again after signing in (R42)', async () => {
    const { of } = tasksOf('server mati');
    const answer = await of.app.request('/tugas/1/selesai', {
      method: 'POST',
      body: new URLSearchParams({ formId: randomUUID(), taskId: '1', note: 'kabel diganti' }),
    });
    expect(answer.status).toBe(401);
    const page = await answer.text();
    expect(page).toContain('kabel diganti');
    expect(page).toContain('value="/tugas"');
  });
});

describe('the PIN', () => {
  test('is set by the technician alone, and never shown', async () => {
    const { of, by } = tasksOf();
    expect((await by.post('/tugas/pin', { pin: '1234' })).status).toBe(422);
    const done = await by.post('/tugas/pin', { pin: '4711' });
    expect(done.status).toBe(200);
    expect(await done.text()).not.toContain('4711');
    expect(JSON.stringify(of.db.$client.prepare('SELECT * FROM technician_pins').all())).not.toContain(
      '4711',
    );
  });
});

test('a whole day by SMS alone and by page alone give the same history', async () => {
  const { of, press } = tasksOf('lewat SMS', 'lewat halaman');
  const bySms = [
    'TERIMA 1',
    'BERANGKAT 1',
    'TIBA 1',
    'TUNDA 1 PLN padam',
    'LANJUT 1',
    'SELESAI 1 genset dinyalakan',
  ];
  for (const text of bySms) of.says(RIZKY, text);
  await press(2, 'terima');
  await press(2, 'berangkat');
  await press(2, 'tiba');
  await press(2, 'tunda', { note: 'PLN padam' });
  await press(2, 'lanjut');
  await press(2, 'selesai', { note: 'genset dinyalakan' });
  const events = (ticketId: number) =>
    of.db.$client
      .prepare('SELECT kind, user_id, detail FROM ticket_events WHERE ticket_id = ? ORDER BY id')
      .all(ticketId);
  const [sms, page] = [events(1), events(2)];
  expect(sms.slice(1)).toEqual(page.slice(1));
  const [one, other] = of
    .tickets()
    .map(({ status, closingNote, technicianId, pendingReason, awaitsReply }) => ({
      status,
      closingNote,
      technicianId,
      pendingReason,
      awaitsReply,
    }));
  expect(one).toEqual(other);
});
