import { DomainError } from '../errors.ts';

/** What happens to a part in stock. */
export const STOCK_MOVE_KINDS = [
  'arrival',
  'out',
  'correction',
  'reservation',
  'release',
  'use',
  'undo',
] as const;
export type StockMoveKind = (typeof STOCK_MOVE_KINDS)[number];

export const STOCK_MOVE_LABELS: Record<StockMoveKind, string> = {
  arrival: 'Datang',
  out: 'Keluar',
  correction: 'Koreksi hitungan',
  reservation: 'Disisihkan',
  release: 'Dilepas',
  use: 'Dipakai',
  undo: 'Diurungkan',
};

/** A wrong one of these is answered by its opposite; what was set aside is released instead. */
export const UNDOABLE: readonly StockMoveKind[] = ['arrival', 'out', 'correction', 'use'];

/** How much lies there, and how much of it is set aside for tickets. */
export interface StockBalance {
  onHand: number;
  reserved: number;
}

export const freeOf = ({ onHand, reserved }: StockBalance): number => onHand - reserved;

/** Whether it is time to buy: fewer are free than the office wants to have. */
export const isBelowMinimum = (balance: StockBalance, minimum: number): boolean =>
  minimum > 0 && freeOf(balance) < minimum;

/** The kinds that the people of a ticket do to stock, by how many pieces. */
export const CHANGES = {
  arrival: (n: number) => ({ onHand: n, reserved: 0 }),
  out: (n: number) => ({ onHand: -n, reserved: 0 }),
  reservation: (n: number) => ({ onHand: 0, reserved: n }),
  release: (n: number) => ({ onHand: 0, reserved: -n }),
  /** Of what was free. */
  use: (n: number) => ({ onHand: -n, reserved: 0 }),
  /** Of what was set aside. */
  useReserved: (n: number) => ({ onHand: -n, reserved: -n }),
} as const satisfies Record<string, (n: number) => StockBalance>;

/**
 * The balance after a change.
 * @param what the part in words, for the refusal
 * @throws DomainError `conflict` when more is wanted than is free
 */
export function balanceAfter(before: StockBalance, change: StockBalance, what: string): StockBalance {
  const after = { onHand: before.onHand + change.onHand, reserved: before.reserved + change.reserved };
  if (after.onHand < 0 || after.reserved < 0 || freeOf(after) < 0)
    throw new DomainError(
      'conflict',
      `Stok ${what} tidak cukup: ${stockWords(before)}. Tidak ada yang berubah.`,
    );
  return after;
}

/** `tinggal 3, 2 di antaranya disisihkan untuk tiket` */
export function stockWords({ onHand, reserved }: StockBalance): string {
  if (onHand === 0) return 'sedang habis';
  return reserved === 0
    ? `tinggal ${onHand}`
    : `tinggal ${onHand}, ${reserved} di antaranya disisihkan untuk tiket`;
}
