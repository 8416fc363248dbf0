import type { Notice } from './notice.ts';

/** What is told when a part that tickets wait for has come (SOP 7). */
export const STOCK_NOTICES = {
  partArrived: {
    to: 'reporter',
    kind: 'news',
    label: 'Suku cadang yang ditunggu sudah datang',
    merged: 'same',
    text: '[Yth. {skpd}, ]suku cadang untuk tiket {nomor} sudah datang: {barang}.[ Teknisi {teknisi} segera melanjutkan.] Helpdesk Dishubkominfo',
    elastic: 'barang',
  },
  partArrivedForTechnician: {
    to: 'technician',
    kind: 'task_news',
    label: 'Suku cadang untuk tiket teknisi sudah datang',
    text: 'BARANG DATANG untuk tiket {nomor} {skpd}: {barang}, disisihkan di kantor.[ Balas {format} bila dikerjakan lagi]',
    elastic: 'barang',
  },
} as const satisfies Record<string, Notice>;
