import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { pendTicket } from '../../db/actions/pendTicket.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { BY_HTMX, openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

const SITI = '+6281234567890';
let office: PanelOffice;
let rina: Actor;
let rizky: Actor;
let admin: ReturnType<PanelOffice['signedInAs']>;

beforeEach(() => {
  office = openPanelOffice();
  rina = office.admin('Rina');
  rizky = office.technician('Rizky', '0813-1111-2222');
  admin = office.signedInAs(rina);
  office.unit('Disdik', SITI);
  office.says(SITI, 'HELPDESK printer rusak');
});
afterEach(() => office.close());

const ticket = () => office.tickets()[0];
const assign = () =>
  assignTicket(office.db, office.clock, rina, {
    ticketId: 1,
    technicianId: rizky.userId,
    seenTechnicianId: null,
  });
/** What stands in a field of the page. */
const field = (page: string, name: string) =>
  new RegExp(`<(?:textarea|input)[^>]*name="${name}"[^>]*?(?:value="([^"]*)"[^>]*>|>\\n?([^<]*))`)
    .exec(page)
    ?.slice(1)
    .find((value) => value !== undefined);
/** Where the page's buttons lead, without the ticket's address. */
const buttons = (page: string) =>
  [...page.matchAll(/formaction="\/tiket\/1\/([a-z-]+)"/g)].map((match) => match[1] ?? '');

describe('the moves on the page', () => {
  const MOVES = [
    'terima',
    'tolak',
    'cabut',
    'berangkat',
    'tiba',
    'tunda',
    'lanjut',
    'selesai',
    'buka',
    'batal',
    'bukan-pengaduan',
    'bukan-wewenang',
    'pulihkan',
  ];
  const offered = async (who: Actor) =>
    buttons(await office.signedInAs(who).page('/tiket/1'))
      .filter((path) => MOVES.includes(path))
      .sort();

  test('are those that are allowed now, to this person', async () => {
    const leader: Actor = { ...office.admin('Endang'), role: 'leader' };
    office.db.$client.exec(`UPDATE users SET role = 'leader' WHERE id = ${leader.userId}`);
    const ends = ['batal', 'bukan-pengaduan', 'bukan-wewenang'];
    expect(await offered(rina)).toEqual([...ends, 'selesai'].sort());
    assign();
    expect(await offered(rina)).toEqual([...ends, 'cabut', 'selesai', 'tunda'].sort());
    expect(await offered(rizky)).toEqual(['berangkat', 'selesai', 'terima', 'tolak', 'tunda']);
    const pause = { ticketId: 1, reason: 'power_cut', note: 'PLN padam' } as const;
    pendTicket(office.db, office.clock, rizky, pause);
    expect(await offered(rizky)).toEqual(['lanjut', 'selesai']);
    expect(await offered(rina)).toEqual([...ends, 'cabut', 'lanjut', 'selesai'].sort());
    closeTicket(office.db, office.clock, rizky, { ticketId: 1, note: 'beres' });
    expect(await offered(rina)).toEqual(['buka']);
    expect(await offered(rizky)).toEqual([]);
    expect(await offered(leader)).toEqual([]);
  });

  test('that need a reason say so beside it; what was typed elsewhere stays (R19)', async () => {
    closeTicket(office.db, office.clock, rina, { ticketId: 1, note: 'beres' });
    const refused = await admin.post('/tiket/1/buka', {
      reason: ' ',
      text: 'Baik, kami cek',
      internalNote: 'cek',
    });
    const page = await refused.text();
    expect(refused.status).toBe(422);
    expect(page).toMatch(/id="reason-problem"[\s\S]*Tulis alasan membuka kembali/);
    expect(field(page, 'text')).toBe('Baik, kami cek');
    expect(field(page, 'internalNote')).toBe('cek');
    expect(ticket()?.status).toBe('closed');
  });

  test('can be taken back where they end a ticket', async () => {
    await admin.post('/tiket/1/bukan-pengaduan', { reason: 'iklan' });
    expect(ticket()).toMatchObject({ status: 'rejected', rejectedAs: 'not_complaint' });
    expect(await offered(rina)).toEqual(['pulihkan']);
    await admin.post('/tiket/1/pulihkan');
    expect(ticket()).toMatchObject({ status: 'new', rejectedAs: null });
  });
});

