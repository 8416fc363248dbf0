import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { fieldNews } from '../../db/queries/fieldNews.ts';
import { signedInPage } from '../panel/signedInPage.ts';
import { openBrowser } from '../support/browser.ts';
import { gatewayReady, openServedPanel, type ServedPanel } from '../support/servedPanel.ts';

const SITI = '+6281234567890';
const RIZKY = '+6281311112222';

let browser: Browser;
let panel: ServedPanel;
beforeAll(async () => {
  browser = await openBrowser();
  panel = await openServedPanel();
  gatewayReady(panel);
  panel.unit('RSUD Blambangan', SITI);
  panel.says(SITI, 'HELPDESK server antrean mati total');
  assignTicket(panel.db, panel.clock, panel.people.admin, {
    ticketId: 1,
    technicianId: panel.people.rizky.userId,
    seenTechnicianId: null,
  });
});
afterAll(async () => {
  await browser?.close();
  await panel?.close();
});

test('BERANGKAT and SELESAI reach the operator on the list and on the ticket while they look (SOP 7)', async () => {
  const list = await signedInPage(browser, panel, 'rina');
  await list.goto(`${panel.url}/tiket?daftar=terbuka`);
  const ticket = await list.context().newPage();
  await ticket.goto(`${panel.url}/tiket/1`);
  expect(await list.locator('#field-news').textContent()).toBe('');

  panel.says(RIZKY, 'BERANGKAT 1');
  await list.locator('#t-1').getByText('berangkat 10.00').waitFor();
  await list.locator('#field-news').getByText('berangkat').waitFor();
  expect(await list.locator('#field-news').textContent()).toContain(
    'Rizky Pratama berangkat #1 RSUD Blambangan',
  );
  await ticket.locator('#ticket-head').getByText('berangkat 10.00').waitFor();

  panel.says(RIZKY, 'SELESAI 1 kabel diganti');
  await list.locator('#field-news').getByText('menyelesaikan').waitFor();
  expect(await list.locator('#t-1').count()).toBe(0);
  await ticket.locator('#ticket-head').getByText('Selesai').waitFor();
  await list.context().close();
});

test('after half an hour it is history, and technicians see no news of others', () => {
  const { db, clock, people } = panel;
  expect(fieldNews(db, people.admin, clock.nowMs()).map(({ kind }) => kind)).toEqual(['closed', 'departed']);
  expect(fieldNews(db, people.bagus, clock.nowMs())).toEqual([]);
  expect(fieldNews(db, people.leader, clock.nowMs())).toEqual([]);
  expect(fieldNews(db, people.admin, clock.nowMs() + 31 * 60_000)).toEqual([]);
});
