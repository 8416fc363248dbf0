import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { pendTicket, resumeTicket } from '../../db/actions/pendTicket.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { users } from '../../db/schema/people.ts';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';
import { wib } from './wib.ts';

let office: PanelOffice;
let rina: Actor;
let budi: Actor;
let sri: Actor;

beforeEach(() => {
  office = openPanelOffice();
  office.clock.set(wib('2026-01-14 10:00') - 1000);
  rina = office.admin('Rina');
  budi = office.technician('Budi', '0813-1111-2222');
  const leader = { username: 'sri', name: 'Sri', role: 'leader' as const, createdAtMs: office.clock.nowMs() };
  const { id } = office.db.insert(users).values(leader).returning({ id: users.id }).get();
  sri = { userId: id, name: 'Sri', role: 'leader' };
  office.says('+6281234567890', 'HELPDESK printer mati');
  assignTicket(office.db, office.clock, rina, {
    ticketId: 1,
    technicianId: budi.userId,
    seenTechnicianId: null,
  });
});
afterEach(() => office.close());

const as = (actor: Actor) => office.signedInAs(actor);
const words = async (actor: Actor, path: string): Promise<string> =>
  (await as(actor).page(path)).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('"Lihat perhitungan"', () => {
  test('lists the minutes of each day, the holiday by its name, and the sum (R09)', async () => {
    const page = await words(rina, '/tiket/1/perhitungan');
    expect(page).toContain('5 hari kerja, pada jam yang sama');
    expect(page).toContain('Mulai 14/01/2026 10.00 WIB Batas 21/01/2026 10.00 WIB');
    expect(page).toMatch(/Rab 14\/01 10\.00–12\.00 120 120/);
    expect(page).toMatch(/Kam 15\/01 hari ke-1 08\.00–12\.00 240 600/);
    expect(page).toMatch(/Jum 16\/01 libur: Isra Mikraj/);
    expect(page).toMatch(/Min 18\/01 kantor tutup/);
    expect(page).toMatch(/Jumlah menit jam buka 36 jam/);
  });

  test('names the pauses and what they pushed the deadline back by', async () => {
    office.clock.set(wib('2026-01-14 13:00'));
    pendTicket(office.db, office.clock, rina, { ticketId: 1, reason: 'power_cut', note: 'PLN' });
    expect(await words(rina, '/tiket/1/perhitungan')).toContain(
      'dihentikan sementara, sisa 4 hari kerja 2 jam',
    );
    office.clock.set(wib('2026-01-14 15:00'));
    resumeTicket(office.db, office.clock, rina, 1);
    const page = await words(rina, '/tiket/1/perhitungan');
    expect(page).toContain('Tanpa jeda 21/01/2026 10.00 WIB, ditambah 2 jam jam buka sesudah itu');
    expect(page).toContain('Batas 21/01/2026 12.00 WIB');
    expect(page).toContain('14/01/2026 13.00 WIB sampai 14/01/2026 15.00 WIB: ditunda: listrik padam');
  });

  test('is for those who may see the ticket', async () => {
    const agus = office.technician('Agus', '0813-1111-3333');
    expect((await as(agus).get('/tiket/1/perhitungan')).status).toBe(404);
    expect((await as(budi).get('/tiket/1/perhitungan')).status).toBe(200);
    expect((await as(rina).get('/tiket/9/perhitungan')).status).toBe(404);
    expect((await as(rina).get('/tiket/nol/perhitungan')).status).toBe(404);
  });
});

describe('the list of what is late', () => {
  test('is empty with words, then names clock, technician and reason', async () => {
    expect(await words(rina, '/terlambat')).toContain('Tidak ada tiket yang melewati batas waktu');
    office.clock.set(wib('2026-01-21 11:00'));
    const page = await words(rina, '/terlambat');
    expect(page).toContain('Perbaikan 1 jam');
    expect(page).toContain('Budi');
    expect(await words(budi, '/terlambat')).not.toContain('Balasan pertama');
    expect(await words(sri, '/terlambat')).toContain('Perbaikan 1 jam');
  });
});

