import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addUser } from '../../db/actions/addUser.ts';
import { raiseAlarm } from '../../db/actions/alarm.ts';
import { changeSendingSettings } from '../../db/actions/changeSendingSettings.ts';
import { beat } from '../../db/heartbeat.ts';
import { openAlarms } from '../../db/queries/gatewayWatch.ts';
import { sendingSettings } from '../../db/queries/sendingSettings.ts';
import { watchSettings } from '../../db/queries/watchSettings.ts';
import { SENDING_DEFAULTS } from '../../db/rules/sendingSettings.ts';
import { requests } from '../../db/schema/requests.ts';
import { gateways } from '../../db/schema/smsOut.ts';
import { gradeOf, outagesOf, runsOf } from '../../panel/gateway/signal.ts';
import { fillGateway } from '../support/gatewayWatchOffice.ts';
import { BY_HTMX, openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

let office: PanelOffice;
let rina: ReturnType<PanelOffice['signedInAs']>;

beforeEach(() => {
  office = openPanelOffice();
  rina = office.signedInAs(office.admin('Rina'));
  fillGateway(office, office.dbPath);
  beat(office.dbPath, office.clock.nowMs());
});
afterEach(() => {
  office.close();
  rmSync(office.dbPath, { force: true });
});

const leader = () => {
  const userId = addUser(office.db, office.clock, { username: 'kabid', name: 'Endang', role: 'leader' });
  return office.signedInAs({ userId, name: 'Endang', role: 'leader' });
};

describe('the gateway page', () => {
  test('says of each modem how it is: words, signal, storage, balance and what is known of its make', async () => {
    const page = await rina.page('/gateway');
    for (const words of [
      'SIM hampir penuh 9/10',
      '−71 dBm',
      'sangat kuat',
      '9 dari 10',
      '0 dari 23',
      'Rp8.500, aktif sampai 26/03/2026, tenggang sampai 25/04/2026',
      'TELKOMSEL (2G)',
      'E173, 11.126.16.04.437',
      'IMEI 354242057832117',
      'Mencari jaringan',
      'gagal diperiksa: modem belum siap',
    ])
      expect(page).toContain(words);
  });

  test('tells the signal of a day in words beside the chart', async () => {
    const page = await rina.page('/gateway');
    expect(page).toMatch(
      /Sinyal 24 jam terakhir: −\d+ dBm sampai −\d+ dBm; jaringan hilang 1 kali, 1 jam \d+ menit\./,
    );
    expect(page).toContain('Sinyal 24 jam terakhir: belum ada yang terukur.');
  });

  test('lists missed calls, operator messages, the ladder and what became of the last buttons', async () => {
    office.says('TELKOMSEL', 'Pulsa Anda hampir habis');
    const page = await rina.page('/gateway');
    for (const words of [
      '0812-3456-7890',
      '4 kali berdering',
      'Nomor disembunyikan',
      'Pulsa Anda hampir habis',
      'Riwayat pemulihan 7 hari terakhir (2)',
      'modem dinyalakan ulang',
      'Periksa pulsa: selesai',
      'Mulai ulang modem: sedang dikerjakan',
    ])
      expect(page).toContain(words);
  });

  test('counts what waits by what it is for', async () => {
    office.says('+6281234567890', 'HELPDESK printer mati');
    const page = await rina.page('/gateway');
    expect(page).toMatch(/<th scope="row">[^<]+<\/th><td class="amount">1<\/td>/);
  });
});

test('what waits for the hours of the technicians says when they begin', async () => {
  const windows = [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '08:01' }];
  changeSendingSettings(office.db, office.clock, office.admin('Budi'), { ...SENDING_DEFAULTS, windows });
  office.says('+6281234567890', 'HELPDESK printer mati');
  const technicianId = office.technician('Rizky', '0813-1111-2222').userId;
  await rina.post('/tiket/1/penugasan', { technicianId: String(technicianId), seenTechnicianId: '' });
  expect(await rina.page('/gateway')).toMatch(
    /1 pemberitahuan untuk teknisi menunggu jam kirim, mulai <time[^>]*>\d\d\/\d\d\/2026 08\.00 WIB/,
  );
});

