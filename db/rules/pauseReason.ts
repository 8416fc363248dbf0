import type { ClockName } from './clocks/clockName.ts';

/** Why a ticket waits (SOP 7, DESIGN 23). What each stops is the default; the office's settings may say otherwise. */
export const PAUSE_REASONS = [
  {
    id: 'part_on_order',
    label: 'Menunggu suku cadang',
    /** What a technician may write after TUNDA to mean it. */
    words: [
      'suku',
      'cadang',
      'sparepart',
      'spare',
      'part',
      'hardware',
      'pesan',
      'dipesan',
      'memesan',
      'pesanan',
      'pemesanan',
      'inden',
      'order',
      'stok',
      'barang',
    ],
    stops: ['repair', 'leader'],
    asksPart: true,
  },
  {
    id: 'power_cut',
    label: 'Listrik padam',
    words: ['listrik', 'padam', 'pln', 'mati lampu', 'genset'],
    stops: ['repair'],
    asksPart: false,
  },
  {
    id: 'waiting_for_unit',
    label: 'Menunggu SKPD',
    words: ['skpd', 'opd', 'pelapor', 'pic', 'kantor tutup', 'tutup', 'pengguna', 'user'],
    stops: ['repair'],
    asksPart: false,
  },
  {
    id: 'third_party',
    label: 'Menunggu pihak ketiga',
    words: ['vendor', 'penyedia', 'pihak ketiga', 'telkom', 'provider', 'isp', 'garansi'],
    stops: [],
    asksPart: false,
  },
  { id: 'other', label: 'Alasan lain', words: [], stops: [], asksPart: false },
] as const satisfies readonly PauseReasonRow[];

interface PauseReasonRow {
  id: string;
  label: string;
  words: readonly string[];
  stops: readonly ClockName[];
  asksPart: boolean;
}

export type PauseReason = (typeof PAUSE_REASONS)[number]['id'];

export const isPauseReason = (value: unknown): value is PauseReason =>
  PAUSE_REASONS.some(({ id }) => id === value);

export const pauseReasonLabel = (reason: PauseReason): string =>
  PAUSE_REASONS.find(({ id }) => id === reason)?.label ?? reason;

/** What somebody's own words mean, the first reason of the list that they name; `other` stops no clock. */
export function pauseReasonIn(text: string): PauseReason {
  const words = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/nya(?= |$)/g, '')} `;
  return (
    PAUSE_REASONS.find((reason) => reason.words.some((word) => words.includes(` ${word} `)))?.id ?? 'other'
  );
}
