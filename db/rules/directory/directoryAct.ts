/** What is done to the directory at one stroke, and undone as one. */
export const DIRECTORY_ACTS = {
  unit_added: 'SKPD ditambahkan',
  unit_changed: 'SKPD diubah',
  contact_added: 'Orang ditambahkan',
  contact_changed: 'Data orang diubah',
  contacts_merged: 'Dua catatan orang digabung',
  number_bound: 'Nomor dihubungkan dengan SKPD',
  registration_confirmed: 'Pendaftaran lewat SMS disetujui',
  call_noted: 'Penelepon disimpan',
  units_imported: 'SKPD diimpor dari CSV',
  contacts_imported: 'Orang diimpor dari CSV',
  seeded: 'Data contoh',
  undone: 'Perubahan diurungkan',
} as const;

export type DirectoryActKind = keyof typeof DIRECTORY_ACTS;