describe('the buttons of a modem', () => {
  test.each([
    ['sapu', 'sweep'],
    ['pulsa', 'balance'],
    ['jejak', 'trace'],
    ['mulai-ulang', 'restart'],
  ])('"%s" asks the daemon, once however often it is pressed', async (path, kind) => {
    office.db.delete(requests).run();
    for (let press = 0; press < 2; press += 1) {
      const answer = await rina.post(`/gateway/modem/utama/${path}`, {}, BY_HTMX);
      expect(await answer.text()).toContain('Permintaan diteruskan');
    }
    expect(office.db.select().from(requests).all()).toMatchObject([
      { kind, modem: 'utama', state: 'queued' },
    ]);
  });

  test('hold and resume the sending of one modem alone', async () => {
    const paused = () =>
      office.db
        .select()
        .from(gateways)
        .all()
        .map(({ name, pausedAtMs }) => [name, pausedAtMs !== null]);
    expect((await rina.post('/gateway/modem/utama/tahan')).status).toBe(303);
    expect(paused()).toEqual([
      ['utama', true],
      ['cadangan', false],
    ]);
    expect(await rina.page('/gateway')).toContain('pengiriman ditahan admin');
    await rina.post('/gateway/modem/utama/lanjutkan');
    expect(paused()).toContainEqual(['utama', false]);
  });

  test('of a modem that does not exist do nothing', async () => {
    office.db.delete(requests).run();
    for (const path of ['tahan', 'lanjutkan', 'sapu', 'mulai-ulang', 'hapus'])
      expect([path, (await rina.post(`/gateway/modem/lain/${path}`)).status]).toEqual([path, 404]);
    expect(office.db.select().from(requests).all()).toEqual([]);
  });

  test('are not there for the leader, and refused when pressed all the same', async () => {
    const seen = leader();
    const page = await seen.page('/gateway');
    for (const words of [
      'Mulai ulang modem</button>',
      'Sudah dilihat',
      'Pengaturan gateway',
      'Simpan jejak</button>',
    ])
      expect(page).not.toContain(words);
    const { id } = office.db.select().from(requests).all().at(-1) ?? { id: 0 };
    for (const path of [
      'modem/utama/tahan',
      'modem/utama/sapu',
      'peringatan/1/dilihat',
      'pengaturan/pengiriman',
    ])
      expect([path, (await seen.post(`/gateway/${path}`)).status >= 403]).toEqual([path, true]);
    for (const path of ['/gateway/pengaturan', '/gateway/jejak/utama-20260105-0830.trace'])
      expect([path, (await seen.get(path)).status]).toEqual([path, 404]);
    expect(office.db.select().from(requests).all().at(-1)?.id).toBe(id);
    expect(openAlarms(office.db).every(({ seenAtMs }) => seenAtMs === null)).toBe(true);
  });
});

describe('alarms', () => {
  test('are the first thing on the page until the trouble ends; who has seen one is told', async () => {
    raiseAlarm(
      office.db,
      office.clock,
      { modem: null, kind: 'disk' },
      'Ruang penyimpanan server hampir penuh.',
    );
    const [alarm] = openAlarms(office.db);
    expect(await rina.page('/gateway')).toContain('Ruang penyimpanan server hampir penuh.');
    const waiting = openAlarms(office.db).length;
    expect(await rina.page('/tiket')).toContain(`, ${waiting} peringatan gateway`);
    const answer = await rina.post(`/gateway/peringatan/${alarm?.id}/dilihat`, {}, BY_HTMX);
    expect(await answer.text()).toContain('sudah dilihat Rina');
    expect(await rina.page('/tiket')).toContain(`, ${waiting - 1} peringatan gateway`);
  });
});

describe('traces', () => {
  test('are offered for download', async () => {
    expect(await rina.page('/gateway')).toContain('utama-20260105-0830.trace');
    const file = await rina.get('/gateway/jejak/utama-20260105-0830.trace');
    expect(file.headers.get('Content-Disposition')).toBe('attachment; filename="utama-20260105-0830.trace"');
    expect(await file.text()).toContain('"version":1');
  });

  test.each(['..%2F..%2Ftest.sqlite', '%2Fetc%2Fpasswd', 'lain.trace', 'test.sqlite'])(
    'a name such as %s leads nowhere',
    async (name) => {
      expect((await rina.get(`/gateway/jejak/${name}`)).status).toBe(404);
    },
  );
});

