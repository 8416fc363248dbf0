import type { Notice } from './notice.ts';

/** What a technician is told of several tickets, or asks about them (SOP 8C). */
export const TASK_NOTICES = {
  digest: {
    to: 'technician',
    kind: 'digest',
    label: 'Banyak penugasan sekaligus, misalnya sesudah gangguan',
    text: 'TUGAS {jumlah} tiket:\n{daftar}\nBalas TERIMA nomor, lalu SELESAI nomor catatan',
    elastic: 'daftar',
    parts: 3,
  },
  taskList: {
    to: 'technician',
    kind: 'command_answer',
    label: 'Jawaban TUGAS',
    text: 'TUGAS {jumlah} tiket:\n{daftar}',
    elastic: 'daftar',
    parts: 2,
  },
  tasksNone: {
    to: 'technician',
    kind: 'command_answer',
    label: 'Jawaban TUGAS tanpa tiket terbuka',
    text: 'Tidak ada tiket terbuka untuk Anda.',
  },
  taskDetails: {
    to: 'technician',
    kind: 'command_answer',
    label: 'Jawaban INFO',
    text: '{nomor} {prioritas}, {status}. {skpd}, {tempat}: {uraian}.[ PIC {pelapor}.][ Batas {batas}.][ Jadwal {jadwal}.]',
    elastic: 'uraian',
    parts: 2,
  },
  whichTicket: {
    to: 'technician',
    kind: 'command_answer',
    label: 'Perintah teknisi yang bisa berarti beberapa tiket',
    text: 'Tiket mana? {daftar}. Balas: {format}',
    elastic: 'daftar',
  },
  technicianHelp: {
    to: 'technician',
    kind: 'command_answer',
    label: 'BANTUAN dari teknisi',
    text: 'TUGAS: daftar tiket. INFO 12: rincian. TERIMA 12, TOLAK 12 alasan, BERANGKAT 12, TIBA 12, TUNDA 12 alasan (mis. part tgl 12/1), LANJUT 12, SELESAI 12 catatan, LAPOR 12 alasan#kendala#rencana. Nomor boleh dihilangkan bila hanya satu tiket yang cocok.',
    parts: 2,
  },
} as const satisfies Record<string, Notice>;
