import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedInPage } from '../panel/signedInPage.ts';
import { openBrowser } from '../support/browser.ts';
import { fillOffice, openServedPanel, type ServedPanel } from '../support/servedPanel.ts';

let browser: Browser;
let panel: ServedPanel;

beforeAll(async () => {
  browser = await openBrowser();
  panel = await openServedPanel();
  fillOffice(panel, panel.people);
  panel.says('+6281255550001', 'DAFTAR Budi Santoso#dinas pendidikn');
});
afterAll(async () => {
  await browser?.close();
  await panel?.close();
});

const PAGES = [
  '/telepon',
  '/direktori',
  '/direktori?q=0812',
  '/direktori/skpd/1',
  '/direktori/skpd/1/ubah',
  '/direktori/orang/1',
  '/direktori/orang/baru',
  '/direktori/pendaftaran',
  '/direktori/petugas',
  '/direktori/impor',
];

/** Within the page's own part: what is around it is looked at elsewhere. */
const TOO_SMALL = (minimum: number) => `[...document.querySelectorAll(
  'main :is(a, button, select, input:not([type=checkbox], [type=radio], [type=hidden]), label.check, textarea, summary)')]
  .filter((element) => element.checkVisibility() && !element.closest('p.wording, .message-head'))
  .map((element) => ({ box: element.getBoundingClientRect(), name: element.outerHTML.slice(0, 80) }))
  .filter(({ box }) => box.width > 1 && box.height < ${minimum} - 0.5)
  .map(({ box, name }) => name + ' ' + box.height)`;

test.each([
  [1366, 24, 'light'],
  [360, 44, 'dark'],
] as const)(
  'at %i px every page is free of what axe finds, of sideways scrolling and of targets under %i px (%s)',
  async (width, target, colorScheme) => {
    const page = await signedInPage(browser, panel, 'rina', {
      colorScheme,
      viewport: { width, height: 740 },
    });
    for (const path of PAGES) {
      await page.goto(`${panel.url}${path}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        path,
      ).toEqual([]);
      expect(
        await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
        path,
      ).toBeLessThanOrEqual(0);
      expect(await page.evaluate(TOO_SMALL(target)), path).toEqual([]);
    }
    await page.context().close();
  },
  60_000,
);