describe('the settings of the gateway', () => {
  const SENDING = { gapS: '2,5', perDay: '100', urgentReserve: '20', digestOver: '4', failoverS: '60' };

  test('are changed by a form, with the hours for technicians, and shown again as they were typed', async () => {
    const answer = await rina.post('/gateway/pengaturan/pengiriman', {
      ...SENDING,
      'window-0-day-1': '1',
      'window-0-day-5': '1',
      'window-0-from': '8.00',
      'window-0-to': '16:00',
    });
    expect(answer.status).toBe(303);
    expect(sendingSettings(office.db)).toMatchObject({
      minGapMs: 2500,
      perMinute: null,
      perDay: 100,
      urgentReserve: 20,
      windows: [{ days: [1, 5], from: '08:00', to: '16:00' }],
    });
    const page = await rina.page('/gateway/pengaturan');
    expect(page).toContain('value="2,5"');
    expect(page).toContain('value="16.00"');
  });

  test.each([
    [{ gapS: 'cepat' }, 'bukan angka'],
    [{ gapS: '' }, 'belum diisi'],
    [{ perDay: '0' }, 'Batas per hari'],
    [{ 'window-0-from': '8.00', 'window-0-to': '16.00' }, 'Jam kirim'],
    [{ 'window-0-day-1': '1', 'window-0-from': '25.00', 'window-0-to': '26.00' }, 'Jam kirim'],
  ])('%o is refused in words, and nothing typed is lost', async (wrong, words) => {
    const before = sendingSettings(office.db);
    const answer = await rina.post('/gateway/pengaturan/pengiriman', { ...SENDING, perHour: '77', ...wrong });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain(words);
    expect(page).toContain('value="77"');
    expect(sendingSettings(office.db)).toEqual(before);
  });

  test('hold the balance code, its hour, the threshold and who is told of alarms', async () => {
    const answer = await rina.post('/gateway/pengaturan/pengawasan', {
      balanceCode: '*123#',
      balanceDailyAt: '7.15',
      lowRupiah: 'Rp 20.000',
      politeCallText: '1',
      alarmPhones: '0812-3456-7890\n0813 1111 2222',
    });
    expect(answer.status).toBe(303);
    expect(watchSettings(office.db)).toEqual({
      balanceCode: '*123#',
      balanceDailyAt: '07:15',
      lowRupiah: 20_000,
      politeCallText: true,
      alarmPhones: ['+6281234567890', '+6281311112222'],
    });
    expect(await rina.page('/gateway/pengaturan')).toContain('0812-3456-7890');
  });

  test.each([
    [{ balanceCode: 'AT+CFUN=0' }, 'Kode cek pulsa'],
    [{ lowRupiah: 'sedikit' }, 'bukan jumlah rupiah'],
    [{ alarmPhones: 'kantor' }, 'bukan nomor telepon'],
  ])('%o is refused', async (wrong, words) => {
    const fields = { balanceCode: '*888#', balanceDailyAt: '', lowRupiah: '5000', alarmPhones: '' };
    const answer = await rina.post('/gateway/pengaturan/pengawasan', { ...fields, ...wrong });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(words);
  });
});

describe('the signal', () => {
  const at = (minute: number, dbm: number | null, registered = true) => ({
    atMs: minute * 60_000,
    dbm,
    registered,
  });

  test.each([
    [-51, 4],
    [-75, 4],
    [-76, 3],
    [-95, 2],
    [-105, 1],
    [-113, 0],
  ])('of %i dBm has %i bars', (dbm, bars) => {
    expect(gradeOf(dbm).bars).toBe(bars);
  });

  test('is drawn in runs: where nothing was measured there is no line', () => {
    const runs = runsOf([at(0, -70), at(5, -71), at(30, -72), at(35, null), at(40, -73)]);
    expect(runs.map((run) => run.map(({ dbm }) => dbm))).toEqual([[-70, -71], [-72], [-73]]);
  });

  test('an outage lasts until the network is back, and one that goes on until now', () => {
    const samples = [at(0, -70), at(5, null, false), at(10, null, false), at(15, -70), at(20, null, false)];
    expect(outagesOf(samples, 22 * 60_000)).toEqual([
      { fromMs: 5 * 60_000, toMs: 15 * 60_000 },
      { fromMs: 20 * 60_000, toMs: 22 * 60_000 },
    ]);
  });
});
