import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { fillOffice, openServedPanel, type ServedPanel } from '../support/servedPanel.ts';
import { signedInPage } from './signedInPage.ts';

let browser: Browser;
let panel: ServedPanel;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  panel = await openServedPanel();
  fillOffice(panel, panel.people);
  page = await signedInPage(browser, panel, 'rina', { viewport: { width: 1366, height: 768 } });
  page.setDefaultTimeout(10_000);
});
afterEach(async () => {
  await page.context().close();
  await panel.close();
});

const REPORTER_OF_3 = '+6285712345678';
const talkAtLength = () => {
  for (let line = 1; line <= 14; line += 1) panel.says(REPORTER_OF_3, `keterangan ke-${line}`);
};
const openTicket = (id: number) => page.goto(`${panel.url}/tiket/${id}`);
const topOf = async (text: string) => (await page.getByText(text, { exact: true }).boundingBox())?.y ?? -1;
const dockTop = async () => (await page.locator('#dock').boundingBox())?.y ?? -1;

describe('a long conversation', () => {
  beforeEach(async () => {
    talkAtLength();
    await openTicket(3);
  });

  test('opens at what came last, above the box, and shows whose ticket it is', async () => {
    await expect.poll(() => topOf('keterangan ke-14')).toBeGreaterThan(0);
    expect(await topOf('keterangan ke-14')).toBeLessThan(await dockTop());
    expect((await page.getByRole('heading', { level: 1 }).boundingBox())?.y).toBeGreaterThan(0);
  });

  test('brings what comes in next into sight', async () => {
    panel.says(REPORTER_OF_3, 'keterangan terbaru');
    await page.getByText('keterangan terbaru', { exact: true }).waitFor();
    await expect.poll(async () => (await topOf('keterangan terbaru')) < (await dockTop())).toBe(true);
  });

  test('leaves whoever has scrolled up where they read', async () => {
    await page.evaluate('scrollTo({ top: 0, behavior: "instant" })');
    await expect.poll(() => page.evaluate('scrollY')).toBe(0);
    panel.says(REPORTER_OF_3, 'keterangan terbaru');
    await page.getByText('keterangan terbaru', { exact: true }).waitFor();
    await page.waitForTimeout(300);
    expect(await page.evaluate('scrollY')).toBe(0);
  });

  test('does not hide what is told after an action', async () => {
    await page.getByLabel('Prioritas').selectOption('high');
    await page.getByRole('button', { name: 'Ubah' }).click();
    await page.getByText('Prioritas disimpan.').waitFor();
    const box = await page.getByText('Prioritas disimpan.').boundingBox();
    expect(box && box.y > 0 && box.y + box.height < 768).toBe(true);
  });
});

describe('what the program wrote by itself', () => {
  test('is one line that unfolds, and stays unfolded when something comes in', async () => {
    await openTicket(3);
    const text = page.getByText(/engaduan (?:Anda|tetap) kami terima/);
    expect(await text.isVisible()).toBe(false);
    await page.getByText('tanda terima otomatis').click();
    expect(await text.isVisible()).toBe(true);
    panel.says(REPORTER_OF_3, 'masih mati');
    await page.getByText('masih mati', { exact: true }).waitFor();
    expect(await text.isVisible()).toBe(true);
  });

  test('stands open, with what can be done, when it did not go out', async () => {
    await openTicket(2);
    await page.getByText(/^TUGAS 2/).waitFor();
    const failed = page.locator('.message-auto', { hasText: 'penugasan kepada teknisi' });
    expect(await failed.getByRole('button', { name: 'Kirim ulang' }).isVisible()).toBe(true);
  });
});

describe('Ctrl+Enter', () => {
  test('sends the reply, once however long it is held', async () => {
    await openTicket(4);
    await page.locator('textarea[name=text]').fill('Segera kami bantu.');
    await page.keyboard.down('Control');
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await page.keyboard.up('Control');
    await page.locator('.message', { hasText: 'Segera kami bantu.' }).waitFor();
    const sent = panel.outbox().filter((sms) => sms.kind === 'reply' && sms.ticketId === 4);
    expect(sent).toHaveLength(1);
  });

  test('in the closing note closes the ticket and sends no reply', async () => {
    await openTicket(3);
    await page.locator('textarea[name=text]').fill('belum selesai ditulis');
    await page.locator('#closing summary').click();
    await page.getByLabel('Catatan penyelesaian').fill('Akun dibuka.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Tiket selesai.').waitFor();
    expect(panel.tickets().find((ticket) => ticket.id === 3)?.status).toBe('closed');
    expect(await page.locator('textarea[name=text]').inputValue()).toBe('belum selesai ditulis');
  });
});

test.each([360, 1024, 1366])(
  'the load beside the name of the assigned technician is not cut off at %i px',
  async (width) => {
    await page.setViewportSize({ width, height: 768 });
    await openTicket(5);
    const choice = page.getByLabel('Teknisi', { exact: true });
    expect(await choice.locator('option:checked').textContent()).toBe('Bagus Setiawan — 1 tiket High');
    const needed = await page.evaluate(`(() => {
    const measure = document.createElement('canvas').getContext('2d');
    measure.font = getComputedStyle(document.getElementById('technicianId')).font;
    return measure.measureText('Bagus Setiawan — 1 tiket').width;
  })()`);
    expect((await choice.boundingBox())?.width).toBeGreaterThan(Number(needed) + 40);
  },
);

test('on paper times are absolute and what is folded is printed', async () => {
  await openTicket(3);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByText(/engaduan (?:Anda|tetap) kami terima/).isVisible()).toBe(true);
  expect(await page.locator('#dock').isVisible()).toBe(false);
  await page.goto(`${panel.url}/tiket?daftar=semua`);
  const printed = await page.evaluate(
    'getComputedStyle(document.querySelector(".row-time :is(time, .due)"), "::after").content',
  );
  expect(printed).toMatch(/^"(?:[\w ]+: batas )?\d{2}\/\d{2}\/\d{4} \d{2}\.\d{2} WIB"$/);
});
