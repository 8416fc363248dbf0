import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkTickets } from '../../db/actions/linkTickets.ts';
import { mergeTickets } from '../../db/actions/mergeTickets.ts';
import { saveCannedReply } from '../../db/actions/saveCannedReply.ts';
import { signedInPage } from '../panel/signedInPage.ts';
import { openBrowser } from '../support/browser.ts';
import { gatewayReady, openServedPanel, type ServedPanel } from '../support/servedPanel.ts';

const SITI = '+6281234567001';
const BUDI = '+6281234567002';

let browser: Browser;
let panel: ServedPanel;

/** Tickets 1 and 2 are one disturbance, 3 is like 1, 4 is linked with it. */
beforeAll(async () => {
  browser = await openBrowser();
  panel = await openServedPanel();
  gatewayReady(panel);
  const { db, clock, people } = panel;
  panel.unit('RSUD Blambangan', SITI);
  panel.unit('Kec. Genteng', BUDI);
  panel.says(SITI, 'HELPDESK internet seluruh gedung mati');
  panel.says(BUDI, 'HELPDESK jaringan kantor putus');
  panel.says(SITI, 'HELPDESK wifi loket tidak tersambung');
  panel.says(BUDI, 'HELPDESK printer macet');
  mergeTickets(db, clock, people.admin, { mainId: 1, ticketIds: [2] });
  linkTickets(db, clock, people.admin, { ticketId: 4, otherId: 1, reason: 'satu panel listrik' });
  const wording = 'Yth. {skpd}, tiket {nomor} kami cek.';
  saveCannedReply(db, clock, people.admin, { title: 'Sedang dicek', wording, active: true, categoryIds: [] });
});
afterAll(async () => {
  await browser?.close();
  await panel?.close();
});

/** Nine pages, each looked at by axe, on a slow machine. */
const WALK_MS = 120_000;

const PAGES = [
  '/pengaturan/sms',
  '/pengaturan/sms/received',
  '/pengaturan/sms/received/pratinjau?text=Yth.%20%7Bkontak%7D',
  '/pengaturan/balasan',
  '/pengaturan/balasan/1',
  '/pengaturan/balasan/baru',
  '/tiket/1',
  '/tiket/2',
  '/tiket?daftar=terbuka',
];

/** Links within a sentence and check boxes with their labels are exempt. */
const TOO_SMALL = (minimum: number) =>
  `[...document.querySelectorAll('main a, main button, main select, main textarea, main summary')]
    .filter((element) => element.checkVisibility() && !element.closest('.message-head'))
    .map((element) => ({ box: element.getBoundingClientRect(), name: element.outerHTML.slice(0, 80) }))
    .filter(({ box }) => box.width > 1 && box.height < ${minimum} - 0.5)
    .map(({ box, name }) => name + ' ' + box.height)`;

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test.each([
    [1366, 24],
    [360, 44],
  ])(
    'at %i px the pages are free of what axe finds, of sideways scrolling and of small targets',
    async (width, target) => {
      const page = await signedInPage(browser, panel, 'rina', {
        colorScheme,
        viewport: { width, height: 740 },
      });
      for (const path of PAGES) {
        await page.goto(`${panel.url}${path}`);
        for (const summary of await page.locator('main summary').all()) await summary.click();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
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
    WALK_MS,
  );
});

test('a template is previewed while it is typed, and the warning brings its own button (R28)', async () => {
  const page = await signedInPage(browser, panel, 'rina');
  await page.goto(`${panel.url}/pengaturan/sms/received`);
  const box = page.getByLabel('Teks SMS');
  await box.fill('Yth. “{skpd}”, tiket {nomor} kami terima. Petugas membalas maks. {menit} menit');
  await page.getByText('Unicode (karena “ ”)').waitFor();
  await page.getByRole('button', { name: 'Simpan sebagai 2 SMS' }).click();
  await page.getByText('SMS disimpan').waitFor();
  await box.fill('Yth. {kontak}');
  await page.getByText('Isian {kontak} tidak dikenal').first().waitFor();
  await page.getByRole('button', { name: 'Kembalikan ke bawaan' }).click();
  await page.getByText('Teks bawaan berlaku lagi').waitFor();
  expect(await box.inputValue()).toContain('Pengaduan Anda kami terima');
  await page.context().close();
});

test('a canned reply comes behind what is typed, without leaving the page', async () => {
  const page = await signedInPage(browser, panel, 'rina');
  await page.goto(`${panel.url}/tiket/3`);
  await page.locator('textarea[name=text]').fill('Selamat pagi.');
  await page.getByLabel('Balasan siap pakai').selectOption('Sedang dicek');
  await page.getByRole('button', { name: 'Sisipkan' }).click();
  await page.getByText('Balasan disisipkan').waitFor();
  expect(await page.locator('textarea[name=text]').inputValue()).toBe(
    'Selamat pagi.\nYth. RSUD Blambangan, tiket 3 kami cek.',
  );
  await page.context().close();
});

test('one click merges what is alike, and another takes it back', async () => {
  const page = await signedInPage(browser, panel, 'rina');
  await page.goto(`${panel.url}/tiket/3`);
  await page.getByRole('button', { name: 'Gabungkan ke #1' }).click();
  await page.getByText('Tiket digabung; pelapornya').waitFor();
  await page.getByRole('button', { name: 'Lepaskan' }).click();
  await page.getByText('kembali seperti semula').waitFor();
  expect(panel.tickets()[2]).toMatchObject({ status: 'new', mergedInto: null });
  await page.context().close();
});
