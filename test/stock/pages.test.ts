import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';
import { openStockOffice, SITI, type StockOffice } from './stockOffice.ts';

let panel: PanelOffice;
let office: StockOffice;
let admin: ReturnType<PanelOffice['signedInAs']>;
let technician: ReturnType<PanelOffice['signedInAs']>;
beforeEach(() => {
  panel = openPanelOffice();
  office = openStockOffice(panel);
  admin = panel.signedInAs(office.rina);
  technician = panel.signedInAs(office.rizky);
});
afterEach(() => panel.close());

describe('the list of stock', () => {
  test('marks what is below its minimum by word and shape, and counts it', async () => {
    office.part('Mouse', 1, 5);
    office.part('Kipas', 0);
    const page = await technician.page('/stok?daftar=kurang');
    expect(page).toContain('di bawah minimum');
    expect(page).not.toContain('>Kipas<');
    expect(page).toContain('Di bawah minimum<span class="count">1</span>');
  });

  test('finds by name and shelf in any spelling, and what people type does no harm', async () => {
    office.part('Kabel UTP Cat6', 9);
    expect(await technician.page('/stok?cari=utp+kab')).toContain('>Kabel UTP Cat6<');
    expect(await technician.page('/stok?cari=b2')).toContain('>Kabel UTP Cat6<');
    const page = await technician.page(`/stok?cari=${encodeURIComponent('%"<b>_')}`);
    expect(page).toContain('Tidak ada yang cocok dengan &quot;%&quot;&lt;b&gt;_&quot;');
  });

  test('names the tickets that wait for a part which the list does not know', async () => {
    const ticketId = office.ticketOf(SITI, 'komputer mati');
    office.says('+6281311112222', `TUNDA ${ticketId} menunggu sparepart roller tgl 12/1`);
    expect(await admin.page('/stok')).toContain(`href="/tiket/${ticketId}#parts"`);
    expect(await panel.signedInAs(office.budi).page('/stok')).not.toContain(`/tiket/${ticketId}`);
  });

  test('is saved as a table that runs no formula (R54)', async () => {
    office.part('=HYPERLINK("x")', 3);
    const answer = await admin.get('/stok/stok.csv');
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    const lines = (await answer.text()).split('\r\n');
    expect(lines[0]).toContain('Suku cadang;Satuan;Di rak;Disisihkan;Bebas;Minimum');
    expect(lines[1]).toBe(`"'=HYPERLINK(""x"")";buah;3;0;3;0;tidak;0;B2`);
  });
});

describe('the page of a part', () => {
  test('an arrival is noted, and the moves say who, when and for what', async () => {
    const partId = office.part('Kipas', 0);
    const saved = await admin.post(`/stok/${partId}/datang`, {
      quantity: '4',
      note: 'nota 12',
      seenMoveId: '0',
    });
    expect(saved.status).toBe(303);
    const page = await admin.page(`/stok/${partId}`);
    expect(page).toContain('+4');
    expect(page).toContain('nota 12');
    expect(page).toContain('05/01/2026 10.00 WIB');
  });

  test.each([
    ['datang', { quantity: 'empat' }, 422, 'Jumlah harus bilangan bulat'],
    ['datang', { quantity: '4', seenMoveId: '7' }, 409, 'baru saja berubah'],
    ['keluar', { quantity: '1', note: '' }, 422, 'Tulis mengapa barang keluar.'],
    ['koreksi', { quantity: '3', note: '' }, 422, 'Tulis alasan koreksi.'],
    ['keluar', { quantity: '9', note: 'rusak' }, 409, 'tidak cukup: tinggal 2'],
  ])('%s refuses %j, says why there and keeps what was typed', async (verb, fields, status, words) => {
    const partId = office.part('Kipas', 2);
    const answer = await admin.post(`/stok/${partId}/${verb}`, { seenMoveId: '1', note: 'x', ...fields });
    expect(answer.status).toBe(status);
    const page = await answer.text();
    expect(page).toContain(words);
    expect(page).toContain(`value="${fields.quantity}"`);
    expect(office.moves()).toHaveLength(1);
  });

  test('a wrong move is undone by its opposite', async () => {
    const partId = office.part('Kipas', 2);
    await admin.post(`/stok/${partId}/catatan/1/urungkan`);
    expect(office.balance(partId).onHand).toBe(0);
    const page = await admin.page(`/stok/${partId}`);
    expect(page).toContain('(sudah diurungkan)');
    expect(page).not.toContain('/catatan/1/urungkan');
  });

  test('shows a technician the stock, but not the tickets of others (R58)', async () => {
    const partId = office.part('Kipas', 2);
    const ticketId = office.ticketOf(SITI, 'kipas rusak', office.budi.userId);
    await panel.signedInAs(office.budi).post(`/tiket/${ticketId}/suku-cadang/barang/${partId}/pakai`, {
      partQuantity: '1',
    });
    expect(await admin.page(`/stok/${partId}`)).toContain(`#${ticketId}`);
    const page = await technician.page(`/stok/${partId}`);
    expect(page).toContain('−1');
    expect(page).not.toContain(`#${ticketId}`);
    expect(page).not.toContain('Barang datang');
  });

  test('a long book is read page by page', async () => {
    const partId = office.part('Kipas', 1);
    for (let i = 0; i < 60; i += 1) office.arrives(partId, 1);
    const page = await admin.page(`/stok/${partId}`);
    const older = /\?sebelum=(\d+)/.exec(page)?.[1];
    expect(page.match(/Datang</g)).toHaveLength(50);
    expect((await admin.page(`/stok/${partId}?sebelum=${older}`)).match(/Datang</g)).toHaveLength(11);
  });

  test('name, unit of count, minimum and shelf are changed, a part that is no longer kept leaves the list', async () => {
    const partId = office.part('Kipas', 0);
    const fields = { name: 'Kipas 12 cm', countedIn: 'dus', minimum: '3', shelf: '' };
    const seen = {
      'seen-name': 'Kipas',
      'seen-countedIn': 'buah',
      'seen-minimum': '0',
      'seen-shelf': 'B2',
      'seen-active': 'ya',
    };
    expect((await admin.post(`/stok/${partId}`, { ...fields, ...seen })).status).toBe(303);
    expect(await admin.page('/stok')).not.toContain('Kipas 12 cm');
    expect(await admin.page('/stok?daftar=tidak-dipakai')).toContain('Kipas 12 cm');
    expect((await admin.post(`/stok/${partId}`, { ...fields, ...seen })).status).toBe(409);
  });
});

