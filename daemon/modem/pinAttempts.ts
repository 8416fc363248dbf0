import { monotonicMs } from '../at/wait.ts';

/**
 * The memory that keeps a SIM from being locked by a wrong PIN: three wrong ones and the office needs the PUK. The
 * key is the card's number, or the modem's where the card hides its own before the PIN.
 */
export interface PinAttempts {
  mayTry(card: string): boolean;
  /** Just before the PIN is sent: if we die now, the try may have been used up. */
  opened(card: string): void;
  accepted(card: string): void;
  refused(card: string): void;
}

/**
 * One try for each card and process, renewed only by success, and not sooner than `againMs` after one: a card that
 * keeps asking has a bad contact or bad power. A guard that outlives the process can take this one's place.
 */
export function rememberPinAttempts(againMs: number): PinAttempts {
  const open = new Set<string>();
  const acceptedAtMs = new Map<string, number>();
  return {
    mayTry: (card) => {
      const lastMs = acceptedAtMs.get(card);
      return !open.has(card) && (lastMs === undefined || monotonicMs() - lastMs >= againMs);
    },
    opened: (card) => void open.add(card),
    accepted: (card) => {
      open.delete(card);
      acceptedAtMs.set(card, monotonicMs());
    },
    // The try stays open, so there is no second one.
    refused: (card) => void open.add(card),
  };
}
