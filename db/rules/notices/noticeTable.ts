import type { OutboundKind } from '../messageKind.ts';
import type { Placeholder } from './placeholder.ts';

/** Who is told. `technician` is the ticket's own, `leader` and `admin` are all of them with a number. */
export type Recipient = 'reporter' | 'technician' | 'leader' | 'admin';

export interface Notice {
  to: Recipient;
  kind: OutboundKind;
  /** What has happened, for the list in the settings. */
  label: string;
  /** Placeholders in braces. */
  text: string;
  /** This one's words are cut when the whole would not fit in one part. */
  elastic?: Placeholder;
}

/** Every SMS that the program writes by itself: the event, whom it tells and how (SOP 6 to 8, GLOSSARY 5.3). */
export const NOTICES = {
  received: {
    to: 'reporter',
    kind: 'acknowledgement',
    label: 'Pengaduan diterima',
    text: 'Pengaduan Anda kami terima, no. tiket {nomor}. Petugas membalas maks. 30 menit pada jam kerja. Cek: HELPDESK STATUS {nomor}',
  },
  assignment: {
    to: 'technician',
    kind: 'assignment',
    label: 'Tiket ditugaskan',
    text: 'TUGAS {nomor} {prioritas} {skpd}: {uraian}. PIC {telepon}. Balas TERIMA {nomor}, lalu SELESAI {nomor} catatan',
    elastic: 'uraian',
  },
  solved: {
    to: 'reporter',
    kind: 'solved',
    label: 'Tiket selesai',
    text: 'Tiket {nomor} selesai {selesai}: {catatan}. Masih bermasalah? Kirim HELPDESK(spasi)isi keluhan. Terima kasih',
    elastic: 'catatan',
  },
  answerNear: {
    to: 'admin',
    kind: 'reminder',
    label: 'Balasan atau konfirmasi hampir jatuh tempo',
    text: 'INGAT: tiket {nomor} {skpd} menunggu {jenis} sampai {batas} (sisa {sisa}): {uraian}',
    elastic: 'uraian',
  },
  answerLate: {
    to: 'admin',
    kind: 'reminder',
    label: 'Balasan atau konfirmasi terlambat',
    text: 'TERLAMBAT: tiket {nomor} {skpd} menunggu {jenis} sejak batas {batas}: {uraian}',
    elastic: 'uraian',
  },
  repairNear: {
    to: 'technician',
    kind: 'reminder',
    label: 'Perbaikan hampir jatuh tempo',
    text: 'INGAT: tiket {nomor} {skpd} jatuh tempo {batas} (sisa {sisa}). Balas SELESAI {nomor} catatan atau TUNDA {nomor} alasan',
    elastic: 'skpd',
  },
  repairLate: {
    to: 'technician',
    kind: 'reminder',
    label: 'Perbaikan terlambat (tiap pagi)',
    text: 'TERLAMBAT: tiket {nomor} {skpd} lewat batas {batas}. Balas SELESAI {nomor} catatan atau TUNDA {nomor} alasan',
    elastic: 'skpd',
  },
  reportNear: {
    to: 'technician',
    kind: 'reminder',
    label: 'Laporan ke pimpinan segera diperlukan',
    text: 'INGAT: tiket {nomor} {skpd} genap {hari} hari pada {batas}. Sesudah itu balas LAPOR {nomor} alasan#kendala#rencana',
    elastic: 'skpd',
  },
  reportWanted: {
    to: 'technician',
    kind: 'reminder',
    label: 'Laporan ke pimpinan diminta',
    text: 'Tiket {nomor} {skpd} belum selesai dalam {hari} hari. Balas LAPOR {nomor} alasan#kendala#rencana. Tanpa itu tiket tidak dapat diselesaikan',
    elastic: 'skpd',
  },
  pendingNear: {
    to: 'technician',
    kind: 'reminder',
    label: 'Penundaan hampir habis',
    text: 'INGAT: penundaan tiket {nomor} {skpd} ({alasan}) habis {batas}, lalu waktu perbaikan berjalan lagi',
    elastic: 'alasan',
  },
  pendingOver: {
    to: 'technician',
    kind: 'reminder',
    label: 'Penundaan habis, waktu berjalan lagi',
    text: 'Penundaan tiket {nomor} {skpd} ({alasan}) habis {batas}: waktu perbaikan berjalan lagi',
    elastic: 'alasan',
  },
  reminderDigest: {
    to: 'technician',
    kind: 'reminder',
    label: 'Beberapa pengingat sekaligus',
    text: 'INGAT {jumlah} tiket: {daftar}. Ketik TUGAS untuk daftar lengkap',
  },
  adminDigest: {
    to: 'admin',
    kind: 'reminder',
    label: 'Beberapa pengingat sekaligus, untuk admin',
    text: 'INGAT {jumlah} tiket: {daftar}. Lihat Terlambat di panel',
  },
  leaderReport: {
    to: 'leader',
    kind: 'leader_report',
    label: 'Laporan keterlambatan ke pimpinan',
    text: 'LAPOR PIMPINAN: tiket {nomor} {skpd} ({prioritas}) melewati batas, teknisi {teknisi}, alasan: {alasan}. Mohon arahan.',
    elastic: 'alasan',
  },
  leaderUnreported: {
    to: 'leader',
    kind: 'leader_report',
    label: 'Keterlambatan tanpa alasan tertulis, ke pimpinan',
    text: 'LAPOR PIMPINAN: tiket {nomor} {skpd} ({prioritas}) melewati {hari} hari, teknisi {teknisi} belum menulis alasan. Mohon arahan.',
    elastic: 'skpd',
  },
  leaderDigest: {
    to: 'leader',
    kind: 'leader_report',
    label: 'Beberapa keterlambatan tanpa alasan tertulis, ke pimpinan',
    text: 'LAPOR PIMPINAN: {jumlah} tiket melewati {hari} hari tanpa alasan tertulis: {daftar}. Mohon arahan lewat panel.',
  },
  leaderInstruction: {
    to: 'technician',
    kind: 'leader_report',
    label: 'Arahan pimpinan untuk teknisi',
    text: 'ARAHAN PIMPINAN, tiket {nomor} {skpd}: {arahan}',
    elastic: 'arahan',
  },
  commandAccepted: {
    to: 'technician',
    kind: 'command_answer',
    label: 'Jawaban TERIMA',
    text: 'Tiket {nomor} Anda terima. Saat berangkat balas BERANGKAT {nomor}, bila beres SELESAI {nomor} catatan',
  },
  commandDeclined: {
    to: 'technician',
    kind: 'command_answer',
    label: 'Jawaban TOLAK',
    text: 'Tiket {nomor} Anda tolak: {alasan}. Admin mencari teknisi lain',
    elastic: 'alasan',
  },
  commandDeparted: {
    to: 'technician',
    kind: 'command_answer',
    label: 'Jawaban BERANGKAT',
    text: 'Tiket {nomor}: berangkat {jam}, operator diberi tahu. Saat tiba balas TIBA {nomor}',
  },
  commandArrived: {
    to: 'technician',
    kind: 'command_answer',
    label: 'Jawaban TIBA',
    text: 'Tiket {nomor}: tiba {jam}. Bila beres balas SELESAI {nomor} catatan, bila belum TUNDA {nomor} alasan',
  },
  commandPended: {
    to: 'technician',
    kind: 'command_answer',
    label: 'Jawaban TUNDA',
    text: 'Tiket {nomor} ditunda: {alasan}. Dilanjutkan dengan LANJUT {nomor}',
    elastic: 'alasan',
  },
  commandResumed: {
    to: 'technician',
    kind: 'command_answer',
    label: 'Jawaban LANJUT',
    text: 'Tiket {nomor} dilanjutkan. Bila beres balas SELESAI {nomor} catatan',
  },
  commandClosed: {
    to: 'technician',
    kind: 'command_answer',
    label: 'Jawaban SELESAI',
    text: 'Tiket {nomor} dicatat selesai, operator diberi tahu. Terima kasih',
  },
  commandReported: {
    to: 'technician',
    kind: 'command_answer',
    label: 'Jawaban LAPOR',
    text: 'Laporan tiket {nomor} diteruskan ke pimpinan. Terima kasih',
  },
  commandRefused: {
    to: 'technician',
    kind: 'command_answer',
    label: 'Perintah teknisi tidak dijalankan',
    text: '{alasan}. {format}',
    elastic: 'alasan',
  },
  pinWanted: {
    to: 'technician',
    kind: 'command_answer',
    label: 'Perintah teknisi tanpa PIN yang benar',
    text: 'Perintah tidak dijalankan. Sertakan PIN Anda, misalnya {format} PIN 0000. Lupa PIN: hubungi admin',
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
    text: '{alasan}. {format}',
    elastic: 'alasan',
  },
  reopenedAnswer: {
    to: 'reporter',
    kind: 'command_answer',
    label: 'Jawaban BUKA',
    text: 'Tiket {nomor} kami buka kembali dan kami tangani lagi. Cek: HELPDESK STATUS {nomor}',
  },
} as const satisfies Record<string, Notice>;

export type NoticeKey = keyof typeof NOTICES;

/** A row of the table, with what it leaves out. */
export const noticeNamed = (key: NoticeKey): Notice => NOTICES[key];
