import type { TicketView } from '../../db/queries/ticketList.ts';
import type { MessageKind } from '../../db/rules/messageKind.ts';
import { isPriority, PRIORITY_LABELS } from '../../db/rules/priority.ts';
import type { EventKind } from '../../db/rules/ticketEvent.ts';
import { showDate } from '../../db/rules/zonedTime.ts';
import type { TicketChannel } from '../../db/schema/tickets.ts';

/** Words that several pages share. */

export const VIEW_LABELS: Record<TicketView, string> = {
  awaiting: 'Perlu dijawab',
  unassigned: 'Belum ditugaskan',
  open: 'Terbuka',
  pending: 'Ditunda',
  closed: 'Selesai',
  all: 'Semua',
};

/** Over which way something was said. */
export const CHANNEL_LABELS: Record<TicketChannel | 'panel', string> = {
  sms: 'SMS',
  phone: 'telepon',
  email: 'surel',
  web: 'halaman pelapor',
  panel: 'panel',
};

/** What a message is, beside who wrote it. */
export const KIND_LABELS: Record<MessageKind, string> = {
  complaint: 'pengaduan',
  follow_up: 'pesan susulan',
  command: 'perintah SMS',
  rating: 'penilaian',
  review: 'perlu diperiksa',
  operator: 'pesan operator',
  data: 'pesan data',
  self_test: 'uji kirim sendiri',
  reply: 'balasan',
  acknowledgement: 'tanda terima otomatis',
  assignment: 'penugasan kepada teknisi',
  solved: 'pemberitahuan selesai',
  status_answer: 'jawaban status otomatis',
  command_answer: 'jawaban perintah otomatis',
  format_hint: 'petunjuk format otomatis',
  digest: 'ringkasan tugas untuk teknisi',
  alarm: 'peringatan gateway',
  call_answer: 'jawaban panggilan tak terjawab otomatis',
  call_off: 'pembatalan tugas teknisi',
  task_news: 'kabar tugas untuk teknisi',
  confirmation: 'konfirmasi petugas',
  news: 'pemberitahuan otomatis',
  reminder: 'pengingat otomatis',
  leader_report: 'laporan untuk pimpinan',
  one_time_code: 'kode masuk sekali pakai',
  note: 'catatan internal',
};

type Detail = Readonly<Record<string, string | number>>;

const priorityWord = (value: string | number | undefined): string =>
  isPriority(value) ? PRIORITY_LABELS[value] : String(value ?? '?');

const because = (detail: Detail): string => (detail['reason'] ? `: ${detail['reason']}` : '');

