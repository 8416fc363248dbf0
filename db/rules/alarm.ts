/** Troubles of the gateway that a human must hear of. One of a kind and modem is open at a time. */
export const ALARM_KINDS = [
  'modem_missing',
  'modem_mute',
  'recovery_failed',
  'restarts_often',
  'power',
  'foreign_program',
  'sim_missing',
  'sim_pin',
  'sim_changed',
  'modem_changed',
  'network_lost',
  'network_flaps',
  'storage_filling',
  'stuck_records',
  'quarantine',
  'sending_suspended',
  'sends_refused',
  'unknown_sends',
  'balance_low',
  'validity_ending',
  'receive_only',
  'operator_message',
  'loop',
  'clock',
  'disk',
  'codes_capped',
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Of these nobody learns that they are over: they end when they have not been raised again for so long. */
export const QUIET_AFTER_MS = {
  loop: HOUR_MS,
  // What could not be read stays on the page for good.
  quarantine: 3 * DAY_MS,
  // Said by an operator's text, and by no later check of the balance.
  operator_message: 3 * DAY_MS,
  balance_low: 3 * DAY_MS,
  codes_capped: DAY_MS,
} as const satisfies Partial<Record<AlarmKind, number>>;
