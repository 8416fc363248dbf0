import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftNextYear } from '../../db/actions/draftHolidays.ts';
import { addHoursRange } from '../../db/actions/saveHoursRange.ts';
import { WEEK_PRESETS } from '../../db/rules/calendar/officeHours.ts';
import { signedInPage } from '../panel/signedInPage.ts';
import { openBrowser } from '../support/browser.ts';
import { openServedPanel, type ServedPanel } from '../support/servedPanel.ts';

let browser: Browser;
let panel: ServedPanel;

beforeAll(async () => {
  browser = await openBrowser();
  panel = await openServedPanel();
  const { db, clock, people } = panel;
  const weekly = WEEK_PRESETS.ramadan.weekly;
  addHoursRange(db, clock, people.admin, { name: 'Ramadan', from: '2026-02-19', to: '2026-03-17', weekly });
  draftNextYear(db, clock, people.admin, 2026);
});
afterAll(async () => {
  await browser?.close();
  await panel?.close();
});

const PAGES = [
  '/pengaturan',
  '/pengaturan/kalender',
  '/pengaturan/kalender?tahun=2027',
  '/pengaturan/kalender/jam',
  '/pengaturan/kalender/rentang/1',
  '/pengaturan/kalender/libur/1',
  '/pengaturan/kalender/impor',
];

/** Links and fields of the page's own that are lower than a finger or a pointer needs. */
const tooLow = (minimumPx: number) => `[...document.querySelectorAll(
    'main a, main button, main select, main input:not([type=checkbox], [type=hidden]), main label.check, main textarea')]
  .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < ${minimumPx} - 0.5)
  .map((element) => element.outerHTML.slice(0, 90))`;

test.each([
  ['light', 1366, 24],
  ['dark', 1366, 24],
  ['light', 360, 44],
  ['dark', 360, 44],
] as const)(
  'the pages of the calendar are fit for everybody, %s at %i px',
  async (colorScheme, width, minimumPx) => {
    const page = await signedInPage(browser, panel, 'rina', {
      colorScheme,
      viewport: { width, height: 740 },
    });
    for (const path of PAGES) {
      await page.goto(`${panel.url}${path}`);
      const { violations } = await new AxeBuilder({ page }).include('main').analyze();
      expect(
        violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
        path,
      ).toEqual([]);
      expect(
        await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
        path,
      ).toBeLessThanOrEqual(0);
      expect(await page.evaluate(tooLow(minimumPx)), path).toEqual([]);
    }
    await page.context().close();
  },
  120_000,
);

test('without a script a holiday is added by keyboard and taken back', async () => {
  const page = await signedInPage(browser, panel, 'rina', { javaScriptEnabled: false });
  await page.goto(`${panel.url}/pengaturan/kalender/libur/baru`);
  await page.getByLabel('Tanggal').fill('18/12/2026');
  await page.getByLabel('Nama').fill('Hari Jadi Banyuwangi');
  await page.getByLabel('Nama').press('Enter');
  expect(await page.locator('#told').textContent()).toContain('18/12/2026 Hari Jadi Banyuwangi ditambahkan');
  await page.locator('#told').getByRole('button').click();
  expect(await page.locator('#told').textContent()).toContain('Diurungkan');
  await page.context().close();
});

test('the Enter key saves hours, it does not fill in a preset', async () => {
  const page = await signedInPage(browser, panel, 'rina', { javaScriptEnabled: false });
  await page.goto(`${panel.url}/pengaturan/kalender/jam`);
  await page.getByLabel('Sabtu sampai, bagian 1').fill('12.30');
  await page.getByLabel('Sabtu sampai, bagian 1').press('Enter');
  expect(await page.locator('#told').textContent()).toContain('Sab 08.00–12.30 (43,5 jam seminggu)');
  await page.context().close();
});
