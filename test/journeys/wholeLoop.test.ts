import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { freePorts, type Program, runProgram } from '../support/program.ts';

const SITI = '+6281234567890';
const RIZKY = '+6281299990001';
const WAIT = { timeout: 20_000, interval: 50 };

let folder: string;
let env: Record<string, string>;
let panelUrl: string;
let phoneUrl: string;
let program: Program;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helpdesk-journey-'));
  const port = await freePorts();
  env = { HELPDESK_DB: join(folder, 'demo.sqlite'), HELPDESK_PANEL_PORT: String(port) };
  browser = await openBrowser();
  await begin();
});
afterAll(async () => {
  await browser?.close();
  await program?.ends('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

async function begin(): Promise<void> {
  program = runProgram(['start'], env);
  [, panelUrl = ''] = await program.prints(/Panel +(\S+)/);
  [, phoneUrl = ''] = await program.prints(/Virtual phone +(\S+)/);
}

/** A person's phone on the virtual phone page. */
async function phone(number: string) {
  const page = await browser.newPage();
  await page.goto(new URL(`phones/${encodeURIComponent(number)}`, phoneUrl).href);
  return {
    texts: async (text: string) => {
      await page.getByLabel(/^SMS ke/).fill(text);
      await page.getByRole('button', { name: 'Kirim SMS' }).click();
    },
    shows: (text: string | RegExp) =>
      page.locator('#conversation .received').filter({ hasText: text }).last().waitFor(),
  };
}

async function signIn(page: Page, password: string): Promise<void> {
  await page.goto(panelUrl);
  await page.getByLabel('Nama pengguna').fill('admin');
  await page.getByLabel('Kata sandi').fill(password);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByRole('heading', { name: 'Tiket' }).first().waitFor();
}

test('the whole loop in a browser: a text becomes a ticket, the answer goes back as a text, the technician solves it by SMS', async () => {
  const [, password = ''] = await program.prints(/admin \/ (\S+)/);
  const siti = await phone(SITI);
  const rizky = await phone(RIZKY);
  const panel = await browser.newPage();
  await signIn(panel, password);
  expect(await panel.locator('body').textContent()).toMatch(/MODE SIMULASI/i);

  // The list updates by itself; the page is not loaded again.
  await siti.texts('HELPDESK server antrean mati total');
  await panel
    .getByRole('link', { name: /server antrean mati total/ })
    .first()
    .waitFor();
  await siti.shows('no. tiket 1.');

  await panel
    .getByRole('link', { name: /server antrean mati total/ })
    .first()
    .click();
  const reply = panel.getByLabel(/^Balas lewat SMS/);
  await reply.fill('Yth. RSUD Blambangan, teknisi kami segera ke lokasi “sekarang”.');
  await vi.waitFor(
    async () => expect(await panel.locator('#sms-size').textContent()).toMatch(/Unicode .*1 SMS/),
    WAIT,
  );
  await reply.fill('Yth. RSUD Blambangan, teknisi kami segera ke lokasi.');
  await vi.waitFor(
    async () => expect(await panel.locator('#sms-size').textContent()).toMatch(/52.*GSM-7.*1 SMS/s),
    WAIT,
  );
  await panel.getByRole('button', { name: 'Kirim SMS' }).click();
  await siti.shows('Yth. RSUD Blambangan, teknisi kami segera ke lokasi.');
  await vi.waitFor(
    async () => expect(await panel.locator('main').textContent()).toMatch(/segera ke lokasi\.[\s\S]*sampai/),
    WAIT,
  );

  await panel.getByLabel('Prioritas').selectOption('emergency');
  await panel.getByRole('button', { name: 'Ubah' }).click();
  await panel.getByText('Emergency').first().waitFor();
  await panel.getByLabel('Teknisi').selectOption({ label: 'Mohammad Rizky — tanpa tiket' });
  await panel.getByRole('button', { name: 'Tugaskan' }).click();
  await rizky.shows(/TUGAS 1 Emergency RSUD Blambangan: server antrean mati total/);

  await rizky.texts('terima 1');
  await panel.getByText('Diproses').first().waitFor();
  await rizky.texts('SELESAI 1 kabel jaringan diganti');
  await panel.getByText('Selesai').first().waitFor();
  await siti.shows(/Tiket 1 selesai .*kabel jaringan diganti/);
  await siti.texts('HELPDESK STATUS 1');
  await siti.shows('Tiket 1: Selesai. Teknisi Mohammad Rizky');

  const stranger = await phone('+6282155550000');
  await stranger.texts('HELPDESK STATUS 1');
  await stranger.shows('tidak punya tiket 1');

  const health = await (await fetch(`${panelUrl}/health`)).text();
  expect(JSON.parse(health)).toMatchObject({ status: 'ok', modems: [{ phase: 'ready' }], queued: 0 });
  expect(health).not.toMatch(/62\d{6}|8962/);

  // Ctrl-C ends all of it cleanly, and a second start keeps the data and the session.
  expect(await program.ends('SIGINT')).toBe(0);
  await begin();
  expect(program.output()).not.toMatch(/admin \//);
  await panel.goto(`${panelUrl}/tiket/1`);
  expect(await panel.locator('main').textContent()).toContain('kabel jaringan diganti');
}, 120_000);
