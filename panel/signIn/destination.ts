/**
 * Where somebody goes after signing in: an address of ours, or the first page. `//host`, `/\host` and their like
 * would lead elsewhere.
 */
export const safeDestination = (raw: string): string =>
  /^\/(?![/\\])[\x21-\x7e]*$/.test(raw) && !raw.startsWith('/masuk') ? raw : '/';

/** Pages with forms, the longer addresses first. */
const PAGES = [
  String.raw`/tiket/\d+`,
  '/tiket',
  '/telepon',
  '/tugas',
  String.raw`/direktori/(?:skpd|orang)/(?:baru|\d+/ubah)`,
  '/direktori/(?:pendaftaran|petugas|impor)',
  '/direktori',
  '/periksa',
  '/operator',
  String.raw`/pengaturan/kalender/(?:jam|impor|(?:libur|rentang)/(?:baru|\d+))`,
  '/pengaturan/kalender',
  String.raw`/pengaturan/sms/\w+`,
  '/pengaturan/sms',
  String.raw`/pengaturan/balasan/(?:baru|\d+)`,
  '/pengaturan/balasan',
  '/gateway',
  '/akun/(?:kata-sandi|kode-kedua)',
  '/akun',
  String.raw`/pengaturan/pengguna/\d+`,
  '/pengaturan/(?:pengguna|pelapor)',
];
const PAGE = new RegExp(`^(${PAGES.join('|')})(?:/|$)`);

/** The page on which a posted form stood: `/tiket/5/balasan` stands on `/tiket/5`. */
export const pageOf = (path: string): string => PAGE.exec(path)?.[1] ?? '/';