/** One line of a ticket's history. */
export const EVENT_WORDS: Record<EventKind, (detail: Detail) => string> = {
  opened: (detail) => `Tiket dibuka${detail['mistyped'] ? ' (kata kunci salah ketik)' : ''}`,
  message_received: (detail) =>
    `Pesan susulan masuk${detail['ticket'] ? ` dari tiket #${detail['ticket']}` : ''}`,
  duplicate_joined: () => 'Pengaduan yang sama digabungkan',
  answer_withheld: (detail) => `Balasan otomatis ditahan: ${detail['reason'] ?? 'tanpa alasan'}`,
  replied: () => 'Balasan ditulis',
  first_reply_accepted: () => 'Balasan pertama diterima jaringan',
  priority_changed: (detail) => `Prioritas ${priorityWord(detail['from'])} → ${priorityWord(detail['to'])}`,
  assigned: (detail) => `Ditugaskan kepada ${detail['technician'] ?? 'teknisi'}`,
  accepted: () => 'Diterima teknisi, sedang dikerjakan',
  closed: (detail) => `Diselesaikan${detail['note'] ? `: ${detail['note']}` : ''}`,
  called: (detail) =>
    detail['walkIn'] ? 'Pelapor datang langsung dan dilayani' : 'Pelapor menelepon dan dijawab',
  note_added: () => 'Catatan internal ditulis',
  category_changed: (detail) => `Kategori ${detail['from'] ?? '-'} → ${detail['to'] ?? '-'}`,
  place_changed: (detail) => `Tempat ${detail['from'] ?? '-'} → ${detail['to'] ?? '-'}`,
  unit_changed: (detail) => `SKPD ${detail['from'] ?? '-'} → ${detail['to'] ?? '-'}`,
  reporter_changed: (detail) => `Pelapor ${detail['from'] ?? '-'} → ${detail['to'] ?? '-'}`,
  target_chosen: (detail) => `Target perbaikan ${detail['to'] ?? 'menurut prioritas'}${because(detail)}`,
  scheduled: (detail) => `Jadwal kunjungan ${detail['to'] ?? 'dihapus'}${because(detail)}`,
  unassigned: (detail) => `Penugasan kepada ${detail['technician'] ?? 'teknisi'} dicabut${because(detail)}`,
  declined: (detail) => `Ditolak teknisi${because(detail)}`,
  departed: () => 'Teknisi berangkat',
  arrived: () => 'Teknisi tiba di lokasi',
  pended: (detail) => `Ditunda${because(detail)}`,
  pending_expired: () => 'Batas penundaan habis, waktu berjalan lagi',
  resumed: () => 'Dilanjutkan',
  reopened: (detail) => `Dibuka kembali${because(detail)}`,
  cancelled: (detail) => `Dibatalkan${because(detail)}`,
  rejected: (detail) => `Ditolak${because(detail)}`,
  restored: () => 'Dikembalikan',
  merged: (detail) => `Digabung ke tiket #${detail['into'] ?? '?'}`,
  unmerged: (detail) => `Dilepas dari tiket #${detail['from'] ?? '?'}`,
  absorbed: (detail) => `Tiket #${detail['ticket'] ?? '?'} digabung ke sini`,
  released: (detail) => `Tiket #${detail['ticket'] ?? '?'} dilepas dari sini`,
  split: (detail) => `Dipecah: #${detail['from'] ?? '?'} → #${detail['to'] ?? '?'}`,
  linked: (detail) => `Terkait dengan tiket #${detail['ticket'] ?? '?'}${because(detail)}`,
  unlinked: (detail) => `Kaitan dengan tiket #${detail['ticket'] ?? '?'} dihapus`,
  part_ordered: (detail) =>
    `Suku cadang dipesan: ${detail['part'] ?? '?'}${detail['until'] ? `, perkiraan ${showDate(String(detail['until']))}` : ''}`,
  part_reserved: (detail) => `Suku cadang disisihkan: ${detail['part'] ?? '?'}`,
  part_released: (detail) => `Suku cadang dilepas: ${detail['part'] ?? '?'}`,
  part_used: (detail) => `Suku cadang dipakai: ${detail['part'] ?? '?'}`,
  part_returned: (detail) => `Suku cadang dikembalikan ke rak: ${detail['part'] ?? '?'}`,
  part_arrived: (detail) => `Suku cadang datang: ${detail['part'] ?? '?'}`,
  deadline_near: (detail) => `Peringatan batas waktu ${detail['clock'] ?? ''}`.trimEnd(),
  deadline_passed: (detail) => `Batas waktu ${detail['clock'] ?? ''} terlewati`.replace('  ', ' '),
  leader_report_wanted: () => 'Laporan ke pimpinan diminta',
  leader_reported: (detail) => `Dilaporkan ke pimpinan${because(detail)}`,
  leader_acknowledged: () => 'Laporan diketahui pimpinan',
  rating_refused: () => 'Penilaian dari teknisi sendiri diabaikan',
  rated: (detail) => `Dinilai pelapor: ${detail['rating'] ?? '?'} dari 5`,
  send_decided: (detail) =>
    detail['decision'] === 'resend' ? 'SMS diputuskan dikirim ulang' : 'SMS diputuskan dianggap terkirim',
};
