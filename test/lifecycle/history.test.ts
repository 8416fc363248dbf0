import { afterEach, beforeEach, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

const SITI = '+6281234567890';
let office: PanelOffice;
let rina: Actor;
let rizky: Actor;

beforeEach(() => {
  office = openPanelOffice();
  rina = office.admin('Rina');
  rizky = office.technician('Rizky', '0813-1111-2222');
  office.says(SITI, 'HELPDESK =HYPERLINK("http://x") printer; rusak');
  office.says('+6281234567899', 'HELPDESK rahasia orang lain');
  assignTicket(office.db, office.clock, rina, {
    ticketId: 1,
    technicianId: rizky.userId,
    seenTechnicianId: null,
  });
  office.transmit({ kind: 'sent', reference: 1 });
  closeTicket(office.db, office.clock, rizky, { ticketId: 1, note: 'kabel diganti' });
});
afterEach(() => office.close());

test.each(['UPDATE ticket_events SET at_ms = 0', 'DELETE FROM ticket_events'])(
  'the database refuses to rewrite history: %s',
  (sql) => expect(() => office.db.$client.exec(sql)).toThrow(/append-only/),
);

test('the history of a ticket as a file has every change and every SMS with its fate, who and when', async () => {
  const answer = await office.signedInAs(rina).get('/tiket/1/riwayat.csv');
  expect(answer.headers.get('Content-Disposition')).toContain('riwayat-tiket-1.csv');
  const file = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  expect(file.startsWith('\ufeffTiket;Waktu (WIB);Siapa;Kejadian;Isi;Nomor;Nasib SMS\r\n')).toBe(true);
  expect(file).toMatch(/^1;05\/01\/2026 10\.00;Rina;Ditugaskan kepada Rizky;;;\r$/m);
  expect(file).toMatch(/;Rizky;Diselesaikan: kabel diganti;/);
  expect(file).toMatch(/;SMS keluar;.*;0813-1111-2222;terkirim\r/i);
});

test('what somebody texted never runs as a formula, and numbers keep their zero (R54, R55)', async () => {
  const file = await office.signedInAs(rina).page('/tiket/1/riwayat.csv');
  const complaint = file.split('\r\n').find((line) => line.includes('HYPERLINK')) ?? '';
  expect(complaint).toContain('0812-3456-7890');
  for (const line of file.split('\r\n')) for (const cell of line.split(';')) expect(cell).not.toMatch(/^"?=/);
});

test('the history of a month has the tickets of that month by the wall clock here', async () => {
  const admin = office.signedInAs(rina);
  const january = await admin.page('/tiket/riwayat.csv?bulan=2026-01');
  expect(january).toContain('rahasia orang lain');
  expect((await admin.page('/tiket/riwayat.csv?bulan=2026-02')).split('\r\n')).toHaveLength(2);
  expect((await admin.get('/tiket/riwayat.csv?bulan=2026-13')).status).toBe(422);
});

test('a technician exports own tickets only (R58)', async () => {
  const technician = office.signedInAs(rizky);
  expect(await technician.page('/tiket/riwayat.csv?bulan=2026-01')).not.toContain('rahasia');
  expect((await technician.get('/tiket/2/riwayat.csv')).status).toBe(404);
});
