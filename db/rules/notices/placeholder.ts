/**
 * How long a value may get. `exact`: a number, a time or a command, short and never cut. `name`: as long as the longest
 * that the office has. `free`: what people wrote, of any length, and so the first to be cut.
 */
export type PlaceholderKind = 'exact' | 'name' | 'free';

interface PlaceholderFacts {
  /** What the office reads beside it in the settings. */
  label: string;
  kind: PlaceholderKind;
  /** An ordinary value, for the preview. */
  sample: string;
  /** The longest that is to be reckoned with, while the office has none of its own. @default the sample */
  longest?: string;
}

/** What a template may name in braces. */
export const PLACEHOLDERS = {
  nomor: { label: 'nomor tiket', kind: 'exact', sample: '128', longest: '99999' },
  skpd: { label: 'nama singkat SKPD', kind: 'name', sample: 'Disdik', longest: 'Puskesmas Tegaldlimo' },
  pelapor: { label: 'nama pelapor', kind: 'name', sample: 'Siti Aminah' },
  telepon: { label: 'nomor pelapor', kind: 'exact', sample: '081234567890' },
  uraian: { label: 'uraian pengaduan', kind: 'free', sample: 'printer bagian umum tidak bisa mencetak' },
  prioritas: { label: 'prioritas', kind: 'exact', sample: 'High', longest: 'Emergency' },
  kategori: { label: 'kategori', kind: 'name', sample: 'Perangkat keras' },
  tempat: { label: 'tempat di SKPD', kind: 'name', sample: 'lantai 2' },
  status: { label: 'keadaan tiket', kind: 'exact', sample: 'Diproses', longest: 'Bukan pengaduan' },
  teknisi: { label: 'nama teknisi', kind: 'name', sample: 'Rizky', longest: 'Mohammad Rizky' },
  jadwal: { label: 'jadwal kunjungan', kind: 'exact', sample: '12/01 13.30' },
  batas: { label: 'batas waktu', kind: 'exact', sample: '12/01 15.00' },
  tanggal: { label: 'tanggal perkiraan selesai', kind: 'exact', sample: '16/01/2026' },
  selesai: { label: 'waktu selesai', kind: 'exact', sample: '12/01 14.20' },
  buka: { label: 'kapan kantor buka lagi', kind: 'exact', sample: 'Sen 12/01 08.00' },
  menit: { label: 'target balasan pertama, dalam menit', kind: 'exact', sample: '30', longest: '120' },
  catatan: { label: 'catatan teknisi atau admin', kind: 'free', sample: 'kabel data diganti' },
  alasan: { label: 'alasan', kind: 'free', sample: 'menunggu suku cadang' },
  arahan: { label: 'arahan pimpinan', kind: 'free', sample: 'Pinjamkan printer cadangan' },
  sisa: { label: 'sisa waktu', kind: 'exact', sample: '30 menit', longest: '23 jam 59 menit' },
  jenis: { label: 'jenis batas waktu', kind: 'exact', sample: 'balasan', longest: 'laporan pimpinan' },
  jumlah: { label: 'jumlah', kind: 'exact', sample: '4', longest: '999' },
  daftar: { label: 'daftar, sebanyak yang muat', kind: 'free', sample: '128 Disdik, 131 Dinkes' },
  barang: { label: 'nama dan jumlah suku cadang', kind: 'free', sample: '1 buah RAM 8 GB' },
  hari: { label: 'batas laporan ke pimpinan, dalam hari', kind: 'exact', sample: '5', longest: '99' },
  jam: { label: 'jam berangkat atau tiba', kind: 'exact', sample: '13.30' },
  format: { label: 'cara menulis perintahnya', kind: 'exact', sample: 'SELESAI 128 catatan' },
  kode: { label: 'kode masuk pelapor', kind: 'exact', sample: '123456' },
  gateway: { label: 'nomor SMS Help Desk', kind: 'exact', sample: '08113103001' },
  cek: {
    label: 'cara melihat keadaan tiket: alamat halaman, atau SMS STATUS',
    kind: 'exact',
    sample: 'HELPDESK STATUS 128',
    longest: 'HELPDESK STATUS 99999',
  },
  tautan: {
    label: 'alamat halaman keadaan tiket, bila ada',
    kind: 'exact',
    sample: '',
  },
} as const satisfies Record<string, PlaceholderFacts>;

export type Placeholder = keyof typeof PLACEHOLDERS;

/** What is known when a text is written; a missing or empty one leaves no trace in the text. */
export type NoticeFacts = Partial<Record<Placeholder, string>>;

export const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(PLACEHOLDERS, name);

export const placeholderFacts = (name: Placeholder): PlaceholderFacts => PLACEHOLDERS[name];

export const ALL_PLACEHOLDERS: readonly Placeholder[] = Object.keys(PLACEHOLDERS).filter(isPlaceholder);

/** What every notice about a ticket can name. */
export const TICKET_PLACEHOLDERS: readonly Placeholder[] = [
  'nomor',
  'skpd',
  'pelapor',
  'telepon',
  'uraian',
  'prioritas',
  'kategori',
  'tempat',
  'status',
  'teknisi',
  'jadwal',
  'batas',
  'cek',
  'tautan',
];

/** The names in braces of a template, known or not, in their order. */
export const placeholdersIn = (template: string): string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '');
