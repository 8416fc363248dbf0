import { scryptSync } from 'node:crypto';
import { notePinAttempt } from '../db/actions/notePinAttempt.ts';
import type { Clock } from '../db/clock.ts';
import type { Db } from '../db/open.ts';
import { pinAttemptState } from '../db/queries/pinAttemptState.ts';
import type { PinAttempts } from './modem/pinAttempts.ts';

/**
 * Keeps a SIM from being locked by restarts: a PIN that a card refused, or whose try was never ended, is not
 * tried again by any later process. Another PIN in the configuration, or `helpdesk pin forget`, opens the way.
 * @param againMs how soon after a success a card that asks again is given the PIN once more.
 */
export function durablePinAttempts(db: Db, clock: Clock, pin: string, againMs: number): PinAttempts {
  const acceptedAtMs = new Map<string, number>();
  const note = (card: string, state: 'opened' | 'accepted' | 'refused'): void =>
    notePinAttempt(db, clock, { card, pinDigest: digestOf(pin, card), state });
  return {
    mayTry: (card) => {
      const last = pinAttemptState(db, card, digestOf(pin, card));
      const lastMs = acceptedAtMs.get(card);
      return (
        (last === undefined || last === 'accepted') &&
        (lastMs === undefined || performance.now() - lastMs >= againMs)
      );
    },
    opened: (card) => note(card, 'opened'),
    accepted: (card) => {
      note(card, 'accepted');
      acceptedAtMs.set(card, performance.now());
    },
    refused: (card) => note(card, 'refused'),
  };
}

/** Tells one PIN from another without keeping it; slow on purpose, since there are few PINs. */
const digestOf = (pin: string, card: string): string => scryptSync(pin, card, 16).toString('hex');
