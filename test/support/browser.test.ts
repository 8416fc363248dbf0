import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';

const PAGE = `<!doctype html><title>Uji</title><button onclick="this.textContent='Terkirim ✓'">Kirim</button>`;

let browser: Browser;
let server: Server;

beforeAll(async () => {
  server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8').end(PAGE),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  server.close();
});

test('a page of a local server is shown, clicked and photographed', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.getByRole('button', { name: 'Kirim' }).click();
  expect(await page.getByRole('button').textContent()).toBe('Terkirim ✓');
  const picture = await page.screenshot();
  expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([360, 640]);
});

test('text has a font: a wide letter is wider than a narrow one', async () => {
  const page = await browser.newPage();
  await page.setContent('<span id="i">iiiiiiii</span><br><span id="w">wwwwwwww</span>');
  const width = async (id: string) => (await page.locator(id).boundingBox())?.width ?? 0;
  const [narrow, wide] = [await width('#i'), await width('#w')];
  expect(narrow).toBeGreaterThan(0);
  expect(wide).toBeGreaterThan(narrow * 1.5);
});
