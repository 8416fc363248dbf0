import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addUser } from '../../db/actions/addUser.ts';
import { units } from '../../db/schema/people.ts';
import { contactOf } from '../support/contactOf.ts';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)>' & {{7*7}}`;

let office: PanelOffice;
let admin: ReturnType<PanelOffice['signedInAs']>;

beforeEach(() => {
  office = openPanelOffice();
  const userId = addUser(office.db, office.clock, { username: 'rina', name: HOSTILE, role: 'admin' });
  admin = office.signedInAs({ userId, name: HOSTILE, role: 'admin' });
});
afterEach(() => office.close());

/** Tags of a page that only markup of our own can have opened. */
const foreignMarkup = (page: string) => page.match(/<script>|<img|<b>email|onerror=alert\(1\)>/g) ?? [];

describe('what strangers write', () => {
  test('HTML in texts and names is shown as it was written and is never markup (PDU-04)', async () => {
    const { id } = office.db
      .insert(units)
      .values({ name: HOSTILE, shortName: '<b>x</b>' })
      .returning({ id: units.id })
      .get();
    contactOf(office.db, office.clock, { unitId: id, name: HOSTILE, phones: ['0812-3456-7890'] });
    office.says('+6281234567890', `HELPDESK ${HOSTILE}`);
    office.says('+6287812345678', HOSTILE);
    office.says('1708', HOSTILE);
    addUser(office.db, office.clock, { username: 'teknisi', name: HOSTILE, role: 'technician' });
    for (const path of ['/tiket?daftar=semua', '/tiket/1', '/periksa', '/operator', '/gateway']) {
      const page = await admin.page(path);
      expect(foreignMarkup(page), path).toEqual([]);
    }
    expect(await admin.page('/tiket/1')).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test('NUL and control characters are made visible, on every page that is well-formed', async () => {
    office.says('+6281234567890', 'HELPDESK rusak\u0000\u001b[2J\u0008 parah');
    const page = await admin.page('/tiket/1');
    expect(page).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
    expect(page).toContain('rusak');
  });

  test('a 10 kB text is shown whole on its page and as one line in the list', async () => {
    const text = `HELPDESK ${'panjang sekali '.repeat(700)}TAMAT`;
    office.says('+6281234567890', text);
    expect(await admin.page('/tiket/1')).toContain('TAMAT');
    const row = /<li id="t-1".*?<\/li>/s.exec(await admin.page('/tiket'))?.[0] ?? '';
    expect(row).not.toContain('TAMAT');
  });

  test('whatever is typed as a reply comes back the same when it is refused', async () => {
    office.says('+6281234567890', 'HELPDESK x');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (typed) => {
        const text = `${typed}${'€'.repeat(2000)}`;
        const refused = await admin.post('/tiket/1/balasan', { text, formId: 'formulir-1' });
        const page = await refused.text();
        expect(refused.status).toBe(422);
        const shown = /<textarea[^>]*name="text"[^>]*>\n([^<]*)</.exec(page)?.[1] ?? '';
        const back = shown
          .replaceAll('&quot;', '"')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&');
        const kept = new URLSearchParams({ text }).get('text') ?? '';
        expect(back).toBe(
          Buffer.from(kept, 'utf8')
            .toString('utf8')
            .replace(/\r\n?/g, '\n')
            .replaceAll('\t', ' ')
            .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ''),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('addresses and forms that nobody was given', () => {
  test.each([
    '0',
    '-1',
    '1.5',
    '1e3',
    '0x1',
    '%00',
    '99999999999999999999',
    'NaN',
    '..%2f..%2fetc%2fpasswd',
    '1%20OR%201=1',
  ])('the ticket "%s" is not found', async (id) => {
    office.says('+6281234567890', 'HELPDESK x');
    expect((await admin.get(`/tiket/${id}`)).status).toBe(404);
    expect((await admin.post(`/tiket/${id}/balasan`, { text: 'x' })).status).toBe(404);
  });

  test.each(['x', '9-9-9', "1-4-1' OR 1=1", '1-4-99999999999999999999'])(
    'the list from "%s" on begins at its beginning',
    async (after) => {
      office.says('+6281234567890', 'HELPDESK x');
      const page = await admin.get(`/tiket?daftar=semua&sesudah=${encodeURIComponent(after)}`);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('id="t-1"');
    },
  );

  test('a form beyond 64 kB is refused in words, before anybody reads it', async () => {
    const refused = await admin.post('/tiket/1/balasan', { text: 'a'.repeat(70_000) });
    expect(refused.status).toBe(413);
    expect(await refused.text()).toContain('lebih dari 64 kB');
  });

  test('a form that is no form is a form without fields', async () => {
    office.says('+6281234567890', 'HELPDESK x');
    for (const [type, body] of [
      ['application/json', '{"text":"x"}'],
      ['multipart/form-data; boundary=x', 'kaputt'],
      ['text/plain', 'text=x'],
    ] as const) {
      const answer = await office.app.request('/tiket/1/balasan', {
        method: 'POST',
        body,
        headers: { cookie: admin.cookie, 'Content-Type': type },
      });
      expect(answer.status).toBe(422);
    }
  });

  test('a page that does not exist says so, within the frame', async () => {
    const answer = await admin.get('/rahasia');
    const page = await answer.text();
    expect(answer.status).toBe(404);
    expect(page).toContain('Halaman ini tidak ada.');
    expect(page).toContain('aria-label="Utama"');
  });
});

describe('requests of other sites', () => {
  beforeEach(() => office.says('+6281234567890', 'HELPDESK x'));
  const post = (headers: Record<string, string>, panel = office) =>
    panel.app.request('http://helpdesk.local/tiket/1/prioritas', {
      method: 'POST',
      body: new URLSearchParams({ priority: 'high' }),
      headers: { cookie: admin.cookie, ...headers },
    });

  test.each([
    [{ Origin: 'https://jahat.example' }],
    [{ Origin: 'null' }],
    [{ Origin: 'http://helpdesk.local.jahat.example' }],
    [{ Origin: 'http://helpdesk.local:8081' }],
    [{ 'Sec-Fetch-Site': 'cross-site' }],
    [{ 'Sec-Fetch-Site': 'same-site', Origin: 'http://helpdesk.local' }],
  ])('with %j change nothing', async (headers) => {
    const refused = await post(headers);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('datang dari situs lain');
    expect(office.tickets()[0]?.priority).toBe('normal');
  });

  test.each([
    [{}],
    [{ Origin: 'http://helpdesk.local' }],
    [{ 'Sec-Fetch-Site': 'same-origin', Origin: 'http://helpdesk.local' }],
  ])('our own with %j pass', async (headers) => {
    expect((await post(headers)).status).toBe(303);
  });

  test('our own behind a proxy pass by the public address', async () => {
    const proxied = openPanelOffice({
      db: office.db,
      clock: office.clock,
      publicUrl: 'https://bantuan.example.go.id',
    });
    expect((await post({ Origin: 'https://bantuan.example.go.id' }, proxied)).status).toBe(303);
    expect((await post({ Origin: 'https://lain.example.go.id' }, proxied)).status).toBe(403);
    proxied.close();
  });

  test('a foreign sign-in form is refused as well', async () => {
    const refused = await office.app.request('/masuk', {
      method: 'POST',
      headers: { Origin: 'https://jahat.example' },
    });
    expect(refused.status).toBe(403);
  });
});

describe('every answer', () => {
  test.each(['/masuk', '/tiket', '/health', '/tidak-ada'])('of %s forbids what is not ours', async (path) => {
    const { headers } = await admin.get(path);
    expect(headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Cache-Control')).toBe('no-store');
  });

  test('asks for nothing inline: no script, style or handler stands in a page', async () => {
    office.says('+6281234567890', 'HELPDESK x');
    const budi = office.signedInAs(office.admin('Budi'));
    for (const path of ['/masuk', '/tiket', '/tiket/1', '/periksa', '/operator', '/gateway']) {
      const page = await budi.page(path);
      expect(page).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=|javascript:/);
    }
  });

  test('what a page is built from may be kept for good, since its address changes with it', async () => {
    const page = await admin.page('/tiket');
    for (const [path] of page.matchAll(/\/static\/[\w.]+/g)) {
      const file = await office.app.request(path);
      expect(file.status).toBe(200);
      expect(file.headers.get('Cache-Control')).toContain('immutable');
    }
  });
});
