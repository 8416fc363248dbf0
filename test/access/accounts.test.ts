import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addUser } from '../../db/actions/addUser.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { resetPassword } from '../../db/actions/userAccounts.ts';
import { hashPassword, verifyPassword } from '../../db/password.ts';
import { credentialsOf } from '../../db/queries/signedIn.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { totpCode, totpStep } from '../../db/totp.ts';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';
import { type Client, openClient, valueIn } from './signedInBrowser.ts';

const PASSWORD = 'kuda poni naik tangga';
const passwordHash = await hashPassword(PASSWORD);

let office: PanelOffice;
let rina: Actor;
let client: Client;

beforeEach(async () => {
  office = openPanelOffice();
  const userId = addUser(office.db, office.clock, {
    username: 'rina',
    name: 'Rina',
    role: 'admin',
    passwordHash,
  });
  rina = { userId, name: 'Rina', role: 'admin' };
  client = openClient(office);
  expect((await signIn(client)).status).toBe(303);
});
afterEach(() => office.close());

const signIn = (who: Client, fields: Record<string, string> = {}) =>
  who.post('/masuk', { username: 'rina', password: PASSWORD, ...fields });

const kinds = (): unknown[] =>
  office.db.$client.prepare('SELECT kind FROM security_events ORDER BY id').pluck().all();

/** Turns the second factor on. @returns the secret and the recovery codes */
async function withSecondFactor(): Promise<{ secret: string; codes: string[] }> {
  await client.post('/akun/kode-kedua/mulai');
  const page = await client.text('/akun/kode-kedua');
  const secret = (/<code class="secret">([A-Z2-7 ]+)</.exec(page)?.[1] ?? '').replaceAll(' ', '');
  const made = await client.post('/akun/kode-kedua', { code: codeNow(secret) });
  const codes = [...(await made.text()).matchAll(/<code>([A-Z2-7-]+)<\/code>/g)].map(
    ([, code]) => code ?? '',
  );
  return { secret, codes };
}

const codeNow = (secret: string): string => totpCode(secret, totpStep(office.clock.nowMs()));

describe('the second factor', () => {
  test('is set up with a first code, shows its secret never again, and is asked for from then on', async () => {
    const { secret, codes } = await withSecondFactor();
    expect(secret).toHaveLength(32);
    expect(codes).toHaveLength(8);
    expect((await client.get('/akun/kode-kedua')).status).toBe(409);
    expect(await client.text('/akun')).not.toContain(secret);

    office.clock.pass(60_000);
    const other = openClient(office);
    const half = await signIn(other, { next: '/tiket' });
    expect([half.status, other.jar.size]).toEqual([200, 0]);
    const page = await half.text();
    expect(page).toContain('name="code"');
    expect((await other.get('/tiket')).status).toBe(303);
    const done = await other.post('/masuk/kode', {
      half: valueIn(page, 'half'),
      next: valueIn(page, 'next'),
      code: codeNow(secret),
    });
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/tiket']);
    expect((await other.get('/tiket')).status).toBe(200);
  });

  test('takes no code twice, not even in another browser at the same time', async () => {
    const { secret } = await withSecondFactor();
    office.clock.pass(60_000);
    const tries = await Promise.all(
      [openClient(office), openClient(office)].map(async (browser) => {
        const half = valueIn(await (await signIn(browser)).text(), 'half');
        return (await browser.post('/masuk/kode', { half, code: codeNow(secret) })).status;
      }),
    );
    expect(tries.sort()).toEqual([303, 422]);
  });

  test('gives way to a recovery code, each once', async () => {
    const { codes } = await withSecondFactor();
    const withCode = async (code: string) => {
      const browser = openClient(office);
      const half = valueIn(await (await signIn(browser)).text(), 'half');
      return (await browser.post('/masuk/kode', { half, code })).status;
    };
    expect(await withCode((codes[0] ?? '').toLowerCase().replaceAll('-', ''))).toBe(303);
    expect(await withCode(codes[0] ?? '')).toBe(422);
    expect(await withCode(codes[1] ?? '')).toBe(303);
    expect(kinds().filter((kind) => kind === 'recovery_code_used')).toHaveLength(2);
    const stored = JSON.stringify(office.db.$client.prepare('SELECT * FROM recovery_codes').all());
    for (const code of codes) expect(stored).not.toContain(code);
  });

  test('is held up after five wrong codes, whatever the right password is given in between', async () => {
    const { secret } = await withSecondFactor();
    office.clock.pass(60_000);
    const wrong = async () => {
      const half = valueIn(await (await signIn(client)).text(), 'half');
      return client.post('/masuk/kode', { half, code: '000000' });
    };
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1) statuses.push((await openAndTry(wrong)).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    const half = valueIn(await (await signIn(openClient(office))).text(), 'half');
    expect((await client.post('/masuk/kode', { half, code: codeNow(secret) })).status).toBe(429);
    expect(kinds()).toContain('locked');
  });

  const openAndTry = async (act: () => Promise<Response>): Promise<Response> => {
    client.jar.clear();
    return act();
  };

  test('carries what was typed before through both steps (R42)', async () => {
    office.says('+6281234567890', 'HELPDESK printer mati');
    const { secret } = await withSecondFactor();
    office.clock.pass(60_000);
    client.jar.clear();
    const refused = await client.post('/tiket/1/balasan', {
      text: 'Kami segera datang',
      formId: 'formulir-1',
    });
    const first = await refused.text();
    const second = await (
      await signIn(client, { next: valueIn(first, 'next'), typed: valueIn(first, 'typed') })
    ).text();
    const done = await client.post('/masuk/kode', {
      half: valueIn(second, 'half'),
      next: valueIn(second, 'next'),
      typed: valueIn(second, 'typed'),
      code: codeNow(secret),
    });
    expect(await client.text(done.headers.get('Location') ?? '')).toContain('Kami segera datang');
  });

  test('is turned off with the password alone, not by an open browser', async () => {
    await withSecondFactor();
    expect((await client.post('/akun/kode-kedua/matikan', { password: 'salah' })).status).toBe(422);
    expect(credentialsOf(office.db, 'rina')?.hasSecondFactor).toBe(true);
    expect((await client.post('/akun/kode-kedua/matikan', { password: PASSWORD })).status).toBe(303);
    expect(credentialsOf(office.db, 'rina')?.hasSecondFactor).toBe(false);
  });
});

