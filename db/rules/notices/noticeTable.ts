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
} as const satisfies Record<string, Notice>;

export type NoticeKey = keyof typeof NOTICES;

/** A row of the table, with what it leaves out. */
export const noticeNamed = (key: NoticeKey): Notice => NOTICES[key];
