import { describe, expect, test } from 'vitest';
import { readBalance } from '../../db/rules/balance.ts';

describe('the credit is read in', () => {
  test.each([
    ['Sisa pulsa Rp.3000.Aktif sd 26/03/2026', 3000],
    ['Sisa pulsa Rp.3.000', 3000],
    ['Pulsa Rp12.500', 12_500],
    ['Pulsa Anda Rp 25.000,-', 25_000],
    ['sisa pulsa 3000', 3000],
    ['Pulsa: 1.234,50', 1234],
    ['Saldo utama: Rp 1,234.50', 1234],
    ['PULSA UTAMA 12500.00', 12_500],
    ['Sisa pulsa Anda adalah Rp0,-', 0],
    ['Main balance IDR 1.250.000', 1_250_000],
    ['Pulsa 0. Silakan isi ulang', 0],
    ['Pulsa Anda 12rb', 12_000],
    ['Rp15.000 s/d 12/12/2026', 15_000],
    ['PERINGATAN: Sisa pulsa Rp1.500 ERROR OK > hub 188', 1500],
    ['Pulsa Rp5.000. Bonus pulsa Rp1.000', 5000],
    ['Pulsa\nRp7.000\nAktif', 7000],
    ['Main:Rp3.250.Aktif sd 12Apr26.Cek paket *363#', 3250],
    ['Rp15250 s/d 12-04-2026\n1.Paket Data\n2.Combo', 15_250],
    ['Pulsa nomor ini skrg Rp15.250', 15_250],
    ['Pulsamu tersedia Rp 15.250', 15_250],
    ['PulsaRp15.250 12/04/2026', 15_250],
  ])('%j (IDN-01, IDN-03)', (text, rupiah) => expect(readBalance(text).rupiah).toBe(rupiah));

  test.each([
    'Maaf, permintaan tidak dapat diproses',
    '1. Info pulsa 2. Beli paket 3. Isi ulang',
    'Isi pulsa Rp10.000 dapat bonus',
    'Paket 5GB Rp25.000, balas YA',
    'Pulsa s/d 26/03/2026',
    'Pulsa aktif 2026-03-26',
    'Pulsa Rp5.000 atau pulsa Rp7.000',
    'Pulsa 1.23.4567',
    'Sisa pulsa Rp12 500',
    'Hubungi 188',
    '',
  ])('not in %j', (text) => expect(readBalance(text).rupiah).toBeUndefined());
});

describe('the dates are read in', () => {
  test.each([
    ['Aktif s/d 26/03/2026', '2026-03-26', undefined],
    ['Sisa pulsa Rp.3000.Aktif sd 26-03-26', '2026-03-26', undefined],
    ['Pulsa Rp12.500\r\nAktif s/d 15-04-2026\r\nMasa tenggang 15-05-2026', '2026-04-15', '2026-05-15'],
    ['Masa aktif s.d. 31-12-2030', '2030-12-31', undefined],
    ['Berlaku hingga 26 Mar 2026', '2026-03-26', undefined],
    ['Aktif sampai 5 Agustus 2026', '2026-08-05', undefined],
    ['Active until March 26, 2026. Grace period: May 1, 2026', '2026-03-26', '2026-05-01'],
    ['masa aktif:26Des26', '2026-12-26', undefined],
    ['Masa aktif/tenggang: 15/04/2026 - 15/05/2026', '2026-04-15', '2026-05-15'],
    ['Aktif s/d 2026-03-26 23:59', '2026-03-26', undefined],
    ['exp 03/26/2026', '2026-03-26', undefined],
    ['Smartfren: Pulsa Rp15,250.00 Berlaku 12/04/2026 10:00', '2026-04-12', undefined],
    ['Pulsa Rp 50 aktif 12/04/2026', '2026-04-12', undefined],
    ['Masa aktif s/d 12042026', '2026-04-12', undefined],
    ['Masa aktif: 20260412', '2026-04-12', undefined],
    ['Masa aktif hingga 12|04|2026', '2026-04-12', undefined],
    ['Aktif s/d 12/Apr/2026', '2026-04-12', undefined],
    ['Tenggang s/d 15.05.2026', undefined, '2026-05-15'],
    ['Pulsa Rp5.000 aktif sd 26/03/2026. Kuota 2GB sd 01/02/2026', '2026-03-26', undefined],
  ])('%j (IDN-02, IDN-03)', (text, activeUntil, graceUntil) =>
    expect(readBalance(text)).toMatchObject({ activeUntil, graceUntil }),
  );

  test.each(['Aktif s/d 31/02/2026', 'Tanggal 26/03/2026', 'Kuota sd 26/03/2026', 'Aktif sd 26/03'])(
    'not in %j',
    (text) => expect(readBalance(text)).toMatchObject({ activeUntil: undefined, graceUntil: undefined }),
  );
});

test('long answers without sense are read in no time', () => {
  for (const filler of ['pulsa ', 'Rp 1.', 'aktif 1/1/', 'pulsa:.=', '1-', 'pulsa anda '])
    expect(readBalance(filler.repeat(2000)).activeUntil).toBeUndefined();
});
