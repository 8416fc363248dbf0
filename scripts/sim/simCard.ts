const PIN_TRIES = 3;
const PUK_TRIES = 10;

export type CardState = 'READY' | 'NOT READY' | 'SIM PIN' | 'SIM PUK' | 'BLOCKED' | 'NOT INSERTED';

export interface CardOptions {
  iccid: string;
  imsi: string;
  ownNumber: string;
  serviceCentre: string;
  pin: string | undefined;
  puk: string;
}

/** A SIM card: who it is, and its lock with the two counters (31.101 CHV1; 27.007 §8.3). */
export class SimCard {
  iccid: string;
  imsi: string;
  readonly ownNumber: string;
  serviceCentre: string;
  inserted = true;
  /** It has come to itself; until then it says nothing about its lock. */
  awake = true;
  pinTries = PIN_TRIES;
  pukTries = PUK_TRIES;
  #pin: string | undefined;
  readonly #puk: string;
  #unlocked: boolean;

  constructor(options: CardOptions) {
    this.iccid = options.iccid;
    this.imsi = options.imsi;
    this.ownNumber = options.ownNumber;
    this.serviceCentre = options.serviceCentre;
    this.#pin = options.pin;
    this.#puk = options.puk;
    this.#unlocked = options.pin === undefined;
  }

  get state(): CardState {
    if (!this.inserted) return 'NOT INSERTED';
    if (!this.awake) return 'NOT READY';
    if (this.pukTries === 0) return 'BLOCKED';
    if (this.pinTries === 0) return 'SIM PUK';
    return this.#unlocked ? 'READY' : 'SIM PIN';
  }

  get locks(): boolean {
    return this.#pin !== undefined;
  }

  /** Losing power locks a card that has a PIN; wrong tries stay counted. */
  powerLoss(): void {
    this.#unlocked = this.#pin === undefined;
  }

  /** True when the PIN was right; a wrong one costs a try. */
  enterPin(pin: string): boolean {
    if (pin !== this.#pin) {
      this.pinTries -= 1;
      return false;
    }
    this.pinTries = PIN_TRIES;
    this.#unlocked = true;
    return true;
  }

  /** True when the PUK was right; it sets a new PIN. A wrong one costs one of ten tries. */
  enterPuk(puk: string, newPin: string): boolean {
    if (puk !== this.#puk) {
      this.pukTries -= 1;
      return false;
    }
    this.pukTries = PUK_TRIES;
    this.pinTries = PIN_TRIES;
    this.#pin = newPin;
    this.#unlocked = true;
    return true;
  }

  /** Switches the PIN question on or off (+CLCK); false on a wrong PIN. */
  setLock(on: boolean, pin: string): boolean {
    if (this.#pin === undefined) {
      if (on) this.#pin = pin;
      return true;
    }
    if (!this.enterPin(pin)) return false;
    if (!on) this.#pin = undefined;
    return true;
  }
}
