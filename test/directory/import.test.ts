import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importDirectory } from '../../db/actions/importDirectory.ts';
import { undoDirectoryAct } from '../../db/actions/undoDirectoryAct.ts';
import type { TableKind } from '../../db/directoryPlan.ts';
import { contactTable, unitTable } from '../../db/queries/directoryTables.ts';
import { importPreview } from '../../db/queries/importPreview.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { directoryChanges } from '../../db/schema/directory.ts';
import { contactPhones, contacts, units } from '../../db/schema/people.ts';
import { readCsv } from '../../panel/directory/readCsv.ts';
import { csvText } from '../../panel/http/csv.ts';
import { contactOf } from '../support/contactOf.ts';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

let office: PanelOffice;
let rina: Actor;
beforeEach(() => {
  office = openPanelOffice();
  rina = office.admin();
});
afterEach(() => office.close());

const linesOf = (text: string) => readCsv(new TextEncoder().encode(text));
const preview = (kind: TableKind, text: string) => importPreview(office.db, rina, kind, linesOf(text));
const states = (kind: TableKind, text: string) => preview(kind, text).lines.map(({ state }) => state);
const words = (kind: TableKind, text: string) =>
  preview(kind, text).lines.map((line) => line.words.join(' '));
const take = (kind: TableKind, text: string) =>
  importDirectory(office.db, office.clock, rina, {
    kind,
    lines: linesOf(text),
    seenDigest: preview(kind, text).digest,
  });
const everything = () => [
  office.db.select().from(units).all(),
  office.db.select().from(contacts).all(),
  office.db.select({ phone: contactPhones.phone, of: contactPhones.contactId }).from(contactPhones).all(),
];

const UNITS = `Nama resmi;Nama singkat;Kecamatan;Bagian dari;Alamat;Nama lama;Aktif
Puskesmas Genteng;Pusk. Genteng;Genteng;Dinas Kesehatan;;;ya
Dinas Kesehatan;Dinkes;Banyuwangi;;Jl. Letkol Istiqlah 42;Dinas Kesehatan dan KB;ya
Kecamatan Genteng;Kec. Genteng;Genteng;;;;ya
`;
const PEOPLE = `Nama;Jabatan;SKPD;Nomor 1;Nomor 2;Catatan;Aktif
Siti Aminah;Kasubag;dinkes;0812-3456-7890;(0333) 417437;;ya
Budi;;Kec. Genteng;0857 1111 2222;;lantai dua;ya
`;

