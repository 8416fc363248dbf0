import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { openBrowser } from '../support/browser.ts';
import {
  fillOffice,
  gatewayReady,
  openServedPanel,
  PASSWORD,
  type ServedPanel,
} from '../support/servedPanel.ts';

let browser: Browser;
let panel: ServedPanel;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  panel = await openServedPanel();
  fillOffice(panel, panel.people);
  gatewayReady(panel);
  panel.beat();
  context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  context.setDefaultTimeout(10_000);
  page = await context.newPage();
  complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy|htmx:error/.test(message.text())) complaints.push(message.text());
  });
  await signIn('rina');
});
afterEach(async () => {
  await context.close();
  await panel.close();
});

async function signIn(username: string): Promise<void> {
  await page.goto(`${panel.url}/masuk`);
  await page.getByLabel('Nama pengguna').fill(username);
  await page.getByLabel('Kata sandi').fill(PASSWORD);
  await page.getByRole('button', { name: 'Masuk' }).click();
  // A technician lands on the tasks.
  await page.waitForURL(/\/(?:tiket|tugas)$/);
}

const open = (path: string) => page.goto(`${panel.url}${path}`);
const reply = () => page.locator('textarea[name=text]');
const alive = () => page.waitForResponse((response) => response.url().includes('/siaran') && response.ok());
const replies = () => panel.outbox().filter((sms) => sms.kind === 'reply' && sms.ticketId === 4);

describe('a page that stays open', () => {
  test('shows a new complaint by itself, in the list, its numbers, the title and the announcement', async () => {
    await page
      .getByRole('link', { name: /Kec. Genteng|RSUD/ })
      .first()
      .waitFor();
    panel.says('+6281399998888', 'HELPDESK monitor pecah');
    await page.getByText('monitor pecah').waitFor();
    await expect.poll(() => page.title()).toBe('(5) Perlu dijawab · Help Desk');
    expect(await page.locator('#views [aria-current=page]').textContent()).toBe('Perlu dijawab 5');
    expect(await page.locator('#rail [role=status]').textContent()).toContain('5 pengaduan perlu dijawab');
    expect(complaints).toEqual([]);
  });

  test('shows the fate of an SMS as it changes', async () => {
    await open('/tiket/4');
    await reply().fill('Segera kami bantu.');
    await page.getByRole('button', { name: 'Kirim SMS' }).click();
    const mine = page.locator('.message', { hasText: 'Segera kami bantu.' });
    await mine.getByText('antre').waitFor();
    panel.transmit({ kind: 'sent', reference: 77 });
    await mine.getByText('terkirim').waitFor();
    panel.reports('+6281234567890', 77, 0);
    await mine.getByText('sampai').waitFor();
  });

  test('leaves alone what is being typed: text, caret, focus and what was unfolded', async () => {
    await open('/tiket/4');
    await page.locator('summary').getByText('Riwayat', { exact: true }).click();
    await page.getByLabel('Prioritas').selectOption('high');
    await reply().pressSequentially('Yth. RSUD, segera');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    panel.says('+6281234567890', 'HELPDESK STATUS 4');
    panel.says('+6281234567890', 'HELPDESK server antrean mati total lagi');
    await page.getByText('mati total lagi').first().waitFor();
    await page.keyboard.type('!');
    expect(await reply().inputValue()).toBe('Yth. RSUD, sege!ra');
    expect(await page.getByLabel('Prioritas').inputValue()).toBe('high');
    expect(await page.locator('#history').isVisible()).toBe(true);
  });

  test('tells that the daemon fell silent', async () => {
    await page.waitForTimeout(2500);
    panel.clock.pass(31_000);
    await page.getByText('Layanan SMS (daemon) tidak berjalan sejak').waitFor({ timeout: 8000 });
    expect(await page.locator('#rail .dot').textContent()).toBe('mati');
  });

  test('of a ticket that was taken from the technician says that it is not found', async () => {
    await context.clearCookies();
    await signIn('bagus');
    await open('/tiket/5');
    await page.getByRole('button', { name: 'Terima tugas' }).waitFor();
    assignTicket(panel.db, panel.clock, panel.people.admin, {
      ticketId: 5,
      technicianId: panel.people.rizky.userId,
      seenTechnicianId: panel.people.bagus.userId,
    });
    await page.getByRole('heading', { name: 'Tidak ditemukan' }).waitFor();
    expect(await page.getByText('SIMDA').count()).toBe(0);
  });
});

