import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acceptTicket } from '../../db/actions/acceptTicket.ts';
import { addNote } from '../../db/actions/addNote.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { pendTicket } from '../../db/actions/pendTicket.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { scheduleVisit } from '../../db/actions/scheduleVisit.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';
import { DINKES, DISDIK, openReporterOffice } from './reporterOffice.ts';

let office: PanelOffice;
let rina: Actor;
let rizky: Actor;

beforeEach(() => {
  office = openReporterOffice();
  rina = office.admin('Rina');
  rizky = office.technician('Rizky', '0813-1111-2222');
  office.says(DISDIK, 'HELPDESK server antrean mati, hubungi 0812-9999-8888');
  office.says(DINKES, 'HELPDESK rahasia dinkes');
});
afterEach(() => office.close());

const tokenOf = (id: number): string =>
  office.tickets().find((ticket) => ticket.id === id)?.statusToken ?? '';
const open = (token: string, address = '192.0.2.1') =>
  office.app.request(`http://localhost/s/${token}`, { headers: { 'X-Test-Address': address } });
const page = async (id = 1): Promise<string> => (await open(tokenOf(id))).text();
/** Which of the three steps the page says it is in. */
const stage = (html: string): string | undefined =>
  /aria-current="step">(?:<svg.*?<\/svg>)?\s*([^<]+)</.exec(html)?.[1]?.trim();

function assign(): void {
  assignTicket(office.db, office.clock, rina, {
    ticketId: 1,
    technicianId: rizky.userId,
    seenTechnicianId: null,
  });
}

