import { describe, expect, test } from 'vitest';
import { planImport } from '../../db/rules/calendar/closureImport.ts';
import { readClosureList } from '../../db/rules/calendar/closureList.ts';
import { nextYearDrafts } from '../../db/rules/calendar/nextYearDrafts.ts';

/** `2026-01-16 national Isra Mikraj`, or what is wrong. */
const read = (text: string, year = 2026): string[] =>
  readClosureList(text, year).flatMap((line) =>
    'closures' in line
      ? line.closures.map(({ date, kind, name }) => `${date} ${kind} ${name}`)
      : [`${line.line}: ${line.fault}`],
  );

test.each([
  ['16/01/2026 Isra Mikraj'],
  ['16-01-2026: Isra Mikraj'],
  ['16.1.26 – Isra Mikraj'],
  ['2026-01-16;Isra Mikraj'],
  ['2026-01-16;Isra Mikraj;Libur nasional'],
  ['"2026-01-16","Isra Mikraj"'],
  ['2026-01-16,Isra Mikraj,Libur nasional'],
  ['16 Januari 2026 Isra Mikraj'],
  ['16 Jan 2026\tIsra Mikraj'],
  ['1. Jumat, 16 Januari 2026: Isra Mikraj'],
  ['1\t16 Januari 2026\tJumat\tIsra Mikraj'],
  ['- Isra Mikraj: 16 Januari 2026 (Jumat)'.replace(' (Jumat)', '')],
  ['Tanggal 16 Januari Jumat Isra Mikraj'],
  ["Jum'at 16 januari 2026 Isra Mikraj"],
])('"%s" is read', (line) => {
  expect(read(line)).toEqual(['2026-01-16 national Isra Mikraj']);
});

test.each([
  ['16/01/2026 Cuti bersama Imlek', ['2026-01-16 collective Cuti bersama Imlek']],
  ['16/01/2026;Hari jadi;Libur daerah', ['2026-01-16 local Hari jadi']],
  ['9 Desember 2026 Pilkada serentak', ['2026-12-09 election Pilkada serentak']],
  ['3 April 2026 Jumat Agung', ['2026-04-03 national Jumat Agung']],
  [
    '21-22 Maret Sabtu-Minggu Idul Fitri 1447 Hijriah',
    ['2026-03-21 national Idul Fitri 1447 Hijriah', '2026-03-22 national Idul Fitri 1447 Hijriah'],
  ],
  [
    'Jumat, Senin, dan Selasa, 20, 23, dan 24 Maret 2026: Cuti Bersama Idul Fitri',
    [20, 23, 24].map((day) => `2026-03-${day} collective Cuti Bersama Idul Fitri`),
  ],
])('"%s" is read with its days and its kind', (line, closures) => {
  expect(read(line)).toEqual(closures);
});

test('a heading says what the lines beneath are', () => {
  expect(read('Libur nasional\n1/1/2026 Tahun Baru\n\nCUTI BERSAMA 2026:\n16/2/2026 Imlek')).toEqual([
    '2026-01-01 national Tahun Baru',
    '2026-02-16 collective Imlek',
  ]);
});

test.each([
  ['31/02/2026 Salah', '1: tanggal 31/02/2026 tidak ada di kalender'],
  ['29 Februari 2026 Salah', '1: tanggal 29/02/2026 tidak ada di kalender'],
  ['01/16/2026 Isra Mikraj', '1: "01/16/2026": bulan 16 tidak ada; tulis hari, bulan, lalu tahun'],
  ['00/01/2026 Nol', '1: tanggal 00/01/2026 tidak ada di kalender'],
  ['Senin, 16 Januari 2026 Isra', '1: 16/01/2026 jatuh pada hari Jumat, bukan Senin'],
  ['16/01/2206 Isra Mikraj', '1: tahun 2206 terlalu jauh dari 2026'],
  ['16/01/2026', '1: nama hari libur belum ada'],
  ['Isra Mikraj', '1: tanggal tidak terbaca; contoh: 16/01/2026 Isra Mikraj'],
  ['22-21 Maret 2026 Mundur', '1: "22-21 Maret 2026" bukan urutan tanggal'],
  [`16/01/2026 ${'x'.repeat(81)}`, '1: nama lebih dari 80 huruf'],
])('"%s" is refused with its line', (line, fault) => {
  expect(read(line)).toEqual([fault]);
});

test('a line that says what an earlier one has said is named with it', () => {
  expect(read('1/1/2026 Tahun Baru\n\n01/01/2026 tahun baru')).toEqual([
    '2026-01-01 national Tahun Baru',
    '3: sama dengan baris 1',
  ]);
});

test('a paste without end is cut off, and says so', () => {
  const lines = readClosureList('1/1/2026 Tahun Baru\n'.repeat(10_000), 2026);
  expect(lines).toHaveLength(401);
  expect(lines.at(-1)).toMatchObject({ fault: expect.stringContaining('lebih dari 400 baris') });
});

describe('a listed date', () => {
  const listed = { date: '2027-03-10', name: 'Idul Fitri 1448 Hijriah', kind: 'national' } as const;
  const draft = { id: 7, date: '2027-03-10', name: 'Idul Fitri', state: 'draft' } as const;

  test.each([
    ['is added where nothing is known of it', [], 'added'],
    ['confirms a draft of its day', [draft], 'confirms'],
    ['is passed over where its day is closed already', [{ ...draft, state: 'fixed' as const }], 'known'],
  ])('%s', (_, known, outcome) => {
    expect(planImport([listed], known)[0]?.outcome).toBe(outcome);
  });

  test('does not take a draft that another line has confirmed', () => {
    expect(planImport([listed, { ...listed, name: 'Lain' }], [draft]).map(({ outcome }) => outcome)).toEqual([
      'confirms',
      'added',
    ]);
  });
});

test('next year is guessed: the same days, Islamic ones a lunar year later, years in names one higher', () => {
  const year = [
    ['2026-01-01', 'Tahun Baru 2026 Masehi', 'national'],
    ['2026-03-21', 'Idul Fitri 1447 Hijriah', 'national'],
    ['2026-12-09', 'Pilkada', 'election'],
  ] as const;
  const drafts = nextYearDrafts(
    year.map(([date, name, kind]) => ({
      date,
      name,
      kind,
      state: 'fixed',
      source: 'SKB',
      appliesTo: 'all',
      closed: null,
    })),
    2026,
  );
  expect(drafts.map(({ date, name, state }) => [date, name, state])).toEqual([
    ['2027-01-01', 'Tahun Baru 2027 Masehi', 'draft'],
    ['2027-03-10', 'Idul Fitri 1448 Hijriah', 'draft'],
  ]);
});
