import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPhonePage } from '../../scripts/sim/phone/phonePage.ts';
import { type Simulator, startSimulator } from '../../scripts/sim/simulator.ts';
import { openBrowser } from '../support/browser.ts';

const PHONE = '+6281234500101';
const phones = [
  { number: PHONE, name: 'Dinas Pendidikan' },
  { number: 'TELKOMSEL', name: 'Operator' },
];

let simulator: Simulator;
let page: Awaited<ReturnType<typeof startPhonePage>>;
beforeEach(async () => {
  simulator = await startSimulator();
  page = await startPhonePage({
    simulator,
    port: 0,
    phones,
    links: [{ label: 'Panel', url: 'http://localhost:8080/' }],
  });
});
afterEach(async () => {
  await page.close();
  await simulator.close();
});

const at = (path: string): string => new URL(path, page.url).href;
const post = (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  fetch(at(path), { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' });
const text = async (path: string): Promise<string> => (await fetch(at(path))).text();

describe('the page of virtual phones', () => {
  test.each(['/', `/phones/${PHONE}`, '/modem'])('says on %s that it is a simulation', async (path) => {
    const answer = await fetch(at(path));
    const body = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(body).toContain('<strong>SIMULASI</strong>');
    expect(body).toContain('<a href="http://localhost:8080/">Panel</a>');
    expect(body).not.toMatch(/style="|onclick=|<style|https:\/\//);
  });

  test('sends what is written, and goes back to the conversation', async () => {
    const answer = await post(`/phones/${PHONE}/send`, { text: 'HELPDESK printer\r\nrusak 😀' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/phones/%2B6281234500101');
    expect(simulator.stored('SM')).toHaveLength(1);
    expect(await (await fetch(at(`/phones/${PHONE}/messages.json`))).json()).toMatchObject([
      { direction: 'sent', text: 'HELPDESK printer\nrusak 😀', parts: 1, complete: true },
    ]);
  });

  test('lets a name send', async () => {
    await post('/phones/TELKOMSEL/send', { text: 'Promo' });
    expect(simulator.stored('SM')[0]?.pduHex).toContain('D0D42273F96C4E8B4C');
  });

  test('shows markup as text', async () => {
    await post(`/phones/${PHONE}/send`, { text: '<script>alert(1)</script>' });
    expect(await text(`/phones/${PHONE}`)).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test('shows the make of the modem and puts the card into another one', async () => {
    await post(`/phones/${PHONE}/send`, { text: 'Tetap di kartu' });
    expect(await text('/modem')).toContain('<dd>Modem umum (sesuai standar)</dd>');
    expect((await post('/modem/make', { make: 'quectel-ec25' })).headers.get('location')).toBe('/modem');
    expect(simulator.status().make).toEqual({ id: 'quectel-ec25', title: 'Quectel EC25 (LTE)' });
    expect(await text('/modem')).toMatch(/<option value="quectel-ec25" selected>/);
    expect(simulator.stored('SM')).toHaveLength(1);
    await post('/modem/make', { make: 'nokia-3310' });
    expect(simulator.status().make.id).toBe('quectel-ec25');
  });

  test.each([
    ['an empty text', `/phones/${PHONE}/send`, { text: '' }, 422],
    ['a text of more than 255 parts', `/phones/${PHONE}/send`, { text: 'x'.repeat(39_100) }, 422],
    ['a sender that cannot be', '/phones/%3Cb%3E/send', { text: 'x' }, 422],
    ['a state that is none', `/phones/${PHONE}/state`, { state: 'broken' }, 422],
    ['a fault that is none', '/faults/F99', {}, 404],
    ['a body that is too large', `/phones/${PHONE}/send`, { text: 'x'.repeat(70_000) }, 413],
    ['a path that is no text', '/phones/%E0%A4%A/send', { text: 'x' }, 400],
    ['a page that is none', '/nothing', {}, 404],
  ])('refuses %s', async (_, path, fields, status) => {
    expect((await post(path, fields)).status).toBe(status);
    expect(simulator.stored('SM')).toEqual([]);
  });

  test('refuses a form of another site', async () => {
    const answer = await post('/modem/restart', {}, { origin: 'http://example.com' });
    expect(answer.status).toBe(403);
  });

  test('orders faults with their ways', async () => {
    await post('/faults/F13', { variant: 'noOk', times: '3' });
    expect(simulator.status().faults).toEqual([{ id: 'F13', left: 3 }]);
    expect(await text('/modem')).toContain('Menunggu kesempatan (3×)');
    await post('/faults/clear');
    expect(simulator.status().faults).toEqual([]);
  });

  test('orders faults for a moment: after so many commands, at one command, after a while', async () => {
    await post('/faults/F49', { variant: 'never', after: '2', command: ' +CSQ ', afterSeconds: '' });
    await post('/faults/F20', { afterSeconds: '60', times: '2' });
    expect(simulator.status().faults).toEqual([
      { id: 'F49', left: 1 },
      { id: 'F20', left: 2 },
    ]);
    expect(await text('/modem')).toMatch(/Terpasang: <a href="#F49">F49<\/a> <a href="#F20">/);
    await post('/faults/clear');
    expect(await text('/modem')).toContain('Tidak ada gangguan yang terpasang.');
  });

  test('has all faults, each in one place', async () => {
    const ids = [...(await text('/modem')).matchAll(/<li id="(F\d\d)">/g)].map(([, id]) => id);
    expect(ids).toHaveLength(54);
    expect(new Set(ids).size).toBe(54);
  });

  test('comes back to the fault that was ordered, and says in words how the card is', async () => {
    expect((await post('/faults/F21', {})).headers.get('location')).toBe('/modem#F21');
    const page = await text('/modem');
    expect(page).toContain('<li id="F21">');
    expect(page).toContain('Kartu SIM: siap');
    await post('/faults/clear');
  });

  test('switches phones and the network', async () => {
    await post(`/phones/${PHONE}/state`, { state: 'off' });
    await post('/modem/registration', { stat: '3' });
    expect([simulator.phoneState(PHONE), simulator.status().registration]).toEqual(['off', 3]);
    expect(await text('/')).toContain('ditolak jaringan');
  });

  test('opens a number that was typed', async () => {
    const answer = await fetch(at('/open?number=0857-1234-5678'), { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe('/phones/085712345678');
  });
});

test('a fault that is being described stays as it is while another one strikes', async () => {
  const browser = await openBrowser();
  try {
    const tab = await browser.newPage();
    simulator.fault('F20');
    await tab.goto(at('/modem'));
    await tab.locator('#F49').getByText('Kapan').click();
    await tab.locator('#F49').getByLabel('Setelah').fill('60');
    await tab.locator('#F49').getByLabel('Ragam').selectOption('never');
    simulator.deliver(PHONE, 'HELPDESK tanpa pemberitahuan');
    await tab.getByText('Tidak ada gangguan yang terpasang.').waitFor();
    expect(await tab.locator('#armed-F20').textContent()).toBe('');
    expect(await tab.locator('#F49').getByLabel('Setelah').inputValue()).toBe('60');
    expect(await tab.locator('#F49').getByLabel('Ragam').inputValue()).toBe('never');
  } finally {
    await browser.close();
  }
});

test('a text shows on an open page by itself', async () => {
  const browser = await openBrowser();
  try {
    const tab = await browser.newPage();
    const faults: string[] = [];
    tab.on('pageerror', (fault) => faults.push(String(fault)));
    tab.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await tab.goto(at(`/phones/${PHONE}`));
    await tab.getByLabel(/SMS ke/).fill('belum selesai ditulis');
    simulator.deliver(PHONE, 'HELPDESK datang sendiri');
    await tab.getByText('HELPDESK datang sendiri').waitFor();
    expect(await tab.getByLabel(/SMS ke/).inputValue()).toBe('belum selesai ditulis');
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
  }
});