describe('the stream', () => {
  test('is tried again when the first connection fails', async () => {
    let tries = 0;
    await page.route('**/siaran*', (route) => {
      tries += 1;
      return tries === 1 ? route.abort('connectionrefused') : route.continue();
    });
    const connected = alive();
    await open('/tiket');
    await page.locator('#live-broken').waitFor({ state: 'visible' });
    await connected;
    panel.says('+6281399998888', 'HELPDESK monitor pecah');
    await page.getByText('monitor pecah').waitFor();
    await page.locator('#live-broken').waitFor({ state: 'hidden' });
    await page.waitForTimeout(6000);
    expect(tries).toBe(2);
  });

  test('is tried again when the first connection is answered by an error', async () => {
    let tries = 0;
    await page.route('**/siaran*', (route) => {
      tries += 1;
      return tries === 1 ? route.fulfill({ status: 503, body: 'penuh' }) : route.continue();
    });
    const connected = alive();
    await open('/tiket');
    await connected;
    panel.says('+6281399998888', 'HELPDESK monitor pecah');
    await page.getByText('monitor pecah').waitFor();
  });

  test('comes back after a restart of the panel, with what happened meanwhile', async () => {
    const connected = alive();
    await open('/tiket');
    await connected;
    await panel.stopPanel();
    await page.locator('#live-broken').waitFor({ state: 'visible' });
    panel.says('+6281399998888', 'HELPDESK monitor pecah');
    await panel.startPanel();
    await page.getByText('monitor pecah').waitFor({ timeout: 15_000 });
    await page.locator('#live-broken').waitFor({ state: 'hidden' });
  });

  test('is one connection, whatever is done on the page', async () => {
    const started: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/siaran')) started.push(request.url());
    });
    await open('/tiket/4');
    await reply().fill('Segera.');
    await page.getByRole('button', { name: 'Kirim SMS' }).click();
    await page.getByText('Balasan masuk antrean kirim.').waitFor();
    await page.waitForTimeout(6000);
    expect(started).toHaveLength(1);
  });
});

