import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { fillGateway } from '../support/gatewayWatchOffice.ts';
import { fillOffice, gatewayReady, openServedPanel, type ServedPanel } from '../support/servedPanel.ts';
import { signedInPage } from './signedInPage.ts';

let browser: Browser;
let panel: ServedPanel;

beforeAll(async () => {
  browser = await openBrowser();
  panel = await openServedPanel({ phoneUrl: 'http://127.0.0.1:9/' });
  fillOffice(panel, panel.people);
  gatewayReady(panel);
  fillGateway(panel, panel.dbPath);
});
afterAll(async () => {
  await browser?.close();
  await panel?.close();
});

const signedIn = (username: string, options: BrowserContextOptions) =>
  signedInPage(browser, panel, username, options);

const PAGES = [
  '/tiket',
  '/tiket?daftar=semua',
  '/tiket/1',
  '/tiket/2',
  '/tiket/4',
  '/periksa',
  '/operator',
  '/gateway',
  '/gateway/pengaturan',
  '/tiket/2/perhitungan',
  '/terlambat',
  '/laporan',
  '/pengaturan/waktu',
  '/pengaturan/kategori',
  '/pengaturan/alur',
  '/tidak-ada',
];

/** What is smaller than a finger (phones) or than a pointer needs, in words; links within a sentence are exempt. */
const TOO_SMALL = (
  minimum: number,
) => `[...document.querySelectorAll('a, button, select, input:not([type=checkbox], [type=radio]), label.check, textarea, summary')]
  .filter((element) => element.checkVisibility() && !element.closest('.skip, p.wording, .message-head') && element.type !== 'hidden')
  .map((element) => ({ box: element.getBoundingClientRect(), name: element.outerHTML.slice(0, 80) }))
  .filter(({ box }) => box.width > 1 && box.height < ${minimum} - 0.5)
  .map(({ box, name }) => name + ' ' + box.height)`;

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  describe.each([
    [1366, 24],
    [360, 44],
  ])('at %i px', (width, target) => {
    test('every page is free of what axe finds, of sideways scrolling and of small targets', async () => {
      const page = await signedIn('rina', { colorScheme, viewport: { width, height: 740 } });
      for (const path of PAGES) {
        await page.goto(`${panel.url}${path}`);
        for (const summary of await page.locator('summary').all()) await summary.click();
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
        expect(found, path).toEqual([]);
        expect(
          await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
          path,
        ).toBeLessThanOrEqual(0);
        expect(await page.evaluate(TOO_SMALL(target)), path).toEqual([]);
      }
      await page.context().close();
    }, 120_000);

    test('the pages of a technician and the sign-in page are, too', async () => {
      const page = await signedIn('rizky', { colorScheme, viewport: { width, height: 740 } });
      for (const path of ['/tiket', '/tiket/2', '/masuk']) {
        if (path === '/masuk') await page.context().clearCookies();
        await page.goto(`${panel.url}${path}`);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`)),
          path,
        ).toEqual([]);
        expect(
          await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
          path,
        ).toBeLessThanOrEqual(0);
        expect(await page.evaluate(TOO_SMALL(target)), path).toEqual([]);
      }
      await page.context().close();
    });
  });
});

test('no width from a small phone to a large screen scrolls sideways', async () => {
  const page = await signedIn('rina', {});
  for (const width of [320, 360, 412, 600, 768, 899, 900, 1024, 1280, 1366, 1600, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ['/tiket?daftar=semua', '/tiket/4', '/periksa', '/gateway', '/gateway/pengaturan']) {
      await page.goto(`${panel.url}${path}`);
      expect(
        await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
        `${path} at ${width}`,
      ).toBeLessThanOrEqual(0);
    }
  }
  await page.context().close();
});

test('everything can be reached by keyboard: the skip link first, then the list, a reply sent without a mouse', async () => {
  const page = await signedIn('rina', { viewport: { width: 1366, height: 768 } });
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Langsung ke isi');
  await page.keyboard.press('Enter');
  await page.goto(`${panel.url}/tiket/6`);
  await page.locator('textarea[name=text]').focus();
  await page.keyboard.type('Kami periksa.');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Kirim SMS');
  await page.keyboard.press('Enter');
  await page.locator('.message', { hasText: 'Kami periksa.' }).waitFor();
  await page.context().close();
});

test('without JavaScript the whole work can be done: sign in, list, ticket, reply, priority, assign, close, sign out', async () => {
  panel.says('+6281377776666', 'HELPDESK tanpa skrip');
  const page = await signedIn('rina', { javaScriptEnabled: false });
  await page.getByRole('link', { name: /tanpa skrip/ }).click();
  await page.locator('textarea[name=text]').fill('Yth. Anda,\nkami bantu.');
  await page.getByRole('button', { name: 'Kirim SMS' }).click();
  await page.getByText('Balasan masuk antrean kirim.').waitFor();
  await page.getByLabel('Prioritas').selectOption('high');
  await page.getByRole('button', { name: 'Ubah' }).click();
  await page.getByText('Prioritas disimpan.').waitFor();
  await page.getByLabel('Teknisi', { exact: true }).selectOption(String(panel.people.bagus.userId));
  await page.getByRole('button', { name: 'Tugaskan' }).click();
  await page.getByText('Tiket ditugaskan.').waitFor();
  await page.locator('#closing summary').click();
  await page.getByLabel('Catatan penyelesaian').fill('Beres.');
  await page.getByRole('button', { name: 'Selesaikan tiket' }).click();
  await page.getByText('Tiket selesai.').waitFor();
  const ticket = panel.tickets().at(-1);
  expect(ticket).toMatchObject({
    status: 'closed',
    priority: 'high',
    technicianId: panel.people.bagus.userId,
  });
  expect(panel.history(ticket?.id ?? 0)).toEqual([
    'opened',
    'replied',
    'priority_changed',
    'assigned',
    'closed',
  ]);
  await page.getByRole('button', { name: 'Keluar' }).click();
  await page.getByRole('heading', { name: 'Masuk' }).waitFor();
  await page.context().close();
});

test('every page of a simulation says so', async () => {
  const page = await signedIn('rina', {});
  for (const path of PAGES) {
    await page.goto(`${panel.url}${path}`);
    expect(await page.getByText('MODE SIMULASI').isVisible(), path).toBe(true);
  }
  await page.context().close();
});