describe('a table of units', () => {
  test('is taken in whole; a unit may be a part of one that comes further down', () => {
    expect(states('units', UNITS)).toEqual(['new', 'new', 'new']);
    take('units', UNITS);
    const rows = office.db.select().from(units).all();
    const dinkes = rows.find(({ shortName }) => shortName === 'Dinkes');
    expect(rows.find(({ shortName }) => shortName === 'Pusk. Genteng')?.parentId).toBe(dinkes?.id);
    expect(dinkes).toMatchObject({ oldNames: ['Dinas Kesehatan dan KB'], place: 'Jl. Letkol Istiqlah 42' });
  });

  test('a second time changes nothing', () => {
    take('units', UNITS);
    expect(states('units', UNITS)).toEqual(['same', 'same', 'same']);
    expect(take('units', UNITS)).toBeUndefined();
  });

  test('says what would change; an empty cell leaves a field as it is', () => {
    take('units', UNITS);
    const text = 'Nama;Kecamatan;Alamat\ndinas kesehatan;Giri;\nKecamatan Genteng;;\n';
    expect(states('units', text)).toEqual(['changed', 'same']);
    expect(words('units', text)[0]).toContain('Kecamatan: Banyuwangi → Giri');
    expect(words('units', text)[0]).not.toContain('Alamat');
  });

  test('a unit that was renamed is known by its old name', () => {
    take('units', UNITS);
    const text = 'Nama resmi;Nama singkat;Nama lama\nDinas Kesehatan Kabupaten;Dinkes;Dinas Kesehatan\n';
    expect(states('units', text)).toEqual(['changed']);
    take('units', text);
    expect(office.db.select().from(units).all()).toHaveLength(3);
  });

  test.each([
    ['Dinas Kesehatan Kabupaten Banyuwangi;;', /Nama singkat SKPD belum diisi/],
    ['Dinas Sosial;Dinkes;', /sudah dipakai Dinas Kesehatan/],
    ['Dinas Sosial;Dinas Sosial Kabupaten;', /22 karakter, paling banyak 20/],
    ['Dinas Sosial;Dinsos;Dinas Antah', /induk "Dinas Antah" tidak ada/],
    ['Dinas Sosial;Dinsos;Dinsos', /bagian dari dirinya sendiri/],
  ])('%s is wrong in words', (line, reason) => {
    take('units', UNITS);
    expect(words('units', `Nama resmi;Nama singkat;Induk\n${line}\n`)[0]).toMatch(reason);
  });

  test('the same name twice, and a state that is none, are wrong', () => {
    const text = 'Nama;Aktif\nDinas Sosial;ya\ndinas  sosial;ya\nDinas Pasar;mungkin\n';
    expect(words('units', text)).toEqual([
      '',
      'Nama yang sama sudah ada di baris 2.',
      'Kolom Aktif berisi "mungkin"; tulis ya atau tidak.',
    ]);
  });

  test.each([
    ['', /kosong/],
    ['Kecamatan;Alamat\nGenteng;Jl. A\n', /Kolom "Nama resmi" tidak ada/],
    ['Nama;Nama resmi\nA;B\n', /dua kolom/],
  ])('%j is no such table', (text, reason) => expect(() => preview('units', text)).toThrow(reason));

  test('columns that mean nothing are named', () => {
    expect(preview('units', 'Nama;Anggaran\nDinas Pasar;1\n').ignored).toEqual(['Anggaran']);
  });
});

describe('a table of people', () => {
  beforeEach(() => take('units', UNITS));

  test('is taken in with several numbers each, and a second time changes nothing', () => {
    expect(states('contacts', PEOPLE)).toEqual(['new', 'new']);
    take('contacts', PEOPLE);
    office.says('+6281234567890', 'HELPDESK printer rusak');
    expect(office.tickets()[0]?.unitId).toBe(2);
    expect(states('contacts', PEOPLE)).toEqual(['same', 'same']);
    expect(take('contacts', PEOPLE)).toBeUndefined();
  });

  test('knows a person by any number, else by name and unit; numbers are added, never taken away', () => {
    take('contacts', PEOPLE);
    const text = 'Nama;SKPD;HP\nSiti A.;;081234567890\nBudi;Kec. Genteng;0813-0000-1111\nBudi;Dinkes;\n';
    expect(states('contacts', text)).toEqual(['changed', 'changed', 'new']);
    take('contacts', text);
    expect(
      office.db
        .select()
        .from(contactPhones)
        .all()
        .map(({ phone }) => phone)
        .sort(),
    ).toEqual(['+6281234567890', '+62333417437', '+6285711112222', '+6281300001111'].sort());
  });

  test.each([
    ['Siti;;8,11E+10', /dirusak Excel/],
    ['Siti;;0812-3456-7890 / 0857-1111-2222', /lebih dari satu nomor/],
    ['Siti;;1708', /terlalu pendek/],
    ['Siti;Dinas Kesehatn;', /SKPD "Dinas Kesehatn" tidak ada; mungkin Dinkes/],
    ['Siti;Satpol;', /tidak ada di direktori/],
    [';;', undefined],
    [';Dinkes;', /Isi nama, nomor telepon/],
  ])('%s', (line, reason) => {
    const [first] = words('contacts', `Nama;SKPD;Nomor\n${line}\n`);
    if (reason === undefined) expect(first).toBeUndefined();
    else expect(first).toMatch(reason);
  });

  test('a zero that Excel took away is read all the same, and told', () => {
    const text = 'Nama;Nomor\nSiti;81234567890\n';
    expect(states('contacts', text)).toEqual(['new']);
    expect(words('contacts', text)[0]).toContain('nol di depan hilang');
    take('contacts', text);
    expect(office.db.select().from(contactPhones).all()).toMatchObject([{ phone: '+6281234567890' }]);
  });

  test('numbers of two persons, one twice, and one of our own are wrong', () => {
    take('contacts', PEOPLE);
    office.technician('Rizky', '0813-9999-0001');
    const text =
      'Nama;Nomor 1;Nomor 2\nX;081234567890;085711112222\nA;0813-0000-1111;\nB;0813 0000 1111;\nC;0813-9999-0001;\n';
    expect(words('contacts', text)).toEqual([
      'Nomor-nomor ini milik orang yang berbeda: Siti Aminah, Budi.',
      '',
      'Nomor 0813-0000-1111 sudah ada di baris 3.',
      'Nomor 0813-9999-0001 milik petugas Rizky.',
    ]);
  });

  test('a number whose owner has left goes to the new name', () => {
    const left = contactOf(office.db, office.clock, { unitId: 1, name: 'Lama', phones: ['0811-1111-1111'] });
    office.db.$client.prepare('UPDATE contacts SET active = 0 WHERE id = ?').run(left);
    take('contacts', 'Nama;SKPD;Nomor\nBaru;Dinkes;0811-1111-1111\n');
    expect(office.db.select().from(contactPhones).all()[0]?.contactId).not.toBe(left);
  });
});

