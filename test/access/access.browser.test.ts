import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { totpCode, totpStep } from '../../db/totp.ts';
import { signedInPage } from '../panel/signedInPage.ts';
import { openBrowser } from '../support/browser.ts';
import {
  fillOffice,
  gatewayReady,
  openServedPanel,
  PASSWORD,
  type ServedPanel,
} from '../support/servedPanel.ts';
import { sentCode } from './reporterOffice.ts';

const DISDIK = '+6281234567891';
/** No number gets more than five codes an hour. */
const BETWEEN_CODES_MS = 3_600_000 / 5;
/** Each password costs a core a fifth of a second, and axe takes its time with many pages. */
const LONG_MS = 120_000;

let browser: Browser;
let panel: ServedPanel;

beforeAll(async () => {
  browser = await openBrowser();
  panel = await openServedPanel(undefined, { publicUrl: 'http://127.0.0.1' });
  fillOffice(panel, panel.people);
  gatewayReady(panel);
});
afterAll(async () => {
  await browser?.close();
  await panel?.close();
});

const tokenOf = (id: number): string => panel.tickets().find((ticket) => ticket.id === id)?.statusToken ?? '';
const open = async (options: BrowserContextOptions = {}): Promise<Page> =>
  (await browser.newContext(options)).newPage();

async function signInReporter(page: Page): Promise<void> {
  panel.clock.pass(BETWEEN_CODES_MS);
  await page.goto(`${panel.url}/pelapor`);
  await page.getByLabel('Nomor telepon').fill('0812-3456-7891');
  await page.getByRole('button', { name: 'Kirim kode' }).click();
  await enterCode(page);
  await page.getByRole('heading', { name: 'Tiket SKPD Anda' }).waitFor();
}

/** Once the page asks for it, the code is on its way. */
async function enterCode(page: Page): Promise<void> {
  await page.getByLabel('Kode dari SMS').waitFor();
  await page.getByLabel('Kode dari SMS').fill(sentCode(panel, DISDIK) ?? '');
  await page.getByRole('button', { name: 'Masuk' }).click();
}

