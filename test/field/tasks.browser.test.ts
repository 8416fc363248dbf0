import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import { signedInPage } from '../panel/signedInPage.ts';
import { openBrowser } from '../support/browser.ts';
import { gatewayReady, openServedPanel, type ServedPanel } from '../support/servedPanel.ts';

const SITI = '+6281234567890';
const PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true } as const;

let browser: Browser;
let panel: ServedPanel;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser?.close());
beforeEach(async () => {
  panel = await openServedPanel();
  gatewayReady(panel);
  panel.unit('RSUD Blambangan', SITI);
  for (const complaint of ['server antrean mati total', 'printer loket 3 tidak mencetak'])
    panel.says(SITI, `HELPDESK ${complaint}`);
  for (const ticketId of [1, 2])
    assignTicket(panel.db, panel.clock, panel.people.admin, {
      ticketId,
      technicianId: panel.people.rizky.userId,
      seenTechnicianId: null,
    });
  setPriority(panel.db, panel.clock, panel.people.admin, 1, 'emergency');
});
afterEach(async () => panel?.close());

const card = (page: Page, ticketId: number) => page.locator(`#t-${ticketId}`);
const sideways = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describe('at 360 px, by thumb', () => {
  test.each([true, false])(
    'the whole way of a ticket works, with JavaScript: %s (R63)',
    async (javaScriptEnabled) => {
      const page = await signedInPage(browser, panel, 'rizky', { ...PHONE, javaScriptEnabled });
      await page.goto(`${panel.url}/tugas`);
      await card(page, 1).getByRole('button', { name: 'Terima tugas' }).tap();
      await card(page, 1).getByRole('button', { name: 'Berangkat' }).tap();
      await card(page, 1).getByText('berangkat 10.00').waitFor();
      await card(page, 1).getByRole('button', { name: 'Tiba di lokasi' }).tap();
      await card(page, 1).getByText('tiba 10.00').waitFor();
      const note = card(page, 1).getByLabel('Catatan atau alasan');
      if (!(await note.isVisible())) await card(page, 1).locator('summary').tap();
      await note.fill('PSU rusak, dipesan');
      await card(page, 1).getByLabel('Sebab').selectOption('part_on_order');
      await card(page, 1).getByLabel('Suku cadang').fill('PSU 500 W');
      await card(page, 1).getByLabel('Perkiraan').fill('12/1');
      await card(page, 1).getByRole('button', { name: 'Tunda' }).tap();
      await card(page, 1).getByText('Ditunda', { exact: true }).waitFor();
      await card(page, 1).getByRole('button', { name: 'Lanjutkan' }).tap();
      await card(page, 1).getByText('Diproses').waitFor();
      if (!(await note.isVisible())) await card(page, 1).locator('summary').tap();
      await note.fill('PSU diganti');
      await card(page, 1).getByRole('button', { name: 'Selesai', exact: true }).tap();
      await page.getByText('Tiket #1 selesai.').waitFor();
      expect(await card(page, 1).count()).toBe(0);
      expect(panel.tickets()[0]).toMatchObject({ status: 'closed', closingNote: 'PSU diganti' });
      await page.context().close();
    },
  );

  test('nothing scrolls sideways, and every target is as large as a thumb (R63)', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await signedInPage(browser, panel, 'rizky', { ...PHONE, colorScheme });
      for (const path of ['/tugas', '/tugas/pin']) {
        await page.goto(`${panel.url}${path}`);
        for (const summary of await page.locator('summary').all()) await summary.tap();
        expect([path, await sideways(page)]).toEqual([path, 0]);
        const small = await page.evaluate(
          `[...document.querySelectorAll('main :is(a, button, select, input, textarea, summary)')]
            .filter((element) => element.checkVisibility() && element.type !== 'hidden' && !element.closest('p:not(.task-state)'))
            .map((element) => ({ box: element.getBoundingClientRect(), name: element.outerHTML.slice(0, 60) }))
            .filter(({ box }) => box.height < 43.5)
            .map(({ box, name }) => name + ' ' + box.height)`,
        );
        expect([path, small]).toEqual([path, []]);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))).toEqual([]);
      }
      await page.context().close();
    }
  });

  test('two quick taps are one journey (R63)', async () => {
    const page = await signedInPage(browser, panel, 'rizky', PHONE);
    await card(page, 1).getByRole('button', { name: 'Terima tugas' }).tap();
    const depart = card(page, 1).getByRole('button', { name: 'Berangkat' });
    await depart.dblclick();
    await card(page, 1).getByText('berangkat 10.00').waitFor();
    expect(panel.history(1).filter((kind) => kind === 'departed')).toHaveLength(1);
    await page.context().close();
  });

  test('after the line broke, what was typed is there, and sending again counts once (R63)', async () => {
    const page = await signedInPage(browser, panel, 'rizky', PHONE);
    // Without the stream, which would show that it is done before anything can be sent again.
    await page.route('**/siaran*', (route) => route.abort());
    await page.goto(`${panel.url}/tugas`);
    await card(page, 2).locator('summary').tap();
    await card(page, 2).getByLabel('Catatan atau alasan').fill('kabel USB diganti');
    // The server does it, and its answer is lost on the way.
    let lost = 0;
    await page.route('**/tugas/2/selesai', async (route) => {
      lost += 1;
      if (lost > 1) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await card(page, 2).getByRole('button', { name: 'Selesai', exact: true }).tap();
    await page.getByText('Tidak tersambung ke server').waitFor();
    expect(panel.tickets()[1]?.status).toBe('closed');
    expect(await card(page, 2).getByLabel('Catatan atau alasan').inputValue()).toBe('kabel USB diganti');
    await card(page, 2).getByRole('button', { name: 'Selesai', exact: true }).tap();
    await page.getByText('Tiket #2 selesai.').waitFor();
    expect(panel.history(2).filter((kind) => kind === 'closed')).toHaveLength(1);
    await page.context().close();
  });

  test('a task that comes in while a note is being typed appears, and the note stays', async () => {
    const page = await signedInPage(browser, panel, 'rizky', PHONE);
    await card(page, 2).locator('summary').tap();
    await card(page, 2).getByLabel('Catatan atau alasan').fill('kabel USB');
    await page.locator('h1').tap();
    panel.says(SITI, 'HELPDESK jaringan putus');
    assignTicket(panel.db, panel.clock, panel.people.admin, {
      ticketId: 3,
      technicianId: panel.people.rizky.userId,
      seenTechnicianId: null,
    });
    await card(page, 3).waitFor();
    expect(await card(page, 2).getByLabel('Catatan atau alasan').inputValue()).toBe('kabel USB');
    await page.context().close();
  });
});
