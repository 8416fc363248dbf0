import type { Notice } from './notice.ts';

/** What admins and the leader are told. */
export const OFFICE_NOTICES = {
  answerNear: {
    to: 'admin',
    kind: 'reminder',
    label: 'Balasan atau konfirmasi hampir jatuh tempo',
    text: 'INGAT: tiket {nomor}[ {skpd}] menunggu {jenis} sampai {batas} (sisa {sisa}): {uraian}',
    elastic: 'uraian',
  },
  answerLate: {
    to: 'admin',
    kind: 'reminder',
    label: 'Balasan atau konfirmasi terlambat',
    text: 'TERLAMBAT: tiket {nomor}[ {skpd}] menunggu {jenis} sejak batas {batas}: {uraian}',
    elastic: 'uraian',
  },
  adminDigest: {
    general: true,
    to: 'admin',
    kind: 'reminder',
    label: 'Beberapa pengingat sekaligus, untuk admin',
    text: 'INGAT {jumlah} tiket: {daftar}. Lihat Terlambat di panel',
  },
  leaderReport: {
    to: 'leader',
    kind: 'leader_report',
    label: 'Laporan keterlambatan ke pimpinan',
    text: 'LAPOR PIMPINAN: tiket {nomor}[ {skpd}] ({prioritas}) melewati batas[, teknisi {teknisi}], alasan: {alasan}. Mohon arahan.',
    elastic: 'alasan',
  },
  leaderUnreported: {
    to: 'leader',
    kind: 'leader_report',
    label: 'Keterlambatan tanpa alasan tertulis, ke pimpinan',
    text: 'LAPOR PIMPINAN: tiket {nomor}[ {skpd}] ({prioritas}) melewati {hari} hari tanpa alasan tertulis[, teknisi {teknisi}]. Mohon arahan.',
    elastic: 'skpd',
  },
  leaderDigest: {
    general: true,
    to: 'leader',
    kind: 'leader_report',
    label: 'Beberapa keterlambatan tanpa alasan tertulis, ke pimpinan',
    text: 'LAPOR PIMPINAN: {jumlah} tiket melewati {hari} hari tanpa alasan tertulis: {daftar}. Mohon arahan lewat panel.',
  },
  alarm: {
    to: 'caretaker',
    kind: 'alarm',
    label: 'Gangguan gateway SMS',
    text: 'PERINGATAN GATEWAY: {daftar}',
    elastic: 'daftar',
    parts: 2,
    fixed: true,
  },
} as const satisfies Record<string, Notice>;
