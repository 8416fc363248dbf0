import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

let office: PanelOffice;
let admin: ReturnType<PanelOffice['signedInAs']>;

beforeEach(() => {
  office = openPanelOffice();
  admin = office.signedInAs(office.admin('Rina'));
  office.says('+6281234567890', 'HELPDESK printer mati');
});
afterEach(() => office.close());

const textIn = (page: string) => /<textarea[^>]*name="text"[^>]*>\n([^<]*)/.exec(page)?.[1];

/** The code with which SQLite refuses a write, thrown by the very call that begins one. */
const refuseWrites = (code: string) => {
  const { prepare } = office.db.$client;
  office.db.$client.prepare = ((source: string) => {
    if (/^(begin|insert|update|delete)/i.test(source.trim()))
      throw Object.assign(new Error('refused'), { code });
    return prepare.call(office.db.$client, source);
  }) as typeof prepare;
};

describe('a database that cannot be written', () => {
  test('read-only is told at the form, the text kept and sendable later', async () => {
    office.db.$client.pragma('query_only = ON');
    const refused = await admin.post('/tiket/1/balasan', { text: 'Segera kami bantu', formId: 'formulir-1' });
    const page = await refused.text();
    expect(refused.status).toBe(503);
    expect(page).toContain('Basis data hanya bisa dibaca');
    expect(textIn(page)).toBe('Segera kami bantu');
    office.db.$client.pragma('query_only = OFF');
    expect(
      (await admin.post('/tiket/1/balasan', { text: 'Segera kami bantu', formId: 'formulir-1' })).status,
    ).toBe(303);
    expect(office.outbox().filter((sms) => sms.kind === 'reply')).toHaveLength(1);
  });

  test.each([
    ['SQLITE_BUSY', 'sedang terkunci'],
    ['SQLITE_FULL', 'penuh'],
    ['SQLITE_IOERR_WRITE', 'tidak dapat dibaca atau ditulis'],
  ])('%s is told in words, without the code', async (code, words) => {
    office.transmit({ kind: 'unknown', fault: { class: 'unknown-outcome', text: 'Modem diam' } });
    refuseWrites(code);
    for (const [path, fields] of [
      ['/tiket/1/prioritas', { priority: 'high', text: 'Setengah' }],
      ['/periksa/1/bukan', {}],
      ['/gateway/sms/2/kirim-ulang', {}],
    ] as const) {
      const refused = await admin.post(path, fields);
      const page = await refused.text();
      expect([path, refused.status]).toEqual([path, 503]);
      expect(page).toContain(words);
      expect(page).not.toContain(code);
    }
  });

  test('signing out is refused in words', async () => {
    office.db.$client.pragma('query_only = ON');
    const refused = await office.app.request('/keluar', {
      method: 'POST',
      headers: { cookie: admin.cookie },
    });
    expect(refused.status).toBe(503);
  });
});

describe('a fault of our own', () => {
  test('is logged whole and shown without its details, with what was typed', async () => {
    office.db.$client.exec('DROP TABLE ticket_events');
    const failed = await admin.post('/tiket/1/balasan', { text: 'Segera kami bantu', formId: 'formulir-1' });
    const page = await failed.text();
    expect(failed.status).toBe(500);
    expect(page).toContain('Kesalahan ini sudah dicatat.');
    expect(page).toContain('Segera kami bantu');
    expect(page).not.toContain('ticket_events');
    expect(office.logLines()).toContain('ticket_events');
    expect(office.logLines()).not.toContain('Segera kami bantu');
  });

  test('a database that cannot be read at all still gets a page', async () => {
    office.db.$client.pragma('foreign_keys = OFF');
    office.db.$client.exec('DROP TABLE tickets');
    const failed = await admin.get('/tiket');
    expect(failed.status).toBe(500);
    expect(await failed.text()).toContain('Ada yang salah di program');
  });
});