describe('parts on the page of a ticket', () => {
  test('are found by typing, and what was written elsewhere stays (R42)', async () => {
    const partId = office.part('Power supply 450W', 3);
    const ticketId = office.ticketOf(SITI, 'komputer mati');
    const answer = await admin.post(`/tiket/${ticketId}/suku-cadang/cari`, {
      partSearch: 'supply',
      text: 'balasan setengah jadi',
    });
    const page = await answer.text();
    expect(page).toContain(`/suku-cadang/barang/${partId}/pakai`);
    expect(page).toContain('3 buah, rak B2');
    expect(page).toContain('balasan setengah jadi');
    expect(office.moves()).toHaveLength(1);
  });

  test('are used, set aside and given back by their technician', async () => {
    const partId = office.part('Mouse', 3);
    const ticketId = office.ticketOf(SITI, 'mouse rusak');
    const path = `/tiket/${ticketId}/suku-cadang`;
    await technician.post(`${path}/barang/${partId}/sisihkan`, { partQuantity: '2' });
    expect(office.balance(partId)).toEqual({ onHand: 3, reserved: 2 });
    await technician.post(`${path}/1/terpakai`);
    expect(office.balance(partId)).toEqual({ onHand: 1, reserved: 0 });
    await technician.post(`${path}/1/kembali`);
    expect(office.balance(partId)).toEqual({ onHand: 3, reserved: 0 });
    expect(await technician.page(`/tiket/${ticketId}`)).toContain('Dikembalikan ke rak');
  });

  test('that are not there are ordered with a day, which is asked for', async () => {
    const partId = office.part('Power supply', 0);
    const ticketId = office.ticketOf(SITI, 'komputer mati');
    const path = `/tiket/${ticketId}/suku-cadang/barang/${partId}/pesan`;
    const refused = await technician.post(path, {
      partQuantity: '1',
      partUntil: '01/13/2026',
      partSearch: 'power',
    });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('Tulis tanggal perkiraan barang datang');
    await technician.post(path, { partQuantity: '1', partUntil: '13/01/2026' });
    expect(office.ticket(ticketId)).toMatchObject({ status: 'pending', pendingUntil: '2026-01-13' });
    expect(await technician.page(`/tiket/${ticketId}`)).toContain('Dipesan, belum datang');
  });

  test('of another ticket are not found under this one', async () => {
    const partId = office.part('Mouse', 3);
    const mine = office.ticketOf(SITI, 'mouse rusak');
    const other = office.ticketOf(SITI, 'mouse lain', office.budi.userId);
    await admin.post(`/tiket/${other}/suku-cadang/barang/${partId}/sisihkan`, { partQuantity: '1' });
    expect((await technician.post(`/tiket/${mine}/suku-cadang/1/lepas`)).status).toBe(404);
    expect(office.balance(partId).reserved).toBe(1);
  });
});