describe('writing', () => {
  test('the counter follows the typing, by the rule that splits', async () => {
    await open('/tiket/4');
    const size = page.locator('#sms-size');
    expect(await size.textContent()).toBe('0 karakter · GSM-7 · 1 SMS · sisa 160');
    await reply().pressSequentially('Segera');
    await page.getByText('6 karakter · GSM-7 · 1 SMS · sisa 154').waitFor();
    await reply().pressSequentially(' 😀');
    await page.getByText('9 karakter · Unicode (karena 😀) · 1 SMS · sisa 61').waitFor();
  });

  test('a reply goes out in place: the page stays, the box is empty, the next one counts anew', async () => {
    await open('/tiket/4');
    await page.evaluate('window.stayed = true');
    await reply().fill('Segera kami bantu.');
    await page.getByRole('button', { name: 'Kirim SMS' }).dblclick();
    await page.locator('.message', { hasText: 'Segera kami bantu.' }).waitFor();
    await expect.poll(() => reply().inputValue()).toBe('');
    expect(await page.locator('#sms-size').textContent()).toContain('0 karakter');
    expect(await page.evaluate('window.stayed')).toBe(true);
    expect(replies()).toHaveLength(1);
    await reply().fill('Sudah berangkat.');
    await page.getByRole('button', { name: 'Kirim SMS' }).click();
    await page.locator('.message', { hasText: 'Sudah berangkat.' }).waitFor();
    expect(replies()).toHaveLength(2);
    expect(complaints).toEqual([]);
  });

  test('a refused reply is told beside the box, which keeps its text and the focus', async () => {
    await open('/tiket/4');
    await reply().fill('panjang '.repeat(200));
    await page.getByRole('button', { name: 'Kirim SMS' }).click();
    await page.getByRole('alert').getByText('Pesan terlalu panjang').waitFor();
    expect(await reply().inputValue()).toHaveLength(1600);
    await expect.poll(() => page.evaluate('document.activeElement.name')).toBe('text');
  });

  test('a change of priority leaves a half-written reply in the box', async () => {
    await open('/tiket/4');
    await reply().fill('Setengah jadi');
    await page.getByLabel('Prioritas').selectOption('low');
    await page.getByRole('button', { name: 'Ubah' }).click();
    await page.getByText('Prioritas disimpan.').waitFor();
    await page.locator('#ticket-head').getByText('Low').waitFor();
    expect(await reply().inputValue()).toBe('Setengah jadi');
  });

  test('the second of two browsers that assign is told who was first', async () => {
    await open('/tiket/4');
    const other = await context.newPage();
    await other.goto(`${panel.url}/tiket/4`);
    await other.getByLabel('Teknisi', { exact: true }).selectOption(String(panel.people.rizky.userId));
    await other.getByRole('button', { name: 'Tugaskan' }).click();
    await other.getByText('Tiket ditugaskan.').waitFor();
    await reply().fill('Sedang saya tulis');
    await page.getByLabel('Teknisi', { exact: true }).selectOption(String(panel.people.bagus.userId));
    await page.getByRole('button', { name: 'Tugaskan' }).click();
    await page.getByRole('alert').getByText('baru saja ditugaskan kepada Rizky Pratama').waitFor();
    expect(await reply().inputValue()).toBe('Sedang saya tulis');
    expect(panel.tickets()[3]?.technicianId).toBe(panel.people.rizky.userId);
  });

  test('a broken line is told, and sending again afterwards sends once', async () => {
    await open('/tiket/4');
    await reply().fill('Segera kami bantu.');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Kirim SMS' }).click();
    await page.getByText('Tidak tersambung ke server').waitFor();
    expect(await reply().inputValue()).toBe('Segera kami bantu.');
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Kirim SMS' }).click();
    await page.locator('.message', { hasText: 'Segera kami bantu.' }).waitFor();
    await page.locator('#line-broken').waitFor({ state: 'hidden' });
    expect(replies()).toHaveLength(1);
  });

  test('an ended session is told without touching the text, which is there again after signing in', async () => {
    await open('/tiket/4');
    await reply().fill('Jangan hilang');
    await context.clearCookies();
    panel.says('+6281399998888', 'HELPDESK monitor pecah');
    await page.getByText('Sesi Anda berakhir.').waitFor();
    expect(await reply().inputValue()).toBe('Jangan hilang');
    await page.getByRole('button', { name: 'Kirim SMS' }).click();
    await page.getByText('Isian Anda tetap ada').waitFor();
    await page.getByLabel('Nama pengguna').fill('rina');
    await page.getByLabel('Kata sandi').fill(PASSWORD);
    await page.getByRole('button', { name: 'Masuk' }).click();
    await page.getByText('Isian Anda dari sebelum masuk').waitFor();
    expect(await reply().inputValue()).toBe('Jangan hilang');
    expect(replies()).toEqual([]);
    await page.getByRole('button', { name: 'Kirim SMS' }).click();
    await page.locator('.message', { hasText: 'Jangan hilang' }).waitFor();
    expect(replies()).toHaveLength(1);
  });

  test('signing in again in another tab lets the page go on', async () => {
    await open('/tiket/4');
    await reply().fill('Jangan hilang');
    await context.clearCookies();
    panel.says('+6281399998888', 'HELPDESK monitor pecah');
    const opened = context.waitForEvent('page');
    await page.getByRole('link', { name: 'Masuk lagi di tab baru' }).click();
    const tab = await opened;
    await tab.getByLabel('Nama pengguna').fill('rina');
    await tab.getByLabel('Kata sandi').fill(PASSWORD);
    await tab.getByRole('button', { name: 'Masuk' }).click();
    await tab.waitForURL('**/tiket/4');
    await page.getByRole('button', { name: 'Kirim SMS' }).click();
    await page.locator('.message', { hasText: 'Jangan hilang' }).waitFor();
    expect(replies()).toHaveLength(1);
  });

  test('a dismissed message comes back by "Urungkan"', async () => {
    await open('/periksa');
    const message = page.locator('.card', { hasText: 'Komputer saya tidak menyala' });
    await message.getByRole('button', { name: 'Bukan pengaduan' }).click();
    await page.getByRole('button', { name: 'Urungkan' }).click();
    await page.getByText('Pesan kembali ada di daftar.').waitFor();
    await message.waitFor();
  });
});
