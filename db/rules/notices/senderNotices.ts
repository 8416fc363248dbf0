import type { Notice } from './notice.ts';

/** What whoever writes or rings is answered, a reporter or not (SOP 8A, GLOSSARY 5.3). */
export const SENDER_NOTICES = {
  oneTimeCode: {
    to: 'sender',
    kind: 'one_time_code',
    label: 'Kode masuk ke halaman pelapor',
    text: 'Kode masuk Help Desk: {kode}. Berlaku 10 menit. Jangan beri tahu siapa pun, petugas kami tidak pernah menanyakannya. Bukan Anda yang meminta? Abaikan.',
    general: true,
    fixed: true,
  },
  statusOne: {
    to: 'reporter',
    kind: 'status_answer',
    label: 'Jawaban HELPDESK STATUS',
    text: 'Tiket {nomor}: {status}.[ Teknisi {teknisi}.][ Kunjungan {jadwal}.][ Batas {batas}.][ Catatan: {catatan}.][ {tautan}] Helpdesk Dishubkominfo',
    elastic: 'catatan',
  },
  statusSeveral: {
    to: 'reporter',
    kind: 'status_answer',
    label: 'Jawaban HELPDESK STATUS, beberapa tiket terbuka',
    text: 'Tiket Anda: {daftar}. Rinci: HELPDESK STATUS nomor',
    elastic: 'daftar',
    general: true,
  },
  statusNone: {
    to: 'sender',
    kind: 'status_answer',
    label: 'HELPDESK STATUS dari nomor tanpa tiket',
    text: 'Nomor Anda belum punya tiket. Lapor: HELPDESK(spasi)isi keluhan.',
    general: true,
  },
  statusUnknown: {
    to: 'sender',
    kind: 'status_answer',
    label: 'HELPDESK STATUS tentang tiket yang bukan miliknya',
    text: 'Nomor Anda tidak punya tiket {nomor}. Lapor: HELPDESK(spasi)isi keluhan.',
    general: true,
  },
  formatHint: {
    to: 'sender',
    kind: 'format_hint',
    label: 'SMS tanpa kata HELPDESK, sekali sehari',
    text: 'Ketik HELPDESK(spasi)isi keluhan. Contoh: HELPDESK printer bagian umum tidak bisa mencetak.[ Kirim ke {gateway}]',
  },
  help: {
    to: 'sender',
    kind: 'command_answer',
    label: 'HELPDESK BANTUAN',
    text: 'Lapor: HELPDESK(spasi)isi keluhan. Cek: HELPDESK STATUS nomor. Contoh: HELPDESK STATUS 12. Telepon 0333-417437 pada jam kerja.',
  },
  callAnswer: {
    to: 'sender',
    kind: 'call_answer',
    label: 'Panggilan ke nomor SMS tidak terjawab, sekali sehari',
    text: 'Nomor ini hanya menerima SMS. Ketik HELPDESK(spasi)isi keluhan. Contoh: HELPDESK printer tidak bisa mencetak. Telepon 0333-417437 pada jam kerja.',
  },
} as const satisfies Record<string, Notice>;
