import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PanelOffice } from '../support/panelOffice.ts';
import { recordPlans } from '../support/queryPlans.ts';
import { DISDIK, openReporterOffice, signInReporter } from './reporterOffice.ts';

let office: PanelOffice;
beforeEach(() => {
  office = openReporterOffice();
});
afterEach(() => office.close());

test('nothing that guards access or shows reporters their tickets reads through a table that grows for ever', async () => {
  const rina = office.signedInAs(office.admin('Rina'));
  office.says(DISDIK, 'HELPDESK printer mati');
  const token = office.tickets()[0]?.statusToken;
  const plans = recordPlans(office.db);
  const siti = await signInReporter(office, DISDIK);
  await siti.get('/pelapor');
  await siti.get('/pelapor?sebelum=100');
  await siti.get('/pelapor/tiket/1');
  await siti.post('/pelapor/tiket/1/pesan', { text: 'masih mati' });
  await siti.post('/pelapor/baru', { text: 'wifi mati', formId: 'formulir-web' });
  await siti.get(`/s/${token}`);
  for (const path of ['/akun', '/pengaturan/pengguna', '/pengaturan/pengguna/1', '/pengaturan/pelapor'])
    await rina.get(path);
  await rina.post('/akun/kode-kedua/mulai');
  await rina.post('/akun/sesi/akhiri-lain');
  await office.app.request('/masuk', {
    method: 'POST',
    body: new URLSearchParams({ username: 'rina', password: 'salah' }),
  });
  const seen = plans();
  expect(seen.length).toBeGreaterThan(60);
  const grows =
    /^SCAN (tickets|messages|ticket_events|outbound_\w+|security_events|one_time_codes|attempts|sessions|reporter_sessions)$/;
  // The newest fifty by their number.
  const newestOnly = /order by "security_events"\."id" desc limit \?$/;
  const slow = seen.filter(({ plan, sql }) => grows.test(plan) && !newestOnly.test(sql));
  expect([...new Set(slow.map(({ plan, sql }) => `${plan}: ${sql}`))]).toEqual([]);
});
