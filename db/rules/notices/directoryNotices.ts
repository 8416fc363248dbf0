import type { Notice } from './notice.ts';

/** What people are told who are not in the directory yet, and those who call (SOP 5, GLOSSARY 5.3). */
export const DIRECTORY_NOTICES = {
  unknownNumber: {
    to: 'reporter',
    kind: 'acknowledgement',
    label: 'Pengaduan pertama dari nomor yang belum terdaftar',
    text: 'Nomor Anda belum terdaftar, pengaduan tetap kami terima: no. tiket {nomor}. Mohon balas DAFTAR(spasi)NAMA#UNIT KERJA agar data kami lengkap.',
  },
  receivedByPhone: {
    to: 'reporter',
    kind: 'acknowledgement',
    label: 'Pengaduan lewat telepon dicatat',
    text: 'Pengaduan Anda lewat telepon kami catat, no. tiket {nomor}: {uraian}. Cek: HELPDESK STATUS {nomor}. Helpdesk Dishubkominfo',
    elastic: 'uraian',
  },
  receivedAtDesk: {
    to: 'reporter',
    kind: 'acknowledgement',
    label: 'Pengaduan yang disampaikan langsung dicatat',
    text: 'Pengaduan yang Anda sampaikan langsung kami catat, no. tiket {nomor}: {uraian}. Cek: HELPDESK STATUS {nomor}. Helpdesk Dishubkominfo',
    elastic: 'uraian',
  },
  registrationAsked: {
    to: 'reporter',
    kind: 'command_answer',
    label: 'DAFTAR tanpa nama atau unit kerja',
    text: 'Tulis nama dan unit kerja: DAFTAR(spasi)NAMA#UNIT KERJA. Contoh: DAFTAR Siti Aminah#Dinas Pendidikan',
  },
  registrationWaiting: {
    to: 'reporter',
    kind: 'command_answer',
    label: 'DAFTAR diterima, menunggu admin',
    text: 'Pendaftaran {pelapor}, {skpd} kami terima dan diperiksa admin. Salah tulis? Kirim lagi DAFTAR(spasi)NAMA#UNIT KERJA',
    elastic: 'skpd',
  },
  registrationOfStaff: {
    to: 'reporter',
    kind: 'command_answer',
    label: 'DAFTAR dari nomor petugas',
    text: 'Nomor Anda sudah terdaftar sebagai petugas Help Desk.',
  },
  registered: {
    general: true,
    to: 'reporter',
    kind: 'news',
    label: 'Pendaftaran disetujui',
    text: 'Nomor Anda terdaftar atas nama {pelapor}, {skpd}. Untuk pengaduan kirim HELPDESK(spasi)isi keluhan. Terima kasih',
    elastic: 'pelapor',
  },
  registrationRefused: {
    general: true,
    to: 'reporter',
    kind: 'news',
    label: 'Pendaftaran belum disetujui',
    text: 'Pendaftaran Anda belum dapat disetujui: {alasan}. Perbaiki dengan DAFTAR(spasi)NAMA#UNIT KERJA. Pengaduan Anda tetap kami layani',
    elastic: 'alasan',
  },
} as const satisfies Record<string, Notice>;
