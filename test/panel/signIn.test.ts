import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addUser } from '../../db/actions/addUser.ts';
import { SESSION_MS } from '../../db/actions/session.ts';
import { hashPassword } from '../../db/password.ts';
import { safeDestination } from '../../panel/signIn/destination.ts';
import { BY_HTMX, openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

const passwordHash = await hashPassword('benar sekali');
let office: PanelOffice;
let userId: number;

beforeEach(() => {
  office = openPanelOffice();
  userId = addUser(office.db, office.clock, { username: 'rina', name: 'Rina', role: 'admin', passwordHash });
});
afterEach(() => office.close());

const signIn = (fields: Record<string, string>, address = '192.0.2.1', panel = office) =>
  panel.app.request('/masuk', {
    method: 'POST',
    body: new URLSearchParams({ username: 'rina', ...fields }),
    headers: { 'X-Test-Address': address },
  });
const cookieOf = (response: Response) => response.headers.get('Set-Cookie') ?? '';
const sessionCookie = (response: Response) => /helpdesk_session=[^;]+/.exec(cookieOf(response))?.[0] ?? '';

describe('signing in', () => {
  test('a page without a session leads to the sign-in page and back', async () => {
    const asked = await office.app.request('/tiket/7?isian=x');
    expect(asked.status).toBe(303);
    expect(asked.headers.get('Location')).toBe('/masuk?next=%2Ftiket%2F7%3Fisian%3Dx');
    const form = await (await office.app.request('/masuk?next=%2Ftiket%2F7')).text();
    expect(form).toContain('name="next" value="/tiket/7"');
    const done = await signIn({ password: 'benar sekali', next: '/tiket/7' });
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/tiket/7']);
  });

  test('the session cookie is out of reach of scripts and of other sites', async () => {
    const cookie = cookieOf(await signIn({ password: 'benar sekali' }));
    expect(cookie).toMatch(/^helpdesk_session=[\w-]{43};/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).toContain('Path=/');
    expect(cookie).not.toContain('Secure');
  });

  test('the session cookie travels over https only where the panel is reached by it', async () => {
    const secure = openPanelOffice({ secureCookie: true, db: office.db, clock: office.clock });
    expect(cookieOf(await signIn({ password: 'benar sekali' }, '192.0.2.1', secure))).toContain('Secure');
    secure.close();
  });

  test.each(['', 'salah', 'benar sekali '])(
    'the password "%s" is refused and the name kept',
    async (password) => {
      const refused = await signIn({ password });
      const page = await refused.text();
      expect(refused.status).toBe(422);
      expect(page).toContain('Nama pengguna atau kata sandi salah.');
      expect(page).toContain('value="rina"');
      expect(cookieOf(refused)).toBe('');
    },
  );

  test('an unknown name is answered in the very words of a wrong password', async () => {
    const words = async (username: string) =>
      (await (await signIn({ username, password: 'salah' })).text()).replaceAll(username, '…');
    expect(await words('siapa')).toBe(await words('rina'));
  });

  test('an inactive user is not let in', async () => {
    office.db.$client.prepare('UPDATE users SET active = 0').run();
    expect((await signIn({ password: 'benar sekali' })).status).toBe(422);
  });

  test('signing out ends the session for good', async () => {
    const cookie = sessionCookie(await signIn({ password: 'benar sekali' }));
    const ask = (path: string, method = 'GET') => office.app.request(path, { method, headers: { cookie } });
    expect((await ask('/tiket')).status).toBe(200);
    expect((await ask('/keluar', 'POST')).headers.get('Location')).toBe('/masuk');
    expect((await ask('/tiket')).status).toBe(303);
  });

  test('a session runs out', async () => {
    const cookie = sessionCookie(await signIn({ password: 'benar sekali' }));
    office.clock.pass(SESSION_MS + 1);
    expect((await office.app.request('/tiket', { headers: { cookie } })).status).toBe(303);
  });
});

describe('guessing', () => {
  test('many at the same time do not slip through, and then even the right password waits', async () => {
    const statusOf = async () => (await signIn({ password: 'tebakan' })).status;
    const answers = await Promise.all(Array.from({ length: 8 }, statusOf));
    expect(answers.filter((status) => status === 422)).toHaveLength(5);
    expect(answers.filter((status) => status === 429)).toHaveLength(3);
    const held = await signIn({ password: 'benar sekali' }, '192.0.2.99');
    expect([held.status, held.headers.get('Retry-After')]).toEqual([429, '15']);
    expect(await held.text()).toContain('Coba lagi dalam 15 detik.');
    office.clock.pass(15_001);
    expect((await signIn({ password: 'benar sekali' })).status).toBe(303);
  });
});

describe('where signing in leads', () => {
  test.each([
    ['/tiket/5', '/tiket/5'],
    ['/tiket?daftar=semua', '/tiket?daftar=semua'],
    ['', '/'],
    ['https://jahat.example/', '/'],
    ['//jahat.example/', '/'],
    ['/\\jahat.example/', '/'],
    ['/tiket\r\nSet-Cookie: a=b', '/'],
    ['/masuk?next=/masuk', '/'],
    ['javascript:alert(1)', '/'],
  ])('"%s" leads to "%s"', (raw, destination) => {
    expect(safeDestination(raw)).toBe(destination);
  });
});

describe('a session that ends while somebody writes', () => {
  const TEXT = 'Yth. Disdik,\n\n"kami" <segera> datang & membantu 😀';

  beforeEach(() => {
    office.says('+6281234567890', 'HELPDESK printer mati');
  });

  const unescaped = (html: string) =>
    html
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
  const typedIn = (page: string) => unescaped(/name="typed" value="([^"]*)"/.exec(page)?.[1] ?? '');
  const textIn = (page: string) =>
    unescaped(/<textarea[^>]*name="text"[^>]*>\n?([^<]*)/.exec(page)?.[1] ?? '');

  test('finds the text in the box again after signing in, even past a wrong password', async () => {
    const posted = await office.app.request('/tiket/1/balasan', {
      method: 'POST',
      body: new URLSearchParams({ text: TEXT, formId: 'formulir-1' }),
    });
    expect(posted.status).toBe(401);
    const page = await posted.text();
    expect(page).toContain('Sesi Anda berakhir.');
    expect(page).toContain('name="next" value="/tiket/1"');
    const wrong = await signIn({ password: 'salah', next: '/tiket/1', typed: typedIn(page) });
    const done = await signIn({
      password: 'benar sekali',
      next: '/tiket/1',
      typed: typedIn(await wrong.text()),
    });
    const location = done.headers.get('Location') ?? '';
    expect(location).toMatch(/^\/tiket\/1\?isian=[\w-]+$/);
    const ticket = await office.app.request(location, { headers: { cookie: sessionCookie(done) } });
    const shown = await ticket.text();
    expect(textIn(shown)).toBe(TEXT);
    expect(shown).toContain('value="formulir-1"');
    expect(office.outbox().filter((sms) => sms.kind === 'reply')).toEqual([]);
  });

  test('is told so by htmx in place of the page, with the text carried along', async () => {
    const posted = await office.app.request('/tiket/1/balasan', {
      method: 'POST',
      body: new URLSearchParams({ text: TEXT }),
      headers: BY_HTMX,
    });
    expect(posted.status).toBe(401);
    expect(posted.headers.get('HX-Retarget')).toBe('#page');
    expect(JSON.parse(typedIn(await posted.text())).text.replaceAll('\r\n', '\n')).toBe(TEXT);
  });

  test('keeps the page as it is when only the page itself asks', async () => {
    const refresh = await office.app.request('/tiket/1', { headers: BY_HTMX });
    const answer = await refresh.text();
    expect(refresh.status).toBe(200);
    expect(answer).toMatch(/^<div id="session-ended"[^>]*hx-swap-oob="outerHTML"/);
    expect(answer).not.toContain('printer');
  });

  test('and cannot begin anew, the database being locked, still carries the text', async () => {
    office.db.$client.pragma('query_only = ON');
    const refused = await signIn({ password: 'benar sekali', typed: '{"text":"Jangan hilang"}' });
    expect(refused.status).toBe(503);
    expect(typedIn(await refused.text())).toBe('{"text":"Jangan hilang"}');
  });

  test("what one person typed is not another's to see", async () => {
    const posted = await office.app.request('/tiket/1/balasan', {
      method: 'POST',
      body: new URLSearchParams({ text: TEXT }),
    });
    const done = await signIn({
      password: 'benar sekali',
      next: '/tiket/1',
      typed: typedIn(await posted.text()),
    });
    const other = office.signedInAs(office.admin('Budi'));
    expect(textIn(await other.page(done.headers.get('Location') ?? ''))).toBe('');
    expect(userId).toBeGreaterThan(0);
  });
});
