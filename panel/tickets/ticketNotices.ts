/** What was done, told once after it. */
export const TICKET_NOTICES = {
  replied: 'Balasan masuk antrean kirim. Statusnya terlihat pada percakapan.',
  alreadyReplied: 'Balasan ini sudah masuk antrean; tidak dikirim dua kali.',
  prioritySet: 'Prioritas disimpan.',
  assigned: 'Tiket ditugaskan. SMS penugasan masuk antrean kirim.',
  accepted: 'Tugas diterima. Pelapor melihat tiket ini sebagai "Diproses".',
  closed: 'Tiket selesai. Pelapor diberi tahu lewat SMS.',
  factsSaved: 'Rincian disimpan.',
  scheduled: 'Jadwal disimpan. Pihak yang terkait diberi tahu lewat SMS.',
  noted: 'Catatan internal disimpan; tidak dikirim kepada siapa pun.',
  departed: 'Keberangkatan tercatat dan terlihat oleh operator.',
  arrived: 'Tiba di lokasi, tercatat.',
  pended: 'Tiket ditunda. Pelapor diberi tahu lewat SMS.',
  resumed: 'Tiket dilanjutkan.',
  declined: 'Tugas ditolak dan kembali kepada admin.',
  unassigned: 'Penugasan dicabut; tiket kembali menjadi Baru.',
  cancelled: 'Tiket dibatalkan. Tekan Pulihkan bila keliru.',
  rejected: 'Tiket ditandai bukan pengaduan atau bukan wewenang. Tekan Pulihkan bila keliru.',
  reopened: 'Tiket dibuka kembali.',
  returned: 'Tiket dipulihkan.',
  resent: 'SMS masuk antrean lagi.',
  takenAsSent: 'SMS dianggap terkirim.',
  restored: 'Isian Anda dari sebelum masuk ada lagi di bawah ini; belum dikirim.',
} as const;

export type TicketNotice = keyof typeof TICKET_NOTICES;
