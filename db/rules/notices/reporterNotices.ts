import type { Notice } from './notice.ts';

/** What the reporter is told (SOP 6 to 8, GLOSSARY 5.3), and the answers to what a reporter texts. */
export const REPORTER_NOTICES = {
  received: {
    to: 'reporter',
    kind: 'acknowledgement',
    label: 'Pengaduan diterima',
    text: 'Pengaduan Anda kami terima, no. tiket {nomor}. Petugas membalas maks. 30 menit pada jam kerja. Cek: HELPDESK STATUS {nomor}',
  },
  receivedClosed: {
    to: 'reporter',
    kind: 'acknowledgement',
    label: 'Pengaduan diterima di luar jam layanan',
    text: 'Pengaduan Anda kami terima, no. tiket {nomor}. Saat ini di luar jam layanan; petugas membalas mulai {buka}. Cek: HELPDESK STATUS {nomor}',
  },
  confirmed: {
    to: 'reporter',
    kind: 'confirmation',
    label: 'Tiket ditugaskan kepada teknisi',
    text: '[Yth. {skpd}, ]tiket {nomor} prioritas {prioritas} ditangani teknisi {teknisi}.[ Kunjungan {jadwal}.] Helpdesk Dishubkominfo',
    elastic: 'teknisi',
  },
  pended: {
    to: 'reporter',
    kind: 'news',
    label: 'Tiket ditunda',
    text: '[Yth. {skpd}, ]tiket {nomor} ditunda: {alasan}.[ Perkiraan selesai {tanggal}.] Mohon maaf. Helpdesk Dishubkominfo',
    elastic: 'alasan',
  },
  rescheduled: {
    to: 'reporter',
    kind: 'news',
    label: 'Jadwal kunjungan berubah',
    text: '[Yth. {skpd}, ]kunjungan teknisi untuk tiket {nomor} menjadi {jadwal}: {alasan}. Helpdesk Dishubkominfo',
    elastic: 'alasan',
  },
  reopened: {
    to: 'reporter',
    kind: 'news',
    label: 'Tiket dibuka kembali',
    text: '[Yth. {skpd}, ]tiket {nomor} dibuka kembali dan segera kami tangani. Helpdesk Dishubkominfo',
    elastic: 'skpd',
  },
  cancelled: {
    to: 'reporter',
    kind: 'news',
    label: 'Tiket dibatalkan',
    text: '[Yth. {skpd}, ]tiket {nomor} dibatalkan: {alasan}. Masih perlu? Kirim HELPDESK(spasi)isi keluhan. Helpdesk Dishubkominfo',
    elastic: 'alasan',
  },
  rejected: {
    to: 'reporter',
    kind: 'news',
    label: 'Bukan wewenang kami',
    text: '[Yth. {skpd}, ]pengaduan {nomor} bukan wewenang kami: {alasan}. Helpdesk Dishubkominfo',
    elastic: 'alasan',
  },
  solved: {
    to: 'reporter',
    kind: 'solved',
    label: 'Tiket selesai',
    text: 'Tiket {nomor} selesai {selesai}: {catatan}. Masih bermasalah? Balas BUKA {nomor} alasan. Beri nilai: NILAI {nomor} 1-5',
    elastic: 'catatan',
  },
  rated: {
    to: 'reporter',
    kind: 'command_answer',
    label: 'Jawaban NILAI',
    text: 'Terima kasih, nilai Anda untuk tiket {nomor} kami catat. Bisa diubah satu kali: NILAI {nomor} 1-5',
  },
  ratingChanged: {
    to: 'reporter',
    kind: 'command_answer',
    label: 'Jawaban NILAI yang kedua',
    text: 'Terima kasih, nilai Anda untuk tiket {nomor} sudah diubah',
  },
  ratingAsked: {
    to: 'reporter',
    kind: 'command_answer',
    label: 'NILAI tanpa angka 1 sampai 5',
    text: 'Beri nilai dengan angka 1 (kurang) sampai 5 (sangat baik). Balas: NILAI {nomor} 5',
  },
  reporterRefused: {
    to: 'reporter',
    kind: 'command_answer',
    label: 'Perintah pelapor tidak dijalankan',
    text: '{alasan}[. {format}]',
    elastic: 'alasan',
  },
} as const satisfies Record<string, Notice>;