/** What axe finds, whether the page scrolls sideways, and what is smaller than a finger or a pointer needs. */
async function faultsOf(page: Page, targetPx: number): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const small =
    await page.evaluate(`[...document.querySelectorAll('a, button, select, input:not([type=checkbox], [type=radio]), textarea, summary')]
    .filter((element) => element.checkVisibility() && !element.closest('.skip, p, dd') && element.type !== 'hidden')
    .map((element) => ({ box: element.getBoundingClientRect(), name: element.outerHTML.slice(0, 80) }))
    .filter(({ box }) => box.width > 1 && box.height < ${targetPx} - 0.5)
    .map(({ box, name }) => name + ' ' + box.height)`);
  const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  return [
    ...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`)),
    ...(small as string[]),
    ...(Number(over) > 0 ? [`scrolls sideways by ${over}`] : []),
  ];
}

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test.each([
    [1366, 24],
    [360, 44],
  ])(
    'at %i px the pages of accounts and of reporters are free of what axe finds',
    async (width, target) => {
      const options = { colorScheme, viewport: { width, height: 740 } };
      const admin = await signedInPage(browser, panel, 'rina', options);
      for (const path of [
        '/akun',
        '/akun/kata-sandi',
        '/pengaturan/pengguna',
        `/pengaturan/pengguna/${panel.people.rizky.userId}`,
        '/pengaturan/pelapor',
      ]) {
        await admin.goto(`${panel.url}${path}`);
        for (const summary of await admin.locator('main summary').all()) await summary.click();
        expect(await faultsOf(admin, target), path).toEqual([]);
      }
      await admin.goto(`${panel.url}/akun`);
      await admin.getByRole('button', { name: 'Pasang kode kedua' }).click();
      await admin.getByRole('img', { name: 'Kode QR' }).waitFor();
      expect(await faultsOf(admin, target), 'second factor').toEqual([]);
      await admin.context().close();

      const reporter = await open(options);
      for (const id of [1, 2, 6]) {
        await reporter.goto(`${panel.url}/s/${tokenOf(id)}`);
        expect(await faultsOf(reporter, target), `status of ${id}`).toEqual([]);
      }
      await reporter.goto(`${panel.url}/s/salah`);
      expect(await faultsOf(reporter, target), 'wrong link').toEqual([]);
      await signInReporter(reporter);
      for (const path of ['/pelapor', '/pelapor/baru', '/pelapor/tiket/2']) {
        await reporter.goto(`${panel.url}${path}`);
        expect(await faultsOf(reporter, target), path).toEqual([]);
      }
      await reporter.context().close();
    },
    LONG_MS,
  );
});

test('a telephone on a slow network, without JavaScript: the link, the code, a complaint, a message, its answer (R60)', async () => {
  const phone = await open({ javaScriptEnabled: false, viewport: { width: 320, height: 480 } });
  let bytes = 0;
  phone.on('response', (answer) => {
    void answer.body().then(
      (body) => {
        bytes += body.length;
      },
      () => undefined,
    );
  });
  await phone.goto(`${panel.url}/s/${tokenOf(2)}`);
  expect(await phone.locator('[aria-current=step]').textContent()).toContain('Sedang diproses');
  expect(await phone.locator('main').textContent()).toContain('mohon sebutkan merek printernya');
  expect(bytes).toBeGreaterThan(1000);
  expect(bytes).toBeLessThan(50_000);

  await phone.getByRole('link', { name: 'Semua tiket SKPD Anda' }).click();
  await signInReporter(phone);
  await phone.getByRole('link', { name: 'Buat pengaduan' }).click();
  await phone.getByLabel('Apa masalahnya').fill('Proyektor aula\ntidak menyala');
  await phone.getByRole('button', { name: 'Kirim pengaduan' }).dblclick();
  await phone.getByText('Pengaduan Anda kami terima.').waitFor();
  await phone.getByLabel('Tambah pesan').fill('Di lantai 2.');
  await phone.getByRole('button', { name: 'Kirim pesan' }).click();
  await phone.getByText('Pesan Anda ditambahkan.').waitFor();

  const id = panel.tickets().at(-1)?.id ?? 0;
  expect(panel.tickets().filter(({ subject }) => subject.startsWith('Proyektor'))).toHaveLength(1);
  const rina = await signedInPage(browser, panel, 'rina');
  await rina.goto(`${panel.url}/tiket/${id}`);
  await rina.locator('textarea[name=text]').fill('Teknisi segera naik.');
  await rina.getByRole('button', { name: 'Kirim SMS' }).click();
  await rina.locator('.message', { hasText: 'Teknisi segera naik.' }).waitFor();
  await phone.reload();
  await phone.getByText('Teknisi segera naik.').waitFor();
  await phone.getByRole('button', { name: 'Keluar' }).click();
  await phone.getByRole('heading', { name: 'Pengaduan SKPD' }).waitFor();
  await Promise.all([phone, rina].map((page) => page.context().close()));
});

test('a complaint whose session ends while it is written is there again after the code (R42)', async () => {
  const phone = await open();
  await signInReporter(phone);
  await phone.goto(`${panel.url}/pelapor/baru`);
  await phone.getByLabel('Apa masalahnya').fill('Tulisan yang tidak boleh hilang');
  await phone.context().clearCookies();
  await phone.getByRole('button', { name: 'Kirim pengaduan' }).click();
  await phone.getByText('Isian Anda tetap ada').waitFor();
  panel.clock.pass(BETWEEN_CODES_MS);
  await phone.getByLabel('Nomor telepon').fill('0812-3456-7891');
  await phone.getByRole('button', { name: 'Kirim kode' }).click();
  await enterCode(phone);
  expect(await phone.getByLabel('Apa masalahnya').inputValue()).toBe('Tulisan yang tidak boleh hilang');
  await phone.context().close();
});

test(
  'two browsers: one turns the second factor on and shuts the other out, which then needs the code',
  async () => {
    const office = await signedInPage(browser, panel, 'rina');
    const home = await signedInPage(browser, panel, 'rina');
    await office.goto(`${panel.url}/akun`);
    await office.getByRole('button', { name: 'Pasang kode kedua' }).click();
    const secret = ((await office.locator('code.secret').textContent()) ?? '').replaceAll(' ', '');
    await office.getByLabel('Ketik 6 angka').fill(totpCode(secret, totpStep(panel.clock.nowMs())));
    await office.getByRole('button', { name: 'Nyalakan kode kedua' }).click();
    await office.getByRole('link', { name: 'Sudah saya simpan' }).waitFor();
    expect(await office.locator('.codes code').count()).toBe(8);
    const [recovery = ''] = await office.locator('.codes code').allInnerTexts();
    await office.getByRole('link', { name: 'Sudah saya simpan' }).click();
    await office.getByRole('button', { name: 'Akhiri semua sesi lain' }).click();
    await office.getByText('Semua sesi Anda yang lain diakhiri.').waitFor();

    await home.goto(`${panel.url}/tiket`);
    await home.getByLabel('Nama pengguna').fill('rina');
    await home.getByLabel('Kata sandi').fill(PASSWORD);
    await home.getByRole('button', { name: 'Masuk' }).click();
    await home.getByLabel('Kode 6 angka').fill('000000');
    await home.getByRole('button', { name: 'Masuk' }).click();
    await home.getByText('Kode tidak cocok').waitFor();
    await home.getByLabel('Kode 6 angka').fill(recovery);
    await home.getByRole('button', { name: 'Masuk' }).click();
    await home.waitForURL('**/tiket');
    panel.db.$client.exec('DELETE FROM second_factors');
    await Promise.all([office, home].map((page) => page.context().close()));
  },
  LONG_MS,
);

test(
  'two browsers: an admin sets a one-time password, its owner chooses another before anything else',
  async () => {
    const rina = await signedInPage(browser, panel, 'rina');
    await rina.goto(`${panel.url}/pengaturan/pengguna/${panel.people.leader.userId}`);
    await rina.getByRole('button', { name: 'Buat kata sandi sekali pakai' }).click();
    const password = (await rina.locator('.one-time code').textContent()) ?? '';
    const endang = await open();
    await endang.goto(`${panel.url}/masuk`);
    await endang.getByLabel('Nama pengguna').fill('kabid');
    await endang.getByLabel('Kata sandi').fill(password);
    await endang.getByRole('button', { name: 'Masuk' }).click();
    await endang.getByRole('heading', { name: 'Ganti kata sandi' }).waitFor();
    await endang.getByLabel('Kata sandi sekarang').fill(password);
    await endang.getByLabel('Kata sandi baru', { exact: true }).fill('kereta api malam');
    await endang.getByLabel('Ulangi kata sandi baru').fill('kereta api malam');
    await endang.getByRole('button', { name: 'Ganti kata sandi' }).click();
    await endang.getByText('Kata sandi diganti.').waitFor();
    await rina.goto(`${panel.url}/pengaturan/pengguna`);
    expect(await rina.locator('.security-record').textContent()).toContain('Kata sandi diganti');
    await Promise.all([rina, endang].map((page) => page.context().close()));
  },
  LONG_MS,
);
