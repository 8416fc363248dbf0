import type { Fault } from '../faultBoard.ts';
import type { Modem } from '../modem.ts';

const NOT_READY_MS = 20_000;
const BUSY_MS = 10_000;
const FRAGILE_MS = 3000;
const PIN = '1234';

/** Locks a card, with so many tries left; what it does from now on the host has to ask. */
function lock(modem: Modem, tries: number): void {
  const { card } = modem;
  card.setLock(true, PIN);
  card.pinTries = tries;
  card.powerLoss();
  modem.setRegistration(0);
}

function remove(modem: Modem, forMs: number): void {
  modem.insertCard(false);
  modem.clock.after(forMs, () => modem.insertCard(true));
}

const notReadyUntilMs = new WeakMap<Modem, number>();
/** Until then whatever is said to it makes the firmware fall over. */
const fragileUntilMs = new WeakMap<Modem, number>();

/** Faults of the SIM card. */
export const CARD_FAULTS: readonly Fault[] = [
  {
    id: 'F34',
    title: 'SIM tidak siap',
    about: 'SIM dicabut selagi dipakai dan kembali setelah 20 detik.',
    variants: {
      notReady: 'NOT READY selama 20 detik',
      pin: 'meminta PIN',
      two: 'meminta PIN, sisa 2 percobaan',
      one: 'meminta PIN, sisa 1 percobaan',
      puk: 'meminta PUK',
      pin2: 'meminta PIN2',
    },
    times: Number.POSITIVE_INFINITY,
    on: {
      order: (_turn, { variant, delayMs = NOT_READY_MS }, modem) => {
        const tries = { pin: 3, two: 2, one: 1, puk: 0 }[variant ?? ''];
        if (tries !== undefined) lock(modem, tries);
        else if (!variant) remove(modem, delayMs);
        else notReadyUntilMs.set(modem, modem.clock.nowMs() + delayMs);
      },
      answer: (turn, { variant }, modem) => {
        const waits = modem.clock.nowMs() < (notReadyUntilMs.get(modem) ?? 0);
        if (turn.body.toUpperCase() !== '+CPIN?' || !waits) return false;
        const text = variant === 'pin2' ? '+CPIN: SIM PIN2' : '+CPIN: NOT READY';
        turn.pieces = turn.pieces.map((piece) => (piece.role === 'info' ? { role: 'info', text } : piece));
        return true;
      },
    },
  },
  {
    id: 'F35',
    title: 'Rapuh setelah PIN',
    about: 'PIN diterima; 10 detik SIM sibuk, dan modem menyala ulang bila disapa dalam 3 detik pertama.',
    variants: { busy: 'hanya sibuk, tidak menyala ulang' },
    times: Number.POSITIVE_INFINITY,
    on: {
      line: (turn, { variant, delayMs = BUSY_MS }, modem) => {
        const nowMs = modem.clock.nowMs();
        if (/^\+CPIN=/i.test(turn.body)) {
          modem.clock.after(1, () => modem.holdCard(delayMs));
          if (variant !== 'busy') fragileUntilMs.set(modem, nowMs + FRAGILE_MS);
          return false;
        }
        if (nowMs >= (fragileUntilMs.get(modem) ?? 0)) return false;
        fragileUntilMs.delete(modem);
        turn.ignore = true;
        modem.reset();
        return true;
      },
    },
  },
];
