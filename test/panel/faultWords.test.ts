import { expect, test } from 'vitest';
import { CME_ERRORS } from '../../daemon/modem/cmeErrors.ts';
import { CMS_ERRORS } from '../../daemon/modem/cmsErrors.ts';
import { faultWords } from '../../panel/views/faultWords.ts';

test.each([
  ['no answer from the modem', 'modem tidak menjawab'],
  ['the connection to the modem was lost', 'sambungan ke modem terputus'],
  ['Network timeout', 'jaringan tidak menjawab tepat waktu'],
  ['Unassigned (unallocated) number', 'nomor tujuan tidak dapat dikirimi SMS'],
  ['Operator determined barring', 'operator memblokir pengiriman: periksa pulsa dan masa aktif SIM'],
  ['(U)SIM PIN required', 'SIM meminta PIN'],
  ['(U)SIM busy', 'SIM sedang sibuk'],
  ['SMSC address unknown', 'nomor pusat SMS (SMSC) belum diatur'],
  ['No network service', 'modem tidak mendapat layanan jaringan'],
  ['Unknown error', 'modem menyebut galat tanpa penjelasan'],
  ['unlisted network cause', 'jaringan sedang terganggu'],
  ['Invalid PDU mode parameter', 'modem atau jaringan menolak bentuk SMS ini'],
  ['ME failure', 'modem terganggu'],
  ['Memory full', 'penyimpanan SMS penuh atau rusak'],
  ['TP-ST 0x46', 'masa berlaku habis sebelum ponsel penerima dapat dihubungi'],
  ['TP-ST 0x41', 'jaringan melaporkan SMS tidak sampai'],
])('"%s" is told in Indonesian, its own name in parentheses', (fault, words) => {
  expect(faultWords(fault)).toBe(`${words} (${fault})`);
});

test.each([
  'Melewati batas waktu kirim',
  'Program berhenti saat mengirim',
  'Nomor tujuan adalah nomor gateway sendiri',
  'Didahului balasan petugas',
  'Tiket dialihkan',
])('"%s", which is Indonesian already, is told as it is', (fault) => {
  expect(faultWords(fault)).toBe(fault);
});

test('of all the errors that can be the answer to a sent SMS, every one is told in Indonesian', () => {
  const names = [...CMS_ERRORS, ...CME_ERRORS]
    .filter((row) => CMS_ERRORS.includes(row) || ['fatal-sim', 'retry-after-network'].includes(row[1]))
    .map((row) => row[4]);
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => faultWords(name) === name)).toEqual([]);
});