describe('all or nothing', () => {
  test('with one wrong line nothing is saved', () => {
    const text = `${UNITS}Dinas Sosial;Dinkes;;;;;ya\n`;
    expect(() => take('units', text)).toThrow(/tidak ada yang disimpan/);
    expect(office.db.select().from(units).all()).toEqual([]);
  });

  test('what changed between preview and saving is told, and nothing is saved', () => {
    const { digest } = preview('units', UNITS);
    office.unit('Dinkes', '0812-3456-7890');
    const before = everything();
    expect(() =>
      importDirectory(office.db, office.clock, rina, {
        kind: 'units',
        lines: linesOf(UNITS),
        seenDigest: digest,
      }),
    ).toThrow(/berubah sejak pratinjau/);
    expect(everything()).toEqual(before);
  });

  test('an import is undone as one', () => {
    take('units', UNITS);
    const before = everything();
    const actId = take('contacts', PEOPLE);
    undoDirectoryAct(office.db, office.clock, rina, actId ?? 0);
    expect(everything()).toEqual(before);
  });

  test('only an admin', () => {
    const leader: Actor = { ...rina, role: 'leader' };
    expect(() => importPreview(office.db, leader, 'units', linesOf(UNITS))).toThrow(/Peran/);
    expect(() => contactTable(office.db, leader)).toThrow(/Peran/);
  });
});

