import { describe, expect, test } from 'vitest';
import { parseRequest } from '../../daemon/inbound/grammar.ts';

describe('BUKA opens a closed ticket again', () => {
  test.each([
    ['BUKA 12 masih mati', 12, 'masih mati'],
    ['buka #12: masih mati', 12, 'masih mati'],
    ['Buka 0012 masih mati', 12, 'masih mati'],
    ['BUKA12 masih mati', 12, 'masih mati'],
    ['buka kembali 12 masih mati', 12, 'masih mati'],
    ['buka lagi tiket no. 12, masih mati', 12, 'masih mati'],
    ['BUKA 12', 12, ''],
    ['BUKA 12 pak', 12, ''],
    ['BUKA', undefined, ''],
    ['HELPDESK BUKA 12', 12, ''],
    ['buak 12 masih mati', 12, 'masih mati'],
  ])('%j', (text, ticketId, reason) => {
    expect(parseRequest(text)).toEqual({ kind: 'reopen', ticketId, reason });
  });

  test.each([
    'buka aplikasi simda error',
    'buka2 aplikasi lambat',
    'buka-buka aplikasi',
    'bukan 12 tapi 13',
    'buku 12',
    'suka 12',
    'pembukaan 12',
    'buka 12.30 kantornya',
  ])('%j is plain text', (text) => {
    expect(parseRequest(text)).toEqual({ kind: 'plain' });
  });

  test('with words after the keyword it is a complaint, for HELPDESK always opens a ticket', () => {
    expect(parseRequest('HELPDESK BUKA 12 masih mati')).toMatchObject({ kind: 'complaint' });
    expect(parseRequest('HELPDESK buka aplikasi gagal')).toMatchObject({ kind: 'complaint' });
  });
});

describe('NILAI rates', () => {
  test.each([
    ['NILAI 12 5', 12, 5],
    ['nilai #12: 4', 12, 4],
    ['Nilai 0012 = 5', 12, 5],
    ['NILAI 12=3', 12, 3],
    ['NILAI12 5', 12, 5],
    ['nilai tiket no 12 5', 12, 5],
    ['NILAI 12 5 terima kasih', 12, 5],
    ['NILAI 12 5, cepat sekali', 12, 5],
    ['NILAI 12 5 bintang', 12, 5],
    ['NILAI 12 5/5', 12, 5],
    ['NILAI 12,5', 12, 5],
    ['NILAI 12-5', 12, 5],
    ['NILAI 12 lima', 12, 5],
    ['NILAI １２ ５', 12, 5],
    ['HELPDESK NILAI 12 5', 12, 5],
    ['niali 12 5', 12, 5],
    ['NILAI 5', undefined, 5],
    ['NILAI 5/5', undefined, 5],
    ['NILAI 5 pak', undefined, 5],
    ['NILAI 12', 12, undefined],
    ['NILAI 12 9', 12, undefined],
    ['NILAI 12 0', 12, undefined],
    ['NILAI 12 10', 12, undefined],
    ['NILAI 12 4,5', 12, undefined],
    ['NILAI 12 bagus', 12, undefined],
    ['NILAI', undefined, undefined],
  ])('%j', (text, ticketId, rating) => {
    expect(parseRequest(text)).toEqual({ kind: 'rate', ticketId, rating });
  });

  test.each([
    'nilai siswa tidak muncul',
    'nilai2 siswa hilang',
    'nilai 12 siswa hilang',
    'nilainya 12 5',
    'nila 12 5',
  ])('%j is plain text', (text) => {
    expect(parseRequest(text)).toEqual({ kind: 'plain' });
  });

  test('with words after the keyword it is a complaint', () => {
    expect(parseRequest('HELPDESK nilai siswa tidak muncul')).toMatchObject({ kind: 'complaint' });
    expect(parseRequest('HELPDESK nilai 12 siswa hilang')).toMatchObject({ kind: 'complaint' });
  });
});

describe('DAFTAR tells who writes', () => {
  test.each([
    ['DAFTAR Siti Aminah#RSUD Blambangan', 'Siti Aminah', 'RSUD Blambangan'],
    ['daftar siti # rsud', 'siti', 'rsud'],
    ['DAFTAR#Siti#RSUD', 'Siti', 'RSUD'],
    ['DAFTAR: Siti #RSUD', 'Siti', 'RSUD'],
    ['DAFTAR Siti＃RSUD', 'Siti', 'RSUD'],
    ['DAFTAR\nSiti\n#RSUD', 'Siti', 'RSUD'],
    ['DAFTAR Siti#Disdik#Bidang PAUD', 'Siti', 'Disdik Bidang PAUD'],
    ['daftr Siti#RSUD', 'Siti', 'RSUD'],
    ['DAFTAR Siti#', 'Siti', ''],
    ['DAFTAR #RSUD#', 'RSUD', ''],
    ['DAFTAR', '', ''],
    ['HELPDESK DAFTAR', '', ''],
  ])('%j', (text, name, unit) => {
    expect(parseRequest(text)).toEqual({ kind: 'register', name, unit });
  });

  test.each(['daftar hadir tidak bisa dibuka', 'daftar siswa hilang', 'pendaftaran Siti#RSUD'])(
    '%j is plain text',
    (text) => {
      expect(parseRequest(text)).toEqual({ kind: 'plain' });
    },
  );

  test('with words after the keyword it is a complaint', () => {
    expect(parseRequest('HELPDESK DAFTAR Siti#RSUD')).toMatchObject({ kind: 'complaint' });
  });
});

test.each([
  ['STATUS 12', 12],
  ['stats 12', 12],
  ['STAUTS #12', 12],
  ['HELPDESK statsu 12', 12],
  ['cek 12', 12],
])('%j asks for a state', (text, ticketId) => {
  expect(parseRequest(text)).toEqual({ kind: 'status', ticketId });
});
