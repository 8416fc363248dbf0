/** What a template may name in braces, and what the office reads beside it in the settings. */
export const PLACEHOLDERS = {
  nomor: 'nomor tiket',
  skpd: 'nama singkat SKPD',
  pelapor: 'nama pelapor',
  telepon: 'nomor pelapor',
  uraian: 'uraian pengaduan',
  prioritas: 'prioritas',
  kategori: 'kategori',
  tempat: 'tempat di SKPD',
  status: 'keadaan tiket',
  teknisi: 'nama teknisi',
  jadwal: 'jadwal kunjungan',
  batas: 'batas penyelesaian',
  tanggal: 'tanggal perkiraan selesai',
  selesai: 'waktu selesai',
  catatan: 'catatan teknisi atau admin',
  alasan: 'alasan',
  sisa: 'sisa waktu',
  jenis: 'jenis batas waktu',
  jumlah: 'jumlah tiket',
  daftar: 'daftar tiket',
  hari: 'batas laporan ke pimpinan, dalam hari',
  arahan: 'arahan pimpinan',
  jam: 'jam berangkat atau tiba',
  format: 'cara menulis perintahnya',
  tautan: 'alamat halaman status',
} as const;

export type Placeholder = keyof typeof PLACEHOLDERS;

/** What is known when a text is written; a missing or empty one leaves no trace in the text. */
export type NoticeFacts = Partial<Record<Placeholder, string>>;

/** The names in braces of a template, known or not, in their order. */
export const placeholdersIn = (template: string): string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '');
