import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { BY_HTMX, openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

const MINUTE_MS = 60_000;

let office: PanelOffice;
let rina: Actor;
let admin: ReturnType<PanelOffice['signedInAs']>;

beforeEach(() => {
  office = openPanelOffice();
  rina = office.admin('Rina');
  admin = office.signedInAs(rina);
});
afterEach(() => office.close());

const complain = (last: number) => office.says(`+628123456789${last}`, `HELPDESK nomor ${last}`);
const assign = (ticketId: number, { userId }: Actor) =>
  assignTicket(office.db, office.clock, rina, { ticketId, technicianId: userId, seenTechnicianId: null });

describe('what waits', () => {
  const words = async (path: string) => (await admin.page(path)).replace(/<[^>]+>/g, '');

  test('says how long an answer has left, and then by how much it is late', async () => {
    complain(1);
    office.clock.pass(10 * MINUTE_MS);
    expect(await words('/tiket')).toContain('sisa 20 menit');
    office.clock.pass(25 * MINUTE_MS);
    expect(await words('/tiket')).toContain('lewat 5 menit');
    expect(await admin.page('/tiket')).toContain('standing-over');
    office.clock.pass(30 * MINUTE_MS);
    expect(await words('/tiket')).toContain('terlambat 35 menit');
    expect(await admin.page('/tiket/1')).toContain('standing-late');
  });

  test('stays on the clock until the answer has left, however soon it was written', async () => {
    complain(1);
    office.clock.pass(65 * MINUTE_MS);
    await admin.post('/tiket/1/balasan', { text: 'Segera.', formId: 'formulir-1' });
    expect(await words('/tiket/1')).toContain('sudah ditulis, belum terkirim');
    expect(await admin.page('/tiket/1')).toContain('standing-late');
    // The acknowledgement gave way to the answer.
    office.transmit();
    expect(await words('/tiket/1')).toContain('tidak sesuai target');
  });

  test('says on its own page how long ago it came in', async () => {
    complain(1);
    office.clock.pass(12 * MINUTE_MS);
    expect(await words('/tiket/1')).toContain('masuk 12 menit lalu');
  });
});

test('an emergency that is over is not loud any more', async () => {
  complain(1);
  setPriority(office.db, office.clock, rina, 1, 'emergency');
  expect(await admin.page('/tiket?daftar=semua')).toContain('row-emergency');
  closeTicket(office.db, office.clock, rina, { ticketId: 1, note: 'beres' });
  const page = await admin.page('/tiket?daftar=semua');
  expect(page).not.toContain('row-emergency');
  expect(page).toContain('row-over');
});

describe('after a reply', () => {
  const reply = () => admin.post('/tiket/2/balasan', { text: 'Segera.', formId: 'formulir-2' }, BY_HTMX);
  const next = async (answer: Response) => /Berikutnya: <a href="([^"]+)"/.exec(await answer.text())?.[1];

  test('the next one that awaits an answer is offered, the most urgent first', async () => {
    for (const last of [1, 2, 3]) complain(last);
    setPriority(office.db, office.clock, rina, 1, 'high');
    expect(await next(await reply())).toBe('/tiket/1');
  });

  test('nothing is offered when nothing awaits one', async () => {
    for (const last of [1, 2]) complain(last);
    await admin.post('/tiket/1/balasan', { text: 'Segera.', formId: 'formulir-1' });
    expect(await next(await reply())).toBeUndefined();
  });
});

test('a reporter whom nobody knows is called by number, on the list and on the page', async () => {
  complain(1);
  expect(await admin.page('/tiket')).toContain('0812-3456-7891');
  expect(await admin.page('/tiket/1')).toMatch(/<h1>.*0812-3456-7891.*<\/h1>/s);
});

test("a technician's own list does not repeat the own name", async () => {
  const rizky = office.technician('Rizky', '0813-1111-2222');
  complain(1);
  assign(1, rizky);
  expect(await office.signedInAs(rizky).page('/tiket')).not.toContain('row-technician');
  expect(await admin.page('/tiket?daftar=semua')).toContain('row-technician');
});

test("in the conversation a technician's commands and what was sent to the technician name the number", async () => {
  const rizky = office.technician('Rizky', '0813-1111-2222');
  complain(1);
  assign(1, rizky);
  office.says('+6281311112222', 'TERIMA 1');
  const page = await admin.page('/tiket/1');
  expect(page).toContain('penugasan kepada teknisi (0813-1111-2222)');
  expect(page).toContain('>Teknisi 0813-1111-2222<');
});