describe('the report to the leader', () => {
  beforeEach(() => office.clock.set(wib('2026-01-21 11:00')));

  test('is asked for on the page of the ticket, written, and refused with what was typed', async () => {
    expect(await words(budi, '/tiket/1')).toContain('Tanpa alasan, tiket ini tidak dapat diselesaikan');
    const refused = await as(budi).post('/laporan/1', { reason: ' ', obstacle: 'pemasok libur' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toMatch(/pemasok libur/);
    const answer = await as(budi).post('/laporan/1', {
      reason: 'barang kosong',
      obstacle: 'pemasok libur',
      plan: '',
    });
    expect(answer.headers.get('location')).toBe('/laporan/1');
    expect(await words(rina, '/laporan/1')).toContain('barang kosong');
  });

  test('is acknowledged by the leader alone', async () => {
    await as(budi).post('/laporan/1', { reason: 'barang kosong' });
    expect(await words(sri, '/laporan')).toContain('barang kosong');
    expect((await as(rina).post('/laporan/1/diketahui', {})).status).toBe(404);
    expect((await as(budi).get('/laporan')).status).toBe(404);
    expect((await as(sri).post('/laporan/1/diketahui', { instruction: 'pinjam' })).status).toBe(303);
    const again = await as(sri).post('/laporan/1/diketahui', { instruction: 'pinjam' });
    expect(again.status).toBe(409);
    expect(await words(sri, '/laporan')).toContain('Sudah diketahui');
    expect(await words(budi, '/tiket/1')).toContain('Arahan: pinjam');
  });

  test('does not exist for a ticket that needs none', async () => {
    office.clock.set(wib('2026-01-20 11:00'));
    expect((await as(budi).get('/laporan/1')).status).toBe(404);
    expect((await as(budi).post('/laporan/1', { reason: 'jauh' })).status).toBe(404);
  });
});

describe('the settings of the clocks', () => {
  /** The form's own fields, as the page shows them. */
  async function fields(): Promise<Record<string, string>> {
    const page = await as(rina).page('/pengaturan/waktu');
    const shown: Record<string, string> = {};
    for (const [, input = ''] of page.matchAll(/<input ([^>]*)>/g)) {
      const attribute = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(input)?.[1] ?? '';
      if (/type="(checkbox|radio)"/.test(input) && !/ checked/.test(input)) continue;
      shown[attribute('name')] = attribute('value');
    }
    return shown;
  }

  test('show what they would change, keep nothing before that, and then all open tickets follow', async () => {
    const typed = { ...(await fields()), 'repair-normal': '1 hari', 'repair-normal-3': '2 jam' };
    const shown = await as(rina).post('/pengaturan/waktu/akibat', typed);
    const text = await shown.text();
    expect(text).toContain('1 dari 1 tiket terbuka berubah batasnya');
    expect(text).toContain('value="1 hari"');
    expect(await words(rina, '/tiket/1')).toContain('batas 21/01/2026 10.00 WIB');
    expect((await as(rina).post('/pengaturan/waktu', typed)).status).toBe(303);
    expect(await words(rina, '/tiket/1')).toContain('batas 15/01/2026 10.00 WIB');
    expect((await fields())['repair-normal-3']).toBe('2 jam');
  });

  test.each([
    ['repair-high', 'besok', /tidak terbaca/],
    ['repair-high', '', /belum diisi/],
    ['replyMinutes', 'tiga', /bukan angka/],
    ['replyBoundMinutes', '20', /tidak boleh kurang/],
    ['pendingDays', '0', /antara 1 dan 366/],
    ['dayMeaning', 'kapan-kapan', /Pilih arti/],
  ])('refuse %s = "%s" with a word about it, and keep what was typed', async (name, value, reason) => {
    const answer = await as(rina).post('/pengaturan/waktu', {
      ...(await fields()),
      leaderDays: '6',
      [name]: value,
    });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toMatch(reason);
    expect(page).toContain('name="leaderDays" inputmode="decimal" maxlength="20" value="6"');
    expect((await fields())['leaderDays']).toBe('5');
  });

  test('say which clocks a reason stops', async () => {
    const typed = { ...(await fields()), 'stops-third_party-repair': '1' };
    await as(rina).post('/pengaturan/waktu', typed);
    office.clock.set(wib('2026-01-14 13:00'));
    pendTicket(office.db, office.clock, rina, { ticketId: 1, reason: 'third_party', note: 'Telkom' });
    expect(await words(rina, '/tiket/1')).toContain('dihentikan sementara');
  });

  test("are the admin's business", async () => {
    for (const actor of [budi, sri]) {
      expect((await as(actor).get('/pengaturan/waktu')).status).toBe(404);
      expect((await as(actor).post('/pengaturan/waktu', {})).status).toBe(404);
      expect((await as(actor).post('/pengaturan/waktu/akibat', {})).status).toBe(404);
    }
  });
});