describe('the status link', () => {
  test('shows the three stages, the technician, the visit, the deadline and the last words, without signing in (R60)', async () => {
    expect(stage(await page())).toBe('Menunggu diproses');
    replyToTicket(office.db, office.clock, rina, {
      ticketId: 1,
      text: 'Kami cek dahulu.',
      formId: 'formulir-1',
    });
    assign();
    scheduleVisit(office.db, office.clock, rina, {
      ticketId: 1,
      atMs: office.clock.nowMs() + 3 * 3_600_000,
      reason: '',
    });
    const working = await page();
    expect(stage(working)).toBe('Sedang diproses');
    for (const words of ['Kami cek dahulu.', 'Rizky', '05/01/2026 13.00 WIB', 'Batas selesai'])
      expect(working).toContain(words);
    acceptTicket(office.db, office.clock, rizky, 1);
    closeTicket(office.db, office.clock, rizky, { ticketId: 1, note: 'Catu daya diganti' });
    const done = await page();
    expect(stage(done)).toBe('Selesai diproses');
    expect(done).toContain('Catu daya diganti');
    expect(done).toContain('NILAI 1 5');
  });

  test('says why and until when a ticket waits', async () => {
    assign();
    acceptTicket(office.db, office.clock, rizky, 1);
    pendTicket(office.db, office.clock, rizky, {
      ticketId: 1,
      reason: 'part_on_order',
      note: 'PSU',
      until: '2026-01-09',
    });
    const waiting = await page();
    expect(waiting).toContain('menunggu suku cadang, perkiraan 09/01/2026');
    expect(waiting).toContain('dihentikan sementara');
  });

  test('masks numbers, and knows no notes, no technician’s number, no other ticket (R56)', async () => {
    assign();
    addNote(office.db, office.clock, rina, { ticketId: 1, text: 'pelapor sering salah colok' });
    const shown = await page();
    for (const secret of ['0812-9999-8888', '3456-7891', '1111-2222', 'salah colok', 'rahasia', 'Dinkes'])
      expect(shown).not.toContain(secret);
    expect(shown).toContain('0812…8888');
  });

  test('with one character changed is answered as any wrong one (R56)', async () => {
    const token = tokenOf(1);
    const changed = `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`;
    const wrong = [changed, '1', 'abc', token.toUpperCase(), `${token}0`, '0'.repeat(24), 'a/b', '%00'];
    const answers = await Promise.all(
      wrong.map(async (each) => {
        const answer = await open(each);
        return [answer.status, await answer.text(), answer.headers.get('Retry-After')];
      }),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.[0]).toBe(404);
  });

  test('is no door for trying: an address with many wrong ones waits, others do not', async () => {
    for (let i = 0; i < 20; i += 1) expect((await open(`${i}`, '203.0.113.9')).status).toBe(404);
    const held = await open('beda', '203.0.113.9');
    expect([held.status, Number(held.headers.get('Retry-After')) > 0]).toEqual([429, true]);
    expect((await open(tokenOf(1), '203.0.113.9')).status).toBe(429);
    expect((await open(tokenOf(1))).status).toBe(200);
    office.clock.pass(10 * 60_000);
    expect((await open(tokenOf(1), '203.0.113.9')).status).toBe(200);
  });

  test('never counts right ones, however often a page is looked at', async () => {
    for (let i = 0; i < 40; i += 1) expect((await open(tokenOf(1))).status).toBe(200);
  });

  test('is kept by no cache, told to nobody, found by no search engine, and logged nowhere', async () => {
    const { headers } = await open(tokenOf(1));
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('X-Robots-Tag')).toContain('noindex');
    expect(headers.get('Set-Cookie')).toBeNull();
    office.db.$client.exec('ALTER TABLE deadlines RENAME TO weg');
    expect((await open(tokenOf(1))).status).toBe(500);
    expect(office.logLines()).toContain('a request failed');
    expect(office.logLines()).not.toContain(tokenOf(1));
  });

  test('costs a slow telephone little: under 50 kB with its stylesheet, no script (R60)', async () => {
    for (let i = 0; i < 30; i += 1)
      replyToTicket(office.db, office.clock, rina, {
        ticketId: 1,
        text: `Kabar ${i}: ${'kami masih menunggu suku cadang. '.repeat(20)}`,
        formId: `formulir-${i}0`,
      });
    const html = await page();
    expect(html).not.toContain('<script');
    const [, style = ''] = /href="(\/static\/light\.[^"]+)"/.exec(html) ?? [];
    const css = await (await office.app.request(style)).text();
    expect(css).toContain('--accent');
    expect(html.length + css.length).toBeLessThan(20_000);
    expect(gzipSync(html).length + gzipSync(css).length).toBeLessThan(8_000);
    expect(
      [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, at]) => at).filter((at) => !at?.startsWith('/')),
    ).toEqual([]);
  });

  test('of a merged ticket shows how far the main one is, and nothing of its words', async () => {
    office.db.$client.exec(
      "UPDATE tickets SET status = 'merged', merged_into = 1, awaits_reply = 0 WHERE id = 2",
    );
    replyToTicket(office.db, office.clock, rina, {
      ticketId: 1,
      text: 'khusus Disdik',
      formId: 'formulir-1',
    });
    assign();
    const merged = await page(2);
    expect(stage(merged)).toBe('Sedang diproses');
    expect(merged).toContain('Ditangani bersama pengaduan lain');
    expect(merged).toContain('Rizky');
    for (const other of ['khusus Disdik', 'server antrean', 'Tiket 1']) expect(merged).not.toContain(other);
  });
});

test('without a public address there is neither a status page nor a reporters’ page', async () => {
  const inside = openPanelOffice({ db: office.db, clock: office.clock });
  for (const [method, path] of [
    ['GET', `/s/${tokenOf(1)}`],
    ['GET', '/pelapor'],
    ['GET', '/pelapor/masuk'],
    ['POST', '/pelapor/masuk'],
    ['POST', '/pelapor/kode'],
    ['POST', '/pelapor/baru'],
    ['GET', '/pelapor/tiket/1'],
  ] as const) {
    const answer = await inside.app.request(`http://localhost${path}`, {
      method,
      ...(method === 'POST' ? { body: new URLSearchParams({ phone: DISDIK }) } : {}),
    });
    expect(answer.status, path).toBe(404);
  }
  expect(office.db.$client.prepare('SELECT count(*) FROM one_time_codes').pluck().get()).toBe(0);
  inside.close();
});
