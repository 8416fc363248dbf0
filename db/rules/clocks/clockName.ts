/** The five clocks of a ticket (SOP 6 to 8, DESIGN 23). */
export const CLOCKS = ['reply', 'confirmation', 'repair', 'leader', 'pending'] as const;
export type ClockName = (typeof CLOCKS)[number];

export const CLOCK_LABELS: Record<ClockName, string> = {
  reply: 'Balasan pertama',
  confirmation: 'Konfirmasi',
  repair: 'Perbaikan',
  leader: 'Laporan ke pimpinan',
  pending: 'Batas penundaan',
};

export const isClockName = (value: unknown): value is ClockName => CLOCKS.some((clock) => clock === value);
