import type { NoticeSetting } from '../../../db/queries/noticeSettings.ts';
import type { OutboundKind } from '../../../db/rules/messageKind.ts';
import type { Recipient } from '../../../db/rules/notices/notice.ts';

export const RECIPIENT_LABELS: Record<Recipient, string> = {
  reporter: 'Pelapor',
  sender: 'Siapa pun yang mengirim SMS atau menelepon',
  technician: 'Teknisi',
  admin: 'Admin',
  leader: 'Pimpinan',
  caretaker: 'Penerima peringatan gateway',
};

/** In the order of the page. */
const RECIPIENTS = Object.keys(RECIPIENT_LABELS) as Recipient[];

/** What sets an SMS off. */
const OCCASIONS = ['Perjalanan tiket', 'Batas waktu', 'Jawaban atas SMS atau panggilan', 'Lainnya'] as const;
type Occasion = (typeof OCCASIONS)[number];

const BY_KIND: Record<OutboundKind, Occasion> = {
  reply: 'Lainnya',
  acknowledgement: 'Perjalanan tiket',
  confirmation: 'Perjalanan tiket',
  assignment: 'Perjalanan tiket',
  call_off: 'Perjalanan tiket',
  task_news: 'Perjalanan tiket',
  news: 'Perjalanan tiket',
  solved: 'Perjalanan tiket',
  digest: 'Perjalanan tiket',
  reminder: 'Batas waktu',
  leader_report: 'Batas waktu',
  status_answer: 'Jawaban atas SMS atau panggilan',
  command_answer: 'Jawaban atas SMS atau panggilan',
  format_hint: 'Jawaban atas SMS atau panggilan',
  call_answer: 'Jawaban atas SMS atau panggilan',
  alarm: 'Lainnya',
  one_time_code: 'Lainnya',
};

export interface NoticeGroup {
  recipient: Recipient;
  occasions: { occasion: Occasion; settings: NoticeSetting[] }[];
}

/** Who is told of what: by recipient, then by what sets it off. */
export const noticeGroups = (settings: readonly NoticeSetting[]): NoticeGroup[] =>
  RECIPIENTS.map((recipient) => ({
    recipient,
    occasions: OCCASIONS.map((occasion) => ({
      occasion,
      settings: settings.filter(({ notice }) => notice.to === recipient && BY_KIND[notice.kind] === occasion),
    })).filter((group) => group.settings.length > 0),
  })).filter(({ occasions }) => occasions.length > 0);
