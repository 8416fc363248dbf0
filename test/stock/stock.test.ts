import { beforeEach, describe, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { cancelTicket } from '../../db/actions/endTicket.ts';
import { orderPart } from '../../db/actions/orderPart.ts';
import { correctStock, receiveParts, removeParts } from '../../db/actions/receiveParts.ts';
import { addPart, changePart } from '../../db/actions/savePart.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import { releasePart, reservePart, takePart, useReservedPart } from '../../db/actions/ticketParts.ts';
import { returnPart, undoStockMove } from '../../db/actions/undoStockMove.ts';
import type { PartFields } from '../../db/rules/stock/partFields.ts';
import { stockMoves } from '../../db/schema/stock.ts';
import { HADI, openStockOffice, RIZKY, SITI, type StockOffice } from './stockOffice.ts';

let office: StockOffice;
beforeEach(() => {
  office = openStockOffice();
});

const order = (ticketId: number, partId: number, quantity = 1) =>
  orderPart(office.db, office.clock, office.rizky, {
    ticketId,
    partId,
    quantity,
    until: '2026-01-10',
    note: '',
  });
const take = (ticketId: number, partId: number, quantity = 1) =>
  takePart(office.db, office.clock, office.rizky, { ticketId, partId, quantity });
const reserve = (ticketId: number, partId: number, quantity = 1) =>
  reservePart(office.db, office.clock, office.rizky, { ticketId, partId, quantity });

describe('what is in stock', () => {
  test('is used at once, with the ticket and who took it', () => {
    const partId = office.part('Kabel UTP', 5);
    const ticketId = office.ticketOf(SITI, 'kabel putus');
    take(ticketId, partId, 2);
    expect(office.balance(partId)).toEqual({ onHand: 3, reserved: 0 });
    expect(office.moves().at(-1)).toMatchObject({
      kind: 'use',
      onHand: -2,
      ticketId,
      userId: office.rizky.userId,
    });
    expect(office.history(ticketId)).toContain('part_used');
  });

  test('can be set aside for a ticket, and then nobody else gets it', () => {
    const partId = office.part('Mouse', 1);
    const first = office.ticketOf(SITI, 'mouse rusak');
    const second = office.ticketOf(HADI, 'mouse rusak juga');
    reserve(first, partId);
    expect(() => take(second, partId)).toThrow(
      'Stok Mouse tidak cukup: tinggal 1, 1 di antaranya disisihkan',
    );
    useReservedPart(office.db, office.clock, office.rizky, office.which(first));
    expect(office.balance(partId)).toEqual({ onHand: 0, reserved: 0 });
  });

  test('is not taken twice by a form that is sent twice', () => {
    const partId = office.part('Mouse', 5);
    const ticketId = office.ticketOf(SITI, 'mouse rusak');
    const wish = { ticketId, partId, quantity: 1, seenRequestId: 0 };
    takePart(office.db, office.clock, office.rizky, wish);
    expect(() => takePart(office.db, office.clock, office.rizky, wish)).toThrow('baru saja berubah');
    expect(office.balance(partId).onHand).toBe(4);
  });

  test('the last piece goes to exactly one of two, the other is told', () => {
    const partId = office.part('SSD 256 GB', 1);
    const first = office.ticketOf(SITI, 'disk rusak');
    const second = office.ticketOf(HADI, 'disk rusak');
    take(first, partId);
    expect(() => take(second, partId)).toThrow(
      'Stok SSD 256 GB tidak cukup: sedang habis. Tidak ada yang berubah.',
    );
    expect(office.requests()).toHaveLength(1);
    expect(office.history(second)).not.toContain('part_used');
  });

  test('a technician neither sees nor serves the tickets of others, nor changes what lies there', () => {
    const partId = office.part('Mouse', 5);
    const ticketId = office.ticketOf(SITI, 'mouse rusak', office.budi.userId);
    expect(() => take(ticketId, partId)).toThrow(`Tiket ${ticketId} tidak ada di daftar Anda`);
    const work = { partId, quantity: 1, note: 'x', seenMoveId: 0 };
    expect(() => receiveParts(office.db, office.clock, office.rizky, work)).toThrow('Peran Anda');
    expect(() => removeParts(office.db, office.clock, office.rizky, work)).toThrow('Peran Anda');
    expect(() => correctStock(office.db, office.clock, office.rizky, work)).toThrow('Peran Anda');
    expect(() => undoStockMove(office.db, office.clock, office.rizky, 1)).toThrow('Peran Anda');
  });
});

describe('what is not in stock', () => {
  test('is ordered: the ticket waits, with the day on which it is expected', () => {
    const partId = office.part('Power supply', 0);
    const ticketId = office.ticketOf(SITI, 'komputer mati');
    order(ticketId, partId);
    expect(office.ticket(ticketId)).toMatchObject({
      status: 'pending',
      pendingReason: 'part_on_order',
      pendingUntil: '2026-01-10',
      pendingNote: '1 buah Power supply',
    });
    expect(office.history(ticketId).slice(-2)).toEqual(['part_ordered', 'pended']);
  });

  test('is not ordered while enough of it lies there, nor for a day that is past, nor twice', () => {
    const partId = office.part('Power supply', 2);
    const ticketId = office.ticketOf(SITI, 'komputer mati');
    expect(() => order(ticketId, partId)).toThrow('masih ada 2 buah di stok');
    const past = { ticketId, partId, quantity: 3, until: '2026-01-04', note: '' };
    expect(() => orderPart(office.db, office.clock, office.rizky, past)).toThrow('sudah lewat');
    expect(() => orderPart(office.db, office.clock, office.rizky, { ...past, until: '' })).toThrow(
      'Tulis tanggal',
    );
    order(ticketId, partId, 3);
    expect(() => order(ticketId, partId, 3)).toThrow('sudah dipesan untuk tiket');
    expect(office.requests()).toHaveLength(1);
  });

  test('a ticket that waits for one part waits for the second as well, and is told of when both are there', () => {
    const [board, fan] = [office.part('Mainboard', 0), office.part('Kipas', 0)];
    const ticketId = office.ticketOf(SITI, 'komputer mati');
    order(ticketId, board);
    orderPart(office.db, office.clock, office.rizky, {
      ticketId,
      partId: fan,
      quantity: 1,
      until: '2026-01-12',
      note: '',
    });
    expect(office.ticket(ticketId)?.pendingUntil).toBe('2026-01-12');
    office.arrives(board, 1);
    expect(office.told(SITI).some((text) => text.includes('sudah datang'))).toBe(false);
    office.arrives(fan, 1);
    expect(office.told(SITI).filter((text) => text.includes('sudah datang'))).toHaveLength(1);
  });
});

describe('when a part comes', () => {
  test('it is set aside for the most urgent ticket, then the one that waits longest; each SKPD and technician is told', () => {
    const partId = office.part('Power supply', 0);
    const normal = office.ticketOf(SITI, 'komputer mati');
    const later = office.ticketOf(HADI, 'komputer mati juga');
    const urgent = office.ticketOf('+6281234567899', 'server mati');
    setPriority(office.db, office.clock, office.rina, urgent, 'emergency');
    for (const ticketId of [normal, later, urgent]) {
      office.clock.pass(60_000);
      order(ticketId, partId);
    }
    office.arrives(partId, 2);
    expect(office.request(urgent)?.state).toBe('reserved');
    expect(office.request(normal)?.state).toBe('reserved');
    expect(office.request(later)?.state).toBe('waiting');
    expect(office.balance(partId)).toEqual({ onHand: 2, reserved: 2 });
    expect(office.told(SITI).at(-1)).toBe(
      `Yth. RSUD Blambangan, suku cadang untuk tiket ${normal} sudah datang: 1 buah Power supply. Teknisi Rizky segera melanjutkan. Helpdesk Dishubkominfo`,
    );
    expect(office.told(RIZKY).filter((text) => text.startsWith('BARANG DATANG'))).toEqual([
      `BARANG DATANG untuk tiket ${urgent}: 1 buah Power supply, rak B2, disisihkan di kantor. Balas LANJUT ${urgent} bila dikerjakan lagi`,
      `BARANG DATANG untuk tiket ${normal} RSUD Blambangan: 1 buah Power supply, rak B2, disisihkan di kantor. Balas LANJUT ${normal} bila dikerjakan lagi`,
    ]);
    expect(office.told(HADI).some((text) => text.includes('sudah datang'))).toBe(false);
    expect(office.ticket(normal)?.status).toBe('pending');
  });

  test('who wants two is not overtaken by who wants one', () => {
    const partId = office.part('RAM 8 GB', 0);
    const two = office.ticketOf(SITI, 'lambat');
    const one = office.ticketOf(HADI, 'lambat');
    order(two, partId, 2);
    office.clock.pass(1000);
    order(one, partId, 1);
    office.arrives(partId, 1);
    expect(office.request(one)?.state).toBe('waiting');
    office.arrives(partId, 1);
    expect(office.request(two)?.state).toBe('reserved');
    expect(office.request(one)?.state).toBe('waiting');
  });

  test('the same arrival sent twice counts once', () => {
    const partId = office.part('RAM 8 GB', 0);
    const arrival = { partId, quantity: 4, note: '', seenMoveId: 0 };
    receiveParts(office.db, office.clock, office.rina, arrival);
    expect(() => receiveParts(office.db, office.clock, office.rina, arrival)).toThrow('sekarang 4 buah');
    expect(office.balance(partId).onHand).toBe(4);
  });
});

describe('when a ticket ends', () => {
  test('closed, it has used what was set aside for it, and waits for nothing more', () => {
    const [fan, board] = [office.part('Kipas', 1), office.part('Mainboard', 0)];
    const ticketId = office.ticketOf(SITI, 'komputer mati');
    reserve(ticketId, fan);
    order(ticketId, board);
    closeTicket(office.db, office.clock, office.rizky, { ticketId, note: 'kipas diganti' });
    expect(office.balance(fan)).toEqual({ onHand: 0, reserved: 0 });
    expect(office.requests().map(({ state }) => state)).toEqual(['used', 'released']);
    office.arrives(board, 1);
    expect(office.balance(board)).toEqual({ onHand: 1, reserved: 0 });
  });

  test('what was not built in after all goes back to the shelf, once, and to the next who waits', () => {
    const partId = office.part('Kipas', 1);
    const ticketId = office.ticketOf(SITI, 'komputer mati');
    const next = office.ticketOf(HADI, 'kipas berisik');
    reserve(ticketId, partId);
    order(next, partId);
    closeTicket(office.db, office.clock, office.rizky, { ticketId, note: 'hanya kotor' });
    const request = office.which(ticketId);
    returnPart(office.db, office.clock, office.rizky, request);
    expect(() => returnPart(office.db, office.clock, office.rizky, request)).toThrow('sudah diurungkan');
    expect(office.request(next)?.state).toBe('reserved');
    expect(office.balance(partId)).toEqual({ onHand: 1, reserved: 1 });
    expect(office.history(ticketId)).toContain('part_returned');
  });

  test('cancelled, what was set aside for it is free for the next who waits', () => {
    const partId = office.part('Kipas', 1);
    const ticketId = office.ticketOf(SITI, 'komputer mati');
    const next = office.ticketOf(HADI, 'kipas berisik');
    reserve(ticketId, partId);
    order(next, partId);
    cancelTicket(office.db, office.clock, office.rina, { ticketId, reason: 'salah lapor' });
    expect(office.request(ticketId)?.state).toBe('released');
    expect(office.request(next)?.state).toBe('reserved');
    expect(office.history(ticketId).slice(-2)).toEqual(['part_released', 'cancelled']);
  });

  test('handed over, it keeps what was set aside for it', () => {
    const partId = office.part('Kipas', 1);
    const ticketId = office.ticketOf(SITI, 'komputer mati');
    reserve(ticketId, partId);
    assignTicket(office.db, office.clock, office.rina, {
      ticketId,
      technicianId: office.budi.userId,
      seenTechnicianId: office.rizky.userId,
    });
    expect(office.request(ticketId)?.state).toBe('reserved');
  });

  test('released by hand, it serves the next at once', () => {
    const partId = office.part('Kipas', 1);
    const ticketId = office.ticketOf(SITI, 'komputer mati');
    const next = office.ticketOf(HADI, 'kipas berisik');
    reserve(ticketId, partId);
    order(next, partId);
    releasePart(office.db, office.clock, office.rizky, office.which(ticketId));
    expect(office.request(next)?.state).toBe('reserved');
    expect(() => useReservedPart(office.db, office.clock, office.rizky, office.which(ticketId))).toThrow(
      'sudah dilepas',
    );
  });
});

describe('the book', () => {
  const fields: PartFields = { name: 'Kipas', countedIn: 'buah', minimum: 2, shelf: null, active: true };

  test('a wrong move is answered by its opposite, once, and both stay', () => {
    const partId = office.part('Kipas', 0);
    office.arrives(partId, 30);
    const wrong = office.moves().at(-1)?.id ?? 0;
    undoStockMove(office.db, office.clock, office.rina, wrong);
    expect(office.balance(partId).onHand).toBe(0);
    expect(office.moves().map(({ kind }) => kind)).toEqual(['arrival', 'undo']);
    expect(() => undoStockMove(office.db, office.clock, office.rina, wrong)).toThrow('sudah diurungkan');
    const undoing = office.moves().at(-1)?.id ?? 0;
    expect(() => undoStockMove(office.db, office.clock, office.rina, undoing)).toThrow(
      'tidak bisa diurungkan',
    );
  });

  test('an arrival whose pieces are set aside already is not undone', () => {
    const partId = office.part('Kipas', 0);
    const ticketId = office.ticketOf(SITI, 'komputer mati');
    order(ticketId, partId);
    office.arrives(partId, 1);
    const arrival = office.moves().find(({ kind }) => kind === 'arrival')?.id ?? 0;
    expect(() => undoStockMove(office.db, office.clock, office.rina, arrival)).toThrow(
      'disisihkan untuk tiket',
    );
  });

  test('a count that differs is written with its reason; one that frees pieces serves who waits', () => {
    const partId = office.part('Kipas', 1);
    const count = (quantity: number, note: string) =>
      correctStock(office.db, office.clock, office.rina, {
        partId,
        quantity,
        note,
        seenMoveId: office.moves().at(-1)?.id ?? 0,
      });
    const ticketId = office.ticketOf(SITI, 'komputer mati');
    order(ticketId, partId, 2);
    expect(() => count(2, ' ')).toThrow('Tulis alasan koreksi.');
    expect(() => count(1, 'hitung ulang')).toThrow('tidak ada yang dikoreksi');
    count(2, 'hitung ulang');
    expect(office.request(ticketId)?.state).toBe('reserved');
    expect(() => count(1, 'hilang')).toThrow('disisihkan untuk tiket');
  });

  test('refuses a name that is there, however it is written, and numbers that are none', () => {
    office.part('Kipas', 0);
    const add = (change: Partial<PartFields> & { quantity?: number }) => () =>
      addPart(office.db, office.clock, office.rina, { ...fields, quantity: 0, ...change });
    expect(add({ name: ' KIPAS ' })).toThrow('Kipas sudah ada dalam daftar.');
    expect(add({ name: '' })).toThrow('Tulis nama');
    expect(add({ name: 'x'.repeat(61) })).toThrow('paling panjang 60');
    expect(add({ name: 'Lain', minimum: -1 })).toThrow('Jumlah minimum');
    expect(add({ name: 'Lain', minimum: 1.5 })).toThrow('Jumlah minimum');
    expect(add({ name: 'Lain', quantity: Number.NaN })).toThrow('bilangan bulat');
  });

  test('two admins at one part: the second is told and nothing is written over', () => {
    const partId = addPart(office.db, office.clock, office.rina, { ...fields, quantity: 0 });
    const sari = office.admin('Sari');
    const change = (minimum: number) => ({ partId, seen: fields, fields: { ...fields, minimum } });
    changePart(office.db, office.clock, office.rina, change(5));
    expect(() => changePart(office.db, office.clock, sari, change(9))).toThrow('baru saja diubah orang lain');
  });

  test('keeps a part while a ticket waits for it', () => {
    const partId = addPart(office.db, office.clock, office.rina, { ...fields, quantity: 0 });
    order(office.ticketOf(SITI, 'kipas mati'), partId);
    expect(() =>
      changePart(office.db, office.clock, office.rina, {
        partId,
        seen: fields,
        fields: { ...fields, active: false },
      }),
    ).toThrow('masih diperlukan tiket');
  });

  test('is only ever added to, and never below nothing, whoever writes', () => {
    const partId = office.part('Kipas', 1);
    const raw = (change: { onHand: number; reserved: number }) => () =>
      office.db
        .insert(stockMoves)
        .values({ partId, kind: 'out', ...change, atMs: 0 })
        .run();
    expect(raw({ onHand: -2, reserved: 0 })).toThrow();
    expect(raw({ onHand: 0, reserved: 2 })).toThrow();
    expect(() => office.db.update(stockMoves).set({ onHand: 9 }).run()).toThrow();
    expect(() => office.db.delete(stockMoves).run()).toThrow();
    expect(office.balance(partId)).toEqual({ onHand: 1, reserved: 0 });
  });
});