describe('the own password', () => {
  const change = (fields: Record<string, string> = {}) =>
    client.post('/akun/kata-sandi', {
      password: PASSWORD,
      newPassword: 'sapi makan rumput hijau',
      repeatedPassword: 'sapi makan rumput hijau',
      ...fields,
    });

  test('is changed with the old one, and ends the other sessions but not this', async () => {
    const other = openClient(office);
    await signIn(other);
    expect((await change()).status).toBe(303);
    expect((await client.get('/tiket')).status).toBe(200);
    expect((await other.get('/tiket')).status).toBe(303);
    const { passwordHash: now } = credentialsOf(office.db, 'rina') ?? {};
    expect(await verifyPassword('sapi makan rumput hijau', now)).toBe(true);
  });

  test.each([
    [{ password: 'salah' }, 'sekarang tidak cocok'],
    [{ repeatedPassword: 'lain sama sekali' }, 'tidak sama'],
    [{ newPassword: 'pendek', repeatedPassword: 'pendek' }, 'paling sedikit 10'],
    [{ newPassword: 'password123', repeatedPassword: 'password123' }, 'mudah ditebak'],
    [{ newPassword: PASSWORD, repeatedPassword: PASSWORD }, 'sama dengan yang lama'],
  ])('is not changed by %j, and nothing typed is shown again', async (fields, words) => {
    const refused = await change(fields);
    const page = await refused.text();
    expect(refused.status).toBe(422);
    expect(page).toContain(words);
    expect(page).not.toContain('rumput');
    expect(credentialsOf(office.db, 'rina')?.passwordHash).toBe(passwordHash);
  });

  test('that an admin has set lets its owner in to choose another, and nothing else', async () => {
    resetPassword(office.db, office.clock, rina, {
      userId: rina.userId,
      passwordHash,
      address: '192.0.2.1',
    });
    const back = openClient(office);
    await signIn(back);
    for (const path of ['/tiket', '/akun', '/pengaturan/pengguna']) {
      const led = await back.get(path);
      expect([led.status, led.headers.get('Location')]).toEqual([303, '/akun/kata-sandi']);
    }
    expect((await back.post('/pengaturan/kategori', { name: 'Telepon' })).status).toBe(303);
    expect(
      office.db.$client.prepare("SELECT 1 FROM categories WHERE name = 'Telepon'").get(),
    ).toBeUndefined();
    client = back;
    expect((await change()).status).toBe(303);
    expect((await back.get('/tiket')).status).toBe(200);
  });

  test('that an admin has set is worth nothing after three days', async () => {
    resetPassword(office.db, office.clock, rina, { userId: rina.userId, passwordHash, address: 'x' });
    office.clock.pass(3 * 24 * 3_600_000 + 1);
    const late = await signIn(openClient(office));
    expect(late.status).toBe(422);
    expect(await late.text()).toContain('sudah tidak berlaku');
  });
});

