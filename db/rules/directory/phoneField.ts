import { type PhoneNumber, readPhoneNumber, showPhoneNumber } from '../phoneNumber.ts';

/** A number as a form or a table holds it: read, perhaps with something to look at, or why it cannot be. */
export type PhoneField = { phone: PhoneNumber; note?: string } | { fault: string };

/** What only a spreadsheet writes: it took the number for an amount and threw digits away. */
const AMOUNT = /^\d(?:[.,]\d+)?E\+?\d+$/i;
const BETWEEN_NUMBERS = /[,;&\n/]|\b(?:dan|atau|and|or)\b/i;
/** Shorter ones are short codes, or numbers that leave their area out. */
const DIGITS_MIN = 7;

/** No operator gives longer ones: thirteen digits with the zero. */
const INDONESIAN_LENGTH_MAX = '+62'.length + 12;

const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

/**
 * Reads one number, mobile or landline, and says in words for people what is wrong with another (GLOSSARY 5.2).
 * @param raw not empty
 */
export function readPhoneField(raw: string): PhoneField {
  const text = raw.trim();
  if (AMOUNT.test(text))
    return {
      fault: `"${text}" dirusak Excel: angka di belakangnya sudah hilang. Ubah kolomnya menjadi Teks, lalu ketik ulang nomornya.`,
    };
  const several = text.split(BETWEEN_NUMBERS).filter((piece) => digitsIn(piece) >= DIGITS_MIN - 1);
  if (several.length > 1)
    return { fault: `"${text}" berisi lebih dari satu nomor. Tulis satu nomor di satu kolom.` };
  if (/\p{L}/u.test(text)) return { fault: `"${text}" bukan nomor telepon.` };
  if (digitsIn(text) < DIGITS_MIN)
    return {
      fault: `"${text}" terlalu pendek. Nomor kantor ditulis dengan kode wilayah, misalnya (0333) 417437; nomor pendek operator tidak bisa dipakai.`,
    };
  const phone = readPhoneNumber(text);
  if (phone === undefined || (phone.startsWith('+62') && phone.length > INDONESIAN_LENGTH_MAX))
    return { fault: `"${text}" bukan nomor telepon yang lengkap. Contoh: 0812-3456-7890.` };
  if (/^[1-9]/.test(text) && !text.startsWith('62'))
    return { phone, note: `"${text}" dibaca ${showPhoneNumber(phone)}: nol di depan hilang` };
  return { phone };
}
