import { describe, expect, test } from 'vitest';
import { readPhoneField } from '../../db/rules/directory/phoneField.ts';

describe('one number is read in all its spellings (R50)', () => {
  test.each([
    '0811-3103-001',
    '08113103001',
    '628113103001',
    '+62 811-3103-001',
    '+62 (0)811 3103 001',
    '00628113103001',
    '8113103001',
  ])('%s', (raw) => expect(readPhoneField(raw)).toMatchObject({ phone: '+628113103001' }));

  test('a landline with its area', () => {
    expect(readPhoneField('(0333) 417437')).toEqual({ phone: '+62333417437' });
    expect(readPhoneField('0333/417437')).toEqual({ phone: '+62333417437' });
  });

  test('a zero that a spreadsheet took away is told', () => {
    expect(readPhoneField('8113103001')).toEqual({
      phone: '+628113103001',
      note: '"8113103001" dibaca 0811-3103-001: nol di depan hilang',
    });
  });
});

describe('what is not one number is refused with its reason', () => {
  test.each([
    ['8,11E+10', /dirusak Excel/],
    ['8.11310300E+09', /dirusak Excel/],
    ['0811-3103-001 / 0812-3456-7890', /lebih dari satu nomor/],
    ['08113103001, 081234567890', /lebih dari satu nomor/],
    ['08113103001;081234567890', /lebih dari satu nomor/],
    ['08113103001 dan 081234567890', /lebih dari satu nomor/],
    ['417437/417438', /lebih dari satu nomor/],
    ['1708', /terlalu pendek/],
    ['417437', /kode wilayah/],
    ['TELKOMSEL', /bukan nomor telepon/],
    ['0811-3103-001 (Siti)', /bukan nomor telepon/],
    ['081', /terlalu pendek/],
    ['081131030010000000', /lengkap/],
    ['=1+1', /terlalu pendek/],
  ])('%s', (raw, words) => {
    const read = readPhoneField(raw);
    expect('fault' in read && read.fault).toMatch(words);
  });
});
