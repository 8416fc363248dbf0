import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noteGateway } from '../../db/actions/noteGateway.ts';
import { noteRest } from '../../db/actions/restGateway.ts';
import { beat } from '../../db/heartbeat.ts';
import { latestVersion } from '../../db/migrate.ts';
import { SIM } from '../support/office.ts';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';
import { gatewayReady } from '../support/servedPanel.ts';

let office: PanelOffice;

const rest = (ms: number, text: string): void =>
  office.db.transaction((tx) =>
    noteRest(
      tx,
      'modem',
      { ms, suspended: false, cause: 'sim', fault: { class: 'fatal-sim', text } },
      office.clock.nowMs(),
    ),
  );
beforeEach(() => {
  office = openPanelOffice();
});
afterEach(() => office.close());

const ask = async () => {
  const answer = await office.app.request('/health');
  return { status: answer.status, body: (await answer.json()) as { status: string } };
};

describe('GET /health', () => {
  test('is ok with a living daemon and a ready modem', async () => {
    gatewayReady(office);
    beat(office.dbPath, office.clock.nowMs());
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'ok',
      daemonLastSeenMs: office.clock.nowMs(),
      daemonLastSeen: '2026-01-05T03:00:00.000Z',
      modems: [{ name: 'modem', phase: 'ready', registered: true }],
      queued: 0,
      oldestQueuedSmsAgeMs: null,
      unknown: 0,
      schemaVersion: latestVersion(),
      schemaExpected: latestVersion(),
    });
  });

  test('is degraded when the daemon has been silent for more than 30 seconds', async () => {
    gatewayReady(office);
    beat(office.dbPath, office.clock.nowMs());
    office.clock.pass(30_000);
    expect((await ask()).body.status).toBe('ok');
    office.clock.pass(1);
    expect(await ask()).toMatchObject({ status: 200, body: { status: 'degraded' } });
  });

  test('is degraded without a daemon, without a modem and while sending rests', async () => {
    expect((await ask()).body).toMatchObject({
      status: 'degraded',
      daemonLastSeenMs: null,
      daemonLastSeen: null,
    });
    beat(office.dbPath, office.clock.nowMs());
    expect((await ask()).body).toMatchObject({ status: 'degraded', modems: [] });
    gatewayReady(office);
    rest(1000, 'pulsa habis');
    expect((await ask()).body.status).toBe('degraded');
    office.clock.pass(1000);
    expect((await ask()).body.status).toBe('ok');
  });

  test('tells how long the oldest SMS has waited', async () => {
    office.says('+6281234567890', 'HELPDESK printer mati');
    office.clock.pass(90_000);
    expect((await ask()).body).toMatchObject({ queued: 1, oldestQueuedSmsAgeMs: 90_000 });
  });

  test('holds nothing personal', async () => {
    gatewayReady(office);
    office.says('+6281234567890', 'HELPDESK rahasia sekali');
    office.technician('Rizky', '0813-1111-2222');
    const text = JSON.stringify((await ask()).body);
    for (const personal of ['81234567890', 'rahasia', 'Rizky', SIM, '8131111'])
      expect(text).not.toContain(personal);
  });

  test('is 503 when the database cannot be read', async () => {
    office.db.$client.close();
    expect(await ask()).toMatchObject({ status: 503, body: { status: 'down' } });
  });
});

describe('the gateway in the pages', () => {
  const admin = () => office.signedInAs(office.admin('Rina'));

  test('every page says that replies wait when the daemon is down, and since when', async () => {
    const rina = admin();
    gatewayReady(office);
    beat(office.dbPath, office.clock.nowMs());
    expect(await rina.page('/tiket')).not.toContain('banner loud">');
    office.clock.pass(31_000);
    for (const path of ['/tiket', '/periksa', '/operator', '/gateway'])
      expect(await rina.page(path)).toContain(
        'Layanan SMS (daemon) tidak berjalan sejak 05/01/2026 10.00 WIB: SMS tidak diterima dan tidak dikirim, balasan menunggu dalam antrean. Beri tahu pengelola server.',
      );
    expect(await rina.page('/tiket')).toContain('Lihat gateway');
    expect(await rina.page('/gateway')).not.toContain('Lihat gateway');
  });

  test('a modem that is not ready is told with its reason, one that is not twice', async () => {
    const rina = admin();
    beat(office.dbPath, office.clock.nowMs());
    gatewayReady(office);
    const state = { simId: null, operator: null, signalDbm: null, storageUsed: null, storageTotal: null };
    const note = (phase: string, detail: string, registered: boolean) =>
      noteGateway(office.db, office.clock, {
        ...state,
        name: 'modem',
        phase,
        detail,
        registered,
        sinceMs: office.clock.nowMs(),
      });
    note('waiting', 'SIM tidak terpasang', false);
    expect(await rina.page('/tiket')).toContain(
      'Belum ada modem yang siap (SIM tidak terpasang): SMS belum diterima',
    );
    note('ready', 'Siap', true);
    expect(await rina.page('/gateway')).not.toContain('>Siap<');
  });

  test('a rest of the queue names its reason in Indonesian', async () => {
    const rina = admin();
    gatewayReady(office);
    beat(office.dbPath, office.clock.nowMs());
    rest(60_000, 'Call barred');
    expect(await rina.page('/tiket')).toContain(
      'operator memblokir pengiriman: periksa pulsa dan masa aktif SIM (Call barred)',
    );
  });

  test('the page names modem, queue, trouble and quarantine in words', async () => {
    const rina = admin();
    gatewayReady(office);
    beat(office.dbPath, office.clock.nowMs());
    office.arrive('0791261801000004FF0B91');
    office.says('+6281234567890', 'HELPDESK printer mati');
    office.transmit({ kind: 'notSent', fault: { class: 'permanent', text: 'Nomor tujuan tidak sah' } });
    const page = await rina.page('/gateway');
    for (const words of [
      'TELKOMSEL',
      '−71 dBm',
      '3 dari 40',
      'berjalan',
      'Nomor tujuan tidak sah',
      '0791261801000004FF0B91',
    ])
      expect(page).toContain(words);
    const id = office.parts()[0]?.messageId;
    expect((await rina.post(`/gateway/sms/${id}/kirim-ulang`)).headers.get('Location')).toBe('/gateway');
    expect(office.parts()[0]?.state).toBe('queued');
    expect((await rina.post(`/gateway/sms/${id}/kirim-ulang`)).status).toBe(409);
    expect((await rina.post('/gateway/sms/999/anggap-terkirim')).status).toBe(409);
  });

  test('a simulation is announced on every page, the sign-in page included', async () => {
    const simulated = openPanelOffice({ simulated: { phoneUrl: 'http://127.0.0.1:9999/' } });
    const rina = simulated.signedInAs(simulated.admin('Rina'));
    for (const path of ['/masuk', '/tiket', '/periksa', '/operator', '/gateway', '/tidak-ada', '/tiket/9']) {
      const page =
        path === '/masuk' ? await (await simulated.app.request(path)).text() : await rina.page(path);
      expect(page).toContain('MODE SIMULASI');
      expect(page).toContain('href="http://127.0.0.1:9999/"');
    }
    simulated.close();
  });
});
