/** What an operator's own text warns of; undefined: advertising, or nothing that can be told. */
export type OperatorNotice = 'credit' | 'validity';

const CREDIT = [
  /\b(?:pulsa|saldo)(?:mu|nya)?\b[^.?!]{0,40}\b(?:hampir habis|habis|menipis|tipis|(?:tidak|tdk|belum|tak|gak|ga) (?:men)?cukup\w*|kurang dari|(?:sisa|tinggal) sedikit|tersisa sedikit|minim|kosong)\b(?! *\?)/i,
  /\b(?:sisa (?:pulsa|saldo)|(?:pulsa|saldo)(?:mu)?(?: (?:anda|kamu|utama|tersisa|sisa|tinggal))+)\b[^?!]{0,40}\b(?:segera|yuk|ayo)\b[^?!]{0,20}\bisi (?:ulang|pulsa)\b/i,
  /\b(?:low|insufficient|not enough) (?:balance|credit)\b/i,
  /\b(?:balance|credit)\b[^.?!]{0,30}\b(?:is low|running low|run(?:ning)? out|insufficient|not enough)\b/i,
];
const VALIDITY = [
  /\bmasa (?:aktif|tenggang)(?:mu)?\b(?!.{0,20}\b(?:paket|kuota|bonus|internet|data)\b)[^.?!]{0,60}\b(?:akan|segera|hampir|sudah|telah|besok|hari ini|tinggal|tersisa)\b[^.?!]{0,30}\b(?:berakhir|habis|hangus|hari)\b/i,
  /\bmasa (?:aktif|tenggang)(?:mu)?\b(?!.{0,20}\b(?:paket|kuota|bonus|internet|data)\b)[^.?!]{0,60}\b(?:berakhir|habis)\b(?! *\?)/i,
  /\b(?:perpanjang|tambah) masa aktif (?:kartu|nomor|sim)/i,
  /\b(?:kartu|nomor|no|sim)(?:mu)?\b[^.?!]{0,50}\b(?:akan|segera|sudah|telah|hampir|besok)\b[^.?!]{0,20}\b(?:hangus|diblokir|terblokir|dinonaktifkan|kedaluwarsa|kadaluarsa|(?:tidak|tdk) (?:lagi )?aktif)\b/i,
  /\bmemasuki masa tenggang\b/i,
  /\b(?:card|number|sim)\b[^.?!]{0,30}\b(?:will|has)\b[^.?!]{0,20}\b(?:expired?|blocked|deactivated)\b/i,
];

/** @param text from a name or a short code; people may write what they like. */
export function operatorNotice(text: string): OperatorNotice | undefined {
  const line = text.replace(/\s+/g, ' ');
  if (CREDIT.some((pattern) => pattern.test(line))) return 'credit';
  return VALIDITY.some((pattern) => pattern.test(line)) ? 'validity' : undefined;
}
