import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { signedInPage } from '../panel/signedInPage.ts';
import { openBrowser } from '../support/browser.ts';
import { fillOffice, openServedPanel, PASSWORD, type ServedPanel } from '../support/servedPanel.ts';

let browser: Browser;
let panel: ServedPanel;
let page: Page;
let before: number;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  panel = await openServedPanel();
  fillOffice(panel, panel.people);
  before = panel.tickets().length;
  page = await signedInPage(browser, panel, 'rina', { viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(10_000);
});
afterEach(async () => {
  await page.context().close();
  await panel.close();
});

const focused = () => page.evaluate<string>('document.activeElement.name');

test('a call is noted with the keyboard alone; Enter sends nothing half, Ctrl+Enter saves from any field', async () => {
  await page.goto(`${panel.url}/tiket`);
  await page.getByRole('link', { name: 'Tiket telepon' }).click();
  await page.waitForURL(/\/telepon$/);
  await expect.poll(focused).toBe('unit');
  await page.keyboard.type('Disdik');
  const order = ['name', 'phone', 'problem', 'categoryId', 'priority', 'place', 'technicianId'];
  for (const name of order) {
    await page.keyboard.press('Tab');
    expect(await focused()).toBe(name);
    if (name === 'name') await page.keyboard.type('Pak Hadi');
    if (name === 'phone') {
      await page.keyboard.type('0812-3456-7891');
      await page.keyboard.press('Enter');
    }
    if (name === 'problem') await page.keyboard.type('Layar kasir padam');
  }
  await page.waitForTimeout(300);
  expect(page.url()).toMatch(/\/telepon$/);
  expect(panel.tickets()).toHaveLength(before);
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/\/tiket\/\d+$/);
  await page.getByText('Tiket dibuka; telepon ini terhitung').waitFor();
  expect(panel.tickets()).toHaveLength(before + 1);
  expect(panel.tickets().at(-1)).toMatchObject({ channel: 'phone', subject: 'Layar kasir padam' });
});

test('what the unit has open appears while it is typed, and what is typed stays', async () => {
  await page.goto(`${panel.url}/telepon`);
  await page.getByLabel('Masalah').fill('printer macet lagi');
  await page.getByLabel('SKPD', { exact: true }).pressSequentially('Disdik');
  await page
    .locator('#same-unit')
    .getByText(/printer bagian umum/)
    .waitFor();
  expect(await page.getByLabel('Masalah').inputValue()).toBe('printer macet lagi');
  expect(await page.getByLabel('SKPD', { exact: true }).inputValue()).toBe('Disdik');
  expect(await focused()).toBe('unit');
});

test('two clicks in a row open one ticket (R41)', async () => {
  await page.goto(`${panel.url}/telepon`);
  await page.getByLabel('SKPD', { exact: true }).fill('Disdik');
  await page.getByLabel('Masalah').fill('printer macet lagi');
  await page.getByRole('button', { name: 'Simpan tiket' }).dblclick();
  await page.waitForURL(/\/tiket\/\d+$/);
  expect(panel.tickets()).toHaveLength(before + 1);
});

test('without JavaScript the form works all the same, and shows what the unit has open on request', async () => {
  const plain = await signedInPage(browser, panel, 'rina', { javaScriptEnabled: false });
  await plain.goto(`${panel.url}/telepon`);
  await plain.getByLabel('SKPD', { exact: true }).fill('Disdik');
  await plain.getByLabel('Masalah').fill('printer macet lagi');
  await plain.getByLabel('SKPD', { exact: true }).press('Enter');
  expect(plain.url()).toMatch(/\/telepon$/);
  await plain.getByRole('button', { name: 'Periksa SKPD dan nomor' }).click();
  await plain
    .locator('#same-unit')
    .getByText(/printer bagian umum/)
    .waitFor();
  expect(await plain.getByLabel('Masalah').inputValue()).toBe('printer macet lagi');
  await plain.getByRole('button', { name: 'Simpan tiket' }).click();
  await plain.waitForURL(/\/tiket\/\d+$/);
  expect(panel.tickets()).toHaveLength(before + 1);
  await plain.context().close();
});

test('the directory is searched while one types', async () => {
  await page.goto(`${panel.url}/direktori`);
  await page.getByLabel(/^Cari SKPD/).pressSequentially('gent');
  await expect.poll(() => page.locator('#found li').count()).toBe(1);
  await page.locator('#found').getByText('Kecamatan Genteng').waitFor();
  expect(await page.getByLabel(/^Cari SKPD/).inputValue()).toBe('gent');
});

test('what was typed when the session ended is there again after signing in (R42)', async () => {
  await page.goto(`${panel.url}/telepon`);
  await page.getByLabel('SKPD', { exact: true }).fill('Disdik');
  await page.getByLabel('Masalah').fill('printer macet lagi');
  await page.getByLabel('Tempat').fill('Lantai dua');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Simpan tiket' }).click();
  await page.getByLabel('Nama pengguna').fill('rina');
  await page.getByLabel('Kata sandi').fill(PASSWORD);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.waitForURL(/\/telepon/);
  expect(await page.getByLabel('Masalah').inputValue()).toBe('printer macet lagi');
  expect(await page.getByLabel('Tempat').inputValue()).toBe('Lantai dua');
  await page.getByRole('button', { name: 'Simpan tiket' }).click();
  await page.waitForURL(/\/tiket\/\d+$/);
  expect(panel.tickets()).toHaveLength(before + 1);
});
