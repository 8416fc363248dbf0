import { describe, expect, test } from 'vitest';
import { bearsWords, likelyUnits, unitNamed } from '../../db/rules/directory/unitNames.ts';

const unit = (name: string, shortName: string, ...oldNames: string[]) => ({ name, shortName, oldNames });
const UNITS = [
  unit('Dinas Pendidikan', 'Disdik', 'Dinas Pendidikan dan Kebudayaan'),
  unit('Dinas Kesehatan', 'Dinkes'),
  unit('Kecamatan Genteng', 'Kec. Genteng'),
  unit('Kecamatan Rogojampi', 'Kec. Rogojampi'),
  unit('Puskesmas Rogojampi', 'Pusk. Rogojampi'),
  unit('Rumah Sakit Umum Daerah Blambangan', 'RSUD Blambangan'),
  unit('Dinas Pekerjaan Umum Penataan Ruang', 'PU'),
];
const named = (words: string) => unitNamed(UNITS, words)?.shortName;
const likely = (words: string) => likelyUnits(UNITS, words, 3).map(({ shortName }) => shortName);

describe('a unit is known by each of its names, however they are written', () => {
  test.each([
    ['DINAS PENDIDIKAN', 'Disdik'],
    ['disdik', 'Disdik'],
    ['dinas pendidikan & kebudayaan', 'Disdik'],
    ['kec genteng', 'Kec. Genteng'],
    ['Kecamatan  Genteng.', 'Kec. Genteng'],
    ['pkm rogojampi', 'Pusk. Rogojampi'],
    ['rsud blambangan', 'RSUD Blambangan'],
  ])('%s', (words, shortName) => expect(named(words)).toBe(shortName));

  test.each(['', '#', 'rogojampi', 'dinas', 'Dinas Pendidikn'])('%j is none of them for certain', (words) =>
    expect(named(words)).toBeUndefined(),
  );
});

describe('what was meant is guessed', () => {
  test.each([
    ['dinas pendidikn', 'Disdik'],
    ['Disdk', 'Disdik'],
    ['pendidikan', 'Disdik'],
    ['kantor kec. gnteng', 'Kec. Genteng'],
    ['puskesmas rogojampi banyuwangi', 'Pusk. Rogojampi'],
    ['blambangan', 'RSUD Blambangan'],
    ['dpupr', 'PU'],
  ])('%s', (words, shortName) => expect(likely(words)[0]).toBe(shortName));

  test('several may be meant', () => {
    expect(likely('rogojampi').sort()).toEqual(['Kec. Rogojampi', 'Pusk. Rogojampi']);
  });

  test.each(['', 'satpol', 'dinas', 'x'])('%j is near to nothing', (words) =>
    expect(likely(words)).toEqual([]),
  );
});

test('typing finds a unit by parts of its words (R50)', () => {
  const found = (words: string) =>
    UNITS.filter((each) => bearsWords(each, words)).map((each) => each.shortName);
  expect(found('rogo pusk')).toEqual(['Pusk. Rogojampi']);
  expect(found('kebud')).toEqual(['Disdik']);
  expect(found('%')).toEqual(UNITS.map((each) => each.shortName));
});
