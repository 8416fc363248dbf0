import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { addPart } from '../../db/actions/savePart.ts';
import { signedInPage } from '../panel/signedInPage.ts';
import { openBrowser } from '../support/browser.ts';
import { openServedPanel, type ServedPanel } from '../support/servedPanel.ts';

let browser: Browser;
let panel: ServedPanel;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  panel = await openServedPanel();
  const { db, clock, people } = panel;
  panel.says('+6281234567890', 'HELPDESK komputer loket mati');
  const technicianId = people.rizky.userId;
  assignTicket(db, clock, people.admin, { ticketId: 1, technicianId, seenTechnicianId: null });
  const part = { countedIn: 'buah', minimum: 0, shelf: 'B2', active: true };
  addPart(db, clock, people.admin, { ...part, name: 'Power supply 450W', quantity: 2 });
  addPart(db, clock, people.admin, { ...part, name: 'Mouse USB', quantity: 0 });
});
afterEach(async () => {
  await page.context().close();
  await panel.close();
});

const open = async (username: 'rina' | 'rizky', width: number, javaScriptEnabled = true) => {
  page = await signedInPage(browser, panel, username, {
    viewport: { width, height: 740 },
    javaScriptEnabled,
  });
  page.setDefaultTimeout(10_000);
  await page.goto(`${panel.url}/tiket/1`);
};
const replies = () => panel.outbox().filter(({ kind }) => kind === 'reply');

test('what is typed finds parts while it is typed, and the half-written reply stays', async () => {
  await open('rina', 1366);
  await page.locator('textarea[name=text]').fill('setengah jadi');
  await page.getByLabel('Cek stok').pressSequentially('supply');
  await page.getByRole('link', { name: 'Power supply 450W' }).waitFor();
  expect(await page.locator('#part-results').textContent()).toContain('2 buah, rak B2');
  await page.getByRole('button', { name: 'Pakai' }).click();
  await page.getByText('Suku cadang dicatat terpakai').waitFor();
  expect(await page.locator('textarea[name=text]').inputValue()).toBe('setengah jadi');
});

test.each([true, false])('Enter in the search sends no reply (JavaScript: %s)', async (javaScript) => {
  await open('rina', 1366, javaScript);
  await page.locator('textarea[name=text]').fill('setengah jadi');
  await page.getByLabel('Cek stok').fill('mouse');
  await page.getByLabel('Cek stok').press('Enter');
  if (javaScript) await page.getByRole('link', { name: 'Mouse USB' }).waitFor();
  else await page.getByRole('button', { name: 'Cari' }).click();
  await page.getByRole('link', { name: 'Mouse USB' }).waitFor();
  expect(replies()).toEqual([]);
  expect(await page.locator('textarea[name=text]').inputValue()).toBe('setengah jadi');
});

test('at 360 px a technician orders what is not there, by thumb and without sideways scrolling', async () => {
  await open('rizky', 360);
  await page.getByLabel('Cek stok').fill('mouse');
  await page.getByLabel('Perkiraan datang').fill('12/01/2026');
  const order = page.getByRole('button', { name: 'Pesan' });
  expect((await order.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  await order.click();
  await page.getByText('Suku cadang dipesan; tiket menunggu.').waitFor();
  expect(panel.tickets()[0]).toMatchObject({ status: 'pending', pendingUntil: '2026-01-12' });
});
