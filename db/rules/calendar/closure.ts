/** What a day is closed for (GLOSSARY 5.4). */
export const CLOSURE_KINDS = {
  national: 'Libur nasional',
  collective: 'Cuti bersama',
  local: 'Libur daerah',
  election: 'Pemilihan umum/pilkada',
  other: 'Lain-lain',
} as const;
export type ClosureKind = keyof typeof CLOSURE_KINDS;

/** A draft ("perkiraan") closes nothing until somebody has confirmed it. */
export const CLOSURE_STATES = { fixed: 'Ditetapkan', draft: 'Perkiraan' } as const;
export type ClosureState = keyof typeof CLOSURE_STATES;

/** Whether the telephone, the clocks of replying and repairing, or both stand still. */
export const CLOSURE_SCOPES = {
  all: 'Semua layanan',
  phone: 'Telepon saja',
  service: 'Batas waktu saja',
} as const;
export type ClosureScope = keyof typeof CLOSURE_SCOPES;
