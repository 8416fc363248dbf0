import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { PASSWORD, type ServedPanel } from '../support/servedPanel.ts';

/** A page of a browser of its own in which somebody has just signed in; closed with its context. */
export async function signedInPage(
  browser: Browser,
  panel: ServedPanel,
  username: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${panel.url}/masuk`);
  await page.getByLabel('Nama pengguna').fill(username);
  await page.getByLabel('Kata sandi').fill(PASSWORD);
  await page.getByRole('button', { name: 'Masuk' }).click();
  // A technician lands on the tasks.
  await page.waitForURL(/\/(?:tiket|tugas)$/);
  return page;
}
