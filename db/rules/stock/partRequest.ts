/** From "it is needed" to "it is built in"; `waiting`: there is none yet. */
export const PART_REQUEST_STATES = ['waiting', 'reserved', 'used', 'released', 'returned'] as const;
export type PartRequestState = (typeof PART_REQUEST_STATES)[number];

export const PART_REQUEST_LABELS: Record<PartRequestState, string> = {
  waiting: 'Dipesan, belum datang',
  reserved: 'Disisihkan',
  used: 'Terpakai',
  released: 'Dilepas',
  returned: 'Dikembalikan ke rak',
};

/** More of one part at one time is a slip of the finger. */
export const QUANTITY_MAX = 1000;

export interface CountedPart {
  name: string;
  countedIn: string;
}

/** `2 buah Power supply 450W` */
export const countedWords = ({ name, countedIn }: CountedPart, quantity: number): string =>
  `${quantity} ${countedIn} ${name}`;

interface Waiting {
  requestId: number;
  quantity: number;
  /** 4 emergency … 1 low. */
  priorityRank: number;
  requestedAtMs: number;
}

/**
 * Who gets what is free: the most urgent ticket first, then the one that has waited longest. Nobody is overtaken by a
 * smaller wish, or a large one would wait for ever.
 */
export function servedFrom<T extends Waiting>(waiting: readonly T[], free: number): T[] {
  const inTurn = [...waiting].sort(
    (a, b) =>
      b.priorityRank - a.priorityRank || a.requestedAtMs - b.requestedAtMs || a.requestId - b.requestId,
  );
  const served: T[] = [];
  let left = free;
  for (const wish of inTurn) {
    if (wish.quantity > left) break;
    left -= wish.quantity;
    served.push(wish);
  }
  return served;
}
