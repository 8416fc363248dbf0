/** What was done, told once after it. */
export const TICKET_NOTICES = {
  replied: 'Balasan masuk antrean kirim. Statusnya terlihat pada percakapan.',
  alreadyReplied: 'Balasan ini sudah masuk antrean; tidak dikirim dua kali.',
  prioritySet: 'Prioritas disimpan.',
  assigned: 'Tiket ditugaskan. SMS penugasan masuk antrean kirim.',
  accepted: 'Tugas diterima. Pelapor melihat tiket ini sebagai "Diproses".',
  closed: 'Tiket selesai. Pelapor diberi tahu lewat SMS.',
  resent: 'SMS masuk antrean lagi.',
  takenAsSent: 'SMS dianggap terkirim.',
  restored: 'Isian Anda dari sebelum masuk ada lagi di bawah ini; belum dikirim.',
} as const;

export type TicketNotice = keyof typeof TICKET_NOTICES;