describe('two people on one page (R41)', () => {
  test('the second is told who changed what and when, keeps all that was typed, and may send it again', async () => {
    const seenEventId = field(await admin.page('/tiket/1'), 'seenEventId') ?? '';
    const sari = office.admin('Sari');
    setPriority(office.db, office.clock, sari, 1, 'high');
    const typed = { seenEventId, priority: 'emergency', text: 'Teknisi segera datang.' };
    const refused = await admin.post('/tiket/1/prioritas', typed);
    const page = await refused.text();
    expect(refused.status).toBe(409);
    expect(page).toContain('Sari baru saja mengubah prioritas pukul 10.00.');
    expect(page).toMatch(/<option value="emergency" selected/);
    expect(field(page, 'text')).toBe('Teknisi segera datang.');
    expect(ticket()?.priority).toBe('high');
    const again = { ...typed, seenEventId: field(page, 'seenEventId') ?? '' };
    expect((await admin.post('/tiket/1/prioritas', again)).status).toBe(200);
    expect(ticket()?.priority).toBe('emergency');
  });

  test('both close it: one SMS, and the note of the second is still there', async () => {
    assign();
    closeTicket(office.db, office.clock, rizky, { ticketId: 1, note: 'kabel diganti' });
    const late = await admin.post('/tiket/1/selesai', { note: 'Sudah dicek lewat telepon' });
    const page = await late.text();
    expect(late.status).toBe(409);
    expect(page).toContain('Tiket 1 sudah selesai oleh Rizky 05/01 10.00');
    expect(page).toContain('Sudah dicek lewat telepon');
    expect(office.outbox().filter(({ kind }) => kind === 'solved')).toHaveLength(1);
  });
});

describe('the visit', () => {
  test.each([
    ['13/01/2026 13.30', Date.UTC(2026, 0, 13, 6, 30)],
    ['13/1 13:30', Date.UTC(2026, 0, 13, 6, 30)],
    ['besok 9.00', Date.UTC(2026, 0, 6, 2)],
  ])('is set by "%s" (R67)', async (visit, atMs) => {
    expect((await admin.post('/tiket/1/jadwal', { visit })).status).toBe(303);
    expect(ticket()?.scheduledAtMs).toBe(atMs);
    expect(field(await admin.page('/tiket/1'), 'visit')).toMatch(/^\d\d\/01\/2026 \d\d\.\d\d WIB$/);
  });

  test.each(['01/13/2026 13.30', '13/01/2026', '13/01/2026 1:30 PM'])(
    'is refused at the field for "%s", which stays there (R67)',
    async (visit) => {
      const refused = await admin.post('/tiket/1/jadwal', { visit });
      const page = await refused.text();
      expect(refused.status).toBe(422);
      expect(page).toMatch(/id="visit-problem"[\s\S]*Tulis jadwal seperti 13\/01\/2026 13\.30/);
      expect(field(page, 'visit')).toBe(visit);
    },
  );
});

