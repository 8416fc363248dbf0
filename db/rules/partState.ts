/**
 * The fate of one part of an outgoing SMS (DESIGN 18). `writing` means that the PDU may have left;
 * a part found in it after a crash becomes `unknown` and is never sent again by the program.
 */
export type PartState =
  | 'queued'
  | 'claimed'
  | 'writing'
  | 'sent'
  | 'delivered'
  | 'failed'
  | 'expired'
  | 'cancelled'
  | 'unknown';

/** The worst news first: a message is as its most troubled part. */
const BY_URGENCY: readonly PartState[] = [
  'failed',
  'expired',
  'unknown',
  'cancelled',
  'writing',
  'claimed',
  'queued',
  'sent',
  'delivered',
];

/** A message's state follows from its parts. */
export const messageState = (parts: readonly PartState[]): PartState =>
  BY_URGENCY.find((state) => parts.includes(state)) ?? 'queued';

export const PART_STATE_LABELS: Record<PartState, string> = {
  queued: 'antre',
  claimed: 'sedang dikirim',
  writing: 'sedang dikirim',
  sent: 'terkirim',
  delivered: 'sampai',
  failed: 'gagal',
  expired: 'kedaluwarsa',
  cancelled: 'dibatalkan',
  unknown: 'tak pasti',
};