describe('sessions', () => {
  test('are listed with browser, place and time, and ended one by one or all but this', async () => {
    const phone = openClient(office, '198.51.100.7', 'Mozilla/5.0 (Linux; Android 13) Chrome/126 Mobile');
    const tablet = openClient(office, '198.51.100.8', 'Mozilla/5.0 (iPad) Safari/604');
    await signIn(phone);
    await signIn(tablet);
    const page = await client.text('/akun');
    for (const words of ['Chrome, Android', '198.51.100.7', 'Safari, iPhone atau iPad', 'peramban ini'])
      expect(page).toContain(words);
    const [, id] = /sesi\/(\d+)\/akhiri/.exec(page) ?? [];
    expect((await client.post(`/akun/sesi/${id}/akhiri`)).status).toBe(303);
    const alive = async () =>
      (await Promise.all([phone, tablet].map(async (who) => (await who.get('/tiket')).status))).sort();
    expect(await alive()).toEqual([200, 303]);
    await client.post('/akun/sesi/akhiri-lain');
    expect(await alive()).toEqual([303, 303]);
    expect((await client.get('/tiket')).status).toBe(200);
  });

  test("another's is not ended by its number", async () => {
    const budi = office.signedInAs(office.admin('Budi'));
    const [, other] = office.db.$client.prepare('SELECT id FROM sessions ORDER BY id').pluck().all();
    expect((await client.post(`/akun/sesi/${other}/akhiri`)).status).toBe(404);
    expect((await budi.get('/tiket')).status).toBe(200);
  });

  test('a sign-in makes a new one and shuts the one that the browser brought', async () => {
    const before = client.jar.get('helpdesk_session') ?? '';
    await client.post('/masuk', { username: 'rina', password: PASSWORD });
    expect(client.jar.get('helpdesk_session')).not.toBe(before);
    const fixed = await office.app.request('/tiket', { headers: { cookie: `helpdesk_session=${before}` } });
    expect(fixed.status).toBe(303);
  });

  test('one that a stranger has chosen is never taken over', async () => {
    const victim = openClient(office);
    victim.jar.set('helpdesk_session', 'dipilih-orang-lain');
    await signIn(victim);
    const stranger = await office.app.request('/tiket', {
      headers: { cookie: 'helpdesk_session=dipilih-orang-lain' },
    });
    expect(stranger.status).toBe(303);
  });
});

