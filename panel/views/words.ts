import type { TicketView } from '../../db/queries/ticketList.ts';
import type { MessageKind } from '../../db/rules/messageKind.ts';
import { isPriority, PRIORITY_LABELS } from '../../db/rules/priority.ts';
import type { EventKind } from '../../db/rules/ticketEvent.ts';

/** Words that several pages share. */

export const VIEW_LABELS: Record<TicketView, string> = {
  awaiting: 'Perlu dijawab',
  unassigned: 'Belum ditugaskan',
  open: 'Terbuka',
  all: 'Semua',
};

/** What a message is, beside who wrote it. */
export const KIND_LABELS: Record<MessageKind, string> = {
  complaint: 'pengaduan',
  follow_up: 'pesan susulan',
  command: 'perintah SMS',
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
  note: 'catatan internal',
};

type Detail = Readonly<Record<string, string | number>>;

const priorityWord = (value: string | number | undefined): string =>
  isPriority(value) ? PRIORITY_LABELS[value] : String(value ?? '?');

/** One line of a ticket's history. */
export const EVENT_WORDS: Record<EventKind, (detail: Detail) => string> = {
  opened: (detail) => `Tiket dibuka${detail['mistyped'] ? ' (kata kunci salah ketik)' : ''}`,
  message_received: () => 'Pesan susulan masuk',
  duplicate_joined: () => 'Pengaduan yang sama digabungkan',
  answer_withheld: (detail) => `Balasan otomatis ditahan: ${detail['reason'] ?? 'tanpa alasan'}`,
  replied: () => 'Balasan ditulis',
  first_reply_accepted: () => 'Balasan pertama diterima jaringan',
  priority_changed: (detail) => `Prioritas ${priorityWord(detail['from'])} → ${priorityWord(detail['to'])}`,
  assigned: (detail) => `Ditugaskan kepada ${detail['technician'] ?? 'teknisi'}`,
  accepted: () => 'Diterima teknisi, sedang dikerjakan',
  closed: (detail) => `Diselesaikan${detail['note'] ? `: ${detail['note']}` : ''}`,
  send_decided: (detail) =>
    detail['decision'] === 'resend' ? 'SMS diputuskan dikirim ulang' : 'SMS diputuskan dianggap terkirim',
};