describe('setting aside', () => {
  beforeEach(assign);

  test.each([
    [{ pauseNote: 'x' }, 'Pilih alasan menunda'],
    [{ pauseReason: 'power_cut' }, 'Tulis apa yang ditunggu'],
    [
      { pauseReason: 'part_on_order', pauseNote: 'toner', pauseUntil: '01/13/2026' },
      'Tulis tanggal perkiraan',
    ],
    [{ pauseReason: 'part_on_order', pauseNote: 'toner', pauseUntil: '04/01/2026' }, 'sudah lewat'],
    [{ pauseReason: 'part_on_order', pauseNote: 'toner' }, 'Tulis perkiraan tanggal datangnya'],
  ])('with %j is refused beside its fields', async (typed, words) => {
    const refused = await office.signedInAs(rizky).post('/tiket/1/tunda', typed);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toMatch(new RegExp(`id="pend-problem"[\\s\\S]*${words}`));
    expect(ticket()?.status).toBe('assigned');
  });

  test('shows since when, for what and until when', async () => {
    const technician = office.signedInAs(rizky);
    const typed = {
      pauseReason: 'part_on_order',
      pauseNote: 'power supply dipesan',
      pauseUntil: '12/01/2026',
    };
    expect((await technician.post('/tiket/1/tunda', typed)).status).toBe(303);
    const page = await technician.page('/tiket/1');
    expect(page).toContain('power supply dipesan');
    expect(page).toContain('perkiraan 12/01/2026');
  });
});

test('setting aside beyond its limit of 7 days is done, and said what follows', async () => {
  assign();
  const technician = office.signedInAs(rizky);
  const pend = async (pauseUntil: string) => {
    const typed = { pauseReason: 'part_on_order', pauseNote: 'toner', pauseUntil };
    return (await technician.post('/tiket/1/tunda', typed, BY_HTMX)).text();
  };
  expect(await pend('12/01/2026')).not.toContain('melewati batas penundaan');
  await technician.post('/tiket/1/lanjut');
  expect(await pend('13/01/2026')).toContain('Perkiraannya melewati batas penundaan');
  expect(ticket()).toMatchObject({ status: 'pending', pendingUntil: '2026-01-13' });
});

describe('an internal note', () => {
  test('stands in the conversation and in the history, and nobody gets it', async () => {
    const before = office.outbox().length;
    await admin.post('/tiket/1/catatan', { internalNote: 'Pelapor minta dihubungi lewat kasubag' });
    const page = await admin.page('/tiket/1');
    expect(page).toMatch(/class="message message-note"[\s\S]*Pelapor minta dihubungi lewat kasubag/);
    expect(office.history(1).at(-1)).toBe('note_added');
    expect(office.outbox()).toHaveLength(before);
  });
});

test('the life cycle is shown from the table that the program follows', async () => {
  const page = await admin.page('/pengaturan/alur');
  const row = (label: string) => page.slice(page.indexOf(`<th scope="row">${label}`)).split('</tr>')[0] ?? '';
  expect(row('Tunda')).toContain('Ditugaskan, Diproses → Ditunda');
  expect(row('Tunda')).toContain('Admin, Teknisi tiket itu');
  expect(row('Tunda')).toContain('Perbaikan dijeda');
  expect(row('Buka kembali')).toContain('Pelapor (SMS BUKA)');
  expect(row('Selesaikan')).toContain('href="/pengaturan/sms/solved"');
});

describe('the list of categories', () => {
  test('is the office’s own; one out of use stays with the tickets that have it', async () => {
    await admin.post('/pengaturan/kategori', { name: 'Email dinas' });
    await admin.post('/tiket/1/rincian', { categoryId: '5' });
    await admin.post('/pengaturan/kategori/5', { name: 'Email dinas' });
    const page = await admin.page('/tiket/1');
    expect(page).toMatch(/<option value="5" selected[^>]*>[^<]*Email dinas \(tidak dipakai lagi\)/);
    office.says('+6281234567891', 'HELPDESK lain');
    expect(await admin.page('/tiket/2')).not.toContain('Email dinas');
  });

  test.each([
    ['', 'Nama kategori harus'],
    ['perangkat KERAS', 'sudah ada'],
    ['x'.repeat(41), 'Nama kategori harus'],
  ])('refuses "%s" and keeps what was ticked', async (name, words) => {
    const refused = await admin.post('/pengaturan/kategori', { name, hardware: 'ya' });
    const page = await refused.text();
    expect(refused.status).toBe(422);
    expect(page).toContain(words);
    expect(page.slice(page.indexOf('category-new'))).toMatch(/name="hardware" value="ya" checked/);
  });
});
