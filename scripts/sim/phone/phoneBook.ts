/** A phone on the page: what it is called and what its number is; a name may stand for a number, as operators send. */
export interface DemoPhone {
  readonly number: string;
  readonly name: string;
}

/** Phones for a simulated modem that runs alone. */
export const DEMO_PHONES: readonly DemoPhone[] = [
  { number: '+6281234500101', name: 'Dinas Pendidikan' },
  { number: '+6281234500102', name: 'Puskesmas Kalibaru' },
  { number: '+6281234500103', name: 'Kecamatan Genteng' },
  { number: '+6281234500104', name: 'Dispendukcapil' },
  { number: '+6281234500201', name: 'Teknisi' },
  { number: '+6285700000999', name: 'Nomor tidak dikenal' },
  { number: '1708', name: 'Kode pendek' },
  { number: 'TELKOMSEL', name: 'Operator' },
];

/** Longest name that an alphanumeric sender can have (23.040 §9.1.2.5). */
const NAME_MAX = 11;

/** A number or name that may send, or undefined. */
export function senderOf(written: string): string | undefined {
  const number = written.replace(/[\s().-]/g, '');
  if (/^\+?\d{2,15}$/.test(number)) return number;
  const name = written.trim();
  return /^[A-Za-z][A-Za-z0-9 ._-]*$/.test(name) && name.length <= NAME_MAX ? name : undefined;
}

/** +6281234500101 as people here write it: 0812-3450-0101. */
export function spoken(number: string): string {
  const found = /^\+62(8\d{2})(\d{4})(\d+)$/.exec(number);
  return found ? `0${found[1]}-${found[2]}-${found[3]}` : number;
}
