import { describe, expect, test } from 'vitest';
import { formsFrom, ussdCommand } from '../../daemon/modem/ussdCode.ts';
import { parseUssdLine } from '../../daemon/modem/ussdLine.ts';
import { ussdText } from '../../daemon/modem/ussdText.ts';
import { hexFromOctets } from '../../scripts/sim/codec/octets.ts';
import { packSeptets } from '../../scripts/sim/codec/septets.ts';
import { gsm7Septets } from '../../scripts/sim/codec/userData.ts';

const ANSWERS = [
  'Sisa pulsa Rp.3000.Aktif sd 26/03/2026',
  'Pulsa Rp12.500\nAktif s/d 15-04-2026\nMasa tenggang 15-05-2026',
  'Pulsa Anda Rp 25.000. Masa aktif s.d. 31-12-2030',
  'Maaf, permintaan tidak dapat diproses',
  'PERINGATAN: Sisa pulsa Rp1.500 ERROR OK > hub 188',
  'Main Bal:Rp0,-. Cek *123# @telkomsel',
  'OK',
  '12.500',
];

const packed = (text: string): string => hexFromOctets(packSeptets(gsm7Septets(text) ?? []));
const octets = (text: string): string => Buffer.from(text, 'latin1').toString('hex');
const ucs2 = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

describe('an answer of the network is read', () => {
  test.each(ANSWERS)('however it is written: %j (IDN-02)', (answer) => {
    const forms = [packed(answer), ucs2(answer), ucs2(answer).toUpperCase(), answer];
    if (answer.length > 4) forms.push(octets(answer), octets(answer).toUpperCase());
    for (const raw of forms)
      for (const dcs of [undefined, 0, 15, 68, 72, 240, 244])
        expect([raw, dcs, ussdText(raw, dcs)]).toEqual([raw, dcs, answer]);
  });
  test('in hex that is broken over lines', () => {
    const hex = ucs2('Sisa pulsa Rp3.000');
    expect(ussdText(`${hex.slice(0, 22)}\n${hex.slice(22)}`, 15)).toBe('Sisa pulsa Rp3.000');
  });
  test('without the @ that padding reads as, and with one that was said', () => {
    for (const text of ['Pulsa 7', 'Pulsa habis, isi: @toko', '1234567'])
      expect(ussdText(packed(text), 15)).toBe(text);
    expect(ussdText(`${packed('Rp 500.')}`, 15)).toBe('Rp 500.');
    expect(ussdText(hexFromOctets(packSeptets([...(gsm7Septets('Pulsa 7') ?? []), 13])), 15)).toBe('Pulsa 7');
  });
  test('in Latin-1, in UTF-8 and with filler bytes', () => {
    expect(ussdText('Caf\xe9: pulsa 5', 15)).toBe('Café: pulsa 5');
    expect(ussdText('Caf\xc3\xa9', 15)).toBe('Café');
    expect(ussdText('\xffS\xffi\xffs\xffa', 72)).toBe('Sisa');
    expect(ussdText('Pulsa 5000\xff\xff', 15)).toBe('Pulsa 5000');
    expect(ussdText('FF53FF69FF73FF61FF20FF35', 72)).toBe('Sisa 5');
    expect(ussdText('Kirim ke a\x11b \x02', 15)).toBe('Kirim ke a_b $');
  });
  test('in another script when the coding says so', () => {
    expect(ussdText(ucs2('رصيدك خمسة'), 72)).toBe('رصيدك خمسة');
    expect(ussdText(ucs2('Pulsa – 5.000 • aktif'), 72)).toBe('Pulsa – 5.000 • aktif');
  });
  test('as an amount when it has digits only', () => {
    expect(ussdText('25000', 15)).toBe('25000');
    expect(ussdText('125000', 15)).toBe('125000');
    expect(ussdText('6281234567', 15)).toBe('6281234567');
  });
});

describe('a line of the network is taken apart', () => {
  test.each([
    ['+CUSD: 0,"Sisa pulsa Rp3.000",15', 0, 'Sisa pulsa Rp3.000', 15],
    ['+CUSD: 0, "Sisa pulsa", 15', 0, 'Sisa pulsa', 15],
    ['+CUSD:2,"Sisa"', 2, 'Sisa', undefined],
    ['+CUSD: 0,"Sisa",15,', 0, 'Sisa', 15],
    ['+CUSD: 0,"Sisa","15"', 0, 'Sisa', 15],
    ['+CUSD: 1', 1, undefined, undefined],
    ['+CUSD: 0,"",15', 0, undefined, 15],
    ['+CUSD: 4', 4, undefined, undefined],
    ['+CUSD: 0,Sisa pulsa,15', 0, 'Sisa pulsa', 15],
    ['+CUSD: "Sisa pulsa",72', undefined, 'Sisa pulsa', 72],
    ['+CUSD: 0,"Ketik "YA" untuk 5", 10",15', 0, 'Ketik "YA" untuk 5", 10', 15],
    ['+CUSD: 1,"Menu\n1. Pulsa\n>\n2. Paket",15', 1, 'Menu\n1. Pulsa\n> 2. Paket', 15],
    ['+CUSD: 0,"Sisa pulsa tanpa akhir', 0, 'Sisa pulsa tanpa akhir', undefined],
    ['+CUSD: 0,"Sisa pulsa tanpa akhir\nOK', 0, 'Sisa pulsa tanpa akhir', undefined],
    ['+CUSD: 0,"Balas\nOK\nuntuk paket",15', 0, 'Balas\nOK\nuntuk paket', 15],
  ])('%j (IDN-03)', (line, kind, raw, dcs) => {
    expect(parseUssdLine(line.split('\n'))).toEqual({ kind, raw, dcs });
  });
});

describe('a code is dialled', () => {
  test('as text, as packed septets and as UCS2 (IDN-01)', () => {
    expect(ussdCommand('*888#', 'text')).toBe('AT+CUSD=1,"*888#",15');
    expect(ussdCommand('*888#', 'packed')).toBe('AT+CUSD=1,"2A1C0E3702",15');
    expect(ussdCommand('*101#', 'packed')).toBe('AT+CUSD=1,"AA182C3602",15');
    expect(ussdCommand('*888#', 'ucs2')).toBe('AT+CUSD=1,"002A0038003800380023",72');
  });
  test('with a CR where zeros would read as an @', () => {
    expect(ussdCommand('*888*1#', 'packed')).toBe(
      `AT+CUSD=1,"${hexFromOctets(packSeptets([...(gsm7Septets('*888*1#') ?? []), 13])).toUpperCase()}",15`,
    );
  });
  test('never with a line that is too long', () => {
    expect(ussdCommand('*123*4567890123456#', 'ucs2')).toBeUndefined();
  });
  test('in the form that worked first, then in the others', () => {
    expect(formsFrom('packed')).toEqual(['packed', 'text', 'ucs2']);
  });
});