describe('what was exported', () => {
  test('is imported again without a change, formulas and all (R54)', () => {
    take('units', UNITS);
    take('contacts', PEOPLE);
    take('units', 'Nama;Nama singkat;Alamat\n"=cmd|\' /C calc\'!A0";=x;"@jl; ""A"""\n');
    take('contacts', 'Nama;SKPD;Nomor;Catatan\n+Tina;=x;+44 20 7946 0958;-\n');
    const tables = { units: unitTable(office.db, rina), contacts: contactTable(office.db, rina) } as const;
    for (const kind of ['units', 'contacts'] as const) {
      const text = csvText(tables[kind]);
      expect(text).not.toMatch(/(?:^|;|\n)"?[=+@-]/);
      expect(new Set(states(kind, text)), kind).toEqual(new Set(['same']));
    }
  });
});

describe('ten thousand lines', () => {
  test('are looked at, taken in, looked at again and undone (R48)', () => {
    take('units', UNITS);
    const lines = Array.from(
      { length: 10_000 },
      (_, i) => `Orang ${i};Dinkes;0812${String(i).padStart(8, '0')}`,
    );
    const text = `Nama;SKPD;Nomor\n${lines.join('\n')}\n`;
    const actId = take('contacts', text);
    expect(office.db.select().from(contacts).all()).toHaveLength(10_000);
    expect(new Set(states('contacts', text))).toEqual(new Set(['same']));
    undoDirectoryAct(office.db, office.clock, rina, actId ?? 0);
    expect(office.db.select().from(contacts).all()).toEqual([]);
    expect(office.db.select().from(directoryChanges).all().length).toBeGreaterThanOrEqual(20_000);
  }, 60_000);

  test('of which all are wrong show a hundred faults, and the page stays small', async () => {
    take('units', UNITS);
    const lines = Array.from({ length: 10_000 }, (_, i) => `Orang ${i};Dinas Kesehtan ${i};1708`);
    const page = await (await upload('contacts', `Nama;SKPD;Nomor\n${lines.join('\n')}\n`)).text();
    expect(page).toContain('10.000');
    expect(page.match(/<li>/g)?.length).toBeLessThan(200);
    expect(page.length).toBeLessThan(100_000);
    expect(page).not.toMatch(/Simpan \d/);
  });
});

/** Uploads a file and follows to its preview. */
async function upload(kind: TableKind, text: string | Uint8Array): Promise<Response> {
  const admin = office.signedInAs(rina);
  const body = new FormData();
  body.set('kind', kind);
  body.set('file', new File([text], 'tabel.csv', { type: 'text/csv' }));
  const answer = await office.app.request('/direktori/impor', {
    method: 'POST',
    body,
    headers: { cookie: admin.cookie },
  });
  return answer.status === 303 ? admin.get(answer.headers.get('location') ?? '') : answer;
}

describe('the pages', () => {
  test('show what a file would do, and save it by one click', async () => {
    const admin = office.signedInAs(rina);
    const page = await (await upload('units', UNITS)).text();
    expect(page).toContain('Simpan 3 baris');
    expect(office.db.select().from(units).all()).toEqual([]);
    const path = /action="(\/direktori\/impor\/[\w-]+)"/.exec(page)?.[1] ?? '';
    const digest = /name="digest" value="(\w+)"/.exec(page)?.[1] ?? '';
    expect((await admin.post(path, { digest })).headers.get('location')).toBe('/direktori/impor');
    expect(office.db.select().from(units).all()).toHaveLength(3);
    const table = await admin.get('/direktori/ekspor/skpd.csv');
    expect(table.headers.get('content-disposition')).toContain('skpd-2026-01-05.csv');
    expect(await table.text()).toContain('Puskesmas Genteng;Pusk. Genteng;Genteng;Dinas Kesehatan;;;ya');
  });

  test.each([
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4]), 422, /XLSX/],
    ['nothing', '', 422, /Pilih berkas/],
    ['another table', 'Barang;Harga\nTinta;1\n', 422, /Kolom .*Nama resmi.* tidak ada/],
    ['too much', 'x'.repeat(8 * 1024 * 1024 + 1), 413, /lebih dari 8 MB/],
  ])('refuse %s in words', async (_, bytes, status, reason) => {
    const answer = await upload('units', bytes);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(reason);
  });

  test('a preview is its owner’s, and is forgotten after a while', async () => {
    const answer = await upload('units', UNITS);
    const path = /action="(\/direktori\/impor\/[\w-]+)"/.exec(await answer.text())?.[1] ?? '';
    const other = office.signedInAs(office.admin('Endang'));
    expect((await other.get(path)).status).toBe(409);
    office.clock.pass(31 * 60_000);
    const admin = office.signedInAs(rina);
    expect(await (await admin.get(path)).text()).toContain('Unggah sekali lagi');
  });
});
