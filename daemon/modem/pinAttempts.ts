import { monotonicMs } from '../at/wait.ts';

export type PinState = 'opened' | 'accepted' | 'refused';

/** Where tries of the configured PIN are remembered. */
export interface PinStore {
  read(card: string): PinState | undefined;
  /** Durable when it returns. */
  write(card: string, state: PinState): void;
}

/** Who is asked for its PIN. */
export interface PinCard {
  /** The card's number, where it tells it before the PIN. */
  readonly simId: string | undefined;
  /** The place it is in: the gateway, and where it is known the modem. */
  readonly places: readonly string[];
}

/**
 * `ifUntouched`: a try was made and its end is not known, so that only a counter which shows all tries left proves that
 * it cost none.
 */
export type PinPermission = 'granted' | 'ifUntouched' | 'denied';

/** One try of the PIN on one card. */
export interface PinAttempt {
  permission(): PinPermission;
  /** Just before the PIN is sent: if we die now, the try may have been used up. @throws when it cannot be stored */
  opened(): void;
  accepted(): void;
  refused(): void;
}

/**
 * The memory that keeps a SIM from being locked by a wrong PIN: three wrong ones and the office needs the PUK. One try
 * for each card, renewed only by success, and not sooner than `againMs` after one: a card that keeps asking has a bad
 * contact or bad power.
 *
 * A card that tells its number at one time and not at another must not be tried twice for it. So a try is remembered
 * for the place as well: a card without a name gets none after any other in its place, and a card with a name none
 * after one without.
 */
export class PinAttempts {
  readonly #againMs: number;
  readonly #store: PinStore;
  readonly #triedAtMs = new Map<string, number>();

  constructor(againMs: number, store: PinStore) {
    this.#againMs = againMs;
    this.#store = store;
  }

  for({ simId, places }: PinCard): PinAttempt {
    const any = places.map((place) => `any in ${place}`);
    // The places themselves are what earlier editions wrote for a card without a name.
    const blind = [...places, ...places.map((place) => `unnamed in ${place}`)];
    const looked = simId === undefined ? [...any, ...blind] : [simId, ...blind];
    const kept = simId === undefined ? [...any, ...blind] : [simId, ...any];
    const keep = (state: PinState): void => {
      for (const card of kept) this.#store.write(card, state);
      for (const card of kept) this.#triedAtMs.set(card, monotonicMs());
    };
    return {
      permission: () => {
        const all = looked.map((card) => this.#permission(card));
        if (all.includes('denied')) return 'denied';
        return all.includes('ifUntouched') ? 'ifUntouched' : 'granted';
      },
      opened: () => keep('opened'),
      accepted: () => keep('accepted'),
      refused: () => keep('refused'),
    };
  }

  #permission(card: string): PinPermission {
    const state = this.#store.read(card);
    if (state === undefined) return 'granted';
    const triedAtMs = this.#triedAtMs.get(card);
    const isRecent = triedAtMs !== undefined && monotonicMs() - triedAtMs < this.#againMs;
    if (state === 'refused' || isRecent) return 'denied';
    return state === 'opened' ? 'ifUntouched' : 'granted';
  }
}

/** For as long as the process runs. */
export function rememberPins(): PinStore {
  const states = new Map<string, PinState>();
  return { read: (card) => states.get(card), write: (card, state) => void states.set(card, state) };
}