describe('accounts under /pengaturan/pengguna', () => {
  test('a new one gets a password for one sign-in, shown once', async () => {
    const made = await client.post('/pengaturan/pengguna', {
      name: 'Bagus Setiawan',
      username: 'bagus',
      role: 'technician',
      phone: '0813-1111-3333',
    });
    const page = await made.text();
    const [, password = ''] = /<code class="secret">([^<]+)</.exec(page) ?? [];
    expect(await verifyPassword(password, credentialsOf(office.db, 'bagus')?.passwordHash)).toBe(true);
    expect(await client.text('/pengaturan/pengguna')).not.toContain(password);
    expect(office.logLines()).not.toContain(password);
    expect(kinds()).toContain('user_added');
  });

  test('a refused form shows again with everything that was typed', async () => {
    const refused = await client.post('/pengaturan/pengguna', {
      name: 'Bagus "Gus" Setiawan',
      username: 'ada spasi',
      role: 'leader',
      phone: '0813-1111-3333',
    });
    const page = await refused.text();
    expect(refused.status).toBe(422);
    expect(valueIn(page, 'name')).toBe('Bagus "Gus" Setiawan');
    expect([valueIn(page, 'username'), valueIn(page, 'phone')]).toEqual(['ada spasi', '0813-1111-3333']);
    expect(page).toMatch(/value="leader" selected/);
  });

  test('a form whose session ended is there again after signing in, no password among it (R42)', async () => {
    client.jar.clear();
    const asked = await client.post('/pengaturan/pengguna', {
      name: 'Bagus',
      username: 'bagus',
      phone: '0813',
    });
    const page = await asked.text();
    const done = await signIn(client, { next: valueIn(page, 'next'), typed: valueIn(page, 'typed') });
    const shown = await client.text(done.headers.get('Location') ?? '');
    expect([valueIn(shown, 'name'), valueIn(shown, 'username')]).toEqual(['Bagus', 'bagus']);
    client.jar.clear();
    const secret = await client.post('/akun/kata-sandi', {
      password: PASSWORD,
      newPassword: 'rahasia sekali',
    });
    expect(await secret.text()).not.toMatch(/rahasia sekali|kuda poni/);
  });

  test('the last admin who can sign in is neither shut out nor made another role', async () => {
    office.admin('Tanpa Sandi'.replace(' ', ''));
    const own = `/pengaturan/pengguna/${rina.userId}`;
    expect((await client.post(`${own}/nonaktif`)).status).toBe(409);
    const refused = await client.post(`${own}/peran`, { role: 'leader' });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('satu-satunya admin');
    const hash = { username: 'budi', name: 'Budi', role: 'admin' as const, passwordHash };
    addUser(office.db, office.clock, hash);
    expect((await client.post(`${own}/nonaktif`)).status).toBe(303);
    expect((await client.get('/tiket')).status).toBe(303);
  });

  test('a technician with open tickets keeps the role, and may be shut out at once with a hint', async () => {
    const rizky = office.technician('Rizky', '0813-1111-2222');
    const browser = office.signedInAs(rizky);
    office.says('+6281234567890', 'HELPDESK printer mati');
    assignTicket(office.db, office.clock, rina, {
      ticketId: 1,
      technicianId: rizky.userId,
      seenTechnicianId: null,
    });
    const path = `/pengaturan/pengguna/${rizky.userId}`;
    expect((await client.post(`${path}/peran`, { role: 'admin' })).status).toBe(409);
    expect((await client.post(`${path}/nonaktif`)).status).toBe(303);
    expect(await client.text(path)).toContain('1 tiket terbuka masih atas namanya');
    expect((await browser.get('/tiket')).status).toBe(303);
    expect((await client.post(`${path}/aktif`)).status).toBe(303);
  });

  test('a lock is seen there, and opened', async () => {
    const guesser = openClient(office, '203.0.113.9');
    for (let i = 0; i < 6; i += 1)
      await guesser.post('/masuk', { username: 'rina', password: `tebakan ${i}` });
    const held = await signIn(openClient(office, '192.0.2.50'));
    expect(held.status).toBe(429);
    const path = `/pengaturan/pengguna/${rina.userId}`;
    const page = await client.text(path);
    expect(page).toContain('Ditahan');
    expect(page).toContain('203.0.113.9');
    await client.post(`${path}/kunci`);
    expect((await signIn(openClient(office, '192.0.2.50'))).status).toBe(303);
  });

  test('the lock outlives a restart of the panel', async () => {
    const guesser = openClient(office, '203.0.113.9');
    for (let i = 0; i < 5; i += 1)
      await guesser.post('/masuk', { username: 'rina', password: `tebakan ${i}` });
    const restarted = openPanelOffice({ db: office.db, clock: office.clock });
    const again = await signIn(openClient(restarted, '192.0.2.51'));
    expect(again.status).toBe(429);
    restarted.close();
  });

  test('every act is on the record, with who did it and from where', async () => {
    const rizky = office.technician('Rizky', '0813-1111-2222');
    const path = `/pengaturan/pengguna/${rizky.userId}`;
    for (const act of ['nonaktif', 'aktif', 'sesi', 'kunci', 'kata-sandi'])
      await client.post(`${path}/${act}`);
    await client.post(`${path}/peran`, { role: 'leader' });
    const rows = office.db.$client
      .prepare('SELECT kind, by_id, address FROM security_events WHERE user_id = ? ORDER BY id')
      .raw()
      .all(rizky.userId);
    expect(rows).toEqual(
      [
        'user_deactivated',
        'user_activated',
        'sessions_ended',
        'unlocked',
        'password_reset',
        'role_changed',
      ].map((kind) => [kind, rina.userId, '192.0.2.1']),
    );
  });
});
