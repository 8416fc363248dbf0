import { scryptSync } from 'node:crypto';
import { notePinAttempt } from '../db/actions/notePinAttempt.ts';
import type { Clock } from '../db/clock.ts';
import type { Db } from '../db/open.ts';
import { pinAttemptState } from '../db/queries/pinAttemptState.ts';
import type { PinStore } from './modem/pinAttempts.ts';

/**
 * Keeps a SIM from being locked by restarts: a PIN that a card refused, or whose try was never ended, is not
 * tried again by any later process. Another PIN in the configuration, or `helpdesk pin forget`, opens the way.
 */
export function durablePins(db: Db, clock: Clock, pin: string): PinStore {
  return {
    read: (card) => pinAttemptState(db, card, digestOf(pin, card)),
    write: (card, state) => notePinAttempt(db, clock, { card, pinDigest: digestOf(pin, card), state }),
  };
}

/** Tells one PIN from another without keeping it; slow on purpose, since there are few PINs. */
const digestOf = (pin: string, card: string): string => scryptSync(pin, card, 16).toString('hex');
